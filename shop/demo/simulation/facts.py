"""What crosses the borders of the simulation: goods and people in, purchases and happenings out."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Goods:
    """One product as the simulation sees it. ``season`` is a factor per calendar month, January first."""

    index: int
    name: str
    department: str
    shelf: str
    variants: tuple[int, ...]
    popularity: float
    launched_at: datetime
    season: tuple[float, ...] = (1.0,) * 12
    used_up_days: int | None = None


class Persona(Enum):
    """Ways of being a customer."""

    REGULAR = "regular"
    OCCASIONAL = "occasional"
    GIFT_GIVER = "gift giver"
    ONE_TIMER = "one-timer"
    CHURNER = "churner"
    BARGAIN_HUNTER = "bargain hunter"


@dataclass(frozen=True, slots=True)
class Shopper:
    """One customer: how often they buy (orders a year), what they like, when they came and left."""

    index: int
    persona: Persona
    joined_at: datetime
    left_at: datetime | None
    orders_a_year: float
    departments: tuple[str, ...]
    visitor: UUID


@dataclass(frozen=True, slots=True)
class Purchase:
    """An order as it happened. ``lines`` pairs a variant with a quantity. ``ending`` says how it went on."""

    shopper: int
    at: datetime
    lines: tuple[tuple[int, int], ...]
    ending: str = "delivered"
    uses_coupon: bool = False
    is_fraud: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the activity log."""

    kind: str
    at: datetime
    visitor: UUID
    shopper: int | None = None
    goods: int | None = None
    variant: int | None = None
    query: str = ""
    quantity: int = 1
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """The whole outcome."""

    shoppers: tuple[Shopper, ...]
    purchases: tuple[Purchase, ...]
    happenings: tuple[Happening, ...] = field(repr=False)
