"""`manage.py createsuperuser`: Django's own, which asks whether a password is good enough only of whoever types it."""

import os
from typing import Any

from django.contrib.auth.management.commands import createsuperuser
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from staff.models import User


class Command(createsuperuser.Command):
    """Refuses a weak password also where it comes from the environment (``--noinput``)."""

    def handle(self, *args: Any, **options: Any) -> str | None:
        """Make the account, or say what is wrong with its password."""
        password = os.environ.get("DJANGO_SUPERUSER_PASSWORD")
        if password is not None and not options["interactive"]:
            username = options["username"] or os.environ.get("DJANGO_SUPERUSER_USERNAME", "")
            try:
                validate_password(password, User(username=username))
            except ValidationError as weak:
                raise CommandError(" ".join(weak.messages)) from None
        return super().handle(*args, **options)
