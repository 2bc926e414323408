"""Search: words, meanings, spellings, makers and SKUs, and the blend of text with what people do."""

import pytest

from catalog.domain.search import find, keeping, learning, results, spelling
from catalog.domain.search.learning import Answer
from catalog.domain.search.suggestions import suggest
from catalog.models import Brand, LearnedHit, Product, SearchRedirect, SearchSynonym, SearchWord
from catalog.queries import Filters
from shop.base.errors import InvalidInput
from tests.factories.catalog import make_category, make_product, make_variant

pytestmark = pytest.mark.django_db


def sold(name, **fields):
    """A product on sale that can be bought."""
    variant = fields.pop("variant", {})
    product = make_product(name, **fields)
    make_variant(product=product, **variant)
    return product


def names(text, **how):
    found = find(text, **how)
    by_id = dict(Product.objects.values_list("pk", "name"))
    return [by_id[pk] for pk in found.product_ids]


def test_words_are_found_by_stem_by_beginning_and_without_accents():
    sold("Café cups")

    assert names("cafe cup") == names("café cups") == names("caf") == ["Café cups"]


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [("hedphones", "headphones"), ("haedphones", "headphones"), ("mgu", "mug"), ("vaes", "vase")],
)
def test_a_misspelt_word_finds_what_was_meant(typed, corrected):
    for name in ("Walnut headphones", "Fluted mug", "Bud vase"):
        sold(name)
    spelling.refresh_words()

    found = find(typed)

    assert found.corrected == corrected
    assert len(found.hits) == 1


def test_words_as_typed_are_not_corrected_when_that_is_wanted():
    sold("Walnut headphones")
    spelling.refresh_words()

    assert names("hedphones", is_exact=True) == []


def test_a_word_that_the_range_knows_is_left_alone():
    sold("Mug")
    sold("Jug")
    spelling.refresh_words()

    assert spelling.corrected(["jug", "mug", "sofa"]) == ["jug", "mug", "sofa"]


def test_few_finds_offer_a_likelier_spelling():
    sold("Lamb toy")
    for number in range(4):
        sold(f"Desk lamp {number}")
    SearchWord.objects.create(word="lamp", products=4)

    found = find("lamd")

    assert (found.corrected, found.meant) == ("lamp", "")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("mug", "mug", 0), ("mgu", "mug", 1), ("hedphones", "headphones", 1), ("a", "", 1)],
)
def test_letters_in_the_wrong_order_count_as_one_mistake(one, other, expected):
    assert spelling.distance(one, other) == expected


def test_what_has_some_of_the_words_is_better_than_nothing():
    sold("Enamel mug")

    found = find("gigantic mug")

    assert found.is_partial
    assert len(found.hits) == 1


def test_a_sku_comes_before_everything():
    for name in ("Lamp LP-7", "Other lamp LP-7"):
        sold(name)
    wanted = sold("Bowl", variant={"sku": "LP-7"})

    assert find("lp-7").product_ids[0] == wanted.pk


def test_a_maker_comes_before_those_who_mention_it():
    maker = Brand.objects.create(name="Kiln Street", slug="kiln-street")
    sold("Goes with Kiln Street", description="Kiln Street, Kiln Street")
    made = sold("Plain bowl", brand=maker)

    assert find("kiln street").product_ids[0] == made.pk


def test_a_thing_comes_before_what_goes_with_it():
    sold("Mug rack")
    sold("Fluted mug")

    assert names("mug") == ["Fluted mug", "Mug rack"]


def test_colours_of_variants_materials_and_shelves_are_words_too():
    shelf = make_category("Lighting")
    sold(
        "Column",
        category=shelf,
        attributes={"Material": "Stoneware"},
        variant={"options": {"Colour": "Moss"}},
    )

    assert names("moss stoneware lighting") == ["Column"]


def test_a_new_name_of_maker_or_shelf_is_found_at_once():
    shelf = make_category("Lighting")
    maker = Brand.objects.create(name="Kiln Street", slug="kiln-street")
    sold("Column", category=shelf, brand=maker)

    shelf.name, maker.name = "Illumination", "Potters Row"
    shelf.save()
    maker.save()

    assert names("illumination potters") == ["Column"]
    assert names("lighting", is_exact=True) == []


