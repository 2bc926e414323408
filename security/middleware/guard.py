"""Looks the sender up, judges the request, and refuses whom it must. Asks no database for honest people."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from math import ceil
from time import time

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from security.domain import bans, book, challenge
from security.domain.book import Entry
from security.domain.floods import floods
from security.domain.visits import Visit, visit_of
from security.middleware.refusals import refuse
from security.models import RAISED, Standing, Step
from security.networks import client_of

logger = logging.getLogger(__name__)

# Two rules that are sure: refused at once, whoever sends it.
UNMISTAKABLE = 100
# Pages on which somebody who was refused may speak.
DOOR = "/door/"
WARNING = '299 - "This looked like an attack. Going on like this gets you banned."'


class Guard:
    """Bans, challenges and warnings. What it cannot decide, for whatever reason, it lets pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            refusal, is_warned = self._judged(request)
        except Exception:
            logger.exception("The guard could not judge a request and let it pass.")
            refusal, is_warned = None, False
        if refusal is not None:
            return refusal
        response = self.get_response(request)
        if is_warned:
            response.headers["Warning"] = WARNING
        return response

    def _judged(self, request: HttpRequest) -> tuple[HttpResponse | None, bool]:
        """The refusal, if there must be one, and whether the sender is warned."""
        visit = visit_of(request)
        entry = book.find(visit.subjects.values())
        if book.is_allowed(visit.address) or request.path_info.startswith(DOOR):
            return None, False
        if entry is not None and entry.step >= Step.SHORT:
            return _banned(request, entry), False
        if not visit.is_local and floods.is_flooding(visit.address):
            return _too_fast(request), False
        named = book.named_by_a_feed(visit.address)
        if named >= Step.SHORT:
            return _listed(request), False
        verdict = visit.reading.verdict
        step = Step(max(entry.step if entry else Step.NONE, named))
        if verdict.score >= RAISED:
            return _offended(request, visit, step)
        if step == Step.SLOWED and not _has_pass(request, visit):
            return _challenged(request, visit), False
        return None, step == Step.WARNED


def _offended(request: HttpRequest, visit: Visit, step: Step) -> tuple[HttpResponse | None, bool]:
    """A hostile request: held against its sender, and refused by itself once the sender is known for it."""
    verdict = visit.reading.verdict
    if visit.is_sent_by_another_site:
        # The browser's owner may know nothing of it: the request is refused, nothing is held against anybody.
        return _refused(request), False
    step = max(step, bans.strike(_held_responsible(visit), _offence(visit)))
    if step >= Step.SHORT:
        entry = book.find(visit.subjects.values())
        return _banned(request, entry or Entry(step, time() + 60)), False
    if step == Step.SLOWED or verdict.score >= UNMISTAKABLE:
        return _refused(request), False
    return None, step == Step.WARNED


def _held_responsible(visit: Visit) -> dict[str, str]:
    """All that the sender is known by; on this machine not the address, which is the operator's or a proxy's."""
    subjects = dict(visit.subjects)
    if visit.is_local or visit.address is None:
        del subjects[Standing.Kind.ADDRESS]
    return subjects


def _offence(visit: Visit) -> bans.Offence:
    """What is held against the sender; nothing that is in the shadow is evidence."""
    verdict = visit.reading.verdict
    return bans.Offence(
        score=verdict.score,
        reasons=[name for name in verdict.reasons if name not in book.shadows()],
        address=visit.address,
        at=timezone.now(),
        request_id=visit.request_id,
        fingerprint=visit.fingerprint,
    )


def _has_pass(request: HttpRequest, visit: Visit) -> bool:
    return challenge.has_pass(
        request.COOKIES.get(challenge.COOKIE, ""), client_of(visit.address or "")
    )


def _banned(request: HttpRequest, entry: Entry) -> HttpResponse:
    minutes = max(1, ceil((entry.until - time()) / 60))
    detail = _("Attacks came from here. The door stays closed for %(minutes)s minutes.") % {
        "minutes": minutes
    }
    return refuse(
        request, HTTPStatus.FORBIDDEN, "banned", detail, wait_seconds=minutes * 60, may_appeal=True
    )


def _listed(request: HttpRequest) -> HttpResponse:
    detail = _("Others have reported attacks from this address. If that is wrong, write to us.")
    return refuse(request, HTTPStatus.FORBIDDEN, "listed", detail)


def _refused(request: HttpRequest) -> HttpResponse:
    detail = _("This looks like an attack and was not carried out. Nothing was changed.")
    return refuse(request, HTTPStatus.FORBIDDEN, "refused_as_attack", detail, may_appeal=True)


def _challenged(request: HttpRequest, visit: Visit) -> HttpResponse:
    detail = _("Attacks came from where you are. Open a page of the shop in a browser to go on.")
    return refuse(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        "challenge",
        detail,
        template="door/challenge.html",
        wait_seconds=60,
        question=challenge.question(client_of(visit.address or "")),
        back=request.get_full_path() if request.method == "GET" else "/",
    )


def _too_fast(request: HttpRequest) -> HttpResponse:
    detail = _("That is more than we can carry. Wait ten seconds and go on.")
    return refuse(request, HTTPStatus.TOO_MANY_REQUESTS, "rate_limited", detail, wait_seconds=10)
