"""What watching the door costs: microseconds a request in process, CPU a request over HTTP with and without it.

The HTTP figures are ratios to the same bare view without the chain at the door, in turns A B A B.
"""

import statistics
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from bench.browser import Browser
from bench.options import Options
from bench.serving import measure, served
from bench.surroundings import fresh_database
from security.domain import features, rules, scoring, visits, watching
from security.domain.floods import floods
from security.domain.tempo import tempo
from security.middleware import Guard, RateLimits, RequestRecorder, RequestValidator, StaffDoor
from security.models import RequestRecord

CHROME = {
    "HTTP_HOST": "127.0.0.1",
    "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36",
    "HTTP_ACCEPT": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.9",
    "HTTP_ACCEPT_ENCODING": "gzip, deflate, br, zstd",
    "HTTP_REFERER": "http://127.0.0.1/category/kitchen",
    "HTTP_COOKIE": f"sessionid={'a' * 32}; visitor=6f9619ff-8b86-4d01-b42d-00cf4fc964ff; csrftoken={'b' * 32}",
    "HTTP_SEC_FETCH_MODE": "navigate",
    "HTTP_SEC_FETCH_SITE": "same-origin",
    "HTTP_UPGRADE_INSECURE_REQUESTS": "1",
}
PAGES = {
    "a page": "/product/speckled-mug",
    "a filtered list": "/category/kitchen?colour=moss&colour=oat&price_from=10&price_to=40&sort=newest&page=2",
    "a search with an apostrophe": "/search?q=O%27Brien+%26+Sons+and+mugs",
    "an attack": "/search?q=1%27+union+select+null%2Cversion%28%29+from+information_schema.tables--",
}
# As the settings order them; a page that is kept for everybody leaves before the last one.
CHAIN = (RequestRecorder, RequestValidator, StaffDoor, Guard, RateLimits)
CHAINS = {
    "the recorder alone": CHAIN[:1],
    "the chain of a kept page": CHAIN[:4],
    "the whole chain": CHAIN,
}
STRANGER = "203.0.113.5"
ROUNDS = 5
TIMES = 3_000
# So many requests of one client stay below every limit and cost no round trip, as an honest one's do.
PORTION = 20


def microseconds(view: Callable[[HttpRequest], object], request: HttpRequest) -> float:
    """Median over rounds of the mean CPU microseconds of a call."""
    rounds = []
    for _ in range(ROUNDS):
        watching.discard()
        spent = 0.0
        for start in range(0, TIMES, PORTION):
            tempo.forget()
            floods.forget()
            started = time.process_time()
            for _ in range(start, start + PORTION):
                request.__dict__.pop(visits.ATTRIBUTE, None)
                view(request)
            spent += time.process_time() - started
        rounds.append(1e6 * spent / TIMES)
    return statistics.median(rounds)


def in_process() -> None:
    """The door around a constant answer, against the constant alone. An attack is judged, not held against anybody."""
    answer = HttpResponse("hello")

    def bare(request: HttpRequest) -> HttpResponse:
        return answer

    for name, path in PAGES.items():
        request = RequestFactory().get(path, REMOTE_ADDR=STRANGER, **CHROME)
        request.resolver_match = None
        floor = microseconds(bare, request)
        for chain, pieces in CHAINS.items():
            if name == "an attack" and len(pieces) > 1:
                continue
            view: Callable[[HttpRequest], HttpResponseBase] = bare
            for piece in reversed(pieces):
                view = piece(view)
            print(
                f"in process, {chain}, {name}: {microseconds(view, request) - floor:.0f} us a request"
            )
    watching.discard()


def parts() -> None:
    """Rules and features alone, for a filtered list."""
    path, _, query = PAGES["a filtered list"].partition("?")
    values = [pair.partition("=")[2] for pair in query.split("&")]
    agent = CHROME["HTTP_USER_AGENT"]
    seen = rules.Seen("GET", path, query, values, agent)
    judged = microseconds(lambda _: rules.judge(seen), HttpRequest())
    extracted = microseconds(
        lambda _: features.extract(
            method="GET",
            path=path,
            raw=query,
            values=values,
            agent=agent,
            headers=10,
            has_cookie=True,
            has_language=True,
            has_referer=True,
            status=200,
            duration_us=4000,
            bytes_in=0,
            bytes_out=30_000,
        ),
        HttpRequest(),
    )
    print(f"of that, rules {judged:.0f} us, features {extracted:.0f} us")


def outside_the_request() -> None:
    """Writing the buffer and scoring what was written."""
    recorder = RequestRecorder(lambda request: HttpResponse("hello"))
    for path in PAGES.values():
        request = RequestFactory().get(path, **CHROME)
        request.resolver_match = None
        for _ in range(5_000):
            recorder(request)
    started = time.perf_counter()
    written = watching.flush()
    print(
        f"records written from the buffer: {written / (time.perf_counter() - started):,.0f} a second"
    )
    started = time.perf_counter()
    scored = scoring.score_waiting().requests
    print(
        f"records read, scored by the rules and marked: {scored / (time.perf_counter() - started):,.0f} a second"
    )


def over_http(span: float) -> None:
    """The same bare view with and without the chain, in turns."""
    headers = {name[5:].replace("_", "-").title(): value for name, value in CHROME.items()}

    def ask(browser: Browser) -> bool:
        return browser.get("/json?colour=moss&page=2", headers).status == 200

    cpu, rate = [], []
    with (
        served("bench.floor_rsgi:application") as floor,
        served("bench.recorded_rsgi:application") as recorded,
    ):
        for _ in range(ROUNDS):
            plain = measure(floor, ask, seconds=span)
            watched = measure(recorded, ask, seconds=span)
            cpu.append((plain.cpu_ms, watched.cpu_ms))
            rate.append(watched.rate / plain.rate)
    time.sleep(2)
    ratio = statistics.median(watched / plain for plain, watched in cpu)
    cost = statistics.median(1000 * (watched - plain) for plain, watched in cpu)
    print(
        f"over HTTP, writing included: {ratio:.2f}x the CPU of the bare view (+{cost:.0f} us, PostgreSQL included), "
        f"{statistics.median(rate):.2f}x its rate; {RequestRecord.objects.count():,} records arrived"
    )


def run(options: Options) -> None:
    """Run every part on a database of its own."""
    with fresh_database():
        in_process()
        parts()
        outside_the_request()
        over_http(options.seconds / 2)
