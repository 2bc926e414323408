"""How the authorization matrix asks: who the people are, what there is to reach, and a right body for each operation."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from accounts.domain import tokens
from accounts.models import Address, DataExport, Deletion, User
from catalog.domain import filters
from mlbridge.models import RetrainRequest
from tests.factories.accounts import make_staff, make_user
from tests.factories.catalog import make_category, make_product, make_variant
from tests.factories.orders import make_cart, make_order

# Whoever asks: nobody, a shopper, the shopper that everything belongs to, and each role.
ACTORS = (
    "anon", "user", "owner", "catalogue", "orders", "support", "analyst", "moderator", "manager", "admin", "super",
)  # fmt: skip
PASSWORD = "pass-word-42!"
MAIN = {
    "full_name": "Ada Byron",
    "line1": "12 Analytical Row",
    "city": "London",
    "postcode": "SW1A 1AA",
    "country": "GB",
}
Body = Callable[["Shop"], dict[str, Any]]


@dataclass(frozen=True)
class Shop:
    """What can be reached. Everything that belongs to a person belongs to the owner."""

    people: Mapping[str, User | None]
    parts: Mapping[str, dict[str, str]]
    variant_id: int
    refresh: str


def operations() -> list[tuple[str, str]]:
    """Method and path of every operation that the OpenAPI document names."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    return [(method.upper(), path) for path, ways in schema["paths"].items() for method in ways]


def furnish() -> Shop:
    """A shop with one of each: an order, a cart, an address, a filter, a job, a sign-in."""
    people: dict[str, User | None] = {"anon": None, "user": make_user(), "owner": make_user()}
    for role in ACTORS[3:-1]:
        person = make_staff()
        person.groups.add(Group.objects.get(name=role))
        people[role] = person
    people["super"] = make_staff(is_superuser=True)
    owner = people["owner"]
    assert owner is not None
    product = make_product(category=make_category(slug="mugs"))
    variant = make_variant(product=product, on_hand=1000)
    order = make_order((variant, 1), user=owner)
    make_cart((variant, 2), user=owner)
    address = Address.objects.create(user=owner, **MAIN)
    kept = filters.keep_filter(owner_id=owner.pk, name="Mine", expression={"in_stock": True})
    job = RetrainRequest.objects.create(names=["item_to_item"])
    pair = tokens.issue(owner)
    now = timezone.now()
    export = DataExport.objects.create(
        user=owner,
        asked_at=now - timedelta(hours=2),
        ready_at=now,
        ends_at=now + timedelta(days=7),
        content=b"PK",
    )
    Deletion.objects.create(user=owner, due_at=now + timedelta(days=5))
    sign_in = f"program-{owner.token_families.get().pk}"
    return Shop(
        people,
        {
            "orders": {"id": f"{order.pk}", "user_id": f"{owner.pk}"},
            "users": {"id": f"{owner.pk}", "role": "support", "sign_in": sign_in},
            "addresses": {"id": f"{address.pk}"},
            "data": {"id": f"{export.pk}"},
            "activities": {"user_id": f"{owner.pk}"},
            "ml": {"user_id": f"{owner.pk}", "job_id": f"{job.pk}"},
            "products": {"id": f"{product.pk}", "product_id": f"{product.pk}"},
            "product-filters": {"slug": kept.slug},
            "cart": {"variant_id": f"{variant.pk}"},
            "payments": {"gateway": "test"},
        },
        variant.pk,
        pair.refresh,
    )


def _product(shop: Shop) -> dict[str, Any]:
    return {
        "name": "New mug",
        "category": "mugs",
        "variants": [{"sku": "NEW-1", "price_minor": 1200}],
    }


