"""The recorder: every answer leaves a record outside its own path, with nothing secret in it."""

import time
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.urls import ResolverMatch

from security.domain import watching
from security.domain.features import FEATURES
from security.middleware import RequestRecorder
from security.models import RequestRecord
from tests.factories.accounts import make_user

FIREFOX = {
    "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "HTTP_ACCEPT": "text/html",
    "HTTP_ACCEPT_LANGUAGE": "en-GB",
    "HTTP_ACCEPT_ENCODING": "gzip",
}


def visit(path: str = "/search", *, answer=None, method: str = "GET", route=None, **environ):
    """Send a request through the recorder alone; ``answer`` is what the shop behind it says."""
    request = RequestFactory().generic(method, path, **{**FIREFOX, **environ})
    request.resolver_match = route
    return RequestRecorder(lambda _request: answer or HttpResponse("hello"))(request)


def recorded() -> RequestRecord:
    watching.flush()
    return RequestRecord.objects.get()


@pytest.mark.django_db
def test_an_ordinary_request_is_recorded_with_its_facts():
    route = ResolverMatch(visit, (), {}, route="search")

    response = visit("/search?q=moss+mug", route=route, REMOTE_ADDR="8.8.8.8")

    record = recorded()
    assert str(record.request_id) == response.headers["X-Request-Id"]
    assert (record.method, record.path, record.query, record.route, record.status) == (
        "GET",
        "/search",
        "q=moss mug",
        "search",
        200,
    )
    assert (record.address, record.country, record.bytes_out) == ("8.8.8.8", "US", 5)
    assert (record.rule_score, record.reasons, record.scored_at) == (0, [], None)
    assert len(record.features) == len(FEATURES)
    assert dict(zip(FEATURES, record.features, strict=True))["has_language"] == 1.0


def test_recording_asks_neither_database_nor_cache():
    """There is no database in this test: a query would be refused."""
    visit()

    assert watching.waiting() == 1


@pytest.mark.django_db
def test_an_attack_is_scored_with_its_reasons():
    visit("/search?q=1'+or+'1'%3D'1")

    record = recorded()
    assert (record.rule_score, record.reasons) == (70, ["sql_injection"])


@pytest.mark.django_db
def test_an_attack_in_the_name_of_a_parameter_is_seen():
    visit("/search?<script>alert(1)</script>=1")

    assert recorded().reasons == ["script_injection"]


@pytest.mark.django_db
def test_a_spoofed_forwarding_header_changes_nothing():
    visit(REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="127.0.0.1", HTTP_X_REAL_IP="127.0.0.1")

    assert recorded().address == "203.0.113.9"


@pytest.mark.django_db
def test_secrets_and_card_numbers_never_reach_the_table():
    secrets = ["hunter2secret", "tok-9f8e7d6c", "4242424242424242", "sess-key-1234567890"]
    route = ResolverMatch(visit, (), {"token": "tok-9f8e7d6c"}, route="reset/<token>")

    visit(
        "/reset/tok-9f8e7d6c/?password=hunter2secret&note=4242424242424242&access_token=tok-9f8e7d6c",
        route=route,
        HTTP_COOKIE="sessionid=sess-key-1234567890",
        HTTP_USER_AGENT="card 4242424242424242",
    )

    watching.flush()
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(r)::text FROM security_requestrecord r")
        (everything,) = cursor.fetchone()
    assert [secret for secret in secrets if secret in everything] == []
    assert "[card …4242]" in everything


@pytest.mark.django_db
def test_one_session_has_one_digest_and_another_has_another():
    for key in ("a" * 32, "a" * 32, "b" * 32):
        visit(HTTP_COOKIE=f"sessionid={key}")

    watching.flush()
    first, again, other = RequestRecord.objects.order_by("pk").values_list("session", flat=True)
    assert first == again != other


@pytest.mark.django_db
def test_the_same_program_has_the_same_fingerprint_whatever_page_it_asks():
    visit()
    visit("/cart", HTTP_COOKIE="sessionid=x", HTTP_REFERER="/search")
    visit(HTTP_X_SCANNER="1")

    watching.flush()
    first, again, other = RequestRecord.objects.order_by("pk").values_list("fingerprint", flat=True)
    assert first == again != other


@pytest.mark.django_db
def test_a_user_whom_the_page_asked_for_is_named_without_a_query(django_assert_num_queries):
    ada = make_user()
    client = Client()
    client.force_login(ada)
    client.get("/api/activities/user/1/timeline")

    watching.flush()
    assert RequestRecord.objects.get().user_id == ada.pk


@pytest.mark.parametrize(
    ("path", "status", "is_kept"),
    [("/static/css/shop.css", 200, 0), ("/media/a.png", 304, 0), ("/static/../etc/passwd", 404, 1), ("/", 200, 1)],
)  # fmt: skip
def test_static_files_that_were_found_are_left_out(path, status, is_kept):
    visit(path, answer=HttpResponse(status=status))

    assert watching.waiting() == is_kept


