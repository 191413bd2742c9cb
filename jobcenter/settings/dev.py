"""Development and `make run`: local services unless DATABASE_URL or REDIS_URL is set."""

import environ

from jobcenter.local.paths import LOCAL_DATABASE_URL, LOCAL_REDIS_URL
from jobcenter.settings.base import *
from jobcenter.settings.database import with_options
from jobcenter.settings.redis import broker_url, caches

env = environ.Env()

DEBUG = True
DEMO_ALLOWED = True
SECRET_KEY = "only-for-development-on-this-machine-never-in-production"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

DATABASES = {"default": with_options(env.db_url("DATABASE_URL", default=LOCAL_DATABASE_URL))}

REDIS_URL = env.str("REDIS_URL", default=LOCAL_REDIS_URL)
CELERY_BROKER_URL = broker_url(REDIS_URL, 0)
CACHES = caches(REDIS_URL, 1)
WHITENOISE_USE_FINDERS = True

# The daily e-mail stands in the worker's output.
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
PUBLIC_URL = "http://127.0.0.1:8000"
