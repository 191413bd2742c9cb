"""Tests: the same services as in development; a database and two Redis databases for each pytest-xdist worker."""

import os
import re

import environ

from jobcenter.local.paths import LOCAL_DATABASE_URL, LOCAL_REDIS_URL
from jobcenter.settings.base import *
from jobcenter.settings.database import with_options
from jobcenter.settings.redis import broker_url, caches

env = environ.Env()

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]

# pytest-django names the test database after this one: test_jobcenter, test_jobcenter_gw0, …
DATABASES = {"default": with_options(env.db_url("DATABASE_URL", default=LOCAL_DATABASE_URL))}
# The limit of pytest.ini does not reach into the driver, where whoever waits for a lock sits.
DATABASES["default"]["OPTIONS"]["options"] += " -c lock_timeout=240s"

# 0 and 1 belong to `make run`; gw0 takes 4 and 5, gw1 takes 6 and 7.
_worker = re.fullmatch(r"gw(\d+)", os.environ.get("PYTEST_XDIST_WORKER", ""))
_first_redis_database = 4 + 2 * int(_worker[1]) if _worker else 2
REDIS_URL = env.str("REDIS_URL", default=LOCAL_REDIS_URL)
CELERY_BROKER_URL = broker_url(REDIS_URL, _first_redis_database)
CACHES = caches(REDIS_URL, _first_redis_database + 1)

FILES_DIR = FILES_DIR.with_name(f"files-{os.environ.get('PYTEST_XDIST_WORKER', 'test')}")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# The tests' clock stands months away from the browser's: what may be kept for a minute would be asked for on each page.
WHITENOISE_MAX_AGE = 10 * 365 * 24 * 60 * 60

PUBLIC_URL = "https://jobcenter.example"
