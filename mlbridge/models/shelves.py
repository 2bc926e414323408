"""The published table of recommendations: ranked products by key, with a reason, under a model version."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mlbridge.models.versions import ModelVersion


class Shelf(models.TextChoices):
    """A row of products with one meaning. Each is written by the model of the same name."""

    BECAUSE_VIEWED = "because_viewed", _("Because you viewed")
    BOUGHT_TOGETHER = "bought_together", _("Often bought together")
    BUY_AGAIN = "buy_again", _("Buy again")
    TRENDING = "trending", _("Popular now")


class KeyKind(models.TextChoices):
    """What a shelf hangs on."""

    PRODUCT = "product", _("Product")
    USER = "user", _("Customer")
    CATEGORY = "category", _("Category")
    SHOP = "shop", _("Whole shop")


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    """Shelves as staff ask for them; the shop window reads them through ``mlbridge.domain.published``."""

    def served(self) -> Self:
        """What shoppers see now."""
        return self.filter(version__in=ModelVersion.objects.serving())


class Recommendation(models.Model):
    """One product at one place of a shelf, with the reason that shoppers read.

    ``reason`` is a code that ``mlbridge.domain.reasons`` puts into words, with ``details`` for its blanks.
    """

    version = models.ForeignKey(
        ModelVersion,
        verbose_name=_("model version"),
        on_delete=models.CASCADE,
        related_name="recommendations",
    )
    shelf = models.CharField(_("shelf"), max_length=16, choices=Shelf.choices)
    key_kind = models.CharField(_("hangs on"), max_length=8, choices=KeyKind.choices)
    key_id = models.BigIntegerField(_("number of the key"), help_text=_("0 for the whole shop."))
    rank = models.PositiveSmallIntegerField(_("place"))
    product = models.ForeignKey(
        "catalog.Product",
        verbose_name=_("product"),
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
    )
    score = models.FloatField(_("score"))
    reason = models.CharField(_("reason"), max_length=24)
    details = models.JSONField(_("details of the reason"), default=dict, blank=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["version", "shelf", "key_kind", "key_id", "rank"]
        constraints = [
            # Also the index by which every shelf is read.
            models.UniqueConstraint(
                fields=["version", "shelf", "key_kind", "key_id", "rank"],
                name="recommendation_one_per_place",
            ),
            models.CheckConstraint(
                condition=Q(
                    shelf__in=["because_viewed", "bought_together", "buy_again", "trending"]
                ),
                name="recommendation_shelf_known",
            ),
            models.CheckConstraint(
                condition=Q(key_kind__in=["product", "user", "category", "shop"]),
                name="recommendation_key_known",
            ),
            models.CheckConstraint(
                condition=~Q(key_kind="product") | ~Q(key_id=models.F("product")),
                name="recommendation_is_something_else",
            ),
            models.CheckConstraint(condition=Q(score__gt=0), name="recommendation_score_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.shelf} {self.key_kind} {self.key_id}: {self.rank}"
