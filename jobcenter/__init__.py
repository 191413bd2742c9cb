"""The project: settings, URLs, background jobs, and the pages composed of several apps."""

from jobcenter.celery import app as celery_app

__all__ = ["celery_app"]
