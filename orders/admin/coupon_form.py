"""A promotion as staff write it: percents, pounds, SKUs and tiers in words; the database keeps whole numbers."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import (
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminSelectMultipleWidget,
    UnfoldAdminTextInputWidget,
)

from catalog.models import Category, Variant
from orders.admin.percents import BASIS_POINTS_OF_A_PERCENT, as_percent
from orders.models import Coupon, CustomerGroup
from shop.base.back_office import AmountsForm
from shop.base.money import to_major, to_minor

WITHOUT_VALUE = frozenset({Coupon.Kind.FREE_SHIPPING, Coupon.Kind.BUY_GET, Coupon.Kind.TIERED})


class CouponForm(AmountsForm):
    """A coupon as staff write it: 10 for ten percent, 5.00 for five pounds off."""

    value = forms.DecimalField(
        label=gettext_lazy("Takes off"),
        required=False,
        min_value=0,
        max_digits=9,
        widget=UnfoldAdminDecimalFieldWidget,
        help_text=gettext_lazy(
            "10 is ten percent, or ten pounds, by the kind above. Free delivery needs none."
        ),
    )

    tiers = forms.CharField(
        label=gettext_lazy("Tiers"),
        required=False,
        max_length=400,
        widget=UnfoldAdminTextInputWidget,
        help_text=gettext_lazy("From what worth of goods how many percent: 50: 5, 100: 10"),
    )
    skus = forms.CharField(
        label=gettext_lazy("Products"),
        required=False,
        max_length=4000,
        widget=UnfoldAdminTextInputWidget,
        help_text=gettext_lazy("A SKU of each, with commas between. Empty: everything."),
    )
    categories = forms.ModelMultipleChoiceField(
        Category.objects.all(),
        label=gettext_lazy("Categories"),
        required=False,
        widget=UnfoldAdminSelectMultipleWidget,
        help_text=gettext_lazy("Choose those beneath, too, if they are meant."),
    )

    groups = forms.ModelMultipleChoiceField(
        CustomerGroup.objects.all(),
        label=gettext_lazy("Customer groups"),
        required=False,
        widget=UnfoldAdminSelectMultipleWidget,
        help_text=gettext_lazy("Only for customers of these groups. None: for everybody."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "value" not in self.fields:
            return  # only to be looked at
        for name in ("priority", "buy_quantity", "get_quantity"):
            self.fields[name].required = False
        kept = self.instance
        self.initial["value"] = _shown_value(kept)
        self.initial["tiers"] = ", ".join(
            f"{to_major(least, kept.currency).normalize():f}: {as_percent(points)}"
            for least, points in kept.tiers
        )
        self.initial["categories"] = kept.category_ids
        self.initial["groups"] = kept.group_ids
        for name in ("starts_at", "ends_at"):
            if moment := getattr(kept, name):
                # Without a zone the widgets show it as it is: the wall's time there.
                self.initial[name] = moment.astimezone(kept.zone).replace(tzinfo=None)
        self.initial["skus"] = ", ".join(_a_sku_of_each(kept.product_ids))

    def clean_priority(self) -> int:
        """Without a word the usual one."""
        given = self.cleaned_data["priority"]
        return 100 if given is None else int(given)

    def clean_buy_quantity(self) -> int:
        return int(self.cleaned_data["buy_quantity"] or 0)

    def clean_get_quantity(self) -> int:
        return int(self.cleaned_data["get_quantity"] or 0)

    def clean_skus(self) -> list[int]:
        """The products that the SKUs name. Raises ValidationError for one that is not known."""
        named = {sku.strip() for sku in self.cleaned_data["skus"].split(",") if sku.strip()}
        known = dict(Variant.objects.filter(sku__in=named).values_list("sku", "product_id"))
        if unknown := sorted(named - known.keys()):
            raise ValidationError(_("Not known: %(skus)s.") % {"skus": ", ".join(unknown)})
        return sorted(set(known.values()))

    def clean_tiers(self) -> list[list[int]]:
        """Pairs of minor units and basis points, lowest first. Raises ValidationError for anything else."""
        pairs = [pair.split(":") for pair in self.cleaned_data["tiers"].split(",") if pair.strip()]
        currency = str(self.data.get("currency", "")).strip().upper()
        try:
            tiers = [
                [to_minor(Decimal(least.strip()), currency), _points(percent)]
                for least, percent in pairs
            ]
        except (ValueError, InvalidOperation):
            raise ValidationError(_("Write pairs such as 50: 5, 100: 10.")) from None
        if any(least < 0 or not 1 <= points <= 10_000 for least, points in tiers):
            raise ValidationError(_("Write percentages from 0.01 to 100."))
        return sorted(tiers)

    def clean_code(self) -> str:
        """The code in capitals. Raises ValidationError for one that cannot be read aloud."""
        code = str(self.cleaned_data["code"]).strip().upper()
        if not code.replace("-", "").isascii() or not code.replace("-", "").isalnum():
            raise ValidationError(_("Use letters from A to Z, digits and hyphens."))
        return code

    def clean_currency(self) -> str:
        """The currency in capitals."""
        return str(self.cleaned_data["currency"]).strip().upper()

    def clean_time_zone(self) -> str:
        """A zone as the world knows it. Raises ValidationError for any other word."""
        zone = str(self.cleaned_data["time_zone"]).strip()
        if zone and zone not in available_timezones():
            raise ValidationError(_("Write a time zone such as Europe/Berlin."))
        return zone

    def clean(self) -> dict[str, Any]:
        """The value in what the database keeps: basis points or minor units; the dates as they are meant there."""
        asked = super().clean() or {}
        zone = ZoneInfo(asked.get("time_zone") or settings.TIME_ZONE)
        for name in ("starts_at", "ends_at"):
            asked[name] = _at_the_wall(asked.get(name), zone)
        starts_at, ends_at = asked.get("starts_at"), asked.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("It ends before it begins."))
        limit = asked.get("usage_limit")
        if limit is not None and limit < self.instance.used_count:
            used = self.instance.used_count
            self.add_error("usage_limit", _("It was used %(used)d times already.") % {"used": used})
        if "kind" in asked and "value" in asked:
            self._clean_value(asked)
            self._clean_pieces(asked)
        if asked.get("is_automatic"):
            self._clean_automatic(asked)
        self.instance.product_ids = asked.get("skus", [])
        self.instance.category_ids = [category.pk for category in asked.get("categories", [])]
        self.instance.group_ids = [group.pk for group in asked.get("groups", [])]
        return asked

    def _clean_pieces(self, asked: dict[str, Any]) -> None:
        kind, buy = asked["kind"], asked.get("buy_quantity", 0)
        if kind not in {Coupon.Kind.BUY_GET, Coupon.Kind.BUNDLE}:
            asked["buy_quantity"] = 0
        elif buy < (1 if kind == Coupon.Kind.BUY_GET else 2):
            self.add_error("buy_quantity", _("Write how many pieces must be bought."))
        if kind != Coupon.Kind.BUY_GET:
            asked["get_quantity"] = 0
        elif not asked.get("get_quantity"):
            self.add_error("get_quantity", _("Write how many pieces are free."))
        if kind != Coupon.Kind.TIERED:
            asked["tiers"] = []
        elif not asked.get("tiers") and "tiers" not in self.errors:
            self.add_error("tiers", _("Write at least one tier."))

    def _clean_automatic(self, asked: dict[str, Any]) -> None:
        if not asked.get("name"):
            self.add_error("name", _("Write what shoppers read beside what it takes off."))
        for field in ("usage_limit", "customer_limit", "first_order_only", "combines"):
            if asked.get(field):
                self.add_error(field, _("Only a code can have this limit."))

    def _clean_value(self, asked: dict[str, Any]) -> None:
        value: Decimal = asked["value"] or Decimal(0)
        if asked["kind"] in WITHOUT_VALUE:
            asked["value"] = 0
        elif asked["kind"] == Coupon.Kind.PERCENT:
            points = value * BASIS_POINTS_OF_A_PERCENT
            if points != points.to_integral_value() or not 1 <= points <= 10_000:
                self.add_error("value", _("Write a percentage from 0.01 to 100."))
            asked["value"] = int(points)
        else:
            self._clean_amount(asked, value)

    def _clean_amount(self, asked: dict[str, Any], value: Decimal) -> None:
        try:
            asked["value"] = to_minor(value, asked.get("currency", ""))
        except ValueError:
            self.add_error("value", _("Write an amount of the coupon's currency, such as 5.00."))
            return
        if not asked["value"]:
            self.add_error("value", _("Write an amount above nothing."))


def _at_the_wall(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """The moment when a clock in the zone shows what was typed."""
    if moment is None:
        return None
    return timezone.make_naive(moment).replace(tzinfo=zone)


def _shown_value(coupon: Coupon) -> str | Decimal | None:
    """What a coupon takes off as staff write it."""
    if coupon.kind == Coupon.Kind.PERCENT:
        return as_percent(coupon.value)
    if coupon.kind in {Coupon.Kind.AMOUNT, Coupon.Kind.BUNDLE}:
        return to_major(coupon.value, coupon.currency)
    return None


def _points(percent: str) -> int:
    """Basis points of a percentage. Raises ValueError for more than two decimals."""
    points = Decimal(percent.strip()) * BASIS_POINTS_OF_A_PERCENT
    if points != points.to_integral_value():
        raise ValueError(percent)
    return int(points)


def _a_sku_of_each(product_ids: list[int]) -> list[str]:
    """The first SKU of every product, for the form."""
    rows = (
        Variant.objects.filter(product_id__in=product_ids)
        if product_ids
        else Variant.objects.none()
    )
    found = rows.order_by("product_id", "pk").values_list("product_id", "sku")
    return list(dict(reversed(found)).values())
