"""The client's address: only the last trusted proxies are believed, whatever a client writes."""

import pytest
from django.test import RequestFactory
from iptocc import country_code
from mmdb_writer import MMDBWriter
from netaddr import IPSet

from shop.base.addresses import (
    Place,
    _database,
    client_address,
    country_of,
    place_of,
    plain_address,
)


def request_from(address: str, forwarded: str | None = None, **others: str):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {}
    return RequestFactory().get("/", REMOTE_ADDR=address, **headers, **others)


@pytest.mark.parametrize("forged", ["8.8.8.8", "127.0.0.1", "8.8.8.8, 9.9.9.9", "", "x" * 5000])
def test_without_trusted_proxies_forwarding_headers_change_nothing(settings, forged):
    settings.TRUSTED_PROXIES = 0
    others = {"HTTP_X_REAL_IP": "8.8.8.8", "HTTP_FORWARDED": "for=8.8.8.8"}

    assert client_address(request_from("203.0.113.9", forged, **others)) == "203.0.113.9"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "8.8.8.8, 198.51.100.7", "198.51.100.7"),
        (1, "8.8.8.8, 9.9.9.9,198.51.100.7", "198.51.100.7"),
        (2, "8.8.8.8, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
        (2, "198.51.100.7", "203.0.113.9"),
        (1, "", "203.0.113.9"),
        (1, "unknown", "203.0.113.9"),
        (1, "8.8.8.8, <script>", "203.0.113.9"),
    ],
)
def test_behind_proxies_what_the_nearest_trusted_one_saw_counts(
    settings, proxies, forwarded, address
):
    settings.TRUSTED_PROXIES = proxies

    assert client_address(request_from("203.0.113.9", forwarded)) == address


def test_behind_a_proxy_a_missing_header_means_the_proxy_itself(settings):
    settings.TRUSTED_PROXIES = 1

    assert client_address(request_from("203.0.113.9")) == "203.0.113.9"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("203.0.113.9", "203.0.113.9"),
        (" 203.0.113.9:4711 ", "203.0.113.9"),
        ("[2001:DB8::1]:443", "2001:db8::1"),
        ("2001:0db8:0:0:0:0:0:1", "2001:db8::1"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("fe80::1%eth0", "fe80::1"),
        ("203.0.113.999", None),
        ("0x7f000001", None),
        ("2130706433", None),
        ("", None),
        ("unix:", None),
    ],
)
def test_an_address_has_one_spelling(written, plain):
    assert plain_address(written) == plain


def test_the_country_is_where_the_address_is_registered():
    assert (country_of("8.8.8.8"), country_of("127.0.0.1"), country_of(None)) == ("US", "", "")


@pytest.fixture
def places(settings, tmp_path):
    """An operator's own database of places."""
    writer = MMDBWriter(ip_version=6, ipv4_compatible=True, database_type="GeoLite2-City")
    writer.insert_network(
        IPSet(["8.8.8.0/24"]),
        {"country": {"iso_code": "DE"}, "city": {"names": {"en": "Jena", "de": "Jena"}}},
    )
    writer.insert_network(IPSet(["9.9.9.0/24"]), {"continent": {"code": "EU"}})
    path = tmp_path / "places.mmdb"
    writer.to_db_file(str(path))
    settings.PLACES_DATABASE = path
    place_of.cache_clear()
    yield
    place_of.cache_clear()
    _database.cache_clear()


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("8.8.8.8", Place("DE", "Jena")),
        ("9.9.9.9", Place(country_code("9.9.9.9"), "")),
        ("1.1.1.1", Place("AU", "")),
        ("2001:4860:4860::8888", Place(country_code("2001:4860:4860::8888"), "")),
        ("127.0.0.1", Place()),
        (None, Place()),
    ],
)
def test_the_operators_own_database_of_places_goes_first(address, place):
    assert place_of(address) == place
