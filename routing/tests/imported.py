"""What most of a short process's life goes into: the application and its tasks, imported once for all of them."""

import celery.apps.worker
import celery.bin.celery
import celery.concurrency.prefork
import celery.worker.consumer
import django

# The settings lie in the package that makes the Celery application.
django.setup()
celery.current_app.loader.import_default_modules()