@pytest.mark.parametrize("length", ["", "-1", "1e9", "٣", "9" * 400, "12"])
@pytest.mark.django_db
def test_a_nonsense_length_is_recorded_as_something_sane(length):
    visit(method="POST", CONTENT_LENGTH=length)

    assert recorded().bytes_in in {0, 12, 2**62}


@pytest.mark.parametrize(
    "path",
    ["/a%00b?x=%00%ff%fe", "/%E2%80%AE?q=%ED%A0%80", "/?" + "&" * 5000, "/?" + "a=1&" * 3000, "/" + "x" * 9000, "/?=&=&%"],
)  # fmt: skip
@pytest.mark.django_db
def test_hostile_text_is_stored_safely_and_loses_no_neighbour(path):
    visit(path)
    visit("/after")

    watching.flush()
    assert RequestRecord.objects.count() == 2
    assert watching.dropped() == 0


def test_a_streamed_answer_is_left_streaming():
    answer = StreamingHttpResponse(iter(["a", "b"]))

    assert b"".join(visit(answer=answer).streaming_content) == b"ab"


def test_a_fault_in_the_recorder_breaks_no_page(monkeypatch, caplog):
    def fail(seen):
        raise RuntimeError("bug")

    monkeypatch.setattr(watching, "watch", fail)

    assert visit().content == b"hello"
    assert "A request could not be recorded." in caplog.text


@pytest.mark.django_db
def test_every_answer_of_the_shop_names_its_request():
    response = Client().get("/api/v1/nowhere")

    assert UUID(response.headers["X-Request-Id"]).version == 4


def test_recording_stays_far_below_a_millisecond():
    request = RequestFactory().get("/search?q=moss+mug&page=2", **FIREFOX)
    request.resolver_match = None
    recorder = RequestRecorder(lambda _request: HttpResponse("hello"))

    started = time.process_time()
    for _ in range(2000):
        recorder(request)

    assert (time.process_time() - started) / 2000 < 0.0004


@pytest.mark.django_db
def test_the_handshake_that_the_proxy_tells_of_is_part_of_the_fingerprint(settings):
    ja4 = "t13d1516h2_8daaf6152771_b186095e22b6"
    visit(HTTP_X_JA4=ja4)
    unread = recorded()
    settings.TLS_FINGERPRINT_HEADER = "HTTP_X_JA4"
    visit(HTTP_X_JA4=ja4)
    visit(HTTP_X_JA4="<script>")
    watching.flush()

    read, garbage = RequestRecord.objects.exclude(pk=unread.pk).order_by("pk")
    assert (unread.tls, read.tls, garbage.tls) == ("", ja4, "")
    assert read.fingerprint != unread.fingerprint
    assert garbage.fingerprint == unread.fingerprint


class TestWhenThereAreVeryMany:
    """Harmless page views are sampled; whatever could be asked for later is kept."""

    @pytest.fixture
    def recorder(self, settings):
        settings.REQUEST_LOG_ALL_OF = 2
        settings.REQUEST_LOG_ONE_IN = 5
        recorder = RequestRecorder(lambda _request: HttpResponse("hello"))
        recorder._sample._clock = lambda: 1000.0
        return recorder

    def send(self, recorder, times, path="/mugs", status=200, **environ):
        recorder.get_response = lambda _request: HttpResponse("hello", status=status)
        for _ in range(times):
            answer = recorder(RequestFactory().get(path, **{**FIREFOX, **environ}))
            assert answer.headers["X-Request-Id"]
        watching.flush()

    @pytest.mark.django_db
    def test_each_record_says_for_how_many_requests_it_stands(self, recorder):
        self.send(recorder, 12)

        weights = list(RequestRecord.objects.order_by("pk").values_list("stands_for", flat=True))
        assert weights == [1, 1, 5, 5]

    @pytest.mark.django_db
    def test_every_second_begins_anew(self, recorder):
        self.send(recorder, 3)
        recorder._sample._clock = lambda: 1001.0
        self.send(recorder, 2)

        assert RequestRecord.objects.count() == 4

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        "kept",
        [
            {"status": 404},
            {"path": "/mugs?q=1'+UNION+SELECT+password+FROM+users--"},
            {"HTTP_COOKIE": "sessionid=abc"},
            {"HTTP_COOKIE": "csrftoken=abc; cart=abc"},
            {"HTTP_AUTHORIZATION": "Bearer abc"},
        ],
        ids=["refused", "suspicious", "session", "cart", "credentials"],
    )
    def test_what_could_matter_is_always_recorded(self, recorder, kept):
        self.send(recorder, 9, **kept)

        assert RequestRecord.objects.filter(stands_for=1).count() == 9
