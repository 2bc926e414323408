"""Every setting of the shop: one typed model, read from the environment or one YAML/JSON file.

The environment wins over the file named by ``SHOPKEEPER_CONFIG``. Nothing has to be set: the defaults run the
embedded shop on this machine. ``docs/SETTINGS.md`` is generated from this model.
"""

import json
import os
from functools import lru_cache
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

import yaml
from pydantic import Field, FilePath, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

PROJECT = Path(__file__).resolve().parent.parent
CONFIG_FILE_VARIABLE = "SHOPKEEPER_CONFIG"
NamesList = Annotated[list[str], NoDecode]


class ConfigFile(PydanticBaseSettingsSource):
    """Values from the YAML or JSON file named by ``SHOPKEEPER_CONFIG``; none when it is unset."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        return self._values().get(field_name), field_name, False

    def __call__(self) -> dict[str, Any]:
        return self._values()

    @staticmethod
    def _values() -> dict[str, Any]:
        name = os.environ.get(CONFIG_FILE_VARIABLE)
        if not name:
            return {}
        path = Path(name)
        if not path.is_file():
            raise SystemExit(f"{CONFIG_FILE_VARIABLE} names {name}, which is not a file.")
        text = path.read_text(encoding="utf-8")
        loaded = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
        return {str(key).lower(): value for key, value in (loaded or {}).items()}


class Config(BaseSettings):
    """One field per setting. The variable's name is the field's in capitals."""

    model_config = SettingsConfigDict(extra="ignore", case_sensitive=False)

    environment: Literal["development", "test", "production"] = Field(
        "development",
        description="Chooses safe defaults: production refuses to start half-configured.",
    )
    secret_key: str = Field(
        "",
        description="At least 50 random characters. Empty: one is made and kept in the data folder.",
    )
    debug: bool = Field(False, description="Django's debug pages. Never in production.")
    allowed_hosts: NamesList = Field(
        ["127.0.0.1", "localhost", "[::1]"],
        description="Host names that the shop answers to, by comma.",
    )
    csrf_trusted_origins: NamesList = Field(
        [], description="Origins (https://shop.example) that may post forms through a proxy."
    )
    site_url: str = Field(
        "http://127.0.0.1:8000",
        description="Address of the shop as shoppers see it; used in emails.",
    )
    site_name: str = Field("Shopkeeper", description="The shop's name on pages and in emails.")
    host: str = Field("127.0.0.1", description="Address that `manage.py run` listens on.")
    port: int = Field(8000, ge=1, le=65535, description="Port that `manage.py run` listens on.")
    live_url: str = Field(
        "",
        pattern="^(wss?://.+)?$",
        description="Address of the live process (ws://127.0.0.1:8001) where no proxy joins it to the shop's. "
        "Without a host: that of the shop. Empty: the shop's own.",
    )
    web_workers: int = Field(2, ge=1, le=64, description="Web processes.")
    worker_processes: int = Field(
        1,
        ge=1,
        le=64,
        description="Celery processes for what people wait for; long work has one more.",
    )
    shopkeeper_home: Path = Field(
        PROJECT / ".shopkeeper",
        description="Folder for the embedded servers, media, logs and keys.",
    )
    database_url: str = Field(
        "", description="postgresql://user:password@host:5432/name. Empty: the embedded PostgreSQL."
    )
    database_statement_timeout_ms: int = Field(
        30_000, ge=0, description="PostgreSQL ends a web statement after this long; 0 never."
    )
    database_prepares_statements: bool = Field(
        True,
        description="Keep the statements of busy pages prepared. Off behind a pooler that shares connections between "
        "transactions and does not follow prepared statements (PgBouncer before 1.21).",
    )
    redis_url: str = Field("", description="redis://host:6379/0. Empty: the embedded Valkey.")
    celery_broker_url: str = Field(
        "", description="redis:// or amqp:// for the task queue. Empty: the cache server."
    )
    media_root: Path | None = Field(
        None, description="Folder for uploaded pictures. Empty: media/ in the data folder."
    )
    trusted_proxies: int = Field(
        0,
        ge=0,
        le=10,
        description="Proxies in front that set X-Forwarded-For; 0 ignores the header.",
    )
    admin_networks: NamesList = Field(
        [],
        description="Networks (203.0.113.0/24, by comma) from which the back office answers. Empty: from everywhere.",
    )
    tls_fingerprint_header: str = Field(
        "",
        pattern=r"^[A-Za-z0-9-]{0,60}$",
        description="Header in which the trusted proxy passes a fingerprint of the TLS handshake, such as X-JA4. "
        "Read only with TRUSTED_PROXIES.",
    )
    places_database: FilePath | None = Field(
        None,
        description="A database of places in MaxMind's form (.mmdb, GeoLite2 City or alike). Without one countries "
        "are those in which address blocks are registered, and cities are unknown.",
    )
    request_log_all_of: int = Field(
        20,
        ge=0,
        description="Harmless page views a second of which each web process records every one.",
    )
    request_log_one_in: int = Field(
        10,
        ge=1,
        le=1000,
        description="Beyond those, one in so many is recorded and stands for the others. 1 records all.",
    )
    operations_networks: NamesList = Field(
        [],
        description="Networks from which health checks and the style guide answer, besides this machine. "
        "Empty: from everywhere.",
    )
    https_only: bool = Field(
        False, description="Secure cookies, HSTS and redirects to https. Always on in production."
    )
    email_url: str = Field(
        "",
        description="smtp://user:password@host:587?tls=1. Empty: mails are kept as files and shown to staff.",
    )
    email_from: str = Field(
        "Shopkeeper <hello@shopkeeper.example>", description="Sender of the shop's emails."
    )
    shop_currency: str = Field("GBP", pattern="^[A-Z]{3}$", description="Currency of the prices.")
    shop_country: str = Field("GB", pattern="^[A-Z]{2}$", description="Country of the shop.")
    prices_include_tax: bool = Field(True, description="Whether catalogue prices include tax.")
    demo_password: str = Field(
        "",
        description="Password of the demo logins. Empty: one is made and kept in the data folder.",
    )
    two_factor_roles: NamesList = Field(
        [],
        description="Roles (staff, superuser or the name of a role, by comma) that must have a second factor to enter "
        "the back office or get tokens.",
    )
    sessions_per_person: int = Field(
        20, ge=1, description="Sign-ins of one person at a time; the least used ends for a new one."
    )
    session_limits: NamesList = Field(
        [],
        description="Other limits for roles, as admin=3, super_admin=2 (the tightest of a person's roles counts).",
    )
    session_limit_reached: Literal["end_oldest", "refuse_new"] = Field(
        "end_oldest",
        description="What happens at the limit: the least used sign-in ends, or the new one is refused.",
    )
    password_min_length: int = Field(
        15,
        ge=8,
        le=64,
        description="Least length of a password. NIST SP 800-63B-4 asks for 15 where the password is the only factor, "
        "for 8 beside a second one.",
    )
    account_deletion_days: int = Field(
        14,
        ge=0,
        le=90,
        description="Days in which a person can call off the deletion of their account.",
    )
    unusual_sign_in_score: int = Field(
        40,
        ge=1,
        le=101,
        description="From this score (0 to 100) on, a sign-in is told to its owner by mail; 101 tells of none.",
    )
    held_sign_in_score: int = Field(
        70,
        ge=1,
        le=101,
        description="From this score on, somebody without a second factor must confirm by mail before changing anything "
        "of the account, and before a program gets tokens; 101 holds nobody.",
    )
    google_client: str = Field(
        "", description="Sign-in with Google: id:secret. Empty: not offered."
    )
    google_scopes: NamesList = Field(
        ["openid", "email", "profile"], description="What is asked of Google."
    )
    facebook_client: str = Field(
        "", description="Sign-in with Facebook: id:secret. Empty: not offered."
    )
    facebook_scopes: NamesList = Field(
        ["email", "public_profile"], description="What is asked of Facebook."
    )
    github_client: str = Field(
        "", description="Sign-in with GitHub: id:secret. Empty: not offered."
    )
    github_scopes: NamesList = Field(
        ["read:user", "user:email"], description="What is asked of GitHub."
    )
    openid_name: str = Field("", description="Name on the button of another OpenID provider.")
    openid_url: str = Field(
        "", description="Its issuer (https://id.example.com). Empty: not offered."
    )
    openid_client: str = Field("", description="Sign-in with it: id:secret.")
    openid_scopes: NamesList = Field(
        ["openid", "email", "profile"], description="What is asked of it."
    )
    jwt_key: str = Field(
        "", description="Signs the API's tokens. Empty: derived from the secret key."
    )
    old_jwt_keys: NamesList = Field(
        [], description="Earlier signing keys (by comma) whose tokens are still believed."
    )
    payment_gateways: NamesList = Field(
        ["test", "manual"], description="Payment methods offered at checkout: test, manual, stripe."
    )
    test_gateway_secret: str = Field(
        "", description="Signs the test gateway's webhooks. Empty: derived from the secret key."
    )
    stripe_secret_key: str = Field("", description="Stripe's secret API key.")
    stripe_publishable_key: str = Field("", description="Stripe's publishable key.")
    stripe_webhook_secret: str = Field("", description="Secret that signs Stripe's webhooks.")
    stripe_api_base: str = Field(
        "", description="Another address for Stripe's API, for tests against a contract fake."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="Least level logged."
    )
    log_format: Literal["text", "json"] = Field("text", description="Form of the log lines.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then the environment, then the file."""
        return init_settings, env_settings, ConfigFile(settings_cls)

    @field_validator(
        "allowed_hosts",
        "csrf_trusted_origins",
        "payment_gateways",
        "admin_networks",
        "operations_networks",
        "two_factor_roles",
        "old_jwt_keys",
        "session_limits",
        "google_scopes",
        "facebook_scopes",
        "github_scopes",
        "openid_scopes",
        mode="before",
    )
    @classmethod
    def split_names(cls, value: Any) -> Any:
        """Accept "a, b" where a list is meant."""
        if isinstance(value, str):
            return [name.strip() for name in value.split(",") if name.strip()]
        return value

    @field_validator("admin_networks", "operations_networks")
    @classmethod
    def are_networks(cls, value: list[str]) -> list[str]:
        """A network that is misspelt must not leave the back office open, nor closed to everybody."""
        for text in value:
            ip_network(text, strict=False)
        return value

    @field_validator("session_limits")
    @classmethod
    def are_limits(cls, value: list[str]) -> list[str]:
        """A limit that is misspelt must not be no limit."""
        for text in value:
            role, _equals, number = text.partition("=")
            if not role or not number.isdigit() or int(number) < 1:
                raise ValueError(f"{text} is no limit: write role=number.")
        return value

    @property
    def tls_fingerprint_key(self) -> str:
        """The header of the TLS fingerprint as WSGI names it; empty when no proxy is trusted to tell it."""
        if not self.tls_fingerprint_header or not self.trusted_proxies:
            return ""
        return f"HTTP_{self.tls_fingerprint_header.upper().replace('-', '_')}"

    @model_validator(mode="after")
    def production_is_complete(self) -> "Config":
        """Refuse to start a production shop that would lose data or leak secrets."""
        if self.environment != "production":
            return self
        missing = [
            name.upper()
            for name in ("secret_key", "database_url", "redis_url")
            if not getattr(self, name)
        ]
        if missing:
            raise ValueError(f"ENVIRONMENT=production also needs {', '.join(missing)}.")
        if len(self.secret_key) < 50:
            raise ValueError("SECRET_KEY must have at least 50 characters.")
        if self.debug:
            raise ValueError("DEBUG must be off in production.")
        return self

    @property
    def is_production(self) -> bool:
        return self.environment == "production"

    @property
    def serves_https(self) -> bool:
        return self.https_only or self.is_production