# What is sent; an operation that is not named here gets an empty body. Every body is right, so a refusal is about who asks.
BODIES: Mapping[str, Body] = {
    "POST /activities/click": lambda shop: {"product_id": int(shop.parts["products"]["id"])},
    "POST /activities/search": lambda _shop: {"query": "mug", "results": 3},
    "POST /activities/session": lambda _shop: {"landing": "/"},
    "POST /activities/view": lambda shop: {"product_id": int(shop.parts["products"]["id"])},
    "POST /auth/logout": lambda shop: {"refresh": shop.refresh},
    "POST /auth/token": lambda _shop: {"email": "nobody@example.com", "password": "wrong"},
    "POST /auth/token/refresh": lambda shop: {"refresh": shop.refresh},
    "POST /cart/coupon": lambda _shop: {"code": "NO-SUCH-CODE"},
    "POST /cart/gift-card": lambda _shop: {"code": "NO-SUCH-CODE"},
    "POST /gift-cards/balance": lambda _shop: {"code": "NO-SUCH-CODE"},
    "POST /cart/lines": lambda shop: {"variant": shop.variant_id, "quantity": 1},
    "PATCH /cart/lines/{variant_id}": lambda _shop: {"quantity": 1},
    "POST /ml/retrain": lambda _shop: {"names": ["trending"]},
    "POST /orders": lambda _shop: {
        "email": "ada@example.com",
        "shipping_code": "standard",
        "terms_accepted": True,
        "shipping_address": MAIN,
    },
    "POST /orders/{id}/payment": lambda _shop: {"method": "manual:transfer"},
    "PUT /orders/{id}/status": lambda _shop: {"status": "cancelled"},
    "POST /product-filters": lambda _shop: {"name": "A", "expression": {"in_stock": True}},
    "POST /products": _product,
    "PUT /products/{id}": _product,
    "PATCH /products/{id}": lambda _shop: {"name": "Other"},
    "POST /products/{product_id}/reviews": lambda _shop: {"rating": 5, "title": "A", "body": "B c"},
    "PUT /users/{id}/roles/{role}": lambda _shop: {"password": PASSWORD},
    "DELETE /users/{id}/roles/{role}": lambda _shop: {"password": PASSWORD},
    "POST /users/me/data/{id}/file": lambda _shop: {"password": PASSWORD},
    "POST /users/me/deletion": lambda _shop: {"password": PASSWORD},
    "POST /users": lambda _shop: {"email": "new@example.com"},
    "POST /users/me/addresses": lambda _shop: dict(MAIN),
    "PUT /users/me/addresses/{id}": lambda _shop: dict(MAIN),
    "PATCH /users/me/addresses/{id}": lambda _shop: {"city": "Bath"},
}
QUERIES = {
    "GET /shipping-options": "?country=GB",
    "GET /products/search": "?q=mug",
    "GET /ml/training-data": "?kind=interactions",
}


def codes_of(shop: Shop, method: str, path: str) -> list[int]:
    """What each actor is answered. Every request begins with the same shop."""
    codes = []
    for actor in ACTORS:
        with asked(shop, actor, method, path) as answer:
            codes.append(int(answer.status_code))
    return codes


@contextmanager
def asked(
    shop: Shop, actor: str, method: str, path: str, more: Mapping[str, Any] | None = None
) -> Iterator[Any]:
    """The answer to an actor's request, with ``more`` in its body. What it did to the shop is undone with the block."""
    short = path.removeprefix("/api/v1")
    name = f"{method} {short}"
    address = path.format(**shop.parts.get(_place(shop, short), {})) + QUERIES.get(name, "")
    body = {**(more or {}), **(BODIES[name](shop) if name in BODIES else {})}
    person = shop.people[actor]
    client = _client()
    client.cookies.clear()
    with _undone():
        # A fresh copy of the person: permissions are kept on the object.
        client.force_authenticate(User.objects.get(pk=person.pk) if person else None)
        details = {"REMOTE_ADDR": f"192.0.2.{ACTORS.index(actor) + 1}"}
        if method == "GET":
            answer = client.get(address, **details)
        else:
            send = getattr(client, method.lower())
            answer = send(address, body, format="json", **details)
        if answer.streaming:
            b"".join(answer.streaming_content)
        yield answer


def _place(shop: Shop, short: str) -> str:
    """Under which name the parts of a path stand: its first segment, or what follows /users/me/."""
    parts = short.split("/")
    is_own = parts[1:3] == ["users", "me"] and len(parts) > 3 and parts[3] in shop.parts
    return parts[3] if is_own else parts[1]


@lru_cache(maxsize=1)
def _client() -> APIClient:
    """One for all: each client loads every middleware anew."""
    return APIClient(headers={"Idempotency-Key": "matrix"})


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
