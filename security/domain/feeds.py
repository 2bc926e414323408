"""Threat feeds: read by the worker, matched by the door in constant time. One that is down or garbage changes nothing."""

import csv
import io
import ipaddress
import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from security.domain import book
from security.errors import FeedUnreadable
from security.models import Indicator, ThreatFeed
from security.networks import network_of

LARGEST = 32 * 1024 * 1024
MOST = 500_000
TIMEOUT_SECONDS = 20
# A list in which fewer lines than this are addresses is not the list that it should be.
LEAST_READABLE = 0.5
# Nobody may be kept out by a list that names half the world.
WIDEST_V4, WIDEST_V6 = 8, 19
_STIX_ADDRESS = re.compile(r"ipv[46]-addr:value\s*(?:=|ISSUBSET)\s*'([^']{2,50})'")
_STIX_TYPES = "application/taxii+json;version=2.1, application/stix+json;version=2.1, */*;q=0.1"
Named = tuple[str, str]


def read(form: str, text: str, column: str = "") -> list[Named]:
    """Networks with notes from a feed's text. Raises FeedUnreadable when it is no such list."""
    found, lines = [], 0
    for raw, note in _READERS[form](text, column):
        lines += 1
        network = network_of(raw)
        if network is not None and _is_narrow(network):
            found.append((str(network), note[:200]))
    if not found or len(found) < lines * LEAST_READABLE:
        raise FeedUnreadable(_("This is no list of addresses."))
    return list({network: (network, note) for network, note in found}.values())[:MOST]


def fetch(url: str) -> str:
    """The text at an address. Raises FeedUnreadable."""
    if not url.startswith(("https://", "http://")):
        raise FeedUnreadable(_("Feeds are read over http and https."))
    request = urllib.request.Request(url, headers={"Accept": _STIX_TYPES})  # noqa: S310 - checked above
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - likewise
            content: bytes = answer.read(LARGEST + 1)
    except (OSError, urllib.error.URLError, ValueError) as trouble:
        raise FeedUnreadable(str(trouble)) from trouble
    if len(content) > LARGEST:
        raise FeedUnreadable(_("The list is too long."))
    return content.decode("utf-8", "replace")


def refresh(feed: ThreatFeed, *, fetch: Callable[[str], str] = fetch) -> int:
    """Read a feed anew. What it no longer names expires in its time. Returns how many networks it names.

    Trouble is noted on the feed, and what it named before stays.
    """
    try:
        named = read(feed.form, fetch(feed.url), feed.column)
    except FeedUnreadable as trouble:
        ThreatFeed.objects.filter(pk=feed.pk).update(trouble=str(trouble)[:300])
        return 0
    now = timezone.now()
    rows = [
        Indicator(
            feed=feed,
            network=network,
            note=note,
            first_at=now,
            last_at=now,
            expires_at=now + timedelta(days=feed.keep_days),
        )
        for network, note in named
    ]
    with transaction.atomic():
        Indicator.objects.bulk_create(
            rows,
            batch_size=5_000,
            update_conflicts=True,
            unique_fields=["feed", "network"],
            update_fields=["note", "last_at", "expires_at"],
        )
        ThreatFeed.objects.filter(pk=feed.pk).update(
            fetched_at=now, trouble="", indicators_count=len(rows)
        )
    return len(rows)


def refresh_all() -> dict[str, int]:
    """Read every feed in use, forget what has expired, and tell every process. Safe to run twice."""
    named = sum(refresh(feed) for feed in ThreatFeed.objects.filter(is_on=True).order_by("pk"))
    expired, _by_model = Indicator.objects.filter(expires_at__lte=timezone.now()).delete()
    book.publish_feeds()
    return {"named": named, "expired": expired}


def _is_narrow(network: ipaddress.IPv4Network | ipaddress.IPv6Network) -> bool:
    widest = WIDEST_V4 if network.version == 4 else WIDEST_V6
    return network.prefixlen >= widest and not (
        network.is_private or network.is_loopback or network.is_unspecified
    )


def _plain(text: str, _column: str) -> Iterator[Named]:
    """One address or network a line; what follows ``#`` or ``;`` is a note."""
    for line in text.splitlines():
        entry, _sign, note = re.sub(r"[;#]", "#", line, count=1).partition("#")
        if entry.strip():
            yield entry.split()[0], note.strip()


def _csv(text: str, column: str) -> Iterator[Named]:
    """The named column, else the first; the other columns are the note."""
    for row in csv.DictReader(io.StringIO(text)):
        name = column or next(iter(row), "")
        others = ", ".join(str(value) for key, value in row.items() if key != name and value)
        yield str(row.get(name) or "").strip(), others


def _stix(text: str, _column: str) -> Iterator[Named]:
    """Indicators with a pattern over addresses, of a bundle or a TAXII envelope; those revoked are left out."""
    try:
        objects = json.loads(text).get("objects", [])
    except (ValueError, AttributeError, RecursionError):
        return
    for thing in objects if isinstance(objects, list) else []:
        if not isinstance(thing, dict) or thing.get("type") != "indicator" or thing.get("revoked"):
            continue
        for address in _STIX_ADDRESS.findall(str(thing.get("pattern", ""))):
            yield address, str(thing.get("name", ""))


_READERS: dict[str, Callable[[str, str], Iterator[Named]]] = {
    "plain": _plain,
    "csv": _csv,
    "stix": _stix,
}
