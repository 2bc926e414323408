"""Parts of pages that are drawn once: what they may show, and what is never remembered."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import engines
from django.utils import translation

from shop.pages import drawing
from shop.pages.caching import PLACEHOLDER

TEMPLATES = Path(settings.BASE_DIR) / "templates"
DRAWN = re.compile(r'{% drawn "([^"]+)"')
INCLUDED = re.compile(r'{% include "([^"]+)"')
OF_THE_REQUEST = re.compile(r"{[{%][^}]*\b(?:frame|request|user|perms|messages)\b[.|\s}]")


@dataclass(frozen=True)
class Thing:
    name: str


@pytest.fixture(autouse=True)
def nothing_drawn():
    drawing.forget()
    yield
    drawing.forget()


def parts() -> list[str]:
    """Every template that is drawn once, with what it includes."""
    found = {name for page in TEMPLATES.rglob("*.html") for name in DRAWN.findall(page.read_text())}
    waiting = sorted(found)
    while waiting:
        below = set(INCLUDED.findall((TEMPLATES / waiting.pop()).read_text())) - found
        found |= below
        waiting += sorted(below)
    return sorted(found)


def test_there_are_parts():
    assert {"shop/frame/header_row.html", "shop/product/gallery.html"} <= set(parts())


@pytest.mark.parametrize("name", parts())
def test_a_part_shows_nothing_of_the_request(name):
    """It is shown to everybody who is shown the same things."""
    assert not OF_THE_REQUEST.search((TEMPLATES / name).read_text())


@pytest.mark.parametrize("name", parts())
def test_a_part_takes_its_token_from_the_gap(name):
    """Inside a part there is no request for ``csrf_token`` to take one from."""
    assert "{% csrf_token %}" not in (TEMPLATES / name).read_text()


def test_the_same_things_are_drawn_once(monkeypatch):
    times: list[str] = []

    def rendered(template: str, _values: object) -> str:
        times.append(template)
        return template

    monkeypatch.setattr(drawing, "render_to_string", rendered)

    for name in ("a mug", "a mug", "a bowl"):
        drawing.draw("part.html", thing=Thing(name))

    assert len(times) == 2


def test_each_language_has_its_own():
    with translation.override("en-gb"):
        english = drawing.draw("shop/frame/cart_link.html", cart_count=2)
    with translation.override("de"):
        drawing.draw("shop/frame/cart_link.html", cart_count=2)

    assert "2 pieces" in english
    assert drawing._part.cache_info().misses == 2


def test_every_visitor_gets_their_own_token():
    page = engines["django"].from_string('{% drawn "shop/frame/quick_add.html" %}')

    first = page.render({"csrf_token": "token-of-one"})
    second = page.render({"csrf_token": "token-of-another"})

    assert "token-of-one" in first
    assert "token-of-another" in second
    assert PLACEHOLDER not in first + second


class Question(forms.Form):
    name = forms.CharField(label="Name", required=False)


def test_what_people_typed_is_not_remembered():
    drawing.draw_field(Question({"name": "Ada Byron"})["name"])
    empty = drawing.draw_field(Question()["name"])

    assert "Ada" not in empty
    assert not any("Ada" in html for html in drawing._fields.values())


def test_an_empty_field_is_drawn_once_and_a_wrong_one_with_its_error():
    class Strict(forms.Form):
        name = forms.CharField(label="Name")

    assert drawing.draw_field(Strict()["name"]) is drawing.draw_field(Strict()["name"])
    assert "required" in drawing.draw_field(Strict({"name": ""})["name"])
