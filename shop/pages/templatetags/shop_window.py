"""What templates of the shop window need beside Django's own tags: money, stars, structured data."""

import json
import math
from collections.abc import Hashable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from catalog.queries import Card
from shop.base.money import to_major
from shop.base.templatetags.amounts import money
from shop.pages import countries
from shop.pages.drawing import draw, draw_card, draw_field, with_token

register = template.Library()
register.filter(money)

# What could end the script element or begin a comment inside it.
_JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def major_floor(minor: int) -> int:
    """A lowest price in whole pounds, rounded down."""
    return math.floor(to_major(minor, settings.SHOP_CURRENCY))


@register.filter
def major_ceiling(minor: int) -> int:
    """A highest price in whole pounds, rounded up."""
    return math.ceil(to_major(minor, settings.SHOP_CURRENCY))


@register.filter
def half_stars(rating: Decimal | float | None) -> str:
    """A rating rounded to half a star, as the style sheet knows it: 4.26 → "4.5"."""
    if rating is None:
        return "0.0"
    halves = (Decimal(str(rating)) * 2).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return f"{halves / 2:.1f}"


@register.filter
def percent_off(minor: int, before_minor: int) -> int:
    """How much less than before, in whole percent, rounded down so that no promise is too big."""
    return (before_minor - minor) * 100 // before_minor if before_minor else 0


@register.filter
def structured_data(value: Any) -> SafeString:
    """Facts for search engines, as a JSON-LD data block that no text of ours can break out of."""
    text = json.dumps(value, ensure_ascii=False).translate(_JSON_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 # escaped above


@register.simple_tag
def shown_card(
    card: Card, level: int = 3, is_first: bool = False, icon: str = "sparkles"
) -> SafeString:
    """A product card. The same card looks the same to all."""
    return draw_card(card=card, level=level, is_first=is_first, icon=icon)


@register.simple_tag(takes_context=True)
def drawn(context: Context, template: str, **values: Hashable) -> SafeString:
    """A part of the page that shows only what it is given here; drawn once for the same values."""
    return with_token(draw(template, **values), context.get("csrf_token", ""))


@register.simple_tag
def shown_field(field: BoundField, look: str = "") -> SafeString:
    """A field of a form with its label, hint and errors."""
    return draw_field(field, look)


@register.filter
def pages_around(page: int, pages: int) -> list[int]:
    """Numbers of the pages worth a link: first, last, and those around this one; 0 stands for a gap."""
    wanted = sorted({1, pages, *range(max(1, page - 1), min(pages, page + 1) + 1)})
    numbers: list[int] = []
    for number in wanted:
        if numbers and number - numbers[-1] == 2:
            numbers.append(number - 1)
        elif numbers and number - numbers[-1] > 2:
            numbers.append(0)
        numbers.append(number)
    return numbers


@register.simple_tag(takes_context=True)
def page_link(context: Context, number: int) -> str:
    """This address with another page number; the first page carries none."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    if number > 1:
        query["page"] = str(number)
    return f"?{query.urlencode()}" if query else context["request"].path


@register.filter
def country_name(code: str) -> str:
    """A country in the shopper's language: GB → United Kingdom. An unknown code stays as it is."""
    return countries.name_of(code)
