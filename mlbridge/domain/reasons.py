"""Why a product is on a shelf, in words that shoppers read."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

WENT_ON = "went_on"
LOOKED_AT = "looked_at"
TOGETHER = "together"
BOUGHT_BEFORE = "bought_before"
BOUGHT_OFTEN = "bought_often"
POPULAR = "popular"
POPULAR_IN = "popular_in"
NEW = "new"


def in_words(reason: str, details: Mapping[str, Any]) -> str:
    """The sentence for a reason code. A code that this release does not know has no sentence."""
    say = _SENTENCES.get(reason)
    return say(details) if say else ""


def _bought_before(details: Mapping[str, Any]) -> str:
    day = date.fromisoformat(details["on"])
    form = "F" if (timezone.now().date() - day).days < 300 else "F Y"
    return _("You bought this in %(month)s") % {"month": date_format(day, form)}


_SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    WENT_ON: lambda details: _("People who looked at %(name)s went on to this") % details,
    LOOKED_AT: lambda details: _("Because you looked at %(name)s") % details,
    TOGETHER: lambda details: _("Often bought with %(name)s") % details,
    BOUGHT_BEFORE: _bought_before,
    BOUGHT_OFTEN: lambda details: _("You have bought this %(times)s times") % details,
    POPULAR: lambda details: _("Popular this week"),
    POPULAR_IN: lambda details: _("Popular this week in %(category)s") % details,
    NEW: lambda details: _("New in the shop"),
}
