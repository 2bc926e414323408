"""Django's settings about signing in, derived from ``shop.config``: allauth, second factors, other accounts."""

from typing import Any
from urllib.parse import urlsplit

from shop.config import Config


def settings_of(config: Config) -> dict[str, Any]:
    """The settings by name."""
    return {
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        # Whoever signs up is told to look into their mail, whether the address is known or not.
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
        "ACCOUNT_CONFIRM_EMAIL_ON_GET": False,
        "ACCOUNT_LOGOUT_ON_GET": False,
        "ACCOUNT_PREVENT_ENUMERATION": True,
        # By "key" allauth counts passwords (here: of one account from one network, so no stranger locks its owner out) and codes of
        # the second factor (of one account). How often an account bears guesses from everywhere is accounts.domain.risk's.
        "ACCOUNT_RATE_LIMITS": {"login_failed": "10/m/ip,5/5m/key"},
        "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
        "ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR": "accounts.reset_links.ResetLinks",
        "ACCOUNT_SESSION_REMEMBER": True,
        "ACCOUNT_ADAPTER": "notifications.adapter.AccountAdapter",
        # Owners hear of changes to their account, lest somebody else made them.
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "PASSWORD_RESET_TIMEOUT": 3600,
        "MFA_ADAPTER": "accounts.domain.second_factor.MFAAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes", "webauthn"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        # Browsers offer passkeys on https and on localhost only.
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not config.serves_https,
        "MFA_TRUST_ENABLED": True,
        "MFA_TOTP_ISSUER": config.site_name,
        "SOCIALACCOUNT_PROVIDERS": social_providers(config),
        "SOCIALACCOUNT_ADAPTER": "accounts.adapter.SocialAdapter",
        "SOCIALACCOUNT_LOGIN_ON_GET": False,
        # A confirmed address that is known here opens nothing until its owner, signed in, has linked the two.
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION": False,
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT": False,
        "SOCIALACCOUNT_STORE_TOKENS": False,
    }


def limits(texts: list[str]) -> dict[str, int]:
    """Numbers by role, from "role=number"."""
    return {role: int(number) for role, _equals, number in (text.partition("=") for text in texts)}


def social_providers(config: Config) -> dict[str, Any]:
    """allauth's SOCIALACCOUNT_PROVIDERS: those with an id and a secret, each with PKCE and its scopes."""
    providers: dict[str, Any] = {}
    known = (
        ("google", config.google_client, config.google_scopes),
        ("facebook", config.facebook_client, config.facebook_scopes),
        ("github", config.github_client, config.github_scopes),
    )
    for name, client, scopes in known:
        if client:
            providers[name] = {
                "APPS": [_client(client)],
                "SCOPE": scopes,
                "OAUTH_PKCE_ENABLED": True,
            }
    if "facebook" in providers:
        providers["facebook"] |= {"METHOD": "oauth2", "VERIFIED_EMAIL": False}
    if config.openid_url and config.openid_client:
        app = _client(config.openid_client) | {
            "provider_id": "openid",
            "name": config.openid_name or "OpenID",
            "settings": {"server_url": config.openid_url, "scope": config.openid_scopes},
        }
        providers["openid_connect"] = {"APPS": [app], "OAUTH_PKCE_ENABLED": True}
    return providers


def social_origins(config: Config) -> list[str]:
    """Where the forms of signing in elsewhere lead, for the content security policy."""
    known = (
        (config.google_client, "https://accounts.google.com"),
        (config.facebook_client, "https://www.facebook.com"),
        (config.github_client, "https://github.com"),
        (config.openid_client, _origin(config.openid_url)),
    )
    return [origin for client, origin in known if client and origin]


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _client(text: str) -> dict[str, Any]:
    client_id, _colon, secret = text.partition(":")
    return {"client_id": client_id, "secret": secret, "key": ""}
