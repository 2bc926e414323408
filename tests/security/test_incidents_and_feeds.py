"""Campaigns become incidents, incidents are answered and closed; feeds keep listed addresses out, and fail softly."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import SignInRecord
from notifications.models import Message
from security.domain import allowing, book, feeds, incidents, patterns
from security.errors import FeedUnreadable, IncidentClosed, NoteMissing
from security.models import AllowedNetwork, Incident, Indicator, Standing, Step, ThreatFeed
from tests.factories.accounts import make_user
from tests.factories.security import record_request

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def commits_at_once(monkeypatch):
    """What waits for the commit happens at once: a test's transaction is never committed."""
    monkeypatch.setattr(book.transaction, "on_commit", lambda call, **_options: call())


def make_incident(**facts) -> Incident:
    return incidents.notice("campaign", "f1", "An attack", severity=2, facts=facts)


def timeline(incident) -> list[str]:
    return [entry.text for entry in incident.entries.all()]


def attack_from(addresses, fingerprint="f" * 16):
    for address in addresses:
        record_request(
            address=address, fingerprint=fingerprint, rule_score=70, reasons=["sql_injection"], session=""
        )  # fmt: skip


def test_one_program_at_many_addresses_is_a_campaign():
    attack_from([f"203.0.113.{number}" for number in range(5)])
    attack_from(["198.51.100.1"], fingerprint="0" * 16)

    patterns.look()
    patterns.look()

    incident = Incident.objects.get()
    assert (incident.kind, incident.key) == ("campaign", "f" * 16)
    assert len(incident.facts["addresses"]) == 5


def test_one_address_without_end_is_a_burst():
    attack_from(["203.0.113.9"] * 50)

    patterns.look()

    assert Incident.objects.get().key == "203.0.113.9"


def test_honest_visitors_with_one_browser_are_no_campaign():
    for number in range(9):
        record_request(address=f"203.0.113.{number}")

    assert patterns.look() == {"patterns": 0}


def test_the_playbook_bans_the_addresses_and_tells_the_staff(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    make_user("boss@example.com", is_staff=True, is_superuser=True)
    make_user("ada@example.com")
    Standing.objects.create(kind="a", subject="a:203.0.113.1", address="203.0.113.1")
    incident = make_incident(addresses=["203.0.113.1"])

    incidents.run_playbook(incident)
    incidents.run_playbook(incident)

    assert Standing.objects.get().step == Step.LONG
    assert [message.to for message in Message.objects.all()] == ["boss@example.com"]
    assert "1 measures put in force." in timeline(incident)


def test_a_playbook_bans_nobody_at_an_address_that_shoppers_share():
    record_request(address="203.0.113.1", session="ada-session")
    Standing.objects.create(kind="a", subject="a:203.0.113.1", address="203.0.113.1")

    incidents.run_step(make_incident(addresses=["203.0.113.1"]), "ban")

    assert Standing.objects.get().step == Step.SLOWED


def test_a_playbook_locks_shoppers_accounts_but_never_the_staffs():
    ada, ben = make_user("ada@example.com"), make_user("ben@example.com", is_staff=True)

    incidents.run_step(make_incident(users=[ada.pk, ben.pk]), "lock_accounts")

    ada.refresh_from_db()
    ben.refresh_from_db()
    assert (ada.is_active, ben.is_active) == (False, True)


def guess_from(addresses, times):
    for number in range(times):
        for address in addresses:
            is_api = number % 2
            record_request(
                address=address, method="POST", path="/", fingerprint=f"{number:016}",
                route="api/auth/token" if is_api else "account/login/", status=401 if is_api else 200,
            )  # fmt: skip


def test_passwords_guessed_from_many_addresses_are_one_incident_with_those_who_got_in():
    ada = make_user("ada@example.com")
    SignInRecord.objects.create(user=ada, kind="browser", address="203.0.113.3")
    SignInRecord.objects.create(
        user=make_user("ben@example.com"), kind="browser", address="192.0.2.1"
    )
    guess_from([f"203.0.113.{number}" for number in range(12)], times=9)

    patterns.look()

    incident = Incident.objects.get()
    assert (incident.kind, incident.facts["users"]) == ("guessing", [ada.pk])
    assert incident.facts["requests"] == 108


def test_people_who_forget_their_passwords_are_no_incident():
    guess_from([f"203.0.113.{number}" for number in range(60)], times=2)

    assert patterns.look() == {"patterns": 0}


def test_tight_limits_hold_in_every_process_until_the_incident_is_closed():
    incident = make_incident()

    incidents.run_step(incident, "tighten_limits")
    assert book.limits_are_tight()
    answer = Client(REMOTE_ADDR="198.51.100.77").get("/api/categories")
    assert "q=450" in answer.headers["RateLimit-Policy"]

    book.forget()
    book.rebuild()
    assert book.limits_are_tight()
    incidents.close(incident, "Over.")
    assert not book.limits_are_tight()


def test_the_accounts_of_an_incident_are_asked_for_proof():
    ada = make_user("ada@example.com")

    incidents.run_step(make_incident(users=[ada.pk]), "want_proof")

    ada.refresh_from_db()
    assert ada.proof_wanted_at is not None


def test_an_incident_is_taken_escalated_and_closed_with_a_note():
    ben = make_user("ben@example.com", is_staff=True)
    incident = make_incident()

    incidents.assign(incident, ben)
    incidents.escalate(incident)
    with pytest.raises(NoteMissing):
        incidents.close(incident, "  ")
    incidents.close(incident, "A scanner; banned.")

    assert (incident.state, incident.severity) == ("closed", 3)
    assert timeline(incident)[0] == "Opened by rule."
    assert timeline(incident)[-1] == "Closed."
    assert "A scanner; banned." in incidents.report(incident)


def test_nothing_is_done_in_a_closed_incident():
    incident = make_incident()
    incidents.close(incident, "Nothing.")

    with pytest.raises(IncidentClosed):
        incidents.run_step(incident, "ban")


def test_what_comes_again_after_the_end_is_a_new_incident():
    first = make_incident()
    incidents.close(first, "Nothing.")

    assert make_incident().pk != first.pk


def test_the_database_refuses_two_unfinished_incidents_of_one_event():
    make_incident()

    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.create(kind="campaign", key="f1", title="x", severity=1)


STIX = json.dumps(
    {
        "type": "bundle",
        "objects": [
            {"type": "indicator", "name": "C2", "pattern": "[ipv4-addr:value = '203.0.113.7']"},
            {"type": "indicator", "pattern": "[ipv4-addr:value ISSUBSET '198.51.100.0/24']"},
            {"type": "indicator", "pattern": "[ipv4-addr:value = '9.9.9.9']", "revoked": True},
            {"type": "malware", "name": "other"},
        ],
    }
)
DOCUMENTATION = {"203.0.113.7/32", "198.51.100.0/24"}


@pytest.fixture(autouse=True)
def documentation_addresses_are_public(monkeypatch):
    """Tests use the addresses that are kept for documentation; feeds leave those out as they do private ones."""
    monkeypatch.setattr(feeds, "_is_narrow", lambda network: network.prefixlen >= feeds.WIDEST_V4)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("plain", "# a list\n203.0.113.7 ; seen today\n\n198.51.100.0/24\n"),
        ("csv", "ip,kind\n203.0.113.7,scanner\n198.51.100.0/24,bots\n"),
        ("stix", STIX),
    ],
)
def test_feeds_are_read(form, text):
    assert {network for network, _note in feeds.read(form, text)} == DOCUMENTATION


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("plain", ""),
        ("plain", "<!doctype html><html>\n<body>Not found\n</body>"),
        ("csv", "ip\nnone\nnothing\n"),
        ("stix", "{not json"),
        ("stix", "[" * 5000),
        ("stix", "[]"),
        ("stix", '{"objects": 3}'),
        ("plain", "0.0.0.0/0\n"),
    ],
    ids=["empty", "page", "words", "broken", "deep", "list", "number", "everybody"],
)
def test_garbage_is_no_feed(form, text):
    with pytest.raises(FeedUnreadable):
        feeds.read(form, text)


