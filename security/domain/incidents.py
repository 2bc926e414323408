"""Incidents: opened by rule, answered by playbooks, worked on and closed by people with a note."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from accounts.domain.access import sign_out_everywhere, want_proof
from accounts.models import User
from notifications.domain import mail
from security.domain import bans, book
from security.errors import IncidentClosed, NoteMissing, UnknownStep
from security.models import Incident, IncidentEntry, Standing, Step
from shop.base.outbox import later

PERMISSION = "change_incident"
LIMITS_TIGHT_FOR = timedelta(hours=1)
Severity = Incident.Severity


def notice(kind: str, key: str, title: str, *, severity: int, facts: Mapping[str, Any]) -> Incident:
    """Open an incident, or add to the unfinished one with the same key. A new one runs its playbook."""
    known = Incident.objects.unfinished().filter(kind=kind, key=key).first()
    if known is not None:
        if known.facts != facts:
            known.facts = dict(facts)
            known.save(update_fields=["facts"])
            _tell(known, _("Goes on: %(title)s") % {"title": title})
        return known
    try:
        with transaction.atomic():
            incident = Incident.objects.create(
                kind=kind, key=key, title=title[:200], severity=severity, facts=dict(facts)
            )
            _tell(incident, _("Opened by rule."))
            later("security.tasks.run_playbook", incident_id=incident.pk)
    except IntegrityError:  # another worker noticed it in the same moment
        return Incident.objects.unfinished().get(kind=kind, key=key)
    return incident


def run_playbook(incident: Incident) -> None:
    """What happens by itself when an incident of its kind opens. Each step is safe to run twice."""
    for step in PLAYBOOKS.get(incident.kind, ("notify",)):
        run_step(incident, step)


def run_step(incident: Incident, step: str) -> None:
    """One step of a playbook, by rule or by hand. Raises UnknownStep or IncidentClosed."""
    _must_be_unfinished(incident)
    if step not in STEPS:
        raise UnknownStep(_("There is no such step."))
    _says, act = STEPS[step]
    _tell(incident, act(incident))


def assign(incident: Incident, user: User | None) -> None:
    """Give an incident to somebody. Raises IncidentClosed."""
    _must_be_unfinished(incident)
    incident.assigned_to = user
    incident.state = Incident.State.IN_WORK if user else Incident.State.OPEN
    incident.save(update_fields=["assigned_to", "state"])
    _tell(incident, _("Assigned to %(user)s.") % {"user": user or _("nobody")})


def escalate(incident: Incident) -> None:
    """Make an incident more severe by one and tell everybody again. Raises IncidentClosed."""
    _must_be_unfinished(incident)
    incident.severity = min(incident.severity + 1, Severity.CRITICAL)
    incident.save(update_fields=["severity"])
    _tell(incident, _("Escalated to %(severity)s.") % {"severity": incident.get_severity_display()})
    run_step(incident, "notify")


def close(incident: Incident, note: str) -> None:
    """End an incident; the note says what it was. Raises NoteMissing or IncidentClosed."""
    _must_be_unfinished(incident)
    if not note.strip():
        raise NoteMissing(_("Say what it was and what was done."), field="closing_note")
    incident.state, incident.closed_at = Incident.State.CLOSED, timezone.now()
    incident.closing_note = note.strip()[:2000]
    incident.save(update_fields=["state", "closed_at", "closing_note"])
    _tell(incident, _("Closed."))
    if incident.limits_tight_until:
        book.publish_limits()


def report(incident: Incident) -> str:
    """The whole incident as text, for whoever keeps such things."""
    lines = [
        f"{incident.title} ({incident.get_severity_display()}, {incident.get_state_display()})",
        *(f"{name}: {value}" for name, value in incident.facts.items()),
        "",
        *(f"{entry.created_at:%Y-%m-%d %H:%M:%S} {entry.text}" for entry in incident.entries.all()),
    ]
    return "\n".join([*lines, "", incident.closing_note]).strip() + "\n"


def _must_be_unfinished(incident: Incident) -> None:
    if incident.state == Incident.State.CLOSED:
        raise IncidentClosed(_("This incident is closed."))


def _tell(incident: Incident, text: str) -> None:
    IncidentEntry.objects.create(incident=incident, text=text[:500])


def _ban(incident: Incident) -> str:
    """Ban for a day who stands at the incident's addresses: what strangers share is only challenged."""
    addresses = incident.facts.get("addresses", [])
    now, banned = timezone.now(), 0
    for standing in Standing.objects.filter(address__in=addresses).order_by("pk"):
        shared = standing.kind != Standing.Kind.SESSION and bans.is_shared(
            standing.address or "", now
        )
        bans.impose(
            standing, Step.SLOWED if shared else Step.LONG, note=_("By an incident's playbook.")
        )
        banned += 1
    return _("%(count)s measures put in force.") % {"count": banned}


