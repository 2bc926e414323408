"""Programs are told from people, and search engines from those who only say so."""

import pytest
from crawleruseragents import CRAWLER_USER_AGENTS_DATA
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from security.domain import book, bots, crawlers
from security.domain.visits import visit_of
from security.middleware import Guard
from security.models import AllowedNetwork, Crawler, Standing
from shop.base.agents import is_bot
from tests.factories.security import record_request

SENT = (
    "HTTP_HOST",
    "HTTP_USER_AGENT",
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_ACCEPT_ENCODING",
)
MOZILLA = "Mozilla/5.0"
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
BROWSERS = [
    f"{MOZILLA} (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/142.0.0.0 Safari/537.36",
    f"{MOZILLA} (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
    f"{MOZILLA} (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/140.0.0.0 Safari/537.36 OPR/124.0.0.0",
    f"{MOZILLA} (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
    f"{MOZILLA} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    f"{MOZILLA} (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0",
    f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
    f"{MOZILLA} (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
    f"{MOZILLA} (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/390.0 Mobile/15E148 Safari/604.1",
    f"{MOZILLA} (Linux; Android 10; K) {WEBKIT} Chrome/142.0.0.0 Mobile Safari/537.36",
    f"{MOZILLA} (Linux; Android 13; SM-S911B) {WEBKIT} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
    f"{MOZILLA} (Linux; Android 10; CUBOT X30) {WEBKIT} Chrome/120.0.0.0 Mobile Safari/537.36",
    f"{MOZILLA} (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 400.0.0.0",
    f"{MOZILLA} (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/141.0.0.0 Safari/537.36",
]  # fmt: skip
LIBRARIES = [
    "python-requests/2.32.5", "curl/8.16.0", "Go-http-client/2.0", "okhttp/5.1.0", "axios/1.12.0", "Java/21.0.4",
    "Wget/1.25", "Scrapy/2.13 (+https://scrapy.org)", "undici", "node-fetch/1.0", "PostmanRuntime/7.49.0",
    "GuzzleHttp/7", "Apache-HttpClient/5.5 (Java/21)", "libwww-perl/6.78", "k6/1.3.0", "wrk/4.2.0", "HTTPie/3.2.4",
]  # fmt: skip
WINDOWLESS = f"{MOZILLA} (X11; Linux x86_64) {WEBKIT} HeadlessChrome/142.0.0.0 Safari/537.36"
GOOGLEBOT = f"{MOZILLA} (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def test_of_the_public_list_of_crawlers_all_are_known():
    agents = [one for entry in CRAWLER_USER_AGENTS_DATA for one in entry.get("instances", [])]
    known = sum(map(is_bot, agents))

    assert len(agents) > 1000
    assert known / len(agents) >= 0.99


@pytest.mark.parametrize("agent", LIBRARIES)
def test_a_programs_library_is_known(agent):
    assert bots.signs("/p/mug/", agent, SENT) == ("says_it_is_a_program",)


@pytest.mark.parametrize("agent", BROWSERS)
def test_a_browser_is_left_alone(agent):
    assert not is_bot(agent)
    assert bots.signs("/p/mug/", agent, SENT) == ()


@pytest.mark.parametrize("left_out", SENT[2:])
def test_a_browser_that_leaves_out_what_browsers_send_is_noticed(left_out):
    sent = tuple(name for name in SENT if name != left_out)

    assert bots.signs("/p/mug/", BROWSERS[0], sent) == ("not_the_browser_it_says",)


def test_a_browser_without_a_window_is_noticed():
    assert bots.signs("/p/mug/", WINDOWLESS, SENT) == ("browser_without_window",)


def test_programs_may_use_what_is_made_for_them():
    assert bots.signs("/api/v1/products", LIBRARIES[0], SENT) == ()


@pytest.mark.django_db
def test_signs_are_recorded_and_nothing_follows_from_them_before_they_are_measured():
    request = RequestFactory().get(
        "/p/mug/", HTTP_USER_AGENT=LIBRARIES[0], REMOTE_ADDR="203.0.113.9"
    )

    answer = Guard(lambda _request: HttpResponse("hello"))(request)

    assert answer.status_code == 200
    verdict = visit_of(request).reading.verdict
    assert verdict.reasons == ("says_it_is_a_program",)
    assert verdict.score == 0


class Names:
    """A name service that knows a few hosts; it does not answer for what is down."""

    HOSTS = {
        "66.249.66.1": "crawl-66-249-66-1.googlebot.com",
        "203.0.113.1": "crawl-66-249-66-1.googlebot.com",
        "203.0.113.2": "evil.example",
        "203.0.113.3": "fakegooglebot.com",
    }
    DOWN = "203.0.113.4"

    def name_of(self, address: str) -> str:
        if address == self.DOWN:
            raise TimeoutError
        return self.HOSTS.get(address, "")

    def addresses_of(self, name: str) -> set[str]:
        return {"66.249.66.1"} if name.endswith(".googlebot.com") else set()


@pytest.fixture
def commits_at_once(monkeypatch):
    monkeypatch.setattr(book.transaction, "on_commit", lambda call, **_options: call())


def test_each_engine_is_known_by_its_agent():
    assert crawlers.claimed(GOOGLEBOT).name == "Googlebot"
    assert crawlers.claimed(f"{MOZILLA} (compatible; bingbot/2.0)").name == "Bingbot"
    assert crawlers.claimed(BROWSERS[0]) is None


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("66.249.66.1", "verified"),
        ("203.0.113.1", "false"),
        ("203.0.113.2", "false"),
        ("203.0.113.3", "false"),
        ("203.0.113.4", "unknown"),
        ("203.0.113.5", "false"),
    ],
    ids=["true", "borrowed name", "other name", "look-alike", "no answer", "no name"],
)
def test_a_name_must_be_the_engines_and_lead_back(address, state):
    engine = crawlers.claimed(GOOGLEBOT)

    assert crawlers.check(engine, address, Names())[0] == state


@pytest.mark.django_db
def test_a_true_search_engine_is_always_let_in_and_a_false_one_has_offended(commits_at_once):
    for address in ("66.249.66.1", "203.0.113.2", "203.0.113.4"):
        record_request(address=address, user_agent=GOOGLEBOT)
    record_request(address="203.0.113.77")

    assert crawlers.verify(Names()) == {"verified": 1, "false": 1, "unknown": 1}

    allowed = AllowedNetwork.objects.get()
    assert allowed.network == "66.249.66.1/32"
    assert allowed.until is not None
    assert allowed.until > timezone.now()
    assert book.is_allowed("66.249.66.1")
    standing = Standing.objects.get()
    assert (standing.subject, standing.points) == ("a:203.0.113.2", 40)
    assert Crawler.objects.count() == 3


@pytest.mark.django_db
def test_nobody_is_asked_about_twice_in_a_row():
    record_request(address="66.249.66.1", user_agent=GOOGLEBOT)
    record_request(address="203.0.113.2", user_agent=GOOGLEBOT)
    crawlers.verify(Names())

    assert crawlers.verify(Names()) == {"verified": 0, "false": 0, "unknown": 0}
    assert Standing.objects.get().strikes == 1


@pytest.mark.django_db
def test_what_staff_have_allowed_for_good_stays_so():
    AllowedNetwork.objects.create(network="66.249.66.1/32", note="ours")
    record_request(address="66.249.66.1", user_agent=GOOGLEBOT)

    crawlers.verify(Names())

    assert AllowedNetwork.objects.get().note == "ours"
