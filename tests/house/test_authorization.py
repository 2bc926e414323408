"""Who is answered what by the API: every operation of the OpenAPI document, and everybody who may ask.

The table is ``authorization.txt``. An operation that does not stand in it fails the test, which then says the line to add;
add it only after asking of every figure whether it is right.
"""

from pathlib import Path

import pytest

from accounts.models import Address, User
from catalog.models import Review, SavedFilter, Variant
from orders.models import Order
from tests.house.asking import ACTORS, asked, codes_of, furnish, operations

TABLE = Path(__file__).with_name("authorization.txt")
WIDTH = 45


def line_of(method: str, path: str, codes: list[int]) -> str:
    """One row of the table."""
    name = f"{method:<6} {path.removeprefix('/api/v1')}"
    return f"{name:<{WIDTH}}" + "".join(f"{code:>10}" for code in codes)


@pytest.mark.django_db
def test_every_operation_answers_everybody_as_the_table_says():
    shop = furnish()
    seen = [line_of(method, path, codes_of(shop, method, path)) for method, path in operations()]

    stated = TABLE.read_text(encoding="utf-8").splitlines()
    assert stated[0].split() == ["operation", *ACTORS]
    assert sorted(seen) == sorted(stated[1:])


# What nobody sets by a field of a body: who owns it, what it costs, how far it has come, what they may do.
CLAIMS = {
    "id": 999_999, "pk": 999_999, "user": 999_999, "user_id": 999_999, "owner": 999_999, "author": 999_999,
    "email": "evil@example.com", "is_staff": True, "is_superuser": True, "is_active": False, "groups": [1],
    "credentials_epoch": 99, "total_minor": 1, "paid_minor": 1, "refunded_minor": 1, "price_minor": 1, "unit_price_minor": 1,
    "price": 1, "discount_minor": 99, "is_verified": True, "status": "published", "state": "paid", "rating_average": 5,
}  # fmt: skip
# By model: what must stay as it is, and to whom a new row may belong.
GUARDED = {
    User: (("email", "is_staff", "is_superuser", "is_active", "credentials_epoch"), None),
    Order: (
        ("user_id", "number", "email", "total_minor", "paid_minor", "refunded_minor"),
        "user_id",
    ),
    Variant: (("product_id", "sku", "price_minor"), None),
    Address: (("user_id",), "user_id"),
    Review: (("author_id", "status", "is_verified"), "author_id"),
    SavedFilter: (("owner_id",), "owner_id"),
}
# What the operation itself is there to change.
MEANT = {
    "POST /auth/logout/everywhere": "credentials_epoch",
    "POST /users/me/deletion": "credentials_epoch",
}


def guarded() -> dict[str, dict[int, dict[str, object]]]:
    """The guarded columns of every row."""
    return {
        model.__name__: {row["pk"]: row for row in model._base_manager.values("pk", *columns)}
        for model, (columns, _owner) in GUARDED.items()
    }


def taken_over(name, before, after, actor_id) -> list[str]:
    """What a request changed that was not its to change, or made for somebody else."""
    found = []
    for model, (columns, owner) in GUARDED.items():
        old, new = before[model.__name__], after[model.__name__]
        found += [
            f"{name}: {model.__name__}.{column}"
            for pk, row in new.items()
            for column in columns
            if pk in old and old[pk][column] != row[column] and column != MEANT.get(name)
        ]
        made = [row for pk, row in new.items() if pk not in old]
        if owner is None:
            found += [f"{name}: a new {model.__name__}" for _row in made]
        else:
            found += [f"{name}: for another" for row in made if row[owner] not in {actor_id, None}]
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("actor", ["anon", "user", "owner"])
def test_no_operation_takes_over_fields_that_are_not_the_shoppers(actor):
    shop = furnish()
    before = guarded()
    person = shop.people[actor]
    found = []
    for method, path in operations():
        if method != "GET":
            with asked(shop, actor, method, path, CLAIMS):
                name = f"{method} {path.removeprefix('/api/v1')}"
                found += taken_over(name, before, guarded(), person.pk if person else None)

    assert found == []


@pytest.mark.django_db
def test_a_field_that_was_taken_over_would_be_seen():
    shop = furnish()
    before = guarded()
    owner, another = shop.people["owner"], shop.people["user"]
    assert owner is not None
    assert another is not None
    User.objects.filter(pk=owner.pk).update(is_staff=True)
    Order.objects.update(email="evil@example.com")
    Address.objects.create(user=another, full_name="A", line1="B", city="C", country="GB")  # fmt: skip

    found = taken_over("PATCH /x", before, guarded(), owner.pk)

    assert found == [
        "PATCH /x: User.is_staff", "PATCH /x: Order.email", "PATCH /x: for another",
    ]  # fmt: skip
