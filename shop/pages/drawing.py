"""Parts of pages that look the same wherever the same things are shown: drawn once, then remembered as HTML.

What a part shows is all that it is given, so nothing ever has to be thrown away: other things make another part. A
part for a visitor's own form is drawn with ``PLACEHOLDER`` where their CSRF token goes.
"""

from collections.abc import Hashable
from functools import lru_cache

from django.conf import settings
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from shop.pages.caching import PLACEHOLDER

CARDS_REMEMBERED = 2048
PARTS_REMEMBERED = 512


# As many as the forms have fields, in each language.
_fields: dict[Hashable, SafeString] = {}


def draw(template: str, **values: Hashable) -> SafeString:
    """A template with these values and nothing else: no request, no frame. Give no models: they compare by their keys."""
    part = _part.__wrapped__ if settings.DEBUG else _part
    return part(template, get_language(), tuple(values.items()))


def draw_card(**values: Hashable) -> SafeString:
    """A product card. There are many more cards than other parts, so they are remembered apart."""
    card = _card.__wrapped__ if settings.DEBUG else _card
    return card(get_language(), tuple(values.items()))


def draw_field(field: BoundField, look: str = "") -> SafeString:
    """A field of a form with its label. An empty one looks the same to all; what people typed is never remembered."""
    if field.value() not in (None, "") or field.errors or settings.DEBUG:
        return render_to_string("shop/field.html", {"field": field, "look": look})
    widget = field.field.widget
    words = (str(field.label), str(field.help_text), field.field.required, look)
    key = (
        get_language(), field.auto_id, field.html_name, *words, tuple(widget.attrs.items()), field.form.is_bound
    )  # fmt: skip
    drawn = _fields.get(key)
    if drawn is None:
        drawn = render_to_string("shop/field.html", {"field": field, "look": look})
        _fields[key] = drawn
    return drawn


def with_token(html: SafeString, token: object) -> SafeString:
    """A part with a visitor's token in its forms. The token is not asked for when there is no form."""
    if PLACEHOLDER not in html or token is PLACEHOLDER:
        return html
    return mark_safe(html.replace(PLACEHOLDER, str(token)))  # noqa: S308 # letters and digits only


def forget() -> None:
    """Draw everything again: for tests that change what no part is given, such as settings."""
    _part.cache_clear()
    _card.cache_clear()
    _fields.clear()


@lru_cache(maxsize=PARTS_REMEMBERED)
def _part(
    template: str, _language: str | None, values: tuple[tuple[str, Hashable], ...]
) -> SafeString:
    return render_to_string(template, {"csrf_token": PLACEHOLDER, **dict(values)})


@lru_cache(maxsize=CARDS_REMEMBERED)
def _card(_language: str | None, values: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return render_to_string("shop/card.html", dict(values))
