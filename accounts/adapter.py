"""Signing in by way of Google, Facebook, GitHub or an OpenID provider, as the shop allows it."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount import app_settings
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.models import User


class SocialAdapter(DefaultSocialAccountAdapter):
    """Links accounts only where both sides are proved to be the same person's.

    An address that the provider has not confirmed opens and makes nothing. One that it has, and that is known here, opens
    nothing either: its owner signs in first, and links the two on the pages of the account.
    """

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Before anything is made or linked. Raises ImmediateHttpResponse to a page that says why not."""
        if sociallogin.is_existing:
            return
        if sociallogin.state.get("process") == "connect":
            self._check_may_link(request)
            return
        proved = [row for row in sociallogin.email_addresses if row.verified]
        if not proved:
            self._refuse(request, "account_signup", _("That account has no confirmed email. Sign up by email instead."))  # fmt: skip
        for row in proved:
            row.email = row.email.lower()
        emails = [row.email for row in proved]
        if _are_known(emails):
            self._refuse(
                request,
                "account_login",
                _("You have an account here. Sign in as you always do, then link the two under “Linked accounts”."),
            )  # fmt: skip
        sociallogin.email_addresses = proved[:1]
        sociallogin.user.email = emails[0]

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> Any:
        """The name as the provider has it."""
        user = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        user.full_name = (data.get("name") or " ".join(filter(None, parts)))[:150]
        return user

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The providers of the settings; none is kept in the database, so no page asks it."""
        apps = []
        for name, facts in app_settings.PROVIDERS.items():
            for values in facts.get("APPS", []):
                app = SocialApp(provider=name, **values)
                if provider in {None, name, app.provider_id} and client_id in {None, app.client_id}:
                    apps.append(app)
        return apps

    def get_app(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> SocialApp:
        """The one app of a provider. Raises Http404 for a provider that the shop does not offer."""
        apps = self.list_apps(request, provider=provider, client_id=client_id)
        if not apps:
            raise Http404
        return apps[0]

    def _check_may_link(self, request: HttpRequest) -> None:
        """Whoever typed somebody else's address at signing up must not leave a second way in for themselves."""
        if not EmailAddress.objects.filter(user_id=request.user.pk, verified=True).exists():
            self._refuse(request, "account_email", _("Confirm your email before you link another account."))  # fmt: skip

    @staticmethod
    def _refuse(request: HttpRequest, page: str, why: str) -> None:
        messages.error(request, why)
        raise ImmediateHttpResponse(redirect(page))


def _are_known(emails: list[str]) -> bool:
    known = EmailAddress.objects.filter(email__in=emails).exists()
    return bool(known or User.objects.filter(email__in=emails).exists())
