"""Promotions: codes and automatic reductions of what a cart costs, within limits that hold under any load."""

from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop.base.models import Record, keep_history


class CustomerGroup(Record):
    """Customers that promotions may be kept for, such as the trade or the staff."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    customers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("customers"), blank=True, related_name="+"
    )

    class Meta(Record.Meta):
        verbose_name = _("customer group")
        verbose_name_plural = _("customer groups")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="customer_group_has_a_name")
        ]

    def __str__(self) -> str:
        return self.name


@keep_history(exclude=["used_count"])
class Coupon(Record):
    """A promotion, behind a code or automatic.

    ``value`` is basis points for a percentage, minor units for an amount and for the price of a bundle. ``tiers`` are
    pairs of the goods' worth in minor units and basis points. An automatic one has no limits of use to count.
    """

    class Kind(models.TextChoices):
        PERCENT = "percent", _("Percentage off")
        AMOUNT = "amount", _("Amount off")
        FREE_SHIPPING = "free_shipping", _("Free delivery")
        BUY_GET = "buy_get", _("Buy some, get some free")
        BUNDLE = "bundle", _("So many for one price")
        TIERED = "tiered", _("More off for more")

    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    value = models.PositiveIntegerField(
        _("value"), default=0, help_text=_("Hundredths of a percent, or pence.")
    )
    currency = models.CharField(_("currency"), max_length=3, default="GBP")
    minimum_minor = models.PositiveBigIntegerField(_("least spend"), default=0)
    starts_at = models.DateTimeField(_("from"), null=True, blank=True)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        blank=True,
        help_text=_("Where the two dates are meant, such as Europe/Berlin. Empty: the shop's own."),
    )
    usage_limit = models.PositiveIntegerField(_("how often in all"), null=True, blank=True)
    used_count = models.PositiveIntegerField(_("used"), default=0, editable=False)
    is_active = models.BooleanField(_("active"), default=True)
    name = models.CharField(
        _("name for shoppers"),
        max_length=80,
        blank=True,
        help_text=_("An automatic promotion needs one: shoppers read it beside what it takes off."),
    )
    is_automatic = models.BooleanField(
        _("automatic"),
        default=False,
        help_text=_("Applies without a code. It has no limits of use."),
    )
    priority = models.PositiveSmallIntegerField(
        _("priority"), default=100, help_text=_("Lower ones are applied first.")
    )
    exclusive_group = models.CharField(
        _("exclusive group"),
        max_length=40,
        blank=True,
        help_text=_("Of promotions with the same word here, only the first that applies counts."),
    )
    combines = models.BooleanField(
        _("with other codes"),
        default=False,
        help_text=_("May lie in a cart beside other codes that may, too."),
    )
    buy_quantity = models.PositiveIntegerField(_("pieces to buy"), default=0)
    get_quantity = models.PositiveIntegerField(_("pieces free"), default=0)
    tiers: models.JSONField[Any, Any] = models.JSONField(_("tiers"), default=list, blank=True)
    # Arrays, so that a price needs no further statement; an id that is gone matches nothing.
    product_ids = ArrayField(
        models.BigIntegerField(), verbose_name=_("products"), default=list, blank=True
    )
    category_ids = ArrayField(
        models.BigIntegerField(), verbose_name=_("categories"), default=list, blank=True
    )
    group_ids = ArrayField(
        models.BigIntegerField(), verbose_name=_("customer groups"), default=list, blank=True
    )
    customer_limit = models.PositiveIntegerField(
        _("how often for one customer"), null=True, blank=True
    )
    first_order_only = models.BooleanField(_("only for a first order"), default=False)

    class Meta(Record.Meta):
        verbose_name = _("coupon")
        verbose_name_plural = _("coupons")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=["percent", "amount", "free_shipping", "buy_get", "bundle", "tiered"]
                ),
                name="coupon_kind_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind="percent") | Q(value__range=(1, 10_000)),
                name="coupon_percent_1_to_100",
            ),
            models.CheckConstraint(
                condition=~Q(kind="amount") | Q(value__gt=0), name="coupon_amount_positive"
            ),
            models.CheckConstraint(
                condition=~Q(kind="buy_get") | Q(buy_quantity__gt=0, get_quantity__gt=0),
                name="coupon_buy_get_has_pieces",
            ),
            models.CheckConstraint(
                condition=~Q(kind="bundle") | Q(buy_quantity__gt=1, value__gt=0),
                name="coupon_bundle_has_pieces_and_price",
            ),
            models.CheckConstraint(
                condition=~Q(kind="tiered") | ~Q(tiers=[]), name="coupon_tiered_has_tiers"
            ),
            models.CheckConstraint(
                condition=Q(is_automatic=False)
                | Q(
                    ~Q(name=""),
                    usage_limit__isnull=True,
                    customer_limit__isnull=True,
                    first_order_only=False,
                ),
                name="coupon_automatic_is_named_and_unlimited",
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True)
                | Q(ends_at__isnull=True)
                | Q(ends_at__gt=F("starts_at")),
                name="coupon_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(usage_limit__isnull=True) | Q(used_count__lte=F("usage_limit")),
                name="coupon_used_within_limit",
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z0-9-]+$"), name="coupon_code_is_clean"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def zone(self) -> ZoneInfo:
        """Where its dates are meant."""
        known = self.time_zone in available_timezones()
        return ZoneInfo(self.time_zone if known else settings.TIME_ZONE)


class OrderCoupon(models.Model):
    """A code that an order used beside its first."""

    order = models.ForeignKey("orders.Order", on_delete=models.CASCADE, related_name="more_coupons")
    coupon = models.ForeignKey(
        Coupon, verbose_name=_("coupon"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("further code of an order")
        verbose_name_plural = _("further codes of orders")
        constraints = [
            models.UniqueConstraint(fields=["order", "coupon"], name="order_coupon_once")
        ]

    def __str__(self) -> str:
        return str(self.coupon)


class CouponUse(models.Model):
    """How often one customer has used a code: one row per account and one per email address."""

    coupon = models.ForeignKey(Coupon, on_delete=models.CASCADE, related_name="uses")
    customer = models.CharField(_("customer"), max_length=270)
    count = models.PositiveIntegerField(_("used"), default=0)

    class Meta:
        verbose_name = _("use of a coupon")
        verbose_name_plural = _("uses of coupons")
        constraints = [
            models.UniqueConstraint(
                fields=["coupon", "customer"], name="coupon_use_once_per_customer"
            ),
            models.CheckConstraint(condition=Q(count__gte=0), name="coupon_use_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.customer} × {self.count}"
