"""Makes the customers: mostly occasional, some faithful, some gone again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from shop.demo.simulation.facts import Persona, Shopper

# Share of all customers, and orders a year while they are around.
MIX: dict[Persona, tuple[float, float]] = {
    Persona.REGULAR: (0.16, 7.5),
    Persona.OCCASIONAL: (0.30, 2.6),
    Persona.GIFT_GIVER: (0.14, 1.8),
    Persona.ONE_TIMER: (0.22, 0.9),
    Persona.CHURNER: (0.12, 6.0),
    Persona.BARGAIN_HUNTER: (0.06, 3.0),
}


def make_shoppers(
    count: int, departments: Sequence[str], now: datetime, rng: Random
) -> tuple[Shopper, ...]:
    """``count`` customers who joined over the last fourteen months, more of them lately than long ago."""
    personas = list(MIX)
    weights = [MIX[persona][0] for persona in personas]
    return tuple(
        _make(index, rng.choices(personas, weights)[0], departments, now, rng)
        for index in range(count)
    )


def _make(
    index: int, persona: Persona, departments: Sequence[str], now: datetime, rng: Random
) -> Shopper:
    joined_at = now - timedelta(days=425 * rng.random() ** 0.8 + 1)
    stays = timedelta(days=rng.uniform(40, 160))
    return Shopper(
        index=index,
        persona=persona,
        joined_at=joined_at,
        left_at=joined_at + stays if persona is Persona.CHURNER else None,
        orders_a_year=MIX[persona][1] * rng.lognormvariate(0, 0.35),
        departments=tuple(
            rng.sample(list(departments), k=min(len(departments), rng.choice((1, 2, 2, 3))))
        ),
        visitor=UUID(int=rng.getrandbits(128), version=4),
    )