def test_words_of_the_same_meaning_find_each_other(django_capture_on_commit_callbacks):
    sold("Oak settee")
    with django_capture_on_commit_callbacks(execute=True):
        keeping.keep_synonym(SearchSynonym(terms=["Sofa", "settee", "love seat"]))

    assert names("sofa") == names("love seat") == ["Oak settee"]


def test_a_synonym_needs_two_words():
    with pytest.raises(InvalidInput):
        keeping.keep_synonym(SearchSynonym(terms=["Sofa", "sofa!"]))

    assert SearchSynonym.objects.count() == 0


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_a_redirect_stays_in_the_shop(url):
    with pytest.raises(InvalidInput):
        keeping.keep_redirect(SearchRedirect(query="returns", url=url))


def test_of_equal_texts_the_popular_one_comes_first():
    late, early = sold("Mug one"), sold("Mug two")

    learning.learn_popularity({late.pk: 90, early.pk: 3})

    assert find("mug").product_ids == [late.pk, early.pk]
    assert find("mug", is_plain=True).product_ids == [early.pk, late.pk]


def test_learning_popularity_does_not_touch_the_products():
    product = sold("Mug")
    before = Product.objects.get(pk=product.pk).updated_at

    learning.learn_popularity({product.pk: 5})

    after = Product.objects.get(pk=product.pk)
    assert (after.popularity, after.updated_at) == (1.0, before)


def test_what_people_buy_after_a_search_comes_first_for_that_search_only():
    plain, bought = sold("Green mug"), sold("Mug rack")
    learning.learn_answers([Answer("mug", bought.pk, clicks=40, purchases=12)])

    assert find("mug").product_ids == [bought.pk, plain.pk]
    assert find("green mug").product_ids == [plain.pk]


def test_a_few_clicks_say_little():
    few, many = Answer("mug", 1, clicks=1, purchases=0), Answer("mug", 1, clicks=90, purchases=9)

    assert few.weight < 0.15
    assert 0.9 < many.weight < 1


def test_every_hit_explains_its_score():
    product = sold("Fluted mug")
    LearnedHit.objects.create(query="mug", product=product, weight=0.5, clicks=8)

    hit = find("mug", is_explained=True).hits[0]

    assert hit.parts["learned"] == pytest.approx(0.4)
    assert sum(hit.parts.values()) == pytest.approx(hit.score)


def test_a_capped_search_narrows_the_whole_range(monkeypatch):
    monkeypatch.setattr("catalog.domain.search.finding.CANDIDATES", 2)
    cheap = sold("Mug cheap", variant={"price_minor": 300})
    for number in range(3):
        sold(f"Mug dear {number}", variant={"price_minor": 5000})

    page = results("mug", Filters(price_to_minor=500))

    assert [card.product_id for card in page.listing.cards] == [cheap.pk]
    assert page.listing.total == 1


@pytest.mark.parametrize("number", [1, 4])
def test_a_page_of_results_takes_the_same_statements_however_long(
    number, django_assert_num_queries
):
    for one in range(number + 3):
        sold(f"Mug {one}")
    find("warm")

    with django_assert_num_queries(3):
        results("mug", Filters())


def test_suggestions_name_shelves_makers_past_searches_and_products(django_assert_num_queries):
    make_category("Mugs & cups")
    sold("Mugwort tea")
    learning.learn_queries([("mug with lid", 9), ("teapot", 4)])
    find("warm")

    with django_assert_num_queries(3):
        offered = suggest("mug")

    assert [(name.kind, name.label) for name in offered.names] == [
        ("query", "mug with lid"),
        ("category", "Mugs & cups"),
    ]
    assert [card.name for card in offered.products] == ["Mugwort tea"]


@pytest.mark.parametrize("text", ["", "m", " ", "&"])
def test_less_than_two_letters_suggest_nothing(text):
    assert suggest(text).is_empty
