"""Staff change products, prices, variants and pictures in the back office."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from catalog.models import Brand, Product, ProductImage, Variant
from shop.base.models import OutboxMessage
from tests.catalog.forms import form_of, send
from tests.factories.catalog import make_category, make_product, make_variant

pytestmark = pytest.mark.django_db


def screen(product) -> str:
    return f"/admin/catalog/product/{product.pk}/change/"


def change(ben, product, **changes) -> dict:
    return send(ben, screen(product), "product_form", **changes)


def upload(size=(300, 300), image_format="PNG") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, image_format)
    return SimpleUploadedFile("mug.txt", out.getvalue())


def new_product(ben, **facts) -> dict:
    facts = {"name": "Speckled mug", "category": make_category().pk, **facts}
    return send(ben, "/admin/catalog/product/add/", "product_form", **facts)


def test_a_new_product_gets_its_address_from_its_name_and_a_variant_with_a_price(ben):
    row = {"variants-0-sku": "mug-1", "variants-0-price_minor": "12.50"}

    assert new_product(ben, **row) == {}

    product, variant = Product.objects.get(), Variant.objects.get()
    assert (product.slug, product.created_by) == ("speckled-mug", ben.person)
    assert (variant.sku, variant.price_minor, variant.currency) == ("MUG-1", 1250, "GBP")
    assert product.price_from_minor == 1250


def test_an_untouched_form_changes_nothing(ben):
    mug = make_variant(
        product=make_product(option_names=["Colour"], attributes={"Material": "Stoneware"}),
        options={"Colour": "Moss"},
    )

    assert change(ben, mug.product) == {}

    assert (mug.events.count(), mug.product.events.count()) == (0, 0)


def test_a_price_is_read_and_written_in_pounds_and_is_in_the_history(ben):
    mug = make_variant(price_minor=1200)
    assert form_of(ben, screen(mug.product), "product_form")["variants-0-price_minor"] == "12.00"

    assert change(ben, mug.product, **{"variants-0-price_minor": "9.5"}) == {}

    mug.refresh_from_db()
    mug.product.refresh_from_db()
    assert (mug.price_minor, mug.product.price_from_minor) == (950, 950)
    assert "£12.00" in ben.get(f"/admin/catalog/variant/{mug.pk}/history/").content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"variants-0-price_minor": "-1"}, "below zero"),
        ({"variants-0-price_minor": "1.005"}, "decimals"),
        ({"variants-0-compare_at_minor": "12.00"}, "above the price"),
        ({"variants-0-sku": "taken"}, "has this SKU"),
        ({"variants-0-sku": ""}, "required"),
    ],
    ids=["negative", "too fine", "former price", "taken", "no SKU"],
)
def test_a_variant_that_cannot_be_is_refused_beside_its_field(ben, typed, says):
    make_variant("TAKEN").soft_delete()
    mug = make_variant("MUG", price_minor=1200)

    errors = change(ben, mug.product, **typed)

    assert says in errors["variants"]
    assert mug.events.count() == 0


def test_two_active_variants_with_the_same_choices_are_refused(ben):
    product = make_product(option_names=["Colour"])
    make_variant(product=product, options={"Colour": "Moss"})
    chalk = make_variant(product=product, options={"Colour": "Chalk"})

    errors = change(ben, product, **{"variants-1-choice_0": "Moss"})

    assert "offer the same: Moss" in errors["variants"]
    chalk.refresh_from_db()
    assert chalk.options == {"Colour": "Chalk"}


def test_a_variant_is_made_inactive_and_active_again(ben):
    mug = make_variant(product=make_product(option_names=["Size"]), options={"Size": "S"})
    make_variant(product=mug.product, options={"Size": "L"})
    filled = form_of(ben, screen(mug.product), "product_form")

    ben.post(screen(mug.product), {k: v for k, v in filled.items() if k != "variants-0-is_active"})
    gone = Variant.objects.filter(pk=mug.pk).exists()
    back = change(ben, mug.product, **{"variants-0-is_active": "on"})

    assert (gone, back, Variant.objects.filter(pk=mug.pk).exists()) == (False, {}, True)


def test_stock_is_shown_and_not_a_field(ben):
    mug = make_variant(on_hand=7)

    page = ben.get(screen(mug.product)).content.decode()

    assert "stock 7" in page
    assert 'name="variants-0-on_hand"' not in page


@pytest.mark.parametrize("typed", ["Stoneware", "Material:", "A: 1\nA: 2"])
def test_facts_that_are_no_facts_are_refused(ben, typed):
    product = make_product(attributes={"Material": "Clay"})

    assert "attributes" in change(ben, product, attributes=typed)

    product.refresh_from_db()
    assert product.attributes == {"Material": "Clay"}


def test_facts_are_written_a_line_each(ben):
    product = make_product()

    assert change(ben, product, attributes="Material: Stoneware\n\nHolds:  0.3 l ") == {}

    product.refresh_from_db()
    assert product.attributes == {"Material": "Stoneware", "Holds": "0.3 l"}


def test_an_address_that_is_taken_is_refused(ben):
    make_product(slug="mug")
    cup = make_product(slug="cup")

    assert "has this address" in str(change(ben, cup, slug="mug")["slug"])

    cup.refresh_from_db()
    assert cup.slug == "cup"


def test_a_picture_goes_through_the_domain(ben):
    mug = make_variant().product
    row = {"images-0-file": upload(), "images-0-alt": "A teal square"}

    assert change(ben, mug, **row) == {}

    picture = ProductImage.objects.get()
    assert (picture.alt, picture.original.name.endswith(".png"), picture.width) == (
        "A teal square",
        True,
        300,
    )
    assert OutboxMessage.objects.get().task == "catalog.tasks.make_renditions"


def test_a_picture_gets_another_file_and_shows_the_former_until_it_is_made(ben):
    mug = make_variant().product
    picture = ProductImage.objects.create(
        product=mug, original="a.png", alt="A mug", renditions={"400": "a-400.webp"}
    )

    assert change(ben, mug, **{"images-0-file": upload((400, 300))}) == {}

    picture.refresh_from_db()
    assert picture.original.name != "a.png"
    assert picture.renditions == {"400": "a-400.webp"}
    assert OutboxMessage.objects.get().arguments == {"picture_id": picture.pk}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"images-0-alt": "A mug"}, "Choose a file"),
        ({"images-0-alt": "A mug", "images-0-file": SimpleUploadedFile("a.png", b"<svg/>")}, "whole JPEG"),
        ({"images-0-alt": "A mug", "images-0-file": upload((20, 20))}, "200 pixels"),
        ({"images-0-file": upload()}, "required"),
    ],
    ids=["no file", "no picture", "too small", "no words"],
)  # fmt: skip
def test_a_picture_that_cannot_be_is_refused_beside_its_field(ben, row, says):
    mug = make_variant().product
    for value in row.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)

    assert says in change(ben, mug, **row)["images"]

    assert (ProductImage.objects.count(), OutboxMessage.objects.count()) == (0, 0)


def test_pictures_are_put_in_order_and_taken_out(ben):
    mug = make_variant().product
    ids = [
        ProductImage.objects.create(product=mug, original="a.png", alt=alt, position=place).pk
        for place, alt in enumerate(["first", "second", "third"])
    ]

    order = {"images-0-position": "5", "images-1-DELETE": "on"}
    assert change(ben, mug, **order) == {}

    assert list(ProductImage.objects.values_list("pk", "position")) == [(ids[2], 2), (ids[0], 5)]


def act(ben, noun, action, *rows, **query):
    address = reverse(f"admin:catalog_{noun}_changelist", query=query or None)
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return ben.post(address, data, follow=True)


def test_a_deleted_product_is_gone_from_the_shop_at_once_and_comes_back(
    ben, client, django_capture_on_commit_callbacks
):
    mug = make_variant().product
    address = mug.get_absolute_url()
    assert client.get(address).status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        ben.post(f"/admin/catalog/product/{mug.pk}/delete/", {"post": "yes"})
    gone = client.get(address).status_code
    assert str(mug) not in [
        str(row) for row in ben.get("/admin/catalog/product/").context["cl"].result_list
    ]
    with django_capture_on_commit_callbacks(execute=True):
        act(ben, "product", "restore_selected", mug, deleted="yes")

    assert (gone, client.get(address).status_code) == (404, 200)


def test_a_product_whose_address_was_taken_meanwhile_does_not_come_back(ben):
    mug = make_product(slug="mug")
    mug.soft_delete()
    make_product(slug="mug")

    page = act(ben, "product", "restore_selected", mug, deleted="yes")

    assert "has taken the address meanwhile" in page.content.decode()
    assert Product.objects.get().pk != mug.pk


def test_products_are_put_on_sale_together_or_not_at_all(ben):
    mug, bare = (
        make_variant(product=make_product(status="draft", published_at=None)).product,
        make_product("Bare", status="draft"),
    )

    refused = act(ben, "product", "put_on_sale", mug, bare)
    assert (
        "variant with a price first, and restore what is deleted: Bare" in refused.content.decode()
    )
    assert Product.objects.on_sale().count() == 0

    act(ben, "product", "put_on_sale", mug)
    assert list(Product.objects.on_sale()) == [mug]
    act(ben, "product", "take_off_sale", mug)
    assert Product.objects.on_sale().count() == 0


def test_a_former_state_is_shown_and_put_back(ben):
    mug = make_product("Speckled mug")
    change(ben, mug, name="Dotted mug")
    (state,) = mug.events.all()

    before = ben.get(f"/admin/catalog/product/{mug.pk}/history/{state.pk}/").content.decode()
    ben.post(f"/admin/catalog/product/{mug.pk}/history/{state.pk}/")

    mug.refresh_from_db()
    assert ("Speckled mug" in before, mug.name) == (True, "Speckled mug")


def test_a_former_price_is_put_back(ben):
    mug = make_variant(price_minor=1200)
    send(ben, f"/admin/catalog/variant/{mug.pk}/change/", "variant_form", price_minor="9.50")
    state = mug.events.get()

    ben.post(f"/admin/catalog/variant/{mug.pk}/history/{state.pk}/")

    mug.refresh_from_db()
    mug.product.refresh_from_db()
    assert (mug.price_minor, mug.product.price_from_minor) == (1200, 1200)


def test_the_screen_of_a_variant_says_what_is_left_of_the_price(ben):
    mug = make_variant(price_minor=1000, cost_minor=400)

    page = ben.get(f"/admin/catalog/variant/{mug.pk}/change/").content.decode()

    assert "£6.00 (60 %)" in page


def test_only_what_is_on_sale_has_a_way_to_its_page(ben):
    mug, draft = make_variant().product, make_product(status="draft")

    assert f'href="{mug.get_absolute_url()}"' in ben.get(screen(mug)).content.decode()
    assert draft.get_absolute_url() + '"' not in ben.get(screen(draft)).content.decode()


def arrange(ben, product, *options, price="8.00") -> str:
    address = f"/admin/catalog/product/{product.pk}/variants/"
    data = {"options-TOTAL_FORMS": len(options), "options-INITIAL_FORMS": 0, "price_minor": price}
    for number, (former, name, choices) in enumerate(options):
        data |= {
            f"options-{number}-former_name": former,
            f"options-{number}-name": name,
            f"options-{number}-choices": choices,
        }
    return ben.post(address, data, follow=True).content.decode()


def test_missing_variants_are_made_from_options(ben):
    product = make_product(slug="speckled-mug")

    arrange(ben, product, ("", "Colour", "Moss, Chalk"), ("", "Size", "S,L,"))

    product.refresh_from_db()
    made = Variant.objects.filter(product=product).select_related("product")
    assert product.option_names == ["Colour", "Size"]
    assert [(one.sku, one.label, one.price_minor) for one in made] == [
        ("SPECKLED-MUG-MOSS-S", "Moss, S", 800),
        ("SPECKLED-MUG-MOSS-L", "Moss, L", 800),
        ("SPECKLED-MUG-CHALK-S", "Chalk, S", 800),
        ("SPECKLED-MUG-CHALK-L", "Chalk, L", 800),
    ]


def test_an_option_is_renamed_in_the_variants_and_nothing_else_is_made(ben):
    product = make_product(option_names=["Color"])
    moss = make_variant(product=product, options={"Color": "Moss"})

    arrange(ben, product, ("Color", "Colour", "Moss"))

    moss.refresh_from_db()
    assert (moss.options, Variant.objects.count()) == ({"Colour": "Moss"}, 1)


def test_an_option_is_not_taken_away_when_variants_would_be_twins(ben):
    product = make_product(option_names=["Colour"])
    moss = make_variant(product=product, options={"Colour": "Moss"})
    make_variant(product=product, options={"Colour": "Chalk"})

    page = arrange(ben, product, ("Colour", "", ""))

    moss.refresh_from_db()
    product.refresh_from_db()
    assert "need choices that tell them apart" in page
    assert (moss.options, product.option_names) == ({"Colour": "Moss"}, ["Colour"])


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ([("", "Colour", "")], "at least one choice"),
        ([("", "", "Moss")], "Give the option a name"),
        ([("", "Colour", "A"), ("", "Colour", "B")], "same name"),
        ([("", "One", ",".join(map(str, range(15)))), ("", "Two", ",".join(map(str, range(15))))], "225 variants"),
    ],
    ids=["no choice", "no name", "twice", "too many"],
)  # fmt: skip
def test_options_that_cannot_be_are_refused(ben, options, says):
    product = make_product()

    assert says in arrange(ben, product, *options)

    product.refresh_from_db()
    assert (product.option_names, Variant.objects.count()) == ([], 0)


def test_whoever_may_only_look_arranges_nothing(clerk):
    product = make_product()

    assert clerk.get(f"/admin/catalog/product/{product.pk}/variants/").status_code == 403
    assert clerk.post(f"/admin/catalog/product/{product.pk}/variants/", {}).status_code == 403


def test_products_are_found_by_the_new_name_of_their_maker(ben, api):
    brand = Brand.objects.create(name="Kiln Street", slug="kiln-street")
    make_variant(product=make_product("Mug", brand=brand))

    assert (
        send(ben, f"/admin/catalog/brand/{brand.pk}/change/", "brand_form", name="Ember Works")
        == {}
    )

    found = api.get("/api/products/search", {"q": "ember"}).json()["results"]
    assert [item["name"] for item in found] == ["Mug"]
