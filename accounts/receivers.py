"""Signals of Django and allauth: roles follow permissions, and sign-ins follow what people do to their account."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest
from django.utils import timezone

from accounts.domain.access import sign_out_everywhere
from accounts.domain.roles import ensure_roles
from accounts.domain.sessions import SEEN_KEY, keep_to_the_limit
from accounts.models import User


def after_migrate(**kwargs: Any) -> None:
    """Permissions exist only once the last room has migrated; running more often changes nothing."""
    ensure_roles()


def after_sign_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """The session's use is written down from now on; the least used sign-in makes room."""
    request.session[SEEN_KEY] = int(timezone.now().timestamp())
    # The list leaves out sessions that the store does not know yet.
    request.session.save()
    keep_to_the_limit(user)


def after_second_factor_change(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """What was signed in under the old rules ends; the browser that made the change stays."""
    sign_out_everywhere(user, reason="second factor")
    if request.user.is_authenticated:
        request.user.refresh_from_db(fields=["credentials_epoch"])
        update_session_auth_hash(request, user)
        UserSession.objects.create_from_request(request)
