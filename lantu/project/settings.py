"""Settings: read from the environment, safe without it. Every variable stands in docs/running.md."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from lantu.project import place
from lantu.project.databases import from_url, sqlite

VAR = place.var()
FILES = VAR / "files"
SECRET_FILE = VAR / "secret"


def _secret() -> str:
    """From the environment, else from the file that `up` makes. There is no default: without one nothing can be signed."""
    given = os.environ.get("LANTU_SECRET", "")
    return given or (SECRET_FILE.read_text("ascii").strip() if SECRET_FILE.is_file() else "")


SECRET_KEY = _secret()
SECRET_KEY_FALLBACKS = [old for old in os.environ.get("LANTU_SECRET_OLD", "").split(",") if old]
DEBUG = os.environ.get("LANTU_DEBUG") == "1"
ALLOWED_HOSTS = [host for host in os.environ.get("LANTU_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host]
HTTPS = os.environ.get("LANTU_HTTPS") == "1"  # a reverse proxy in front speaks TLS

ROOT_URLCONF = "lantu.project.urls"
ASGI_APPLICATION = "lantu.project.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "lantu.ground.journal",
    "lantu.ground.people",
    "lantu.engines.decisions",
    "lantu.engines.cases",
    "lantu.engines.measures",
    "lantu.plan",
    "lantu.web",
    "lantu.project",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "lantu.project.serving.headers.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).resolve().parents[1] / "web" / "templates"],
        "OPTIONS": {
            "builtins": ["lantu.web.templatetags.strings"],
            "context_processors": ["django.template.context_processors.request"],
        },
    }
]

DATABASES = {"default": from_url(os.environ["DATABASE_URL"]) if os.environ.get("DATABASE_URL") else sqlite(VAR)}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["lantu.ground.people.login.Links"]
LOGIN_URL = "/login"

# Cookies and headers. No page needs a frame, a plug-in or a script of somebody else.
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day; seconds
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "lantu.web.pages.errors.too_old"

# Uploads: a plan is a document, not an archive; larger requests are cut off (serving/bodies.py).
UPLOAD_LIMIT = 50 * 1024 * 1024  # bytes of one uploaded file
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # bytes of a form without its files
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes; above it the upload waits on disk
FILE_UPLOAD_PERMISSIONS = 0o600

# Static files come straight from the package: no collectstatic, and so none of its compressors (a Brotli that happens to be
# installed turns 4 seconds into a minute).
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

LANGUAGE_CODE = "zh-hans"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"without_tokens": {"()": "lantu.project.serving.logs.WithoutTokens"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_tokens"]}},
    "root": {"handlers": ["console"], "level": os.environ.get("LANTU_LOG", "WARNING")},
}
