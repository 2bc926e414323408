"""The trade rules that a new shop starts with: where it sends, what that costs, what tax applies."""

from datetime import date

from django.db import transaction

from orders.models import ShippingRate, ShippingZone, TaxRate

# Standard, reduced and zero rates in basis points, as the European Commission's "Taxes in Europe" database and HM
# Revenue & Customs publish them; the reduced rate is the one of books and food where a country has several.
TAX_RATES: dict[str, tuple[int, int, int]] = {
    "GB": (2000, 500, 0),
    "IE": (2300, 900, 0),
    "DE": (1900, 700, 0),
    "FR": (2000, 550, 0),
    "ES": (2100, 1000, 0),
    "IT": (2200, 1000, 0),
    "NL": (2100, 900, 0),
    "BE": (2100, 600, 0),
    "AT": (2000, 1000, 0),
    "PT": (2300, 600, 0),
    "DK": (2500, 2500, 0),
    "SE": (2500, 600, 0),
    "FI": (2550, 1350, 0),
    "PL": (2300, 800, 0),
}
VALID_FROM = date(2010, 1, 1)
EUROPE = ["IE", "DE", "FR", "ES", "IT", "NL", "BE", "AT", "PT", "DK", "SE", "FI", "PL", "NO", "CH"]
# Zone, countries, and its rates: code, name, price, free from, heaviest, days at least and at most.
ZONES: tuple[
    tuple[str, list[str], tuple[tuple[str, str, int, int | None, int | None, int, int], ...]], ...
] = (
    (
        "United Kingdom",
        ["GB"],
        (
            ("standard", "Standard delivery", 395, 5000, 30_000, 2, 4),
            ("express", "Next-day delivery", 795, None, 20_000, 1, 1),
            ("pickup", "Collect from the shop", 0, None, None, 1, 2),
            ("freight", "Large parcel", 1995, None, None, 3, 7),
        ),
    ),
    (
        "Europe",
        EUROPE,
        (
            ("standard", "Standard delivery", 995, 12_000, 30_000, 4, 8),
            ("express", "Courier", 1995, None, 20_000, 2, 3),
        ),
    ),
    (
        "Rest of the world",
        ["*"],
        (("standard", "International post", 1995, 25_000, 20_000, 7, 21),),
    ),
)


@transaction.atomic
def ensure_trade_rules() -> bool:
    """Give a shop that has no delivery zone the rules it starts with. Returns whether it did."""
    if ShippingZone.objects.exists():
        return False
    for place, (name, countries, rates) in enumerate(ZONES):
        zone = ShippingZone.objects.create(name=name, countries=countries, priority=place)
        ShippingRate.objects.bulk_create(
            [
                ShippingRate(
                    zone=zone,
                    code=code,
                    name=words,
                    price_minor=price,
                    free_from_minor=free_from,
                    heaviest_grams=heaviest,
                    days_least=least,
                    days_most=most,
                    position=position,
                )
                for position, (code, words, price, free_from, heaviest, least, most) in enumerate(
                    rates
                )
            ]
        )
    TaxRate.objects.bulk_create(
        [
            TaxRate(
                country=country, tax_class=tax_class, rate_basis_points=rate, valid_from=VALID_FROM
            )
            for country, rates in TAX_RATES.items()
            for tax_class, rate in zip(("standard", "reduced", "zero"), rates, strict=True)
        ],
        ignore_conflicts=True,
    )
    return True
