"""Every setting, read from the environment, safe where nothing is set.

A screen per concern. config/env.py lists the variables and says what each is for.
"""

import hmac
from datetime import timedelta
from pathlib import Path

from config import VERSION, env
from config.caches import cache_settings
from config.capacity import default_workers
from config.contract import contract_settings
from config.databases import database_settings
from config.logs import FORMATS, LEVELS, logging_settings

env.refuse_unknown_names()

# --- Places --------------------------------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.folder("ROSTER_DATA_DIR", BASE_DIR / "var")
LIBRARY_DIR = BASE_DIR / "fixtures" / "library"

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

# --- Who may ask, and how ------------------------------------------------------------------------

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret("SECRET_KEY", kept_in=DATA_DIR / "secret_key")
ALLOWED_HOSTS = env.listed("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])

HTTPS = env.flag("ROSTER_HTTPS")
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Believed only under ROSTER_HTTPS: without a proxy that sets it, any visitor could send it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# Both would promise HTTPS for host names beside ours, which are not ours to promise for.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Which addresses may ask, and how often: config/addresses.py, config/throttling.py.
TRUSTED_PROXIES = env.whole("ROSTER_TRUSTED_PROXIES", default=0, least=0, most=10)
ALLOW_ADDRESSES = env.networks("ROSTER_ALLOW_ADDRESSES")
DENY_ADDRESSES = env.networks("ROSTER_DENY_ADDRESSES")
THROTTLE_ADDRESS = env.whole("ROSTER_THROTTLE_ADDRESS", default=1_200, least=0, most=1_000_000)
THROTTLE_USER = env.whole("ROSTER_THROTTLE_USER", default=1_200, least=0, most=1_000_000)

# What an account that is no admin's may store in a day: agents_app/actions/keep_quotas.py.
QUOTA_AGENTS = env.whole("ROSTER_QUOTA_AGENTS", default=5_000, least=0, most=100_000_000)
QUOTA_MEBIBYTES = env.whole("ROSTER_QUOTA_MEBIBYTES", default=500, least=0, most=1_000_000)

# Writes are never open; private collections are closed whatever stands here.
PUBLIC_READS = env.flag("ROSTER_PUBLIC_READS", default=True)

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# --- Other people's web pages: config/cors.py ----------------------------------------------------

CORS_URLS_REGEX = r"^/api/"
CORS_ALLOWED_ORIGINS = env.listed("ROSTER_CORS_ORIGINS")
CORS_ALLOW_CREDENTIALS = False
CORS_ALLOW_HEADERS = [
    "accept",
    "authorization",
    "content-type",
    "idempotency-key",
    "if-match",
    "if-none-match",
    "x-request-id",
]
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
CORS_EXPOSE_HEADERS = [
    "Content-Disposition",
    "ETag",
    "Idempotency-Replayed",
    "Link",
    "Location",
    "RateLimit",
    "RateLimit-Policy",
    "Repr-Digest",
    "Retry-After",
    "Server-Timing",
    "X-Request-ID",
]

# --- What Roster is made of ----------------------------------------------------------------------

INSTALLED_APPS = [
    # Ours come first, so that their templates win.
    "agents_app",
    "api",
    "config.apps.ConfigConfig",
    "config.apps.RosterAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "corsheaders",
]

MIDDLEWARE = [
    "config.health.HealthMiddleware",
    "config.tracing.TracingMiddleware",
    "config.timing.TimingMiddleware",
    "config.headers.HeadersMiddleware",
    "config.addresses.AddressMiddleware",
    "config.audit.CircumstancesMiddleware",
    "config.replicas.ReplicaMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before what refuses, so that a page from elsewhere can read why.
    "config.cors.CorsMiddleware",
    "config.limits.LimitsMiddleware",
    "config.throttling.ThrottleMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.messages.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- Database ------------------------------------------------------------------------------------

_statement = env.whole("ROSTER_STATEMENT_SECONDS", default=10, least=0, most=86_400)
_pool = env.whole("ROSTER_DATABASE_POOL", default=0, least=0, most=1_000)
_place = env.database("DATABASE_URL", default=DATA_DIR / "roster.sqlite3")
_follower = env.replica("ROSTER_REPLICA_URL")
# No ATOMIC_REQUESTS: with IMMEDIATE transactions it would make every read a writer.
DATABASES = {
    alias: database_settings(place, DATA_DIR, statement_seconds=_statement, pool=_pool)
    for alias, place in (("default", _place), ("replica", _follower))
    if place
}
DATABASE_ROUTERS = ["config.replicas.ReplicaRouter"] if _follower else []

# What may be forgotten at any time: how often somebody has asked.
CACHES = {"default": cache_settings(env.redis("ROSTER_CACHE_URL"))}

# --- What operators see: config/health.py, metrics.py, queries.py, timing.py ---------------------

METRICS_ADDRESSES = env.networks("ROSTER_METRICS_ADDRESSES", ["127.0.0.0/8", "::1"])
SERVER_TIMING = env.flag("ROSTER_SERVER_TIMING", default=True)
SLOW_QUERY_MS = env.whole("ROSTER_SLOW_QUERY_MS", default=500, least=0, most=3_600_000)

# Finished answers, in each process its own: config/memory.py.
CACHE_MEBIBYTES = env.whole("ROSTER_CACHE_MEBIBYTES", default=64, least=0, most=65_536)

# --- Serving -------------------------------------------------------------------------------------

WORKERS = env.whole("ROSTER_WORKERS", default=default_workers(_place), least=1, most=64)
THREADS = env.whole("ROSTER_THREADS", default=4, least=1, most=64)
DRAIN_SECONDS = env.whole("ROSTER_DRAIN_SECONDS", default=1, least=0, most=600)

STATIC_URL = "/static/"
# Assets are served from the installed packages, so nothing has to be collected first.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
# They are for our own pages; what is open to others is said in config/cors.py alone.
WHITENOISE_ALLOW_ALL_ORIGINS = False

# A definition is at most 1 MiB; JSON around it may need half as much again.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
# As many as an archive may hold; api/uploads.py bounds their bytes.
DATA_UPLOAD_MAX_NUMBER_FILES = 2_000

LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

LOGGING = logging_settings(
    env.text("ROSTER_LOG_FORMAT", "plain", choices=FORMATS),
    env.text("ROSTER_LOG_LEVEL", "WARNING", choices=LEVELS),
)

# --- The API -------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "EXCEPTION_HANDLER": "api.errors.problem_response",
    "DEFAULT_SCHEMA_CLASS": "api.schema.RosterSchema",
    "DEFAULT_PAGINATION_CLASS": "api.pagination.KeysetPagination",
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.renderers.Negotiation",
    "DEFAULT_PARSER_CLASSES": ["api.bodies.StrictJSONParser"],
    "DEFAULT_METADATA_CLASS": "api.renderers.options.Options",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_RENDERER_CLASSES": [
        "api.renderers.JSONRenderer",
        "api.renderers.BrowsableRenderer",
    ],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "api.authentication.ByToken",
        "api.authentication.ByBrowserToken",
        "api.authentication.BySession",
    ],
    "UNAUTHENTICATED_TOKEN": "agents_app.actor.Actor",
    # Only whether anybody may ask at all; what they may do is decided in agents_app/rights.py.
    "DEFAULT_PERMISSION_CLASSES": ["api.permissions.MayAsk"],
    "DEFAULT_THROTTLE_CLASSES": ["api.throttling.WritesByUser"],
    "URL_FORMAT_OVERRIDE": "format",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    # The list form is deprecated in DRF and leaves with 3.20.
    "LIST_SERIALIZER_ERRORS_AS_DICT": True,
}

# Tokens for browsers. Their own key, so that nothing else that we sign can pass for one.
SIMPLE_JWT = {
    "ALGORITHM": "HS256",
    "SIGNING_KEY": hmac.new(SECRET_KEY.encode(), b"roster.browser_token", "sha256").hexdigest(),
    "ISSUER": "roster",
    "AUDIENCE": "roster",
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=10),
}

SPECTACULAR_SETTINGS = contract_settings(VERSION)
