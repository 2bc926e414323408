"""What people did and bought, for tests of learning."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

from django.utils import timezone

from accounts.models import User
from activity.domain import events
from activity.models import EventKind
from catalog.models import Product, Variant
from mlbridge.domain.guard import Measured
from mlbridge.domain.registry import Learned, Snapshot
from mlbridge.domain.shelves import Place
from mlbridge.models import KeyKind, Shelf
from orders.models import Order, OrderLine, OrderState
from tests.factories.activity import visitor
from tests.factories.catalog import make_product, make_variant

_numbers = count(1)


def make_goods(how_many: int, **fields) -> list[Product]:
    """Products that can be bought."""
    return [make_variant(product=make_product(**fields)).product for _ in range(how_many)]


def walk(products: Sequence[Product], *, at: datetime, user: User | None = None, seen_by=None):
    """Facts of one person who looks at products, a minute after one another."""
    person = seen_by or visitor()
    return [
        events.fact(
            EventKind.VIEW,
            visitor=person,
            user_id=user.pk if user else None,
            product_id=product.pk,
            at=at + timedelta(minutes=step),
        )
        for step, product in enumerate(products)
    ]


def log_habits(paths: Sequence[Sequence[Product]], *, people: int = 30, days: int = 40) -> None:
    """For many days, people walk the paths: everybody who sees the first of a path goes on along it."""
    begin = timezone.now() - timedelta(days=days)
    for number in range(people):
        at = begin + timedelta(days=days * number / people)
        for path in paths:
            events.write(walk(path, at=at))


def make_paid_order(
    user: User | None, variants: Sequence[Variant], *, at: datetime | None = None
) -> Order:
    """An order that was paid when it was placed; one piece of each variant."""
    number = next(_numbers)
    placed_at = at or timezone.now()
    total = sum(variant.price_minor for variant in variants)
    order = Order(
        number=f"T-{number}",
        user=user,
        email=user.email if user else f"guest{number}@example.com",
        state=OrderState.PAID,
        currency="GBP",
        subtotal_minor=total,
        total_minor=total,
        paid_minor=total,
        placed_at=placed_at,
        pay_by=placed_at + timedelta(minutes=30),
        paid_at=placed_at,
    )
    order.save()
    OrderLine.objects.bulk_create(_line(order, variant) for variant in variants)
    return order


def _line(order: Order, variant: Variant) -> OrderLine:
    return OrderLine(
        order=order,
        variant=variant,
        product_name=variant.product.name,
        sku=variant.sku,
        quantity=1,
        unit_price_minor=variant.price_minor,
        tax_class="standard",
        total_minor=variant.price_minor,
    )


def measured(model: float = 0.3, baseline: float = 0.1, **details) -> Measured:
    """Figures of a version that beats its baseline, unless said otherwise."""
    details = {"cases": 100, "baseline_name": "popular", "split": "the newest week", **details}
    return Measured("HR@8", model=model, baseline=baseline, **details)


def learned(*places: Place, figures: Measured | None = None, content: bytes = b"model") -> Learned:
    """What a training may bring."""
    until = datetime(2026, 3, 10, tzinfo=UTC)
    return Learned(
        Snapshot({"deeds": 10}, until - timedelta(days=9), until, "d1"),
        {"window": 50},
        figures or measured(),
        content,
        places,
    )


def place(key: Product, product: Product, rank: int = 1, **fields) -> Place:
    """A product on the shelf of another."""
    given = {
        "shelf": Shelf.BECAUSE_VIEWED,
        "key_kind": KeyKind.PRODUCT,
        "key_id": key.pk,
        "score": 1.0 / rank,
        "reason": "went_on",
        "details": {"name": key.name},
        **fields,
    }
    return Place(product_id=product.pk, rank=rank, **given)