def database_settings(
    url: str, *, statement_timeout_ms: int, prepares_statements: bool = True
) -> dict[str, Any]:
    """Django's DATABASES entry for a PostgreSQL URL. Query parameters become connection options.

    Raises SystemExit with a plain message for any other engine.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SystemExit(
            "DATABASE_URL must start with postgresql://. Shopkeeper runs on PostgreSQL 15 or newer."
        )
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    options = {key: value for key, value in query.items() if key not in {"host", "user", "port"}}
    options["options"] = f"-c statement_timeout={statement_timeout_ms} -c lock_timeout=10000"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or query.get("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or query.get("host", "")),
        "PORT": str(parts.port or query.get("port", "")),
        # A new connection per request costs 6 to 16 times on a cheap page.
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Only statements of shop.base.prepared are: the ORM binds its values before it sends them.
        "OPTIONS": {
            "connect_timeout": 5,
            "prepare_threshold": 1 if prepares_statements else None,
            **options,
        },
    }


@lru_cache(maxsize=1)
def load() -> Config:
    """The configuration of this process. Raises SystemExit naming each wrong setting."""
    try:
        return Config()
    except ValidationError as invalid:
        lines = [
            f"  {'.'.join(str(part) for part in problem['loc']).upper() or 'SETTINGS'}: {problem['msg']}"
            for problem in invalid.errors()
        ]
        raise SystemExit("The shop's settings are not right:\n" + "\n".join(lines)) from None


def email_settings(url: str) -> dict[str, Any]:
    """Django's EMAIL_* settings for smtp://user:password@host:port?tls=1 (or ?ssl=1). Empty for no URL."""
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme != "smtp" or not parts.hostname:
        raise SystemExit("EMAIL_URL must look like smtp://user:password@host:587?tls=1.")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": query.get("tls") == "1",
        "EMAIL_USE_SSL": query.get("ssl") == "1",
    }


def broker_url(redis_url: str) -> str:
    """Celery's spelling of a Redis address: a Unix socket is redis+socket:// there."""
    return redis_url.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=", 1)


def channels_address(redis_url: str) -> str:
    """The Redis address as the channel layer takes it."""
    return redis_url
