"""Django's settings, all derived from ``shop.config``. With nothing configured, the embedded servers are used."""

import hashlib
import os
import secrets
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF

from shop import config, sign_in

django_stubs_ext.monkeypatch()

CONFIG = config.load()
BASE_DIR = config.PROJECT
HOME: Path = CONFIG.shopkeeper_home


def _kept_secret() -> str:
    """The secret key of an embedded shop: made once, readable by its owner alone."""
    path = HOME / "secret-key"
    if not path.exists():
        HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(60))
    return path.read_text(encoding="ascii")


def _server_urls() -> tuple[str, str]:
    """Addresses of PostgreSQL and Redis: those that are configured, else the embedded ones, started when needed."""
    if CONFIG.database_url and CONFIG.redis_url:
        return CONFIG.database_url, CONFIG.redis_url
    from shop.base.embedded import servers  # only an embedded shop pays for the import

    running = servers.ensure_running(
        HOME, postgresql=not CONFIG.database_url, valkey=not CONFIG.redis_url
    )
    return CONFIG.database_url or running.database_url, CONFIG.redis_url or running.redis_url


DATABASE_URL, REDIS_URL = _server_urls()
TESTING = "pytest" in sys.modules or CONFIG.environment == "test"

SECRET_KEY = CONFIG.secret_key or _kept_secret()
DEBUG = CONFIG.debug
ALLOWED_HOSTS = CONFIG.allowed_hosts
CSRF_TRUSTED_ORIGINS = CONFIG.csrf_trusted_origins
SITE_ID = 1
SITE_URL = CONFIG.site_url
SITE_NAME = CONFIG.site_name

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "django.contrib.admin",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "pgtrigger",
    "pghistory",
    "treebeard",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.facebook",
    "allauth.socialaccount.providers.github",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.humanize",  # allauth's list of passkeys says when each was used
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "channels",
    "shop.base",
    "accounts",
    "notifications",
    "catalog",
    "activity",
    "security",
    "orders",
    "analytics",
    "mlbridge",
    "shop.pages",
    "shop.demo",
]

# Order matters; each line may rely on those above it.
MIDDLEWARE = [
    "security.middleware.RequestRecorder",  # sees every answer, also those of the lines below
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "security.middleware.RequestValidator",  # what it refuses is not worth reading
    "security.middleware.StaffDoor",
    "security.middleware.Guard",  # also in front of kept pages: asks no server
    # In front of sessions: a kept page asks for none, and keeps the headers that it was made with.
    "shop.pages.caching.PageCacheMiddleware",
    "security.middleware.RateLimits",  # a kept page costs too little to be counted
    "security.middleware.ContentPolicy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.EvenAnswers",
    "accounts.middleware.SecondFactorOfStaff",
    "accounts.middleware.HeldSignIn",
    "accounts.middleware.ProofWanted",
    "accounts.middleware.LastUse",
    "django_htmx.middleware.HtmxMiddleware",
    "shop.base.actor.HistoryOfPeople",
    "shop.base.actor.ActorMiddleware",
]

ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"
ASGI_APPLICATION = "shop.asgi.application"

