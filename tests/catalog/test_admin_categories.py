"""The tree of categories: moved with buttons that need no script, never into itself, never emptied by accident."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from catalog.domain import generation, tree
from catalog.errors import CategoryInUse, SlugTaken, WouldLoop
from catalog.models import Category
from shop.base.errors import InvalidInput
from tests.catalog.forms import send
from tests.factories.catalog import make_category, make_product

pytestmark = pytest.mark.django_db

LIST = "/admin/catalog/category/"


def drawn() -> list[str]:
    """The tree as lines, a dash for each step down."""
    assert Category.objects.find_problems() == ([], [], [], [], [])
    return ["-" * (row.depth - 1) + row.name for row in Category.objects.all()]


@pytest.fixture
def kitchen():
    """Kitchen with mugs and pans in it, then garden."""
    top = make_category("Kitchen")
    make_category("Mugs", parent=top)
    make_category("Pans", parent=top)
    make_category("Garden")
    return top


def named(name) -> Category:
    return Category.objects.get(name=name)


def test_the_list_is_the_tree_with_a_button_each_way(ben, kitchen):
    page = ben.get(LIST).content.decode()

    assert [
        page.index(f">{name}</span>") for name in ("Kitchen", "Mugs", "Pans", "Garden")
    ] == sorted(page.index(f">{name}</span>") for name in ("Kitchen", "Mugs", "Pans", "Garden"))
    assert page.count('name="to" value="up"') == 4
    assert f'formaction="{LIST}{kitchen.pk}/move/"' in page


def test_whoever_may_only_look_sees_no_buttons_and_moves_nothing(clerk, kitchen):
    assert 'name="to"' not in clerk.get(LIST).content.decode()
    assert clerk.post(f"{LIST}{kitchen.pk}/move/", {"to": "down"}).status_code == 403
    assert drawn()[0] == "Kitchen"


@pytest.mark.parametrize(
    ("name", "to", "after"),
    [
        ("Pans", "up", ["Kitchen", "-Pans", "-Mugs", "Garden"]),
        ("Mugs", "down", ["Kitchen", "-Pans", "-Mugs", "Garden"]),
        ("Mugs", "up", ["Kitchen", "-Mugs", "-Pans", "Garden"]),
        ("Pans", "down", ["Kitchen", "-Mugs", "-Pans", "Garden"]),
        ("Garden", "up", ["Garden", "Kitchen", "-Mugs", "-Pans"]),
        ("Kitchen", "down", ["Garden", "Kitchen", "-Mugs", "-Pans"]),
    ],
)
def test_a_button_moves_a_category_among_its_siblings(ben, kitchen, name, to, after):
    assert ben.post(f"{LIST}{named(name).pk}/move/", {"to": to}).status_code == 302

    assert drawn() == after


def test_only_a_button_moves(ben, kitchen):
    address = f"{LIST}{kitchen.pk}/move/"

    assert ben.get(address).status_code == 405
    assert ben.post(address, {"to": "sideways"}).status_code == 404
    assert ben.post(f"{LIST}0/move/", {"to": "up"}).status_code == 404
    assert drawn()[0] == "Kitchen"


def test_a_category_is_put_below_another_with_all_below_it(ben, kitchen):
    address = f"{LIST}{kitchen.pk}/change/"

    assert send(ben, address, "category_form", parent=named("Garden").pk) == {}

    assert drawn() == ["Garden", "-Kitchen", "--Mugs", "--Pans"]


def test_a_category_is_put_at_the_top(ben, kitchen):
    assert send(ben, f"{LIST}{named('Mugs').pk}/change/", "category_form", parent="") == {}

    assert drawn() == ["Kitchen", "-Pans", "Garden", "Mugs"]


def test_a_form_that_was_opened_before_a_move_does_not_undo_it(ben, kitchen):
    mugs = named("Mugs")
    stale = Category.objects.get(pk=mugs.pk)
    tree.move_under(mugs, named("Garden"))

    stale.name = "Cups"
    tree.change_category(stale, {"name", "path"})

    assert drawn() == ["Kitchen", "-Pans", "Garden", "-Cups"]


def test_the_form_offers_no_loop_and_refuses_one(ben, kitchen):
    address = f"{LIST}{kitchen.pk}/change/"

    assert "parent" in send(ben, address, "category_form", parent=named("Mugs").pk)
    assert "parent" in send(ben, address, "category_form", parent=kitchen.pk)

    assert drawn() == ["Kitchen", "-Mugs", "-Pans", "Garden"]


@pytest.mark.parametrize("below", ["Kitchen", "Mugs"])
def test_the_domain_refuses_a_loop(kitchen, below):
    with pytest.raises(WouldLoop):
        tree.move_under(kitchen, named(below))

    assert drawn() == ["Kitchen", "-Mugs", "-Pans", "Garden"]


def test_moving_to_where_it_stands_moves_nothing(kitchen):
    tree.move_under(named("Mugs"), kitchen)

    assert drawn() == ["Kitchen", "-Mugs", "-Pans", "Garden"]


def test_a_move_renews_the_pages(kitchen, django_capture_on_commit_callbacks):
    before = generation.current()

    with django_capture_on_commit_callbacks(execute=True):
        tree.move_down(kitchen)

    assert generation.current() != before


def test_a_new_category_is_the_last_one_below_its_parent(ben, kitchen):
    assert send(ben, f"{LIST}add/", "category_form", name="Bowls", parent=kitchen.pk) == {}
    assert send(ben, f"{LIST}add/", "category_form", name="Attic") == {}

    assert drawn() == ["Kitchen", "-Mugs", "-Pans", "-Bowls", "Garden", "Attic"]
    assert (named("Bowls").slug, named("Bowls").created_by) == ("bowls", ben.person)


def test_an_address_is_one_categorys(ben, kitchen):
    assert "slug" in send(ben, f"{LIST}add/", "category_form", name="Other", slug=kitchen.slug)

    with pytest.raises(SlugTaken):
        tree.add_category(Category(name="Other", slug=kitchen.slug))
    with pytest.raises(InvalidInput):
        tree.add_category(Category(name="茶"))

    assert Category.objects.count() == 4


def test_a_category_with_something_in_it_cannot_be_deleted(ben, kitchen):
    pans = named("Pans")
    make_product(category=pans).soft_delete()

    for category, why in ((kitchen, "sub-categories"), (pans, "deleted ones counted")):
        page = ben.post(f"{LIST}{category.pk}/delete/", {"post": "yes"})
        assert why in page.content.decode()
        with pytest.raises(CategoryInUse):
            tree.remove(category)

    assert drawn() == ["Kitchen", "-Mugs", "-Pans", "Garden"]


def test_an_empty_category_is_deleted(ben, kitchen):
    ben.post(f"{LIST}{named('Mugs').pk}/delete/", {"post": "yes"})

    assert drawn() == ["Kitchen", "-Pans", "Garden"]


def test_a_former_name_is_put_back_and_the_place_stays(ben, kitchen):
    mugs = named("Mugs")
    send(ben, f"{LIST}{mugs.pk}/change/", "category_form", name="Cups")
    tree.move_under(mugs, None)
    state = mugs.events.get()

    ben.post(f"{LIST}{mugs.pk}/history/{state.pk}/")

    assert drawn() == ["Kitchen", "-Pans", "Garden", "Mugs"]


def test_the_picture_of_a_category_is_reencoded(ben, kitchen):
    out = io.BytesIO()
    Image.new("RGB", (300, 300), "teal").save(out, "PNG")
    file = SimpleUploadedFile("../kitchen.png", out.getvalue() + b"<?php evil ?>")

    assert send(ben, f"{LIST}{kitchen.pk}/change/", "category_form", image=file) == {}

    kitchen.refresh_from_db()
    assert kitchen.image.name.endswith(".png")
    with kitchen.image.open() as kept:
        assert b"evil" not in kept.read()


def test_what_is_no_picture_is_refused(ben, kitchen):
    file = SimpleUploadedFile("kitchen.png", b"<svg onload=alert(1)>")

    assert "image" in send(ben, f"{LIST}{kitchen.pk}/change/", "category_form", image=file)

    kitchen.refresh_from_db()
    assert not kitchen.image
