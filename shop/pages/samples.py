"""What the style guide shows its components with. Nothing here is sold."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django import forms
from django.templatetags.static import static

from catalog.queries import Card, Picture


class SampleForm(forms.Form):
    """One field of each sort, bound to input that is wrong in two places."""

    name = forms.CharField(label="Name", help_text="As it should stand on the parcel.")
    email = forms.EmailField(label="Email")
    country = forms.ChoiceField(label="Country", choices=[("GB", "United Kingdom")])
    note = forms.CharField(label="Note for the courier", required=False, widget=forms.Textarea)
    locked = forms.CharField(
        label="Customer number", required=False, disabled=True, initial="10042"
    )


@dataclass(frozen=True)
class Theme:
    """One column of the style guide: every component in one theme."""

    name: str
    form: SampleForm


def themes() -> list[Theme]:
    """The style guide's columns, light and dark, with ids that do not clash."""
    typed = {"name": "", "email": "ada@", "country": "GB", "note": "Leave it with the neighbour."}
    return [Theme(name, SampleForm(typed, auto_id=f"{name}-%s")) for name in ("light", "dark")]


def cards() -> list[Card]:
    """A product card in each of its states."""
    plain = _card()
    return [
        plain,
        replace(plain, name="Tall mug", compare_at_minor=2800, price_from_minor=2100),
        replace(plain, is_new=True, is_low=True, rating_count=0),
        replace(plain, in_stock=False, price_to_minor=3200),
        replace(
            plain,
            name="A mug with a name that is so long that it needs a second line",
            reason="Because you viewed the Harbour teapot",
        ),
        replace(plain, picture=None, second_picture=None, brand="", price_from_minor=125000),
    ]


def _card() -> Card:
    picture = Picture(
        src=static("img/sample.svg"),
        srcset="",
        width=800,
        height=800,
        alt="A green mug",
        placeholder="#efe7d9",
    )
    return Card(
        product_id=0,
        name="Harbour mug",
        url="#",
        brand="Fell & Daughters",
        price_from_minor=2400,
        price_to_minor=2400,
        compare_at_minor=None,
        currency="GBP",
        in_stock=True,
        is_low=False,
        rating_average=Decimal("4.37"),
        rating_count=38,
        picture=picture,
        second_picture=None,
        single_variant_id=1,
        is_new=False,
    )
