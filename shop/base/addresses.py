"""Where a request comes from. The only place in the shop that reads forwarding headers."""

from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from pathlib import Path
from typing import Any, NamedTuple

import maxminddb
from django.conf import settings
from django.http import HttpRequest
from iptocc import country_code

# An IPv6 address with brackets, zone and port.
LONGEST_ADDRESS = 80


def client_address(request: HttpRequest) -> str | None:
    """The address of the client in its plain form; None when the server does not know it.

    ``TRUSTED_PROXIES`` proxies stand in front, and each adds the address it was called from at the right of
    X-Forwarded-For. What stands further left was written by the client and is not read; with no proxy the header
    is not read at all. A header with fewer entries did not come through all proxies and is not believed.
    """
    proxies: int = settings.TRUSTED_PROXIES
    if proxies:
        hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(hops) >= proxies:
            forwarded = plain_address(hops[-proxies])
            if forwarded:
                return forwarded
    return plain_address(request.META.get("REMOTE_ADDR", ""))


def counted_address(request: HttpRequest) -> str:
    """By what tries are counted: an IPv4 address, or the /64 network of an IPv6 one, which is one customer's."""
    address = client_address(request)
    if address is None:
        return "unknown"
    return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address


def plain_address(text: str) -> str | None:
    """One spelling for every address: without port and zone, IPv4 inside IPv6 as IPv4. None when it is no address."""
    return _plain_address(text) if len(text) <= LONGEST_ADDRESS else None


@lru_cache(maxsize=8192)
def _plain_address(text: str) -> str | None:
    text = text.strip().partition("%")[0]
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)


class Place(NamedTuple):
    """Where an address is, approximately: a country's two letters and a city in English; empty what is unknown."""

    country: str = ""
    city: str = ""


def country_of(address: str | None) -> str:
    """Two-letter code of the country of an address, an approximation; empty when unknown."""
    return place_of(address).country


@lru_cache(maxsize=8192)
def place_of(address: str | None) -> Place:
    """Where an address is: by the operator's own database when there is one, else where its block is registered."""
    if not address:
        return Place()
    return _place_by_database(address) or Place(country_code(address) or "")


def _place_by_database(address: str) -> Place | None:
    """What the database of ``PLACES_DATABASE`` says, in MaxMind's form; None when it knows no country."""
    if settings.PLACES_DATABASE is None:
        return None
    found: Any = _database(settings.PLACES_DATABASE).get(address)
    country = found.get("country", {}).get("iso_code", "") if isinstance(found, dict) else ""
    if not country:
        return None
    return Place(country[:2], str(found.get("city", {}).get("names", {}).get("en", "")))


@lru_cache(maxsize=1)
def _database(path: Path) -> maxminddb.Reader:
    return maxminddb.open_database(path, maxminddb.MODE_MMAP)
