"""Work that is handed to Celery's workers."""

import logging
from functools import partial
from typing import Any

from celery import Task
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from kombu.exceptions import OperationalError

LATER = "Der Hintergrunddienst ist gerade nicht erreichbar. Die Arbeit beginnt später von selbst, sobald er es ist."

_log = logging.getLogger(__name__)


def hand_to_worker(request: HttpRequest, task: Task[Any, Any], *arguments: object) -> None:
    """Have a worker do the task once what it works on is committed. Where the message cannot be sent, whoever asked is
    told; what waits is a row, and beat finds it.
    """
    transaction.on_commit(partial(_send, request, task, arguments), robust=True)


def _send(request: HttpRequest, task: Task[Any, Any], arguments: tuple[object, ...]) -> None:
    try:
        task.apply_async(arguments)
    except OperationalError as problem:
        _log.warning("%s ließ sich nicht an einen Worker geben, es folgt später: %s", task.name, problem)
        messages.warning(request, LATER)
