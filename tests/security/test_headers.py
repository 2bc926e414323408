"""What every answer tells the browser, judged by the rules of Mozilla's HTTP Observatory."""

import pytest
from django.test import Client

from shop.pages import caching
from tests.factories.catalog import make_variant
from tests.factories.orders import make_cart

pytestmark = pytest.mark.django_db
PUBLIC = ["/", "/search/?q=mug", "/cart/", "/account/login/", "/api/docs", "/api/v1/products", "/nothing-here/"]  # fmt: skip
OFFICE = [
    "/admin/",
    "/admin/orders/order/",
    "/admin/catalog/product/",
    "/admin/security/requestrecord/",
]


@pytest.fixture(autouse=True)
def over_https(settings):
    """As in production, where the proxy ends TLS."""
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SECURE_HSTS_PRELOAD = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    caching._attributes.cache_clear()
    yield
    caching._attributes.cache_clear()


def directives(answer) -> dict[str, list[str]]:
    policy = answer.headers["Content-Security-Policy"]
    return {words[0]: words[1:] for words in (part.split() for part in policy.split(";"))}


def observatory(answer) -> int:
    """The points of the Observatory's tests that headers decide, starting at 100; bonuses count from 90 on.

    Source: MDN, HTTP Observatory scoring, 2026.
    """
    policy, headers = directives(answer), answer.headers
    scripts = policy["script-src"]
    malus = bonus = 0
    if "'unsafe-inline'" in scripts or "*" in scripts or "https:" in scripts:
        malus += 20
    if "'unsafe-eval'" in scripts:
        malus += 10
    if (
        policy["default-src"] == ["'none'"]
        and not malus
        and "'unsafe-inline'" not in policy["style-src"]
    ):
        bonus += 10
    if any(not cookie["secure"] for cookie in answer.cookies.values()):
        malus += 20
    hsts = headers.get("Strict-Transport-Security", "")
    malus += 0 if "max-age=31536000" in hsts else 20
    bonus += 5 if "preload" in hsts else 0
    malus += 0 if headers.get("X-Content-Type-Options") == "nosniff" else 5
    bonus += 5 if headers.get("Referrer-Policy") == "strict-origin-when-cross-origin" else 0
    bonus += 5 if policy.get("frame-ancestors") == ["'none'"] else 0
    score = 100 - malus
    return score + bonus if score >= 90 else score


@pytest.fixture
def shopper() -> Client:
    make_cart((make_variant(), 1))
    return Client()


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_of_the_shop_gets_the_best_mark(shopper, path):
    answer = shopper.get(path, secure=True)

    assert observatory(answer) >= 115
    assert "'unsafe-inline'" not in directives(answer)["script-src"]
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]


@pytest.mark.parametrize("path", OFFICE)
def test_a_page_of_the_back_office_gets_the_best_mark(admin_client, path):
    answer = admin_client.get(path, secure=True)

    assert answer.status_code == 200
    assert observatory(answer) >= 100
    assert "'unsafe-inline'" not in directives(answer)["script-src"]


@pytest.mark.parametrize("path", [*PUBLIC[:5], *OFFICE])
def test_no_script_stands_in_a_page(admin_client, path):
    page = admin_client.get(path, secure=True).content.decode()

    scripts = [part.partition(">") for part in page.split("<script")[1:]]
    for attributes, _end, rest in scripts:
        is_data = 'type="application/' in attributes
        assert "src=" in attributes or is_data or not rest.partition("</script>")[0].strip()
    for handler in (" onclick=", " onload=", " onerror=", " onsubmit=", "javascript:"):
        assert handler not in page