def _notify(incident: Incident) -> str:
    staff = User.objects.filter(is_active=True, is_staff=True)
    told = [user for user in staff if user.has_perm(f"security.{PERMISSION}")]
    link = f"{settings.SITE_URL}/admin/security/incident/{incident.pk}/change/"
    for user in told:
        mail.send(
            "incident",
            to=user.email,
            key=f"incident-{incident.pk}-{incident.severity}",
            context={"title": incident.title, "facts": incident.facts, "link": link},
            user_id=user.pk,
        )
    return _("%(count)s people told by mail.") % {"count": len(told)}


def _end_sessions(incident: Incident) -> str:
    """Whoever's account the attack went through must sign in again."""
    users = User.objects.filter(pk__in=incident.facts.get("users", []))
    for user in users:
        sign_out_everywhere(user, reason="incident")
    return _("%(count)s people signed out everywhere.") % {"count": len(users)}


def _want_proof(incident: Incident) -> str:
    """Whoever uses its accounts gives the password or the second factor before they go on."""
    users = User.objects.filter(pk__in=incident.facts.get("users", []))
    for user in users:
        want_proof(user, reason="incident")
    return _("%(count)s people asked for proof.") % {"count": len(users)}


def _tighten_limits(incident: Incident) -> str:
    """Everybody may ask for less for an hour, or until it is closed: a person who shops does not notice."""
    incident.limits_tight_until = timezone.now() + LIMITS_TIGHT_FOR
    incident.save(update_fields=["limits_tight_until"])
    book.publish_limits()
    return _("Limits are tight for an hour.")


def _lock_accounts(incident: Incident) -> str:
    """Nobody gets in with these accounts until staff open them again. Staff's own are left alone."""
    users = User.objects.filter(pk__in=incident.facts.get("users", []), is_staff=False)
    for user in users:
        user.is_active = False
        user.save(update_fields=["is_active"])
        sign_out_everywhere(user, reason="incident")
    return _("%(count)s accounts locked.") % {"count": len(users)}


STEPS: Mapping[str, tuple[StrPromise, Callable[[Incident], str]]] = {
    "ban": (gettext_lazy("Ban its addresses"), _ban),
    "notify": (gettext_lazy("Tell the staff"), _notify),
    "end_sessions": (gettext_lazy("Sign its accounts out"), _end_sessions),
    "want_proof": (gettext_lazy("Ask its accounts for proof"), _want_proof),
    "lock_accounts": (gettext_lazy("Lock its accounts"), _lock_accounts),
    "tighten_limits": (gettext_lazy("Tighten everybody's limits for an hour"), _tighten_limits),
}
PLAYBOOKS: Mapping[str, tuple[str, ...]] = {
    "campaign": ("ban", "notify"),
    "burst": ("ban", "notify"),
    "guessing": ("tighten_limits", "want_proof", "notify"),
    "detector": ("notify",),
}
