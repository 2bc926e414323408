"""The catalogue for programs: everyone reads, catalogue managers write."""

import io

import pytest
from django.contrib.auth.models import Group
from PIL import Image

from accounts.domain.roles import ensure_roles
from catalog.domain.search.spelling import refresh_words
from catalog.models import Product, ProductImage, Variant
from tests.factories.accounts import make_staff, make_user
from tests.factories.catalog import make_category, make_product, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    ensure_roles()
    ben = make_staff()
    ben.groups.add(Group.objects.get(name="catalogue"))
    return ben


def mug_facts(category) -> dict:
    return {
        "name": "Speckled mug",
        "category": category.slug,
        "status": "active",
        "variants": [{"sku": "mug-1", "price_minor": 1800, "stock": 4}],
    }


def test_everyone_sees_what_is_on_sale_and_nothing_else(api):
    mug = make_variant().product
    make_product(status="draft")
    make_variant(product=make_product(name="Gone")).product.soft_delete()

    listed = api.get("/api/products").json()

    assert [item["id"] for item in listed["results"]] == [mug.pk]
    assert api.get(f"/api/products/{mug.pk}").json()["variants"][0]["available"] == 10


def test_a_manager_adds_changes_and_puts_away_a_product(api, manager):
    api.force_authenticate(manager)
    made = api.post("/api/products", mug_facts(make_category()))
    url = f"/api/products/{made.json()['id']}"

    changed = api.patch(
        url, {"name": "Dotted mug", "variants": [{"sku": "MUG-1", "price_minor": 1500}]}
    )
    gone = api.delete(url)

    assert (made.status_code, made.json()["variants"][0]["available"]) == (201, 4)
    assert changed.json()["variants"][0]["price"]["shown"] == "£15.00"
    assert (gone.status_code, Product.objects.count(), Product.everything.count()) == (204, 0, 1)
    assert Variant.objects.get().events.count() == 1


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_else_writes(api, method):
    product = make_variant().product
    path = "/api/products" if method == "post" else f"/api/products/{product.pk}"
    for user, status in ((None, 401), (make_user(), 403), (make_staff(), 403)):
        api.force_authenticate(user)
        assert getattr(api, method)(path, {"name": "Mine"}).status_code == status
    product.refresh_from_db()
    assert product.name != "Mine"


def test_somebody_elses_sku_is_refused_and_nothing_is_written(api, manager):
    make_variant("MUG-1")
    api.force_authenticate(manager)

    answer = api.post("/api/products", mug_facts(make_category()))

    assert (answer.status_code, answer.json()["code"]) == (409, "sku_taken")
    assert Product.objects.count() == 1


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("price__gte=1500", ["Lamp"]),
        ("price__lte=1500", ["Mug"]),
        ("in_stock=true", ["Mug"]),
        ("ordering=-price_from_minor", ["Lamp", "Mug"]),
        ("category=nothing", []),
    ],
)
def test_lists_are_narrowed_and_sorted(api, query, names):
    make_variant(product=make_product("Mug"), price_minor=1200)
    make_variant(product=make_product("Lamp"), price_minor=5000, on_hand=0)

    assert [item["name"] for item in api.get(f"/api/products?{query}").json()["results"]] == names


def test_an_unknown_sorting_is_refused(api):
    assert api.get("/api/products?ordering=secret").status_code == 400


@pytest.mark.parametrize("words", ["headphones", "hedphones", "headp", "HP-1", "Kiln"])
def test_search_forgives_and_completes(api, words):
    product = make_product("Walnut headphones", summary="From Kiln Street")
    make_variant("HP-1", product=product)
    make_variant(product=make_product("Mug"))
    refresh_words()

    found = api.get("/api/products/search", {"q": words}).json()["results"]

    assert [item["name"] for item in found] == ["Walnut headphones"]


@pytest.mark.parametrize("words", ["", "'; --", "a & | ! :*", "x" * 5000, "(((", "% _ \\"])
def test_hostile_words_find_nothing_and_break_nothing(api, words):
    assert api.get("/api/products/search", {"q": words}).status_code == 200


@pytest.mark.parametrize("products", [1, 3])
def test_a_list_takes_the_same_statements_however_long(api, products, django_assert_num_queries):
    for _product in range(products):
        make_variant()

    with django_assert_num_queries(3):
        api.get("/api/products")


def picture(image_format: str = "PNG", size=(300, 300)) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, image_format)
    out.seek(0)
    out.name = "mug.txt"
    return out


def test_a_picture_is_taken_in_by_its_content(api, manager):
    product = make_variant().product
    api.force_authenticate(manager)

    answer = api.post(
        f"/api/products/{product.pk}/upload-image",
        {"file": picture(), "alt": "A teal square"},
        format="multipart",
    )

    assert answer.status_code == 201
    assert ProductImage.objects.get().original.name.endswith(".png")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg onload=alert(1)>",
        b"%!PS-Adobe-3.0 EPSF-3.0",
        picture().getvalue()[:-40],
        b"GIF89a",
    ],
)
def test_what_is_no_whole_picture_is_refused(api, manager, content):
    product = make_variant().product
    api.force_authenticate(manager)
    file = io.BytesIO(content)
    file.name = "mug.png"

    answer = api.post(
        f"/api/products/{product.pk}/upload-image",
        {"file": file, "alt": "A mug"},
        format="multipart",
    )

    assert (answer.status_code, ProductImage.objects.count()) == (400, 0)
