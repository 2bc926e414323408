"""Shelves of products on a page: recommended, trending, new. All their cards are read at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from catalog.queries import Card, cards_of_ids
from mlbridge.domain.recommend import Recommended


@dataclass(frozen=True)
class ProductShelf:
    """A titled row of cards, and where there is more."""

    slug: str
    title: str
    cards: Sequence[Card]
    icon: str = "sparkles"
    more_url: str = ""
    more: str = ""


@dataclass(frozen=True)
class Plan:
    """A shelf to be filled: which products stand on it, and why each does."""

    slug: str
    title: str
    product_ids: Sequence[int]
    reasons: dict[int, str] = field(default_factory=dict)
    icon: str = "sparkles"
    more_url: str = ""
    more: str = ""


def plan_of(
    slug: str, title: str, advice: Sequence[Recommended], *, icon: str = "sparkles"
) -> Plan:
    """A shelf of what was recommended, with the reasons."""
    return Plan(
        slug=slug,
        title=title,
        product_ids=[one.product_id for one in advice],
        reasons={one.product_id: one.reason for one in advice},
        icon=icon,
    )


def fill(plans: Sequence[Plan], *, most: int) -> list[ProductShelf]:
    """The planned shelves with their cards, in three statements for all of them; some may stay empty."""
    wanted = list(dict.fromkeys(pk for plan in plans for pk in plan.product_ids))
    cards = {card.product_id: card for card in cards_of_ids(wanted)} if wanted else {}
    return [_filled(plan, cards, most) for plan in plans]


def _filled(plan: Plan, cards: Mapping[int, Card], most: int) -> ProductShelf:
    on_sale = [cards[pk] for pk in plan.product_ids if pk in cards][:most]
    return ProductShelf(
        slug=plan.slug,
        title=plan.title,
        cards=tuple(
            replace(card, reason=plan.reasons.get(card.product_id, "")) for card in on_sale
        ),
        icon=plan.icon,
        more_url=plan.more_url,
        more=plan.more,
    )