def make_feed(**fields) -> ThreatFeed:
    return ThreatFeed.objects.create(
        **{"name": "A list", "url": "https://feeds.example/a", "form": "plain", **fields}
    )


def refresh(feed, text) -> int:
    def fetched(_url):
        if text is None:
            raise FeedUnreadable("away")
        return text

    return feeds.refresh(feed, fetch=fetched)


@pytest.mark.parametrize("text", [None, "garbage", ""])
def test_a_feed_that_is_down_or_garbage_changes_nothing(text):
    feed = make_feed()
    refresh(feed, "203.0.113.7\n")

    assert refresh(feed, text) == 0

    feed.refresh_from_db()
    assert feed.trouble != ""
    assert list(Indicator.objects.values_list("network", flat=True)) == ["203.0.113.7/32"]


def test_what_is_named_again_keeps_its_first_day_and_lives_longer():
    feed = make_feed()
    refresh(feed, "203.0.113.7\n")
    long_ago = timezone.now() - timedelta(days=6)
    Indicator.objects.update(first_at=long_ago, last_at=long_ago, expires_at=long_ago)

    refresh(feed, "203.0.113.7\n")

    indicator = Indicator.objects.get()
    assert indicator.first_at == long_ago
    assert indicator.expires_at > timezone.now() + timedelta(days=6)


@pytest.mark.parametrize(
    ("measure", "status"), [(Step.SHORT, 403), (Step.SLOWED, 429), (Step.WARNED, 200)]
)
def test_who_is_named_by_a_feed_is_treated_as_it_says(measure, status):
    refresh(make_feed(measure=measure), "203.0.113.0/24\n")
    book.publish_feeds()

    answers = [
        Client(REMOTE_ADDR=address).get("/help/delivery/").status_code
        for address in ("203.0.113.77", "192.0.2.1")
    ]

    assert answers == [status, 200]


def test_an_allowed_network_wins_over_a_feed():
    refresh(make_feed(measure=Step.SHORT), "203.0.113.0/24\n")
    book.publish_feeds()
    allowing.save(AllowedNetwork(network="203.0.113.77", note="a partner"))

    assert Client(REMOTE_ADDR="203.0.113.77").get("/help/delivery/").status_code == 200


def test_what_expired_is_forgotten():
    feed = make_feed(is_on=False)
    refresh(feed, "203.0.113.7\n")
    Indicator.objects.update(expires_at=timezone.now())

    assert feeds.refresh_all() == {"named": 0, "expired": 1}
