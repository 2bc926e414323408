"""Addresses to which Google and the others send people back: ``account/social/<provider>/login/callback/``."""

from allauth.urls import build_provider_urlpatterns
from django.urls import URLPattern, URLResolver

# Signing in by a token that a script got: no page of the shop has such a script, and no form guards it.
NOT_SERVED = ("google_login_by_token", "facebook_login_by_token")


def _served(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            pattern.url_patterns[:] = _served(pattern.url_patterns)
    return [pattern for pattern in patterns if getattr(pattern, "name", "") not in NOT_SERVED]


urlpatterns = _served(build_provider_urlpatterns())
