"""Reviews: what buyers say. The product's rating follows from the published ones by a trigger."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.products import Product
from shop.base.models import Record


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reviews as shoppers and moderators ask for them."""

    def published(self) -> Self:
        return self.filter(status=Review.Status.PUBLISHED)

    def awaiting_moderation(self) -> Self:
        return self.filter(status=Review.Status.PENDING)


class Review(Record):
    """One person's word on a product; one per person and product."""

    class Status(models.TextChoices):
        PENDING = "pending", _("To be read")
        PUBLISHED = "published", _("Published")
        REJECTED = "rejected", _("Rejected")

    product = models.ForeignKey(
        Product, verbose_name=_("product"), on_delete=models.CASCADE, related_name="reviews"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reviews",
    )
    author_name = models.CharField(_("shown name"), max_length=80)
    rating = models.PositiveSmallIntegerField(_("rating"))
    title = models.CharField(_("title"), max_length=120, blank=True)
    body = models.TextField(_("text"), max_length=5000, blank=True)
    is_verified = models.BooleanField(_("verified purchase"), default=False)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PENDING
    )

    objects = ReviewQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(fields=["product", "author"], name="review_once_per_author"),
            models.CheckConstraint(condition=Q(rating__range=(1, 5)), name="review_rating_1_to_5"),
            models.CheckConstraint(
                condition=Q(status__in=["pending", "published", "rejected"]),
                name="review_status_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["product", "-created_at"],
                condition=Q(status="published"),
                name="review_newest_published",
            ),
            models.Index(
                fields=["-created_at", "-id"],
                condition=Q(status="published", rating=5),
                name="review_newest_best",
            ),
        ]
        triggers = [
            *Record.Meta.triggers,
            pgtrigger.Trigger(
                name="product_rating",
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("rating", "status", "product_id")
                | pgtrigger.Delete,
                when=pgtrigger.After,
                func="""
                    UPDATE catalog_product SET (rating_average, rating_count) = (
                        SELECT round(avg(rating), 2), count(*) FROM catalog_review
                        WHERE product_id = catalog_product.id AND status = 'published')
                    WHERE id = COALESCE(NEW.product_id, OLD.product_id);
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rating}/5 {self.title}"