_TEMPLATE_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": _TEMPLATE_LOADERS
            if DEBUG
            else [("django.template.loaders.cached.Loader", _TEMPLATE_LOADERS)],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "shop.pages.templatetags.shop_window",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shop.pages.context.frame",
            ],
        },
    },
]
COTTON_DIR = "components"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": config.database_settings(
        DATABASE_URL,
        statement_timeout_ms=CONFIG.database_statement_timeout_ms,
        prepares_statements=CONFIG.database_prepares_statements,
    )
}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A test process shares the server with others, and perhaps with somebody's real keys: it stays under its own prefix.
KEY_PREFIX = f"test-{os.getpid()}" if TESTING else "shop"
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "shop.base.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": KEY_PREFIX,
        "TIMEOUT": 300,
        "OPTIONS": {"socket_connect_timeout": 0.25, "socket_timeout": 1.0},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "shop.pages.views.errors.csrf_refused"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": CONFIG.password_min_length},
    },
    {"NAME": "accounts.validators.NotTooLong"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.validators.NotAVariation"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/account/"
LOGOUT_REDIRECT_URL = "/"
TWO_FACTOR_ROLES = CONFIG.two_factor_roles
SESSIONS_PER_PERSON = CONFIG.sessions_per_person
SESSION_LIMITS = sign_in.limits(CONFIG.session_limits)
SESSION_LIMIT_REACHED = CONFIG.session_limit_reached
ACCOUNT_DELETION_DAYS = CONFIG.account_deletion_days
UNUSUAL_SIGN_IN_SCORE = CONFIG.unusual_sign_in_score
HELD_SIGN_IN_SCORE = CONFIG.held_sign_in_score
globals().update(sign_in.settings_of(CONFIG))

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = HOME / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = CONFIG.media_root or HOME / "media"
MODEL_ROOT = HOME / "models"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        # Compressing takes twenty seconds: `compress_static` does it when the shop is already open.
        else "shop.pages.storage.ShopStaticFiles"
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
# A test client loads every middleware anew; it need not walk the folders each time.
WHITENOISE_AUTOREFRESH = TESTING or DEBUG

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if CONFIG.email_url
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = str(HOME / "mail")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIG.email_from
EMAIL_TIMEOUT = 10
globals().update(config.email_settings(CONFIG.email_url))

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if CONFIG.serves_https:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
if CONFIG.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "media-src": [SELF],
        # Signing in there begins with a form that leads there.
        "form-action": [SELF, *sign_in.social_origins(CONFIG)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "usb")
}
TRUSTED_PROXIES = CONFIG.trusted_proxies
ALLAUTH_TRUSTED_PROXY_COUNT = CONFIG.trusted_proxies
ADMIN_NETWORKS = CONFIG.admin_networks
PLACES_DATABASE = CONFIG.places_database
TLS_FINGERPRINT_HEADER = CONFIG.tls_fingerprint_key
REQUEST_LOG_ALL_OF = CONFIG.request_log_all_of
REQUEST_LOG_ONE_IN = CONFIG.request_log_one_in
OPERATIONS_NETWORKS = CONFIG.operations_networks
# A visitor whose POST is answered there with 201, 302 or 303 has bought something.
PAID_ROUTES = ("checkout/", "orders/<uuid:token>/pay/", "pay/test/<slug:reference>/")
# Rung when somebody is banned: every process of the machine hears it.
DOOR_BELL = HOME / "door-bell"
# Pictures and imports; what views take is less.
LARGEST_BODY = 64 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

CELERY_BROKER_URL = CONFIG.celery_broker_url or config.broker_url(REDIS_URL)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "soon"
# By urgency: "now" is what people wait for, "batch" what may take long.
CELERY_TASK_ROUTES = {
    "orders.tasks.*": {"queue": "now"},
    "notifications.tasks.*": {"queue": "now"},
    "analytics.tasks.*": {"queue": "now"},
    "shop.base.tasks.*": {"queue": "now"},
    "mlbridge.tasks.*": {"queue": "batch"},
    "shop.demo.tasks.*": {"queue": "batch"},
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "max_retries": 0,
    "global_keyprefix": f"{KEY_PREFIX}:queue:",
}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"

CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {
            "hosts": [{"address": config.channels_address(REDIS_URL)}],
            "prefix": f"{KEY_PREFIX}:live",
        },
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.AccessTokenAuthentication",
        "security.api.authentication.SignatureAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["shop.base.api.parsers.BoundedJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "shop.base.api.pagination.PagePagination",
    "DEFAULT_FILTER_BACKENDS": [
        "django_filters.rest_framework.DjangoFilterBackend",
        "shop.base.api.filters.ClosedOrderingFilter",
    ],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "shop.base.api.problems.problem_response",
    "PAGE_SIZE": 24,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=10),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=14),
    "ALGORITHM": "HS256",
    "SIGNING_KEY": CONFIG.jwt_key or hashlib.sha256(f"jwt:{SECRET_KEY}".encode()).hexdigest(),
    "AUTH_TOKEN_CLASSES": ("accounts.domain.signing.Access",),
    "AUDIENCE": "shopkeeper-api",
    "ISSUER": "shopkeeper",
}
# Newest first; tokens are signed with the first and believed from all. A key leaves when its last token has expired.
JWT_KEYS = [SIMPLE_JWT["SIGNING_KEY"], *CONFIG.old_jwt_keys]
SPECTACULAR_SETTINGS = {
    "TITLE": "Shopkeeper API",
    "DESCRIPTION": "Everything that a program can do in the shop. Errors are RFC 9457 problem documents.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": r"/api(/v1)?",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "OrderState": "orders.models.OrderState",
        "PaymentState": "orders.models.PaymentState",
        "ProductStatus": "catalog.models.Product.Status",
        "OrderStep": "orders.api.serializers.STEPS",
    },
    "PREPROCESSING_HOOKS": ["shop.base.api.schema.only_the_versioned_paths"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "shop.base.api.schema.declare_problem_answers",
    ],
}

UNFOLD = {
    "DASHBOARD_CALLBACK": "analytics.admin.dashboard.dashboard",
    "SITE_TITLE": SITE_NAME,
    "SITE_HEADER": SITE_NAME,
    "SITE_URL": "/",
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": True,
    "STYLES": ["shop.navigation.style"],
    "SIDEBAR": {"show_search": False, "navigation": "shop.navigation.sidebar"},
    "COLORS": {
        # The shop's bottle green (ux.md), as an OKLCH ramp.
        "primary": {
            "50": "oklch(0.975 0.015 165)",
            "100": "oklch(0.94 0.03 165)",
            "200": "oklch(0.88 0.055 165)",
            "300": "oklch(0.79 0.08 165)",
            "400": "oklch(0.68 0.095 165)",
            "500": "oklch(0.57 0.1 165)",
            "600": "oklch(0.46 0.09 165)",
            "700": "oklch(0.4 0.08 165)",
            "800": "oklch(0.34 0.065 165)",
            "900": "oklch(0.29 0.055 165)",
            "950": "oklch(0.21 0.04 165)",
        },
    },
}

# Tests write the buffers by hand: a thread of its own would write past the test's transaction.
BUFFERS_IN_BACKGROUND = not TESTING
LIVE_URL = CONFIG.live_url
SHOP_CURRENCY = CONFIG.shop_currency
SHOP_COUNTRY = CONFIG.shop_country
PRICES_INCLUDE_TAX = CONFIG.prices_include_tax
# What `manage.py setup` does, in order. Each command may be run again without harm.
SETUP_STEPS: list[dict[str, Any]] = [
    {
        "command": "migrate",
        "arguments": ["--no-input", "--verbosity=0"],
        "says": "Preparing the database",
    },
    {
        "command": "collectstatic",
        "arguments": ["--no-input", "--verbosity=0"],
        "says": "Collecting the static files",
    },
    {"command": "demo", "arguments": ["--shelves-only"], "says": "Filling the demo shop"},
    {
        "command": "demo",
        "says": "Living through the demo shop's first year",
        "while_serving": True,
    },
    {"command": "roll_up", "says": "Adding up what people did", "while_serving": True},
    {"command": "train", "says": "Training the first models", "while_serving": True},
    {
        "command": "compress_static",
        "says": "Compressing the static files",
        "while_serving": True,
    },
]
if CONFIG.is_production:
    SETUP_STEPS = [step for step in SETUP_STEPS if step["command"] != "demo"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "{levelname} {name}: {message}", "style": "{"},
        "json": {"()": "shop.base.logs.JsonLines"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": CONFIG.log_format}},
    "root": {"handlers": ["stderr"], "level": CONFIG.log_level},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "celery": {"level": "INFO"},
        # One line for every task would drown the others.
        "celery.beat": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
        # The relay rings every few seconds; what waited behind others is dropped by design.
        "celery.worker.request": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
    },
}


# History names the user and the page of a change; reading changes nothing.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
PGHISTORY_APPEND_ONLY = True
PAYMENT_GATEWAYS = CONFIG.payment_gateways
