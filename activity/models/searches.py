"""What came of searches: the products that were clicked and bought after them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activity.models.events import LONGEST_QUERY


class SearchOutcome(models.Model):
    """How often a product was clicked after a search on a day, and how often it was then bought."""

    day = models.DateField(_("day"))
    query = models.CharField(_("searched for"), max_length=LONGEST_QUERY)
    product_id = models.BigIntegerField(_("product"))
    clicks = models.BigIntegerField(_("clicks"), default=0, db_default=0)
    purchases = models.BigIntegerField(_("purchases"), default=0, db_default=0)

    class Meta:
        verbose_name = _("outcome of a search")
        verbose_name_plural = _("outcomes of searches")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "query", "product_id"], name="search_outcome_once"
            ),
            models.CheckConstraint(
                condition=Q(purchases__gte=0, clicks__gte=F("purchases")),
                name="search_outcome_counts_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.query} → {self.product_id} {self.day}"


class SavedSearch(models.Model):
    """A search that somebody keeps, with a mail when something new matches."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    words = models.CharField(_("searched for"), max_length=LONGEST_QUERY)
    is_watched = models.BooleanField(_("tell me of what is new"), default=True)
    looked_at = models.DateTimeField(_("looked through until"), default=timezone.now)
    created_at = models.DateTimeField(_("kept since"), default=timezone.now)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "words"], name="saved_search_once"),
            models.CheckConstraint(condition=~Q(words=""), name="saved_search_of_something"),
        ]
        indexes = [
            models.Index(
                fields=["looked_at"],
                condition=Q(is_watched=True),
                name="saved_search_longest_unseen",
            )
        ]

    def __str__(self) -> str:
        return self.words
