"""The trade rules: where the shop sends, what that costs, what tax applies."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import TabularInline
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from catalog.models import TaxClass
from orders.admin.percents import PercentField, as_percent
from orders.domain.terms import REST_OF_THE_WORLD
from orders.models import ShippingRate, ShippingZone, TaxRate
from orders.validators import COUNTRY, NO_COUNTRIES
from shop.base.back_office import AmountsForm, RecordAdmin
from shop.base.back_office.amounts import field_of_amount
from shop.base.money import format_minor


class CountriesField(forms.CharField):
    """Country codes as staff type them: "DE, FR"; "*" is the rest of the world."""

    widget = UnfoldAdminTextInputWidget

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """The codes in capitals. Raises ValidationError for one that is no country."""
        codes = [code.strip().upper() for code in super().clean(value).split(",") if code.strip()]
        unknown = [code for code in codes if code != REST_OF_THE_WORLD and not _is_country(code)]
        if unknown:
            raise ValidationError(
                _("No country has this code: %(codes)s. Write two letters each, such as DE.")
                % {"codes": ", ".join(unknown)}
            )
        return codes

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial) != data)


class ZoneForm(AmountsForm):
    """A zone with its countries in one line."""

    countries = CountriesField(
        label=gettext_lazy("Countries"),
        help_text=gettext_lazy("Codes of two letters, with commas; * is the rest of the world."),
    )


class RateInline(TabularInline):
    """The ways of sending to a zone, in one table."""

    model = ShippingRate
    form = AmountsForm
    hide_title = True
    extra = 0
    fields = (
        "name", "code", "price_minor", "free_from_minor", "heaviest_grams", "days_least", "days_most", "position",
        "is_active",
    )  # fmt: skip

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return field_of_amount(db_field) or super().formfield_for_dbfield(
            db_field, request, **kwargs
        )


@admin.register(ShippingZone)
class ShippingZoneAdmin(RecordAdmin):
    """Delivery zones with their rates."""

    form = ZoneForm
    list_display = ("name", "countries_shown", "rates_shown", "priority")
    inlines = (RateInline,)

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).prefetch_related("rates")

    @admin.display(description=gettext_lazy("countries"))
    def countries_shown(self, zone: ShippingZone) -> str:
        return ", ".join(zone.countries)

    @admin.display(description=gettext_lazy("rates"))
    def rates_shown(self, zone: ShippingZone) -> str:
        return ", ".join(
            f"{rate.name} {format_minor(rate.price_minor, rate.currency)}"
            for rate in zone.rates.all()
            if rate.is_active
        )


class TaxRateForm(AmountsForm):
    """A rate in percent."""

    tax_class = forms.ChoiceField(
        label=gettext_lazy("Tax class"),
        # Buying a gift card has no rate anywhere.
        choices=[pair for pair in TaxClass.choices if pair[0] != TaxClass.GIFT_CARD],
        widget=UnfoldAdminSelectWidget,
    )
    rate_basis_points = PercentField(label=gettext_lazy("Rate in percent"))

    def clean_country(self) -> str:
        """The code in capitals. Raises ValidationError for one that is no country."""
        code = str(self.cleaned_data["country"]).strip().upper()
        if not _is_country(code):
            raise ValidationError(_("Write the country's two letters, such as DE."))
        return code


@admin.register(TaxRate)
class TaxRateAdmin(RecordAdmin):
    """Tax by country, class and day."""

    form = TaxRateForm
    list_display = ("country", "tax_class", "percent", "valid_from")
    list_filter = ("tax_class", "country")
    ordering = ("country", "tax_class", "-valid_from")

    @admin.display(description=gettext_lazy("rate"), ordering="rate_basis_points")
    def percent(self, rate: TaxRate) -> str:
        return f"{as_percent(rate.rate_basis_points)} %"


def _is_country(code: str) -> bool:
    from babel import Locale  # babel's data loads slowly

    return (
        COUNTRY.fullmatch(code) is not None
        and code not in NO_COUNTRIES
        and code in Locale("en").territories
    )
