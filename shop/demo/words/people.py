"""Customers of the demo shop: invented people at addresses that have the right shape."""

import unicodedata
from dataclasses import dataclass

from shop.demo.dice import Dice
from shop.demo.words.countries import CODE_DIGITS, COUNTRIES, Country

# Royal Mail leaves these out of the last two letters, so that none is misread.
_INWARD = "ABDEFGHJLNPQRSTUWXYZ"
_EIRCODE = "ACDEFHKNPRTVWXY"
_DUTCH = "ABCDEFGHJKLMNPRSTVWXZ"
_SPELT = str.maketrans("ı", "i") | {
    ord(sign): spelt for sign, spelt in zip("äöüß", ("ae", "oe", "ue", "ss"), strict=True)
}
_MAILS = (("example.com", 0.7), ("example.org", 0.3))


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; ``region`` is a state where the country writes one."""

    line: str
    extra: str
    town: str
    region: str
    postcode: str
    country: str


@dataclass(frozen=True, slots=True)
class Person:
    """A customer. ``loyalty`` is how gladly they come back: 0 once only, 1 every month.

    ``joined_days_ago`` is when they made their account, ``is_guest`` that they have none.
    """

    given: str
    family: str
    email: str
    phone: str
    language: str
    address: Address
    loyalty: float
    joined_days_ago: int
    is_guest: bool

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


def make_people(seed: int = 1, count: int = 2000) -> list[Person]:
    """So many people, always the same for a seed. Emails are unique and lead nowhere."""
    dice = Dice(f"people {seed}")
    shares = [(country, country.share) for country in COUNTRIES]
    taken: set[str] = set()
    return [_person(dice, dice.weighted(shares), taken) for _ in range(count)]


def _person(dice: Dice, country: Country, taken: set[str]) -> Person:
    given, family = dice.pick(country.given), dice.pick(country.family)
    return Person(
        given=given,
        family=family,
        email=_email(given, family, dice, taken),
        phone=_filled(country.phone, dice) if country.phone and dice.maybe(0.6) else "",
        language=country.language,
        address=_address(dice, country),
        loyalty=round(dice.betavariate(0.9, 2.6), 3),
        joined_days_ago=int(400 * dice.random() ** 1.3),
        is_guest=dice.maybe(0.28),
    )


def _address(dice: Dice, country: Country) -> Address:
    town = dice.weighted([(town, town.weight) for town in country.towns])
    number = str(dice.randint(1, 9) if dice.maybe(0.25) else dice.randint(10, 180))
    if dice.maybe(0.06):
        number += dice.pick("abc")
    line = country.street.format(street=dice.pick(country.streets), number=number)
    extra = (
        f"Flat {dice.randint(1, 24)}" if country.code in {"GB", "IE"} and dice.maybe(0.22) else ""
    )
    if country.code == "US" and dice.maybe(0.3):
        extra = f"Apt {dice.randint(1, 40)}{dice.pick('ABCD')}"
    return Address(
        line,
        extra,
        town.name,
        town.region,
        _postcode(dice, country, dice.pick(town.codes)),
        country.code,
    )


def _postcode(dice: Dice, country: Country, start: str) -> str:
    length = CODE_DIGITS.get(country.code)
    if length:
        missing = length - len(start)
        # A round "000" belongs to no street, so the filled part starts at 1.
        return start + str(dice.randint(1, 10**missing - 1)).zfill(missing) if missing else start
    return start + _filled(country.postcode, dice, country.code)


def _filled(pattern: str, dice: Dice, country: str = "") -> str:
    letters = {"GB": _INWARD, "IE": _EIRCODE, "NL": _DUTCH}.get(country, "ABCDEFGHJKLMNPRSTUVWXYZ")
    signs = {"#": "0123456789", "@": letters, "*": letters + "0123456789"}
    return "".join(dice.pick(signs[sign]) if sign in signs else sign for sign in pattern)


def _email(given: str, family: str, dice: Dice, taken: set[str]) -> str:
    """One of the shapes people choose, with a number when it is taken."""
    first, last = _ascii(given), _ascii(family)
    shape = dice.pick(
        (
            f"{first}.{last}",
            f"{first}{last}",
            f"{first[0]}.{last}",
            f"{last}.{first}",
            f"{first}_{last}",
        )
    )
    host = dice.weighted(_MAILS)
    name, number = shape, dice.randint(2, 98)
    while f"{name}@{host}" in taken:
        name, number = f"{shape}{number}", number + 1
    taken.add(f"{name}@{host}")
    return f"{name}@{host}"


def _ascii(name: str) -> str:
    """Lower-case letters only: O'Brien becomes obrien, Müller mueller."""
    spelt = name.lower().translate(_SPELT)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    return "".join(sign for sign in plain if sign.isalpha())
