"""How unusual a sign-in is, what its owner hears of it, and what "it was me" and "it was not me" do."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.domain.access import sign_out_everywhere
from accounts.domain.sessions import Device
from accounts.errors import AnswerOver, TooManyTries
from accounts.models import KnownDevice, SignInRecord, User
from accounts.ports import news, reputation_of
from shop.base.addresses import country_of

# What each finding adds. Two of them tell the owner by mail, three hold the sign-in.
POINTS: Mapping[str, int] = {
    "new_device": 20,
    "new_country": 25,
    "impossible_travel": 45,
    "failures": 15,
    "many_failures": 30,
}
# Faster than an airliner, and farther than the errors of addresses and borders.
FASTEST_KMH, NEAR_KM = 900, 500
FAILURES, MANY_FAILURES = 3, 10
# Wrong passwords in a row that an account bears from devices and addresses that it does not know (NIST: at most 100).
MOST_GUESSES, FAILURE_WINDOW_SECONDS = 90, 24 * 3600
KNOWN_ADDRESS_DAYS = 30
EARTH_RADIUS_KM = 6371
ANSWER_LIFE = timedelta(days=7)
KEEP_RECORDS = timedelta(days=180)
SALT = "accounts.sign-in-answer"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a sign-in beside what went before. ``km`` is from the last place, None when unknown."""

    is_first: bool
    is_new_device: bool
    is_new_country: bool
    km: float | None
    hours: float
    failures: int
    reputation: int


def assess(facts: Facts) -> tuple[int, list[str]]:
    """Score (0 to 100) and reasons. The first sign-in of all has nothing to be compared with."""
    found = []
    if not facts.is_first:
        if facts.is_new_device:
            found.append("new_device")
        if facts.is_new_country:
            found.append("new_country")
        if (facts.km or 0) > NEAR_KM and (facts.km or 0) > FASTEST_KMH * facts.hours:
            found.append("impossible_travel")
    if facts.failures >= MANY_FAILURES:
        found.append("many_failures")
    elif facts.failures >= FAILURES:
        found.append("failures")
    score = sum(POINTS[name] for name in found)
    if facts.reputation:
        found.append("reputation")
    return min(score + facts.reputation, 100), found


def record_sign_in(user: User, device: Device, kind: SignInRecord.Kind) -> SignInRecord:
    """Keep a sign-in with its score, remember the device, and tell the owner of an unusual one."""
    score, reasons = assess(_facts(user, device))
    with transaction.atomic():
        record = SignInRecord.objects.create(
            user=user,
            kind=kind,
            address=device.address,
            country=country_of(device.address),
            agent=device.agent[:200],
            mark=mark_of(device),
            score=score,
            reasons=reasons,
        )
        if score < settings.HELD_SIGN_IN_SCORE:
            remember(user, device)
        if score >= settings.UNUSUAL_SIGN_IN_SCORE:
            _tell(user, record)
    cache.delete(_failures_key(user.email))
    return record


def is_held(record: SignInRecord) -> bool:
    """Whether a sign-in must be confirmed by mail before it may change anything."""
    return record.score >= settings.HELD_SIGN_IN_SCORE and record.answer != SignInRecord.Answer.MINE


def note_failure(email: str) -> None:
    """Count a wrong password for an account, known or not: the same work for both."""
    key = _failures_key(email)
    cache.add(key, 0, FAILURE_WINDOW_SECONDS)
    cache.incr(key)
    # A guesser who goes on is never given a fresh start.
    cache.touch(key, FAILURE_WINDOW_SECONDS)


def forgive(email: str) -> None:
    """Forget the wrong passwords of an account: its owner has proved themselves by mail."""
    cache.delete(_failures_key(email))


def check_guesses(email: str, device: Device) -> None:
    """Let nobody guess on and on, from however many addresses. Raises TooManyTries.

    The owner is not locked out by it: a browser that has signed in before, and an address from which somebody has,
    are let through. An address that nobody has is refused in the same way.
    """
    if int(cache.get(_failures_key(email)) or 0) < MOST_GUESSES:
        return
    user = User.objects.filter(email=email.strip().lower()).first()
    is_known = user is not None and device.secret != "" and is_known_device(user, device)
    if not is_known and not _is_known_address(user, device):
        raise TooManyTries


def _is_known_address(user: User | None, device: Device) -> bool:
    if user is None or device.address is None:
        return False
    since = timezone.now() - timedelta(days=KNOWN_ADDRESS_DAYS)
    return _believed(user).filter(address=device.address, at__gte=since).exists()


def _believed(user: User) -> QuerySet[SignInRecord]:
    """Sign-ins that were the person's: not those that they denied, nor those that were held and never confirmed."""
    rows = SignInRecord.objects.filter(user=user).exclude(answer=SignInRecord.Answer.NOT_MINE)
    return rows.filter(
        Q(score__lt=settings.HELD_SIGN_IN_SCORE) | Q(answer=SignInRecord.Answer.MINE)
    )


def remember(user: User, device: Device) -> None:
    """The device is known from now on."""
    now = timezone.now()
    KnownDevice.objects.update_or_create(
        user=user,
        mark=mark_of(device),
        defaults={"last_seen_at": now, "agent": device.agent[:200]},
        create_defaults={"first_seen_at": now, "last_seen_at": now, "agent": device.agent[:200]},
    )


