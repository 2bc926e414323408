"""Variants: priced, told apart by their choices, made from the options of their product."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product as combinations
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from catalog.domain import generation
from catalog.errors import SkuTaken, Twins
from catalog.models import Product, Variant
from shop.base.errors import InvalidInput

MOST_VARIANTS = 200
LONGEST_SKU = 64


@dataclass(frozen=True, slots=True)
class Option:
    """What variants differ in, with the choices that there are: "Colour", ("Moss", "Chalk").

    ``former_name`` is the name that it has had so far; empty for a new option.
    """

    name: str
    choices: tuple[str, ...]
    former_name: str = ""


def new_variant(product: Product, **facts: Any) -> Variant:
    """A variant in the shop's currency, not written yet."""
    return Variant(product=product, currency=settings.SHOP_CURRENCY, **facts)


def keep_variant(variant: Variant, *, in_use: bool | None = None) -> None:
    """Write a variant, and put it away or bring it back when ``in_use`` says so. Raises SkuTaken, or InvalidInput for a price below zero or a former price that is not
    above it."""
    variant.sku = variant.sku.strip().upper()
    if variant.price_minor < 0:
        raise InvalidInput(_("A price cannot be below zero."), field="price_minor")
    if variant.compare_at_minor is not None and variant.compare_at_minor <= variant.price_minor:
        raise InvalidInput(_("A former price must be above the price."), field="compare_at_minor")
    if in_use is not None and in_use == variant.is_deleted:
        variant.deleted_at = None if in_use else timezone.now()
    try:
        with transaction.atomic():
            variant.save()
    except IntegrityError as error:
        raise sku_taken(variant.sku) from error


def sku_is_taken(sku: str, *, besides: int = 0) -> bool:
    """Whether another variant has this SKU, also one that was put away: old orders name it."""
    return Variant.everything.filter(sku=sku.strip().upper()).exclude(pk=besides).exists()


def sku_taken(sku: str) -> SkuTaken:
    """The refusal of a SKU that is somebody else's."""
    return SkuTaken(
        _("The SKU %(sku)s belongs to another product.") % {"sku": sku}, field="variants"
    )


def check_apart(choices: Iterable[Mapping[str, str]]) -> None:
    """Refuse two variants of one product that a shopper could not tell apart. Raises Twins."""
    seen: set[tuple[tuple[str, str], ...]] = set()
    for one in choices:
        known = tuple(sorted((name, choice) for name, choice in one.items() if choice))
        if known in seen:
            words = ", ".join(choice for _name, choice in known)
            raise Twins(
                _("Two active variants offer the same: %s.") % words
                if words
                else _("Several active variants need choices that tell them apart.")
            )
        seen.add(known)


def put_away(variants: Iterable[Variant]) -> int:
    """Delete variants so that they can come back. Returns how many were in use."""
    gone = Variant.everything.filter(pk__in=[variant.pk for variant in variants]).soft_delete()
    generation.bump()
    return gone


def bring_back(variants: Iterable[Variant]) -> int:
    """Restore variants that were put away. Returns how many had been."""
    back = Variant.everything.filter(pk__in=[variant.pk for variant in variants]).restore()
    generation.bump()
    return back


def options_of(product: Product) -> list[Option]:
    """The options of a product with the choices that its variants in use have, in their order."""
    known = list(Variant.objects.filter(product=product).values_list("options", flat=True))
    return [
        Option(name, tuple(dict.fromkeys(one[name] for one in known if one.get(name))), name)
        for name in product.option_names
    ]


@transaction.atomic
def arrange(product: Product, options: Sequence[Option], *, price_minor: int) -> list[Variant]:
    """Give a product these options and make every variant of them that is missing. Returns the new variants.

    An option with a former name is renamed in the variants that there are; a new one gives them its first choice; one
    that is not named any more is taken from them. No variant is taken away. New ones cost ``price_minor``. Raises
    InvalidInput for options that cannot be, Twins when variants could no longer be told apart.
    """
    _check(options)
    there = list(Variant.everything.filter(product=product).select_for_update().order_by("pk"))
    for variant in there:
        variant.options = {
            option.name: variant.options.get(option.former_name) or option.choices[0]
            for option in options
        }
    living = [variant for variant in there if not variant.is_deleted]
    check_apart(variant.options for variant in living)
    for variant in there:
        variant.save(update_fields=["options"])
    product.option_names = [option.name for option in options]
    product.save(update_fields=["option_names"])
    known = [variant.options for variant in living]
    missing = [wanted for wanted in _combined(options) if wanted not in known]
    return [
        _make(product, wanted, position=len(there) + number, price_minor=price_minor)
        for number, wanted in enumerate(missing)
    ]


def _check(options: Sequence[Option]) -> None:
    names = [option.name for option in options]
    if len(set(names)) < len(names):
        raise InvalidInput(_("Two options have the same name."))
    if any(not option.choices for option in options):
        raise InvalidInput(_("Give every option at least one choice."))
    count = 1
    for option in options:
        count *= len(option.choices)
    if count > MOST_VARIANTS:
        raise InvalidInput(
            _("That would be %(count)d variants; a product has at most %(most)d.")
            % {"count": count, "most": MOST_VARIANTS}
        )


def _combined(options: Sequence[Option]) -> list[dict[str, str]]:
    names = [option.name for option in options]
    return [
        dict(zip(names, choice, strict=True))
        for choice in combinations(*(option.choices for option in options))
    ]


def _make(product: Product, choices: dict[str, str], *, position: int, price_minor: int) -> Variant:
    variant = new_variant(
        product,
        sku=_free_sku(product, choices),
        options=choices,
        position=position,
        price_minor=price_minor,
    )
    keep_variant(variant)
    return variant


def _free_sku(product: Product, choices: Mapping[str, str]) -> str:
    """A SKU that says what it is and that nobody has: from the address and the choices."""
    stem = slugify(" ".join([product.slug[:30], *choices.values()])).upper()[: LONGEST_SKU - 4]
    sku, number = stem, 1
    while sku_is_taken(sku):
        number += 1
        sku = f"{stem}-{number}"
    return sku
