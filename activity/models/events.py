"""The log of what people did: appended to, never changed, written in bulk and read by key or by watermark."""

from typing import Self

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import BigIntegerField, Func, Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_QUERY = 200
LONGEST_ORDER_NUMBER = 40


class EventKind(models.TextChoices):
    """What a person did."""

    VIEW = "view", _("Viewed")
    CLICK = "click", _("Clicked")
    IMPRESSION = "impression", _("Was shown")
    ADD_TO_CART = "add_to_cart", _("Put in the cart")
    REMOVE_FROM_CART = "remove_from_cart", _("Took out of the cart")
    CHECKOUT = "checkout", _("Went to checkout")
    SEARCH = "search", _("Searched")
    PURCHASE = "purchase", _("Bought")
    FAVOURITE = "favourite", _("Kept as favourite")
    SESSION = "session", _("Came")


ABOUT_A_PRODUCT = [
    EventKind.VIEW,
    EventKind.IMPRESSION,
    EventKind.ADD_TO_CART,
    EventKind.REMOVE_FROM_CART,
    EventKind.PURCHASE,
    EventKind.FAVOURITE,
]


class EventQuerySet(models.QuerySet["Event"]):
    """Events as timelines and training ask for them."""

    def by_people(self) -> Self:
        """Without what robots did."""
        return self.filter(is_bot=False)

    def of_person(self, user_id: int) -> Self:
        """What a user did signed in, and before signing in with a browser that is theirs."""
        # A list, not a subquery: only then can both indexes serve the two halves of the OR.
        visitors = list(
            VisitorLink.objects.filter(user_id=user_id).values_list("visitor", flat=True)
        )
        mine = Q(user_id=user_id)
        return self.filter(mine | Q(user_id__isnull=True, visitor__in=visitors))

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class Event(models.Model):
    """One thing that one person did. A log line: it names users and products by number, without foreign keys.

    ``quantity`` counts pieces; of a search it says how many products were found. ``value_minor`` is what the pieces
    cost together, in the shop's currency.
    """

    at = models.DateTimeField(_("at"), default=timezone.now)
    kind = models.CharField(_("what"), max_length=16, choices=EventKind.choices)
    visitor = models.UUIDField(_("visitor"), null=True, blank=True)
    user_id = models.BigIntegerField(_("user"), null=True, blank=True)
    product_id = models.BigIntegerField(_("product"), null=True, blank=True)
    variant_id = models.BigIntegerField(_("variant"), null=True, blank=True)
    order_number = models.CharField(_("order"), max_length=LONGEST_ORDER_NUMBER, blank=True)
    query = models.CharField(_("searched for"), max_length=LONGEST_QUERY, blank=True)
    quantity = models.IntegerField(_("quantity"), default=1)
    value_minor = models.BigIntegerField(_("value"), default=0)
    is_bot = models.BooleanField(_("robot"), default=False)
    # The transaction that wrote the row. Ids and times are handed out before commit, so a reader that remembers the
    # last one it saw misses rows that commit late; one that reads only finished transactions does not.
    transaction = models.BigIntegerField(
        _("transaction"),
        editable=False,
        db_default=Cast(
            Cast(Func(function="pg_current_xact_id"), output_field=TextField()),
            output_field=BigIntegerField(),
        ),
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="event_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind__in=ABOUT_A_PRODUCT) | Q(product_id__isnull=False),
                name="event_names_its_product",
            ),
            models.CheckConstraint(
                condition=~Q(kind=EventKind.PURCHASE) | ~Q(order_number=""),
                name="event_purchase_names_its_order",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=0), name="event_quantity_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(value_minor__gte=0), name="event_value_not_negative"
            ),
        ]
        indexes = [
            models.Index(fields=["transaction"], name="event_by_transaction"),
            BrinIndex(fields=["at"], name="event_by_time", autosummarize=True),
            models.Index(
                fields=["user_id", "-at"],
                condition=Q(user_id__isnull=False),
                name="event_timeline_of_user",
            ),
            models.Index(
                fields=["visitor", "-at"],
                condition=Q(visitor__isnull=False),
                name="event_timeline_of_visitor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"


class VisitorLink(models.Model):
    """Whose browser an anonymous visitor was: the first person who signed in with it.

    The log itself is not rewritten; readers join it with these rows.
    """

    visitor = models.UUIDField(_("visitor"), primary_key=True)
    user_id = models.BigIntegerField(_("user"), db_index=True)
    at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("recognised visitor")
        verbose_name_plural = _("recognised visitors")

    def __str__(self) -> str:
        return f"{self.visitor} → {self.user_id}"
