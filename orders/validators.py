"""Addresses: which parts a country's need, and what its postcodes look like."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from orders.errors import BadAddress

LONGEST = {
    "full_name": 150,
    "line1": 200,
    "line2": 200,
    "city": 100,
    "region": 100,
    "postcode": 20,
    "phone": 30,
}
# Forms as the Universal Postal Union and the national posts publish them.
POSTCODES: Mapping[str, tuple[str, str]] = {
    "GB": (r"(GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})", "SW1A 1AA"),
    "IE": (r"[A-Z]\d[\dW] ?[A-Z\d]{4}", "D02 AF30"),
    "DE": (r"\d{5}", "10115"),
    "FR": (r"\d{5}", "75001"),
    "ES": (r"\d{5}", "28001"),
    "IT": (r"\d{5}", "00118"),
    "NL": (r"[1-9]\d{3} ?[A-Z]{2}", "1012 AB"),
    "BE": (r"[1-9]\d{3}", "1000"),
    "AT": (r"[1-9]\d{3}", "1010"),
    "CH": (r"[1-9]\d{3}", "8001"),
    "DK": (r"\d{4}", "1050"),
    "SE": (r"\d{3} ?\d{2}", "111 22"),
    "NO": (r"\d{4}", "0150"),
    "FI": (r"\d{5}", "00100"),
    "PT": (r"\d{4}-\d{3}", "1000-001"),
    "PL": (r"\d{2}-\d{3}", "00-001"),
    "US": (r"\d{5}(-\d{4})?", "10001"),
    "CA": (r"[A-Z]\d[A-Z] ?\d[A-Z]\d", "K1A 0B1"),
    "AU": (r"\d{4}", "2000"),
}
NEEDS_REGION = {"US", "CA", "AU"}
COUNTRY = re.compile(r"[A-Z]{2}")
# Codes that name no country that parcels are sent to: unions, pseudo-locales, islands without people.
NO_COUNTRIES = frozenset(
    "AC AQ BV CP CQ DG EA EU EZ HM IC QO TA TF UM UN XA XB ZZ".split()  # noqa: SIM905 # reads better
)


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Where a parcel goes. ``country`` is an ISO code in capitals."""

    full_name: str
    line1: str
    city: str
    country: str
    postcode: str = ""
    line2: str = ""
    region: str = ""
    phone: str = ""

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def clean_address(address: PostalAddress) -> PostalAddress:
    """The address in its country's form. Raises BadAddress naming the first part that is not right."""
    parts = {name: " ".join(value.split()) for name, value in address.as_json().items()}
    parts["country"] = parts["country"].upper()
    for name, longest in LONGEST.items():
        if len(parts[name]) > longest:
            raise BadAddress(_("Use at most %(most)d characters.") % {"most": longest}, field=name)
    _require(parts, "full_name", _("Give the name of the person who receives the parcel."))
    _require(parts, "line1", _("Give the street and house number."))
    _require(parts, "city", _("Give the town or city."))
    if not COUNTRY.fullmatch(parts["country"]):
        raise BadAddress(_("Choose a country."), field="country")
    if parts["country"] in NEEDS_REGION:
        _require(parts, "region", _("Give the state or province."))
    parts["postcode"] = _clean_postcode(parts["postcode"], parts["country"])
    return PostalAddress(**parts)


def _require(parts: Mapping[str, str], name: str, words: str) -> None:
    if not parts[name]:
        raise BadAddress(words, field=name)


def _clean_postcode(postcode: str, country: str) -> str:
    postcode = postcode.upper()
    form = POSTCODES.get(country)
    if form and not re.fullmatch(form[0], postcode):
        words = _("Give a postcode like %(example)s.") % {"example": form[1]}
        raise BadAddress(words, field="postcode")
    return postcode
