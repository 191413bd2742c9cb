"""The Celery application; its settings are the `CELERY_*` names of the Django settings (by default of production)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobcenter.settings.production")

app = Celery("jobcenter")
app.config_from_object("django.conf:settings", namespace="CELERY")
# A wing's tasks stand beside its views, which hand work to them.
app.autodiscover_tasks(
    ["jobcenter", "routing.caseload", "routing.exports", "routing.handover", "routing.outlook", "staff"]
)
