"""What the database refuses, whoever asks, and what a form says about it."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models

from routing.tests.models.attempt import Attempt
from routing.tests.models.attempts import STORED, STORED_DOUBLES
from routing.tests.models.attempts_distribution import DISTRIBUTION, DISTRIBUTION_DOUBLES
from routing.tests.models.attempts_followup import FOLLOWUP, FOLLOWUP_DOUBLES
from routing.tests.models.attempts_handover import HANDOVER, HANDOVER_DOUBLES
from routing.tests.models.attempts_lists import LISTS, LISTS_DOUBLES
from routing.tests.models.attempts_outlook import OUTLOOK, OUTLOOK_DOUBLES
from routing.tests.models.attempts_overrides import OVERRIDES, OVERRIDES_DOUBLES
from routing.tests.models.attempts_staffing import STAFFING
from routing.tests.models.scene import Scene
from tests.local_apps import local_apps

ATTEMPTS = (*STORED, *LISTS, *HANDOVER, *FOLLOWUP, *OVERRIDES, *STAFFING, *DISTRIBUTION, *OUTLOOK)
DOUBLES = {
    **STORED_DOUBLES,
    **LISTS_DOUBLES,
    **HANDOVER_DOUBLES,
    **FOLLOWUP_DOUBLES,
    **OVERRIDES_DOUBLES,
    **OUTLOOK_DOUBLES,
    **DISTRIBUTION_DOUBLES,
}


def our_models() -> Iterator[type[models.Model]]:
    for config in local_apps():
        yield from config.get_models()


def unique_columns(model: type[models.Model]) -> set[str]:
    fields = model._meta.get_fields()
    columns = (field for field in fields if isinstance(field, models.Field) and field.unique)
    return {f"{model._meta.label}.{field.name}" for field in columns if not field.primary_key or field.is_relation}


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.what)
def test_the_database_refuses(scene: Scene, attempt: Attempt) -> None:
    with pytest.raises(IntegrityError, match=attempt.constraint):
        scene.run(attempt.sql)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.what)
def test_a_form_says_in_german_what_to_do_about(scene: Scene, attempt: Attempt) -> None:
    with pytest.raises(ValidationError, match=attempt.message):
        attempt.entered(scene).validate_constraints()


@pytest.mark.parametrize("column", DOUBLES)
def test_the_database_refuses_the_same_value_twice_in(scene: Scene, column: str) -> None:
    with pytest.raises(IntegrityError, match="duplicate key"):
        scene.run(DOUBLES[column])


def test_every_constraint_is_tried() -> None:
    named = {constraint.name for model in our_models() for constraint in model._meta.constraints}

    assert named == {attempt.constraint for attempt in ATTEMPTS}


def test_every_unique_column_is_tried() -> None:
    assert set().union(*(unique_columns(model) for model in our_models())) == set(DOUBLES)


def test_every_constraint_has_words_of_its_own() -> None:
    silent = [
        constraint.name
        for model in our_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message == constraint.default_violation_error_message
    ]

    assert silent == []
