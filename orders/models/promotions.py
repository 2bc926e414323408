"""Coupons: a code that lowers what a cart costs, within limits that hold under any load."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop.base.models import Record, keep_history


@keep_history(exclude=["used_count"])
class Coupon(Record):
    """A code. ``value`` is basis points for a percentage and minor units for an amount."""

    class Kind(models.TextChoices):
        PERCENT = "percent", _("Percentage off")
        AMOUNT = "amount", _("Amount off")
        FREE_SHIPPING = "free_shipping", _("Free delivery")

    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    value = models.PositiveIntegerField(
        _("value"), default=0, help_text=_("Hundredths of a percent, or pence.")
    )
    currency = models.CharField(_("currency"), max_length=3, default="GBP")
    minimum_minor = models.PositiveBigIntegerField(_("least spend"), default=0)
    starts_at = models.DateTimeField(_("from"), null=True, blank=True)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    usage_limit = models.PositiveIntegerField(_("how often in all"), null=True, blank=True)
    used_count = models.PositiveIntegerField(_("used"), default=0, editable=False)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta(Record.Meta):
        verbose_name = _("coupon")
        verbose_name_plural = _("coupons")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["percent", "amount", "free_shipping"]),
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
