"""A real browser in front of the real pages: phone and desk, with scripts and without."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from orders.domain.setup import ensure_trade_rules
from tests.flows.shopper import Shopper, Watch
from tests.flows.stock import Goods, stock_the_shelves
from tests.shop_window import forget_everything

SIZES = {"phone": (390, 844), "desk": (1440, 900)}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 8000


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    forget_everything()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a module. It ends with the module, and with it the event loop that Playwright keeps running."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("Chromium is not installed here; the browser tests need it.")
    # Django sees Playwright's loop in this thread and would refuse the database to the test itself.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
            yield browser
            browser.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        if before is not None:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def goods(transactional_db, own_folders) -> Goods:
    """A shop with little in it that can send parcels and knows its taxes."""
    ensure_trade_rules()
    return stock_the_shelves()


@pytest.fixture(params=["phone", "desk"])
def window(request) -> str:
    """The size of the browser's window."""
    return str(request.param)


@pytest.fixture(params=["scripts", "bare"])
def means(request) -> str:
    """Whether scripts run."""
    return str(request.param)


@pytest.fixture
def context(chromium, live_server, window, means) -> Iterator[BrowserContext]:
    """A browser that has never been here."""
    wide, high = SIZES[window]
    context = chromium.new_context(
        base_url=live_server.url,
        viewport={"width": wide, "height": high},
        has_touch=window == "phone",
        java_script_enabled=means == "scripts",
        locale="en-GB",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(context) -> Page:
    """A tab that is not watched."""
    return context.new_page()


@pytest.fixture
def shopper(goods, page, means) -> Iterator[Shopper]:
    """Somebody at the browser. Every page that they see is in order, or the test fails."""
    watch = Watch(page)
    yield Shopper(page, has_scripts=means == "scripts")
    assert watch.complaints == []