def is_known_device(user: User, device: Device) -> bool:
    """Whether the person has signed in with this device before."""
    return KnownDevice.objects.filter(user=user, mark=mark_of(device)).exists()


def forget_device(user: User, number: int) -> bool:
    """Treat a device as unknown again. Returns whether it was the person's."""
    return bool(KnownDevice.objects.filter(user=user, pk=number).delete()[0])


def mark_of(device: Device) -> str:
    """The digest of a device: of its own secret where it keeps one, else of what it calls itself."""
    told = f"secret:{device.secret}" if device.secret else f"agent:{device.agent}"
    return hashlib.sha256(told.encode()).hexdigest()


def answer_token(record: SignInRecord, answer: SignInRecord.Answer) -> str:
    """What the link of the mail carries: which sign-in, and what it says of it."""
    return signing.dumps([record.pk, answer.value], salt=SALT, compress=False)


def read_answer(token: str) -> tuple[SignInRecord, SignInRecord.Answer]:
    """The sign-in and the answer of a link. Raises AnswerOver for one that is forged, old or answered."""
    try:
        number, said = signing.loads(token, salt=SALT, max_age=ANSWER_LIFE)
        record = SignInRecord.objects.select_related("user").get(pk=number, answer="")
        return record, SignInRecord.Answer(said)
    except (signing.BadSignature, SignInRecord.DoesNotExist, ValueError, TypeError) as error:
        raise AnswerOver from error


@transaction.atomic
def answer(token: str) -> SignInRecord:
    """Do what a link says, once. Raises AnswerOver.

    "It was me" makes the device known. "It was not me" ends every session and token and makes the password void, so that
    only a link to the person's own address leads to a new one.
    """
    record, said = read_answer(token)
    # One conditional write decides; the other link of the same mail is spent with it.
    taken = SignInRecord.objects.filter(pk=record.pk, answer="").update(
        answer=said, answered_at=timezone.now()
    )
    if not taken:
        raise AnswerOver
    record.refresh_from_db()
    if said is SignInRecord.Answer.MINE:
        KnownDevice.objects.get_or_create(
            user=record.user, mark=record.mark, defaults={"agent": record.agent}
        )
    else:
        _shut(record.user, record.mark)
    return record


def forget_old_sign_ins() -> int:
    """Remove sign-ins of more than half a year ago. Returns how many."""
    return SignInRecord.objects.filter(at__lt=timezone.now() - KEEP_RECORDS).delete()[0]


def _shut(user: User, mark: str) -> None:
    user.set_unusable_password()
    user.save(update_fields=["password", "updated_at"])
    KnownDevice.objects.filter(user=user, mark=mark).delete()
    sign_out_everywhere(user, reason="not the owner")


def _facts(user: User, device: Device) -> Facts:
    before = list(_believed(user).order_by("-at").values_list("at", "country")[:50])
    country = country_of(device.address)
    known_countries = {code for _at, code in before if code}
    last: tuple[datetime, str] | None = next(((at, code) for at, code in before if code), None)
    return Facts(
        is_first=not before,
        is_new_device=not is_known_device(user, device),
        is_new_country=bool(country and known_countries) and country not in known_countries,
        km=distance_km(last[1], country) if last and country else None,
        hours=(timezone.now() - last[0]).total_seconds() / 3600 if last else 0,
        failures=int(cache.get(_failures_key(user.email)) or 0),
        reputation=reputation_of(device.address),
    )


def _tell(user: User, record: SignInRecord) -> None:
    where = record.country or ""
    news().unusual_sign_in(
        user.pk,
        user.email,
        {
            "when": record.at.strftime("%Y-%m-%d %H:%M UTC"),
            "address": record.address or "",
            "country": where,
            "agent": record.agent,
            "mine": answer_token(record, SignInRecord.Answer.MINE),
            "not_mine": answer_token(record, SignInRecord.Answer.NOT_MINE),
        },
    )


def _failures_key(email: str) -> str:
    digest = hashlib.sha256(email.strip().lower().encode()).hexdigest()[:32]
    return f"sign-in-failures:{digest}"


def distance_km(one: str, other: str) -> float | None:
    """The least distance between principal places of two countries; None when one is not known.

    By the haversine formula on a sphere. The least distance, so that nobody near a border is thought to fly.
    """
    if one == other:
        return 0.0
    here, there = _places().get(one), _places().get(other)
    if not here or not there:
        return None
    return min(_haversine_km(*a, *b) for a in here for b in there)


def _haversine_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    up, along = radians(lat2 - lat1) / 2, radians(lon2 - lon1) / 2
    chord = sin(up) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(along) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(chord))


@lru_cache(maxsize=1)
def _places() -> dict[str, list[tuple[float, float]]]:
    """Principal places (latitude, longitude) of each country, from the table beside this file."""
    lines = Path(__file__).with_name("countries.txt").read_text(encoding="ascii").splitlines()[1:]
    table = {}
    for line in lines:
        country, *places = line.split()
        table[country] = [
            (float(latitude), float(longitude))
            for latitude, longitude in (place.split(",") for place in places)
        ]
    return table
