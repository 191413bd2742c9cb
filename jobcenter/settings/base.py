"""What holds everywhere. `dev`, `test` and `production` add addresses, secrets and strictness."""

from pathlib import Path

import django_stubs_ext
import pghistory
from celery.schedules import crontab
from csp.constants import NONE, SELF

# Generic views, forms and admin classes take type arguments (`ListView[Applicant]`), which Django itself cannot.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent.parent

DEBUG = False
# Only where everything may be thrown away: `manage.py demo` loads invented people.
DEMO_ALLOWED = False
ROOT_URLCONF = "jobcenter.urls"
WSGI_APPLICATION = "jobcenter.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "jobcenter",
    "controlling",
    "routing",
    "network",
    "meetings",
    "people",
    "frame",
    "staff",
    "kit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "jobcenter.availability.DatabaseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "staff.middleware.LoginMiddleware",
    "staff.middleware.PrivateMiddleware",
    "staff.middleware.RenewalMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "frame.navigation.page_frame",
            ],
        },
    },
]
# History rows are never changed, so each carries who acted from where in itself instead of pointing to a row that is.
PGHISTORY_APPEND_ONLY = True
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# German only: no LocaleMiddleware, which would show English to a browser set to English.
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch")]
FORMAT_MODULE_PATH = "jobcenter.formats"
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]

# Uploaded and exported lists: personal data, in no folder that a web server shows.
FILES_DIR = BASE_DIR / "var" / "files"

# Which app contributes what to the pages that several make up.
COMPOSITION = "jobcenter.composition.COMPOSITION"

# What the page of an account asks before it is shut or moved; only the apps above know cases.
ACCOUNT_LEAVES_BEHIND = "routing.departure.left_behind"

# How many cases the colleagues have of whom a deputy is chosen.
CASES_OF_ACCOUNTS = "routing.queries.case_counts"

# Who has left work at the desks of a team behind, without working there any more.
DEPARTED_FROM = "routing.permissions.departed_from"

# Login. An account belongs to an employee and is made in the admin, so there is no sign-up and no e-mail flow.
AUTH_USER_MODEL = "staff.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_ADAPTER = "staff.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "staff.forms.LoginForm", "change_password": "staff.forms.PasswordForm"}
# A whole office logs in at eight from one address: the address is allowed much, one account's failures little. The
# window is short, so that nobody can keep a colleague out for long by typing wrong passwords. The account comes first:
# what is refused for its sake is not counted against the address. staff.adapters.THROTTLED says how long to wait.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "5/2m/key,600/2m/ip",
    "change_password": "5/m/user",
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Thirty idle minutes end a session. Every request extends it, but writes that at most once a minute: the row lives a
# minute longer than is said.
SESSION_ENGINE = "staff.sessions"
SESSION_IDLE_SECONDS = 30 * 60
SESSION_COOKIE_AGE = SESSION_IDLE_SECONDS + 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "staff.views.csrf_failure"

# The largest form: sixty rows in each part. With fewer fields allowed, what was typed into it would be lost.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

# Headers
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "accelerometer": [],
    "camera": [],
    "display-capture": [],
    "geolocation": [],
    "gyroscope": [],
    "magnetometer": [],
    "microphone": [],
    "midi": [],
    "payment": [],
    "usb": [],
}

# Background jobs. A task is acknowledged when done: one whose worker dies is run again.
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 60 * 60
# Longer than the longest task may take, or the broker hands a running task to a second worker.
# A broker that stalls must not hold a page: what cannot be sent is found by beat.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 2 * 60 * 60,
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "resume imports": {"task": "routing.caseload.tasks.resume_imports", "schedule": 60.0},
    "expire imports": {"task": "routing.caseload.tasks.expire_imports", "schedule": 600.0},
    "pick up lost exports": {"task": "routing.exports.tasks.pick_up_lost", "schedule": 60.0},
    "delete old exports": {"task": "routing.exports.tasks.delete_old", "schedule": 600.0},
    "review by night": {"task": "routing.handover.tasks.review_night", "schedule": crontab(hour="0", minute="5")},
    # Nothing to do, unless nobody was there at five past midnight, or a message was lost.
    "catch up a night": {"task": "routing.handover.tasks.review_night", "schedule": crontab(minute="20,50")},
    # Begins once the night is over; most of the times there is nothing to do.
    "forecast": {"task": "routing.outlook.tasks.forecast_night", "schedule": 600.0},
    "forget old sessions": {"task": "jobcenter.tasks.forget_old_sessions", "schedule": crontab(minute="15")},
    "resume what ifs": {"task": "routing.outlook.tasks.resume_what_ifs", "schedule": 60.0},
    "forget old what ifs": {
        "task": "routing.outlook.tasks.forget_old_what_ifs",
        "schedule": crontab(hour="4", minute="0"),
    },
    "carry out hand-overs": {"task": "routing.handover.tasks.complete_transfers", "schedule": 300.0},
    "resume policy runs": {"task": "routing.handover.tasks.resume_policy_runs", "schedule": 60.0},
    "reconcile": {
        "task": "routing.handover.tasks.reconcile_all",
        "schedule": crontab(day_of_week="sun", hour="3", minute="0"),
    },
    # From half past six to noon: the first round writes, the others what was lost or is asked for since.
    "write digests": {"task": "jobcenter.tasks.write_digests", "schedule": crontab(hour="6", minute="30,40,50")},
    "write digests later": {"task": "jobcenter.tasks.write_digests", "schedule": crontab(hour="7-11", minute="*/10")},
    "send mails": {"task": "staff.tasks.send_mails", "schedule": 60.0},
    "forget old mails": {"task": "staff.tasks.forget_old_mails", "schedule": crontab(hour="4", minute="15")},
}

# E-mail. A server that does not answer must not hold a worker.
EMAIL_TIMEOUT = 20

# Plain lines on standard error. Django's default writes no traceback when DEBUG is off.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "jobcenter.logs.RedactingFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
