"""Addresses to which Google and the others send people back: ``account/social/<provider>/login/callback/``."""

from allauth.urls import build_provider_urlpatterns

urlpatterns = build_provider_urlpatterns()
