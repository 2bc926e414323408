"""Whether a browser is one: what a program says of itself, and whether it behaves so.

Three things are seen in a request for a page, none of them an offence by itself: a program that says that it is one, a
browser without a window, and one that calls itself a browser but leaves out what every browser sends. They begin in
the shadow, as all that is new (``security.domain.detectors``). Programs may use the API as they like.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from shop.base.agents import is_bot

PROGRAMS = ("/api/", "/live/", "/door/")
# Of each sign its weight and its words.
SIGNS = {
    "says_it_is_a_program": (10, _("says that it is a program")),
    "browser_without_window": (20, _("is a browser without a window")),
    "not_the_browser_it_says": (25, _("leaves out what the browser it claims to be always sends")),
}
_WITHOUT_WINDOW = re.compile(
    r"headless|phantomjs|puppeteer|playwright|selenium|webdriver|cypress|electron/", re.IGNORECASE
)
_BROWSER = re.compile(r"^(?:Mozilla/5\.0|Opera/9\.\d+) \(.+(?:Gecko|AppleWebKit|Presto|Trident)/")
# Every browser of the last twenty years sends these with every page that it asks for.
_ALWAYS_SENT = frozenset({"HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING"})


def signs(path: str, agent: str, header_names: Sequence[str]) -> tuple[str, ...]:
    """What speaks for a program behind a request for a page, by name. ``header_names`` as WSGI has them."""
    if path.startswith(PROGRAMS) or not agent:
        return ()
    return _signs(agent[:300], tuple(header_names))


@lru_cache(maxsize=4096)
def _signs(agent: str, header_names: tuple[str, ...]) -> tuple[str, ...]:
    if _WITHOUT_WINDOW.search(agent):
        return ("browser_without_window",)
    if is_bot(agent):
        return ("says_it_is_a_program",)
    if _BROWSER.match(agent) and not _ALWAYS_SENT.issubset(header_names):
        return ("not_the_browser_it_says",)
    return ()
