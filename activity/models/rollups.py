"""What was counted from the log: per product and hour, product and day, day of the shop, and who trends."""

import math
from datetime import UTC, datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

HALF_LIFE = timedelta(days=2)
TREND_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


class ProductCounts(models.Model):
    """What happened to one product in one stretch of time."""

    product_id = models.BigIntegerField(_("product"))
    views = models.BigIntegerField(_("views"), default=0, db_default=0)
    carts = models.BigIntegerField(_("put in the cart"), default=0, db_default=0)
    units_sold = models.BigIntegerField(_("pieces sold"), default=0, db_default=0)
    revenue_minor = models.BigIntegerField(_("revenue"), default=0, db_default=0)

    class Meta:
        abstract = True


COUNTS_NOT_NEGATIVE = Q(views__gte=0, carts__gte=0, units_sold__gte=0, revenue_minor__gte=0)


class ProductHour(ProductCounts):
    """One product in one hour."""

    pk = models.CompositePrimaryKey("product_id", "hour")
    hour = models.DateTimeField(_("hour"))

    class Meta:
        verbose_name = _("product by hour")
        verbose_name_plural = _("products by hour")
        constraints = [
            models.CheckConstraint(
                condition=COUNTS_NOT_NEGATIVE, name="product_hour_counts_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} {self.hour:%Y-%m-%d %H:00}"


class ProductDay(ProductCounts):
    """One product on one day (UTC)."""

    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("product by day")
        verbose_name_plural = _("products by day")
        constraints = [
            models.UniqueConstraint(
                fields=["product_id", "day"], name="product_day_once_per_product"
            ),
            models.CheckConstraint(
                condition=COUNTS_NOT_NEGATIVE, name="product_day_counts_not_negative"
            ),
        ]
        indexes = [
            # Over a wide catalogue few products sell on a day; the report of the best reads only those.
            models.Index(
                fields=["day", "-units_sold"],
                condition=Q(units_sold__gt=0),
                name="product_day_best_sellers",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} {self.day}"


class ShopDay(models.Model):
    """The whole shop on one day (UTC). ``visitors`` are different people, the others are counts of events."""

    day = models.DateField(_("day"), primary_key=True)
    visitors = models.BigIntegerField(_("visitors"), default=0, db_default=0)
    views = models.BigIntegerField(_("views"), default=0, db_default=0)
    searches = models.BigIntegerField(_("searches"), default=0, db_default=0)
    carts = models.BigIntegerField(_("put in the cart"), default=0, db_default=0)
    checkouts = models.BigIntegerField(_("went to checkout"), default=0, db_default=0)
    orders = models.BigIntegerField(_("orders"), default=0, db_default=0)
    units_sold = models.BigIntegerField(_("pieces sold"), default=0, db_default=0)
    revenue_minor = models.BigIntegerField(_("revenue"), default=0, db_default=0)

    class Meta:
        verbose_name = _("shop by day")
        verbose_name_plural = _("shop by day")
        ordering = ["-day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    visitors__gte=0,
                    views__gte=0,
                    searches__gte=0,
                    carts__gte=0,
                    checkouts__gte=0,
                    orders__gte=0,
                    units_sold__gte=0,
                    revenue_minor__gte=0,
                ),
                name="shop_day_counts_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return str(self.day)


class VisitorDay(models.Model):
    """That a visitor was there on a day, so that each is counted once however often the log is read."""

    pk = models.CompositePrimaryKey("day", "visitor")
    day = models.DateField(_("day"))
    visitor = models.UUIDField(_("visitor"))

    class Meta:
        verbose_name = _("visitor by day")
        verbose_name_plural = _("visitors by day")

    def __str__(self) -> str:
        return f"{self.visitor} {self.day}"


class SearchDay(models.Model):
    """How often something was searched for on a day, and how often nothing was found."""

    day = models.DateField(_("day"))
    query = models.CharField(_("searched for"), max_length=200)
    searches = models.BigIntegerField(_("searches"), default=0, db_default=0)
    without_results = models.BigIntegerField(_("without results"), default=0, db_default=0)

    class Meta:
        verbose_name = _("search by day")
        verbose_name_plural = _("searches by day")
        constraints = [
            models.UniqueConstraint(fields=["day", "query"], name="search_day_once_per_query"),
            models.CheckConstraint(
                condition=Q(without_results__gte=0, searches__gte=F("without_results")),
                name="search_day_counts_in_order",
            ),
        ]
        indexes = [
            models.Index(
                fields=["day", "-without_results"],
                condition=Q(without_results__gt=0),
                name="search_day_found_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.query} {self.day}"


class TrendScore(models.Model):
    """How much attention a product has now: every event counts by its kind, and half as much two days later.

    Kept as the binary logarithm of the score at a fixed moment, so that time passing changes no row, order by
    ``height`` is always the order of today, and an event that arrives late adds exactly what it is worth.
    """

    product_id = models.BigIntegerField(_("product"), primary_key=True)
    height = models.FloatField(_("height"))

    class Meta:
        verbose_name = _("trend")
        verbose_name_plural = _("trends")
        indexes = [models.Index(fields=["-height"], name="trend_highest_first")]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.score_at(timezone.now()):.2f}"

    def score_at(self, moment: datetime) -> float:
        """The decayed score: one view that happens at ``moment`` is worth 1."""
        return math.exp2(self.height - (moment - TREND_EPOCH) / HALF_LIFE)


class Watermark(models.Model):
    """How far a reader of the log has come, as the database itself sees it: a snapshot of its transactions.

    Counted is every event whose transaction had finished then: all below ``upto`` except those that were ``running``.
    """

    name = models.CharField(_("reader"), max_length=40, primary_key=True)
    upto = models.BigIntegerField(_("counted below transaction"), default=0, db_default=0)
    running = ArrayField(models.BigIntegerField(), verbose_name=_("except"), default=list)
    events = models.BigIntegerField(_("events counted"), default=0, db_default=0)
    moved_at = models.DateTimeField(_("moved"), default=timezone.now)

    class Meta:
        verbose_name = _("watermark")
        verbose_name_plural = _("watermarks")
        constraints = [
            models.CheckConstraint(
                condition=Q(upto__gte=0, events__gte=0), name="watermark_not_negative"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.upto}"
