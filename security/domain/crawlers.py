"""Search engines: whoever claims to be one is asked of the name service, and a true one is never turned away.

The operators say how: the address must have a name under one of the engine's domains, and that name must lead back to
the address (for instance Google's "Verifying Googlebot"). A worker asks; no request waits for it.
"""

import re
import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from re import Pattern
from typing import Protocol

from django.db import transaction
from django.utils import timezone

from security.domain import allowing, bans
from security.models import AllowedNetwork, Crawler, RequestRecord, Standing
from security.networks import client_of

LOOKED_BACK = timedelta(hours=1)
VERIFIED_FOR = timedelta(days=7)
FALSE_FOR = timedelta(days=1)
UNKNOWN_FOR = timedelta(minutes=30)
MOST_AT_ONCE = 100
ASKED_AT_A_TIME = 10
# As much as a rule that is sure by itself.
FALSE_CLAIM = 40
FALSE_CLAIM_NAME = "false_search_engine"


@dataclass(frozen=True)
class Engine:
    """A search engine: how its crawlers name themselves, and under which domains their hosts are."""

    name: str
    agent: Pattern[str]
    domains: Sequence[str]


def _engine(name: str, agent: str, *domains: str) -> Engine:
    return Engine(name, re.compile(agent, re.IGNORECASE), domains)


ENGINES = (
    _engine("Googlebot", r"googlebot|google-inspectiontool|storebot-google|adsbot-google", ".googlebot.com", ".google.com"),
    _engine("Bingbot", r"\b(?:bingbot|adidxbot|bingpreview|msnbot)\b", ".search.msn.com"),
    _engine("Applebot", r"\bapplebot\b", ".applebot.apple.com"),
    _engine("YandexBot", r"\byandex\w*/|yandex\.com/bots", ".yandex.ru", ".yandex.net", ".yandex.com"),
    _engine("Baiduspider", r"\bbaiduspider\b", ".baidu.com", ".baidu.jp"),
    _engine("SeznamBot", r"\bseznambot\b", ".seznam.cz"),
    _engine("PetalBot", r"\bpetalbot\b", ".petalsearch.com"),
)  # fmt: skip


class NameService(Protocol):
    """What can be asked of the name service. Both raise OSError when it does not answer."""

    def name_of(self, address: str) -> str:
        """The name of an address; empty when it has none."""

    def addresses_of(self, name: str) -> set[str]:
        """The addresses of a name; none when there is no such name."""


class SystemNames:
    """The machine's own name service."""

    def name_of(self, address: str) -> str:
        try:
            return socket.gethostbyaddr(address)[0]
        except socket.herror as refusal:
            if refusal.errno == 1:  # HOST_NOT_FOUND: asked and answered
                return ""
            raise

    def addresses_of(self, name: str) -> set[str]:
        try:
            return {str(found[4][0]) for found in socket.getaddrinfo(name, None)}
        except socket.gaierror as refusal:
            if refusal.errno == socket.EAI_NONAME:
                return set()
            raise


def claimed(agent: str) -> Engine | None:
    """The search engine that a user agent claims to be."""
    return next((engine for engine in ENGINES if engine.agent.search(agent)), None)


def check(engine: Engine, address: str, names: NameService) -> tuple[Crawler.State, str]:
    """What the name service says of a claim, and the host's name."""
    try:
        host = names.name_of(address).rstrip(".").lower()
        if not host.endswith(tuple(engine.domains)):
            return Crawler.State.FALSE, host
        is_true = address in names.addresses_of(host)
    except OSError:
        return Crawler.State.UNKNOWN, ""
    return (Crawler.State.VERIFIED if is_true else Crawler.State.FALSE), host


def verify(names: NameService | None = None) -> dict[str, int]:
    """Ask about every address that lately claimed to be a search engine. Safe to run twice. Returns what was found.

    A true one is always let in for a week; a false one has committed an offence.
    """
    service, now = names or SystemNames(), timezone.now()
    counts = dict.fromkeys(Crawler.State.values, 0)
    claims = _claims(now)[:MOST_AT_ONCE]
    # Each may wait for its answer; the threads ask nothing of the database.
    with ThreadPoolExecutor(ASKED_AT_A_TIME) as asking:
        answers = list(asking.map(lambda claim: check(claim[0], claim[1], service), claims))
    for (engine, address), (state, host) in zip(claims, answers, strict=True):
        _keep(engine, address, state, host, now)
        counts[state.value] += 1
    return counts


def _claims(now: datetime) -> list[tuple[Engine, str]]:
    """Engines and addresses of the last hour that were not asked about lately, each once."""
    rows = (
        RequestRecord.objects.filter(at__gte=now - LOOKED_BACK, address__isnull=False)
        .exclude(user_agent="")
        .values_list("address", "user_agent")
        .distinct()
    )
    known = {
        (crawler.address, crawler.claim)
        for crawler in Crawler.objects.filter(checked_at__gt=now - VERIFIED_FOR)
        if crawler.checked_at > now - _lasting(crawler.state)
    }
    found: dict[tuple[str, str], Engine] = {}
    for address, agent in rows.iterator():
        engine = claimed(agent)
        if engine is not None and address and (address, engine.name) not in known:
            found[address, engine.name] = engine
    return [
        (engine, address)
        for (address, _name), engine in sorted(found.items(), key=lambda item: item[0])
    ]


def _lasting(state: str) -> timedelta:
    return {
        Crawler.State.VERIFIED: VERIFIED_FOR - timedelta(hours=6),
        Crawler.State.FALSE: FALSE_FOR,
    }.get(Crawler.State(state), UNKNOWN_FOR)


@transaction.atomic
def _keep(engine: Engine, address: str, state: Crawler.State, host: str, now: datetime) -> None:
    Crawler.objects.update_or_create(
        address=address,
        claim=engine.name,
        defaults={"state": state, "host": host[:255], "checked_at": now},
    )
    if state == Crawler.State.VERIFIED:
        _let_in(engine, address, host, now)
    elif state == Crawler.State.FALSE:
        bans.strike(
            {Standing.Kind.ADDRESS.value: f"a:{client_of(address)}"},
            bans.Offence(FALSE_CLAIM, [FALSE_CLAIM_NAME], address, now),
        )


def _let_in(engine: Engine, address: str, host: str, now: datetime) -> None:
    """Until the check has to be made again. What staff have allowed by hand stays as it is."""
    known = AllowedNetwork.objects.filter(network=_network(address)).first()
    if known is not None and known.until is None:
        return
    network = known or AllowedNetwork(network=_network(address))
    network.note, network.until = f"{engine.name}: {host}"[:200], now + VERIFIED_FOR
    allowing.save(network)


def _network(address: str) -> str:
    return f"{address}/{128 if ':' in address else 32}"
