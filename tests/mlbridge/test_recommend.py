"""Shelves: what stands on them can be bought, is not in the cart, has a reason, and there is always something."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings, strategies

from activity.domain import events
from catalog.models import Product, StockLevel, StockMovement
from mlbridge.domain import recommend, registry
from mlbridge.domain.guard import Verdict
from mlbridge.models import KeyKind, Shelf
from tests.factories.accounts import make_user
from tests.factories.activity import visitor
from tests.factories.catalog import make_category, make_location, make_product, make_variant
from tests.factories.mlbridge import learned, make_goods, place, walk

pytestmark = pytest.mark.django_db


def serve(*places, name="because_viewed"):
    """Let a version with these places serve."""
    version = registry.begin(name)
    registry.complete(version, learned(*places))
    registry.settle(version, Verdict(True, "better"))


def popular(*products, category=None):
    """Places on the shelf of trends, first is most popular."""
    return [
        place(
            product,
            product,
            rank,
            shelf=Shelf.TRENDING,
            key_kind=KeyKind.CATEGORY if category else KeyKind.SHOP,
            key_id=category.pk if category else 0,
            reason="popular_in" if category else "popular",
            details={"category": category.name} if category else {},
        )
        for rank, product in enumerate(products, start=1)
    ]


def sell_out(product: Product) -> None:
    for level in StockLevel.objects.filter(variant__product=product):
        StockMovement.objects.create(
            variant=level.variant, location=make_location(), quantity=-level.on_hand, reason="sold"
        )


def ids(shown):
    return [one.product_id for one in shown]


def test_a_product_shows_where_people_went_on_with_the_reason():
    mug, lamp, vase = make_goods(3)
    serve(place(mug, lamp, 1), place(mug, vase, 2))

    shown = recommend.for_product(mug.pk, limit=2)

    assert ids(shown) == [lamp.pk, vase.pk]
    assert shown[0].reason == f"People who looked at {mug.name} went on to this"


def test_what_is_sold_out_is_not_shown():
    mug, lamp, vase = make_goods(3)
    serve(place(mug, lamp, 1), place(mug, vase, 2))

    sell_out(lamp)

    assert lamp.pk not in ids(recommend.for_product(mug.pk))


def test_what_is_not_on_sale_any_more_is_not_shown():
    mug, lamp, vase = make_goods(3)
    serve(place(mug, lamp, 1), place(mug, vase, 2))

    lamp.soft_delete()
    Product.objects.filter(pk=vase.pk).update(status=Product.Status.ARCHIVED)

    assert ids(recommend.for_product(mug.pk)) == []


def test_a_short_shelf_is_filled_with_the_categorys_then_the_shops_favourites_then_news():
    mugs = make_category("Mugs")
    mug, cup, bowl, lamp = (
        make_variant(product=make_product(category=category)).product
        for category in (mugs, mugs, mugs, make_category())
    )
    serve(place(mug, cup))
    serve(*popular(bowl, category=mugs), name="trending")

    shown = recommend.for_product(mug.pk)

    assert ids(shown) == [cup.pk, bowl.pk, lamp.pk]
    assert [one.reason for one in shown[1:]] == ["Popular this week in Mugs", "New in the shop"]


def test_a_full_shelf_costs_one_read(django_assert_num_queries):
    mug, *others = make_goods(9)
    serve(*(place(mug, other, rank) for rank, other in enumerate(others, start=1)))

    with django_assert_num_queries(1):
        assert len(recommend.for_product(mug.pk, limit=8)) == 8


def test_a_cart_gets_what_goes_with_it_and_never_what_it_holds():
    mug, lamp, vase = make_goods(3)
    serve(
        place(mug, lamp, 1, shelf=Shelf.BOUGHT_TOGETHER, reason="together"),
        place(mug, vase, 2, shelf=Shelf.BOUGHT_TOGETHER, reason="together"),
        place(lamp, mug, 1, shelf=Shelf.BOUGHT_TOGETHER, reason="together"),
        name="bought_together",
    )

    shown = recommend.for_cart([mug.pk, lamp.pk])

    assert ids(shown) == [vase.pk]
    assert shown[0].reason == f"Often bought with {mug.name}"


def test_customers_see_their_own_purchases_again():
    ada, cy = make_user(), make_user()
    (mug,) = make_goods(1)
    own = {"shelf": Shelf.BUY_AGAIN, "key_kind": KeyKind.USER, "reason": "bought_before"}
    day = timezone.now().date() - timedelta(days=40)
    serve(
        place(mug, mug, key_id=ada.pk, details={"on": day.isoformat(), "times": 1}, **own),
        name="buy_again",
    )

    (shown,) = recommend.buy_again(ada.pk)

    assert shown.reason == f"You bought this in {day:%B}"
    assert recommend.buy_again(cy.pk) == []


def test_a_stranger_sees_what_follows_from_the_last_things_they_looked_at():
    mug, cup, lamp, shade, *_rest = make_goods(6)
    serve(place(mug, cup), place(lamp, shade))
    browser = visitor()
    events.write(walk([mug, lamp], at=timezone.now() - timedelta(minutes=9), seen_by=browser))

    shown = recommend.for_person(visitor=browser, limit=2)

    assert ids(shown) == [shade.pk, cup.pk]
    assert shown[0].reason == f"Because you looked at {lamp.name}"


def test_somebody_new_sees_what_is_popular():
    mug, lamp = make_goods(2)
    serve(*popular(lamp, mug), name="trending")

    assert ids(recommend.for_person(user_id=make_user().pk)) == [lamp.pk, mug.pk]


def test_before_any_training_there_is_what_is_new():
    mug, lamp = make_goods(2)

    assert ids(recommend.for_person()) == ids(recommend.trending()) == [lamp.pk, mug.pk]
    assert ids(recommend.for_cart([])) == [lamp.pk, mug.pk]
    assert ids(recommend.for_product(lamp.pk)) == [mug.pk]


def test_a_category_shows_only_what_belongs_to_it():
    kitchen = make_category("Kitchen")
    mugs = make_category("Mugs", parent=kitchen)
    mug, lamp = (
        make_variant(product=make_product(category=category)).product
        for category in (mugs, make_category())
    )
    serve(*popular(lamp, mug), name="trending")

    assert ids(recommend.trending(category=kitchen.pk)) == [mug.pk]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    sold_out=strategies.sets(strategies.integers(0, 5)),
    in_cart=strategies.sets(strategies.integers(0, 5)),
)
def test_whatever_is_sold_out_or_in_the_cart_is_shown_nowhere(six_goods, sold_out, in_cart):
    from django.db import transaction

    with transaction.atomic():
        for number in sold_out:
            sell_out(six_goods[number])
        cart = [six_goods[number].pk for number in in_cart]
        gone = {six_goods[number].pk for number in sold_out}
        everything = {product.pk for product in six_goods}

        shown = ids(recommend.for_cart(cart))

        assert sorted(shown) == sorted(everything - gone - set(cart))
        for product in six_goods:
            assert set(ids(recommend.for_product(product.pk))) == everything - gone - {product.pk}
        transaction.set_rollback(True)


@pytest.fixture
def six_goods():
    """Six products, each on the shelf of every other."""
    goods = make_goods(6)
    pairs = [(one, [other for other in goods if other != one]) for one in goods]
    serve(
        *(place(one, other, rank) for one, others in pairs for rank, other in enumerate(others, 1))
    )
    return goods
