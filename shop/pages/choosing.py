"""Choosing a variant by links: each option's values, with what each leads to, costs and whether it can be had."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from catalog.domain.stock import FEW_LEFT
from shop.base.money import format_minor

MOST_AT_ONCE = 99


class Variant(Protocol):
    """What choosing needs to know of a variant. ``available`` is None where stock is not counted."""

    @property
    def id(self) -> int: ...
    @property
    def options(self) -> Mapping[str, str]: ...
    @property
    def price_minor(self) -> int: ...
    @property
    def currency(self) -> str: ...
    @property
    def available(self) -> int | None: ...
    @property
    def is_for_sale(self) -> bool: ...


V = TypeVar("V", bound=Variant)


@dataclass(frozen=True)
class Choice:
    """One value of an option. Without a ``url`` there is no such variant beside the other choices."""

    value: str
    url: str
    is_chosen: bool
    is_available: bool
    note: str


@dataclass(frozen=True)
class OptionGroup:
    """One option of a product, such as its colour."""

    name: str
    chosen: str
    choices: Sequence[Choice]


@dataclass(frozen=True)
class Stock:
    """What is said about a variant's stock, and the most that may be asked for at once."""

    is_available: bool
    words: str
    most: int


def stock_of(variant: Variant) -> Stock:
    """A variant's stock in words."""
    if not can_be_had(variant):
        return Stock(is_available=False, words=_("Sold out"), most=0)
    if variant.available is None:
        return Stock(is_available=True, words=_("Ready to send"), most=MOST_AT_ONCE)
    most = min(variant.available, MOST_AT_ONCE)
    if variant.available <= FEW_LEFT:
        return Stock(is_available=True, words=_("Only %d left") % most, most=most)
    return Stock(is_available=True, words=_("In stock"), most=most)


def can_be_had(variant: Variant) -> bool:
    """Whether at least one can be bought now."""
    return variant.is_for_sale and variant.available != 0


def chosen_variant(variants: Sequence[V], asked: str) -> V | None:
    """The variant whose id was asked for, else the first that can be had, else the first."""
    wanted = [variant for variant in variants if str(variant.id) == asked]
    available = [variant for variant in variants if can_be_had(variant)]
    return next(iter(wanted + available + list(variants)), None)


def option_groups(
    names: Sequence[str], variants: Sequence[Variant], chosen: Variant, address: str
) -> tuple[OptionGroup, ...]:
    """Every option with its values, as seen from the chosen variant.

    A value keeps the other choices where there is such a variant. The first option never leads nowhere: its values
    fall back to the best variant that has them, so that nobody is stuck in a corner.
    """
    shows_price = len({variant.price_minor for variant in variants}) > 1
    return tuple(
        OptionGroup(
            name=name,
            chosen=chosen.options.get(name, ""),
            choices=tuple(
                _choice(
                    value,
                    _leads_to(name, value, variants, chosen, is_first=name == names[0]),
                    chosen,
                    address,
                    shows_price,
                )
                for value in _values(name, variants)
            ),
        )
        for name in names
    )


def _values(name: str, variants: Sequence[Variant]) -> list[str]:
    """The values of an option in the order of the variants."""
    return list(
        dict.fromkeys(variant.options[name] for variant in variants if name in variant.options)
    )


def _leads_to(
    name: str, value: str, variants: Sequence[Variant], chosen: Variant, *, is_first: bool
) -> Variant | None:
    wanted = {**chosen.options, name: value}
    exact = [variant for variant in variants if variant.options == wanted]
    if exact or not is_first:
        return exact[0] if exact else None
    near = [variant for variant in variants if variant.options.get(name) == value]
    return next((variant for variant in near if can_be_had(variant)), near[0])


def _choice(
    value: str, variant: Variant | None, chosen: Variant, address: str, shows_price: bool
) -> Choice:
    if variant is None:
        return Choice(value, url="", is_chosen=False, is_available=False, note="")
    return Choice(
        value,
        url=f"{address}?variant={variant.id}",
        is_chosen=variant.id == chosen.id,
        is_available=can_be_had(variant),
        note=_note(variant, shows_price=shows_price),
    )


def _note(variant: Variant, *, shows_price: bool) -> str:
    """Price and stock of a choice, as far as they tell choices apart."""
    if not can_be_had(variant):
        return _("Sold out")
    notes = [format_minor(variant.price_minor, variant.currency)] if shows_price else []
    if variant.available is not None and variant.available <= FEW_LEFT:
        notes.append(_("%d left") % variant.available)
    return ", ".join(notes)
