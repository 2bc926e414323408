"""Countries by name, and what the parts of an address are called in them."""

from collections.abc import Collection
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from orders.validators import NEEDS_REGION, NO_COUNTRIES, POSTCODES

POSTCODE_NAMES: dict[str, str | Promise] = {
    "IE": gettext_lazy("Eircode"),
    "US": gettext_lazy("ZIP code"),
    "CA": gettext_lazy("Postal code"),
}
REGION_NAMES: dict[str, str | Promise] = {
    "GB": gettext_lazy("County"),
    "IE": gettext_lazy("County"),
    "US": gettext_lazy("State"),
    "CA": gettext_lazy("Province"),
    "AU": gettext_lazy("State"),
    "ES": gettext_lazy("Province"),
    "IT": gettext_lazy("Province"),
}


def name_of(code: str) -> str:
    """A country in the language of the page; the code itself when it is none."""
    return _names(get_language() or "en-gb").get(code, code)


@lru_cache(maxsize=1)
def everywhere() -> frozenset[str]:
    """Every country there is."""
    codes = _names("en-gb")
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - NO_COUNTRIES


def by_name(codes: Collection[str]) -> list[tuple[str, str]]:
    """Codes with their names, in the order of the names."""
    return sorted(((code, name_of(code)) for code in codes), key=lambda pair: pair[1])


def postcode_name(country: str) -> str:
    """What a postcode is called in a country."""
    return str(POSTCODE_NAMES.get(country) or _("Postcode"))


def postcode_example(country: str) -> str:
    """A postcode of a country; empty where none is asked for."""
    return POSTCODES[country][1] if country in POSTCODES else ""


def region_name(country: str) -> str:
    """What the part above a town is called in a country."""
    return str(REGION_NAMES.get(country) or _("County or region"))


def needs_region(country: str) -> bool:
    """Whether an address there is not complete without its region."""
    return country in NEEDS_REGION


@lru_cache(maxsize=16)
def _names(language: str) -> dict[str, str]:
    from babel import Locale  # babel's data loads slowly

    return dict(Locale.parse(language.replace("-", "_")).territories)
