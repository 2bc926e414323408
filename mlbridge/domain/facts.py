"""What the other rooms know, as columns for the engine. Nothing here keeps more than the columns in memory."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from activity import queries as activity
from activity.models import EventKind
from catalog.models import Category, Product
from mlbridge.domain.registry import Snapshot
from orders import queries as orders

if TYPE_CHECKING:
    from mlbridge.engine.histories import Histories

SECONDS_A_DAY = 86_400.0
# What an event says about interest. A view followed by a purchase of the same product counts as the purchase.
WORTH: Mapping[str, float] = {
    EventKind.VIEW.value: 1.0,
    EventKind.CLICK.value: 1.0,
    EventKind.FAVOURITE.value: 2.0,
    EventKind.ADD_TO_CART.value: 2.0,
    EventKind.PURCHASE.value: 3.0,
}


@dataclass(frozen=True)
class Range:
    """What is on sale: names and categories of products, and the categories above each category."""

    names: Mapping[int, str]
    category_of: Mapping[int, int]
    above: Mapping[int, tuple[int, ...]]
    category_names: Mapping[int, str]


def on_sale() -> Range:
    """The range as it is now."""
    products = list(Product.objects.on_sale().values_list("pk", "name", "category_id"))
    categories = list(Category.objects.values_list("pk", "path", "name"))
    by_path = {path: pk for pk, path, _name in categories}
    step = Category.steplen
    return Range(
        names={pk: name for pk, name, _category in products},
        category_of={pk: category for pk, _name, category in products},
        above={
            pk: tuple(by_path[path[:end]] for end in range(step, len(path) + 1, step))
            for pk, path, _name in categories
        },
        category_names={pk: name for pk, _path, name in categories},
    )


class Columns:
    """Deeds gathered one by one into typed columns, eight bytes a value."""

    def __init__(self) -> None:
        self.person, self.item = array("q"), array("q")
        self.day, self.weight = array("d"), array("d")

    def add(self, person: int, item: int, at: datetime, weight: float = 1.0) -> None:
        self.person.append(person)
        self.item.append(item)
        self.day.append(at.timestamp() / SECONDS_A_DAY)
        self.weight.append(weight)

    def histories(self) -> "Histories":
        """The deeds by person and time."""
        import numpy as np  # numeric packages only where something is learned

        from mlbridge.engine.histories import Histories

        return Histories.of(
            np.frombuffer(self.person, dtype=np.int64),
            np.frombuffer(self.item, dtype=np.int64),
            np.frombuffer(self.day, dtype=np.float64),
            np.frombuffer(self.weight, dtype=np.float64),
        )


def interest(*, since: datetime | None = None, until: datetime | None = None) -> "Histories":
    """What people did with products: looked, put into the cart, bought. Each browser or user is a person."""
    columns, numbers = Columns(), Numbers()
    for portion in activity.interactions(since=since, until=until):
        for deed in portion:
            columns.add(numbers.of(deed.person), deed.product_id, deed.at, WORTH[deed.kind])
    return columns.histories()


def baskets(*, since: datetime | None = None) -> "Histories":
    """The different products of each order that was paid; the order is the person."""
    columns = Columns()
    for line in orders.bought_lines(since=since):
        columns.add(line.order_id, line.product_id, line.placed_at)
    return columns.histories()


def purchases(*, since: datetime | None = None) -> tuple["Histories", list[int]]:
    """What customers with an account bought, and the account of each person of the histories."""
    columns = Columns()
    for line in orders.bought_lines(since=since):
        if line.user_id is not None:
            columns.add(line.user_id, line.product_id, line.placed_at)
    return columns.histories(), sorted(set(columns.person))


class Numbers:
    """Texts as small numbers, in the order of their first appearance."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, text: str) -> int:
        return self._known.setdefault(text, len(self._known))


def snapshot_of(histories: "Histories", what: str) -> Snapshot:
    """What a training read."""
    if not len(histories):
        return Snapshot({what: 0}, None, None, histories.digest())
    return Snapshot(
        {what: len(histories), "people": histories.people, "products": len(histories.items)},
        _moment(float(histories.day.min())),
        _moment(histories.newest_day),
        histories.digest(),
    )


def days_ago(now: datetime, days: int) -> datetime:
    return now - timedelta(days=days)


def _moment(day: float) -> datetime:
    return datetime.fromtimestamp(day * SECONDS_A_DAY, tz=UTC)
