"""The checkout's form: everything about an order that the shopper types or ticks."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import forms
from django.conf import settings
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from orders.domain.checkout import LONGEST_NOTE, CheckoutDetails
from orders.domain.terms import countries_served
from orders.errors import BadAddress
from orders.gateways import methods
from orders.validators import LONGEST, PostalAddress, clean_address
from shop.base.errors import DomainError
from shop.pages import countries

LONGEST_KEY = 64
OPTIONS_REMEMBERED = 64
ADDRESS_FIELDS = ("full_name", "line1", "line2", "city", "region", "postcode", "country", "phone")


def typed(autofill: str, **attributes: str) -> dict[str, str]:
    """Attributes of a field that browsers can fill in by themselves."""
    return {"autocomplete": autofill, **attributes}


class CountrySelect(forms.Select):
    """A select drawn in one go. Django draws each of its 240 options by a template: as much work as the whole page."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        attributes = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        return format_html(
            "<select{}>{}</select>", attributes, _options(tuple(self.choices), value)
        )


@lru_cache(maxsize=OPTIONS_REMEMBERED)
def _options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """The options of a select, drawn once for each that may be chosen."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (code, mark_safe(" selected") if code == chosen else "", words)
            for code, words in choices
        ),
    )


class CheckoutForm(forms.Form):
    """What is needed to send an order. Whether the shop delivers there, and that way, the rules of the checkout say.

    ``cart`` and ``key`` travel along hidden: the same form sent twice is one order and one payment.
    """

    cart = forms.UUIDField(widget=forms.HiddenInput)
    key = forms.CharField(max_length=LONGEST_KEY, widget=forms.HiddenInput)
    email = forms.EmailField(
        label=gettext_lazy("Email"),
        help_text=gettext_lazy("For the receipt and for news of the parcel."),
        max_length=254,
        widget=forms.EmailInput(typed("email")),
        error_messages={
            "required": gettext_lazy("Give an email address like name@example.com."),
            "invalid": gettext_lazy("Give an email address like name@example.com."),
        },
    )
    full_name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST["full_name"],
        widget=forms.TextInput(typed("shipping name")),
        error_messages={
            "required": gettext_lazy("Give the name of the person who receives the parcel.")
        },
    )
    country = forms.CharField(
        label=gettext_lazy("Country"),
        widget=CountrySelect(typed("shipping country")),
        error_messages={"required": gettext_lazy("Choose a country.")},
    )
    line1 = forms.CharField(
        label=gettext_lazy("Street and house number"),
        max_length=LONGEST["line1"],
        widget=forms.TextInput(typed("shipping address-line1")),
        error_messages={"required": gettext_lazy("Give the street and house number.")},
    )
    line2 = forms.CharField(
        label=gettext_lazy("Flat, floor or company"),
        required=False,
        max_length=LONGEST["line2"],
        widget=forms.TextInput(typed("shipping address-line2")),
    )
    city = forms.CharField(
        label=gettext_lazy("Town or city"),
        max_length=LONGEST["city"],
        widget=forms.TextInput(typed("shipping address-level2")),
        error_messages={"required": gettext_lazy("Give the town or city.")},
    )
    region = forms.CharField(
        label=gettext_lazy("County"),
        required=False,
        max_length=LONGEST["region"],
        widget=forms.TextInput(typed("shipping address-level1")),
    )
    postcode = forms.CharField(
        label=gettext_lazy("Postcode"),
        required=False,
        max_length=LONGEST["postcode"],
        widget=forms.TextInput(typed("shipping postal-code", autocapitalize="characters")),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone for the courier"),
        required=False,
        max_length=LONGEST["phone"],
        widget=forms.TextInput(typed("shipping tel", type="tel")),
    )
    note = forms.CharField(
        label=gettext_lazy("Note for us or the courier"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 2}),
    )
    shipping_code = forms.CharField(
        label=gettext_lazy("Delivery"),
        error_messages={"required": gettext_lazy("Choose one of the ways of delivery.")},
    )
    method = forms.ChoiceField(
        label=gettext_lazy("Payment"),
        choices=methods,
        error_messages={
            "required": gettext_lazy("Choose one of the ways to pay."),
            "invalid_choice": gettext_lazy("Choose one of the ways to pay."),
        },
    )
    terms = forms.BooleanField(
        label=gettext_lazy("I accept the terms of sale"),
        error_messages={"required": gettext_lazy("Accept the terms to place the order.")},
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, country: str, **given: Any
    ) -> None:
        super().__init__(data, **given)
        self._write_as_in(country)

    def clean_country(self) -> str:
        """A country that there is; whether the shop sends there is for the checkout to say."""
        country = str(self.cleaned_data["country"])
        if country not in countries.everywhere():
            raise forms.ValidationError(_("Choose a country."))
        return country

    def clean(self) -> dict[str, Any]:
        """Check the address as its country writes it, once its parts are there."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not {*ADDRESS_FIELDS} & {*self.errors}:
            try:
                clean_address(self._address())
            except BadAddress as bad:
                self.add_error(bad.field, bad.message)
        return cleaned

    def details(self) -> CheckoutDetails:
        """What was typed, as the rules of the checkout take it."""
        return CheckoutDetails(
            email=self.cleaned_data["email"],
            shipping_address=self._address(),
            shipping_code=self.cleaned_data["shipping_code"],
            terms_accepted=self.cleaned_data["terms"],
            note=self.cleaned_data["note"],
        )

    def refuse(self, refusal: DomainError) -> None:
        """Show a refusal beside the field that it is about, or above the form."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.message)

    def _address(self) -> PostalAddress:
        return PostalAddress(**{name: self.cleaned_data[name] for name in ADDRESS_FIELDS})

    def _write_as_in(self, country: str) -> None:
        """Name the parts of the address as this country does, and ask for those that it needs."""
        postcode, region = self.fields["postcode"], self.fields["region"]
        example = countries.postcode_example(country)
        postcode.label, postcode.required = countries.postcode_name(country), bool(example)
        postcode.widget.attrs["placeholder"] = example
        region.label, region.required = (
            countries.region_name(country),
            countries.needs_region(country),
        )
        postcode.error_messages["required"] = _("Give a postcode like %(example)s.") % {
            "example": example
        }
        region.error_messages["required"] = _("Give the state or province.")

    def offer_countries(self) -> None:
        """List the countries to choose from; only a form that is shown needs them."""
        widget = self.fields["country"].widget
        assert isinstance(widget, CountrySelect)
        widget.choices = country_choices()


def country_choices() -> tuple[tuple[str, str], ...]:
    """The countries that the shop sends to, by name; its own comes first."""
    named, whole_world = countries_served()
    codes = countries.everywhere() if whole_world else named | {settings.SHOP_COUNTRY}
    return _by_name(settings.SHOP_COUNTRY, frozenset(codes), get_language())


@lru_cache(maxsize=16)
def _by_name(
    home: str, codes: frozenset[str], _language: str | None
) -> tuple[tuple[str, str], ...]:
    return ((home, countries.name_of(home)), *countries.by_name(codes - {home}))
