"""What every page's frame shows: the shop's name and motto, the menu, how full the cart is."""

from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.domain import generation
from catalog.queries import Shelf, category_tree
from shop.pages.basket import count_for
from shop.pages.caching import PLACEHOLDER
from shop.pages.delivery import Delivery, usual_delivery


class Frame:
    """The frame around a page. Nothing is asked for before a template asks."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def site_name(self) -> str:
        return str(settings.SITE_NAME)

    @property
    def motto(self) -> str:
        return _("Good things for the house, the table and the way out of the door.")

    @property
    def announcement(self) -> str:
        return _("Thirty days to change your mind")

    @cached_property
    def delivery(self) -> Delivery | None:
        """The usual delivery at home."""
        return usual_delivery()

    @cached_property
    def menu(self) -> tuple[Shelf, ...]:
        """The departments with their shelves."""
        return departments()

    @property
    def menu_html(self) -> SafeString:
        """The menu of departments, ready to show."""
        return _drawn("menu")

    @property
    def footer_html(self) -> SafeString:
        """The footer, ready to show."""
        return _drawn("footer")

    @cached_property
    def cart_count(self) -> int:
        """How many pieces lie in the shopper's cart."""
        return count_for(self._request)


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor behind ``{{ frame }}``. A page for everybody gets a gap where the CSRF token goes."""
    if getattr(request, "is_for_everybody", False):
        return {"frame": Frame(request), "csrf_token": PLACEHOLDER}
    return {"frame": Frame(request)}


class _Known:
    """What all pages share, remembered for one generation of the catalogue so that a page asks nobody for it."""

    generation: int | None = None
    tree: tuple[Shelf, ...] = ()
    drawn: ClassVar[dict[tuple[str, str], SafeString]] = {}


def forget_menu() -> None:
    """Read the tree again next time."""
    _Known.generation = None


def departments() -> tuple[Shelf, ...]:
    """The tree of categories as of the catalogue's present generation."""
    now = generation.current()
    if now is None:
        return category_tree()
    if now != _Known.generation:
        _Known.tree = category_tree(generation=now)
        _Known.drawn.clear()
        _Known.generation = now
    return _Known.tree


def _drawn(part: str) -> SafeString:
    """A part of the frame that is the same on every page, in the language of this one."""
    tree = departments()
    key = (part, get_language() or "")
    drawn = _Known.drawn.get(key)
    if drawn is None or settings.DEBUG or generation.current() is None:
        shown = {"menu": tree, "frame": Frame(HttpRequest())}
        drawn = render_to_string(f"shop/frame/{part}.html", shown)
        _Known.drawn[key] = drawn
    return drawn
