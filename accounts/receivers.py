"""Signals of Django and allauth: roles follow permissions, and sign-ins follow what people do to their account."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.domain import risk
from accounts.domain.access import sign_out_everywhere
from accounts.domain.roles import ensure_roles
from accounts.domain.second_factor import has_second_factor
from accounts.domain.sessions import (
    DEVICE_COOKIE,
    HELD_KEY,
    SEEN_KEY,
    device_of,
    keep_to_the_limit,
)
from accounts.errors import TooManySignIns
from accounts.models import SignInRecord, User
from accounts.ports import news

DEVICE_COOKIE_SECONDS = 400 * 24 * 3600


def after_migrate(**kwargs: Any) -> None:
    """Permissions exist only once the last room has migrated; running more often changes nothing."""
    ensure_roles()


def after_sign_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """The session's use is written down from now on; the least used sign-in makes room; an unusual one is told and held."""
    request.session[SEEN_KEY] = int(timezone.now().timestamp())
    device = device_of(request)
    if not device.secret:
        device = replace(device, secret=secrets.token_urlsafe(32))
    response = kwargs.get("response")
    if response is not None:
        keep_device_cookie(response, device.secret)
    record = risk.record_sign_in(user, device, SignInRecord.Kind.BROWSER)
    if risk.is_held(record) and not has_second_factor(user):
        request.session[HELD_KEY] = record.pk
    # The list leaves out sessions that the store does not know yet.
    request.session.save()
    try:
        keep_to_the_limit(user, request.session.session_key)
    except TooManySignIns as refusal:
        logout(request)
        messages.error(request, str(refusal))


def after_failure(credentials: Mapping[str, Any], **kwargs: Any) -> None:
    """A wrong password is counted, whether anybody has the address or not."""
    email = credentials.get("email") or credentials.get("username")
    if isinstance(email, str):
        risk.note_failure(email)


def after_password_reset(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Who could open the mail may sign in, however often others have guessed."""
    risk.forgive(user.email)


def keep_device_cookie(response: HttpResponse, secret: str) -> None:
    """The browser is known by this from now on; it opens nothing by itself."""
    response.set_cookie(
        DEVICE_COOKIE,
        secret,
        max_age=DEVICE_COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def after_email_added(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """The address that is known hears of another one."""
    new = kwargs["email_address"].email
    if new != user.email:
        news().email_added(user.pk, user.email, new)


def after_email_changed(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """The old address hears that it is the old one; allauth tells the new one."""
    old = kwargs.get("from_email_address")
    new = kwargs["to_email_address"].email
    if old is not None and old.email != new:
        news().email_changed(user.pk, old.email, new)


def after_second_factor_change(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """What was signed in under the old rules ends; the browser that made the change stays."""
    sign_out_everywhere(user, reason="second factor")
    if request.user.is_authenticated:
        request.user.refresh_from_db(fields=["credentials_epoch"])
        update_session_auth_hash(request, user)
        UserSession.objects.create_from_request(request)
