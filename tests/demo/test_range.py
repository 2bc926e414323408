"""The range: what the demo shop sells."""

import re
from collections import Counter

import pytest

from shop.demo.drawings import VIEWS, draw
from shop.demo.range import MAKERS, make_collections, make_range, make_tree


@pytest.fixture(scope="module")
def products():
    return make_range(seed=1)


@pytest.fixture(scope="module")
def variants(products):
    return [variant for product in products for variant in product.variants]


def test_a_seed_always_makes_the_same_range(products):
    assert make_range(seed=1) == products


def test_another_seed_makes_another_range(products):
    assert make_range(seed=2) != products


def test_about_six_hundred_products_stand_on_forty_shelves(products):
    shelves = {category.slug for category in make_tree() if category.parent}

    assert len(products) == 600
    assert len(shelves) == 40
    assert {product.category for product in products} == shelves


def test_every_shelf_is_full_enough_to_look_at(products):
    assert min(Counter(product.category for product in products).values()) >= 10


def test_parents_come_before_their_children_in_the_tree():
    seen = {""}
    for category in make_tree():
        assert category.parent in seen
        seen.add(category.slug)


@pytest.mark.parametrize("field", ["name", "slug", "number"])
def test_no_two_products_share(products, field):
    values = [getattr(product, field) for product in products]

    assert len(set(values)) == len(values)


def test_no_two_variants_share_a_sku(variants):
    assert len({variant.sku for variant in variants}) == len(variants)


def test_skus_and_slugs_are_plain_ascii(products, variants):
    assert all(re.fullmatch(r"[A-Z0-9-]{5,40}", variant.sku) for variant in variants)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", product.slug) for product in products)


def test_the_variants_of_a_product_differ_in_their_options(products):
    for product in products:
        chosen = [variant.options for variant in product.variants]
        assert len(set(chosen)) == len(chosen)
        assert len(chosen) == 1 or all(chosen)


def test_options_list_exactly_what_the_variants_offer(products):
    for product in products:
        offered = {pair for variant in product.variants for pair in variant.options}
        assert {(name, value) for name, values in product.options for value in values} == offered


def test_prices_are_sane(variants):
    assert all(50 <= variant.cost_minor < variant.price_minor <= 200_000 for variant in variants)
    assert all(variant.price_minor % 10 == 0 for variant in variants)


def test_reduced_prices_are_below_the_old_ones_and_not_too_many(products):
    reduced = [product for product in products if product.variants[0].compare_at_minor]

    assert all(
        variant.compare_at_minor > variant.price_minor
        for product in reduced
        for variant in product.variants
    )
    assert 30 < len(reduced) < 120


def test_some_things_are_sold_out_and_some_nearly(variants):
    stock = [variant.stock for variant in variants]

    assert min(stock) == 0
    assert 0.02 < stock.count(0) / len(stock) < 0.12
    assert sum(0 < pieces < 5 for pieces in stock) > 50


def test_books_and_food_are_free_of_tax_and_the_rest_is_not(products):
    free = {product.category for product in products if product.tax_class == "zero"}

    assert free == {
        "tea", "coffee", "preserves-and-chocolate",
        "cookery-garden-and-craft-books", "stories-and-picture-books",
    }  # fmt: skip


def test_chocolate_is_taxed(products):
    classes = {p.tax_class for p in products if p.pictures[0].kind == "chocolate"}

    assert classes == {"standard"}


def test_launch_days_lie_within_the_last_400(products):
    days = [product.launched_days_ago for product in products]

    assert 0 <= min(days) < 10
    assert 350 < max(days) <= 400


def test_every_year_has_twelve_months_and_averages_about_one(products):
    for product in products:
        assert len(product.year) == 12
        assert 0.8 < sum(product.year) / 12 < 1.3


def test_few_products_are_loved_most(products):
    loved = sorted((product.popularity for product in products), reverse=True)

    assert sum(loved[:60]) > 0.3 * sum(loved)
    assert loved[0] < 0.05 * sum(loved)


def test_descriptions_are_whole_sentences_without_shouting(products):
    for product in products:
        assert 3 <= len(product.long) <= 4
        for paragraph in (product.short, *product.long):
            assert paragraph[0].isupper() or paragraph[0].isdigit()
            assert paragraph.endswith(".")
            assert not set("!{}") & set(paragraph)


def test_pictures_name_views_that_exist_and_say_what_they_show(products):
    for product in products:
        assert product.pictures[0].view == 0
        for picture in product.pictures:
            assert picture.view < len(VIEWS[picture.kind])
            assert picture.alt.startswith(product.name)


def test_every_colour_of_a_product_has_its_picture(products):
    for product in products:
        shown = {picture.look for picture in product.pictures}
        assert {variant.look for variant in product.variants} <= shown


def test_one_look_of_every_product_can_be_drawn(products):
    assert all(draw(p.pictures[0].kind, p.pictures[0].look).endswith("</svg>") for p in products)


def test_every_maker_sells_something(products):
    assert {product.maker.slug for product in products} == set(MAKERS)


def test_collections_hold_known_products_and_none_twice(products):
    slugs = {product.slug for product in products}
    collections = make_collections(products)

    assert 3 <= len(collections) <= 8
    for collection in collections:
        assert 8 <= len(collection.products) <= 24
        assert len(set(collection.products)) == len(collection.products)
        assert set(collection.products) <= slugs


def test_attributes_are_typed(products):
    kinds = {type(fact.value) for product in products for fact in product.attributes}

    assert kinds == {str, int, float, bool}
