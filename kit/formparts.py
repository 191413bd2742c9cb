"""German form parts: dates as people type them, yes and no, rows, and the list of errors on top of a form."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils import timezone

from kit.days import OPEN_END
from kit.values import NoSuchDay, NoValue, line, typed_day

DATE_HINT = "TT.MM.JJJJ, zum Beispiel 14.03.1991"

NO_TEXT = "Geben Sie den Text noch einmal ein: Er enthält ein Zeichen, das in Text nicht vorkommt (NUL)."

_YEARS_AHEAD = 20


class GermanDateInput(forms.DateInput):
    """A text input for a date: TT.MM.JJJJ, no picker, digits on a phone's keyboard.

    A year of two digits is written out as soon as the field is left (``dates.js``), by the same rule as it is read.
    """

    def __init__(self, attrs: dict[str, Any] | None = None, *, is_past: bool = False) -> None:
        """``attrs`` are added to the element's own."""
        own = {"inputmode": "numeric", "autocomplete": "off", "class": "input-date"}
        super().__init__(attrs=own | (attrs or {}), format="%d.%m.%Y")
        self._is_past = is_past

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """See the class."""
        return super().get_context(
            name, value, {"data-latest-year": _latest_year(is_past=self._is_past)} | (attrs or {})
        )


def _latest_year(*, is_past: bool) -> int:
    """The last year that two digits can mean: of a deadline one that is near."""
    return timezone.localdate().year + (0 if is_past else _YEARS_AHEAD)


class GermanDateField(forms.DateField):
    """A day as `kit.values.typed_day` reads it. ``is_past``: as of a birth, two digits never mean a year to come.

    31.12.9999 is the open end of administrative systems, in every field: nothing was entered.
    """

    default_error_messages = {
        "required": "Geben Sie das Datum als TT.MM.JJJJ ein, zum Beispiel 14.03.1991.",
        "invalid": "Geben Sie das Datum als TT.MM.JJJJ ein, zum Beispiel 14.03.1991.",
        "no_such_day": "Diesen Tag gibt es nicht. Geben Sie das Datum als TT.MM.JJJJ ein, zum Beispiel 14.03.1991.",
    }

    def __init__(self, *, is_past: bool = False, **kwargs: Any) -> None:
        """See the class."""
        kwargs.setdefault("widget", GermanDateInput(is_past=is_past))
        super().__init__(**kwargs)
        self._is_past = is_past

    def to_python(self, value: Any) -> date | None:
        """The day that was typed, or None if nothing was; raises ``ValidationError`` saying what to enter."""
        if not isinstance(value, str):
            return super().to_python(value)
        if not line(value) and "\0" not in value:
            return None
        try:
            day = typed_day(value, latest_year=_latest_year(is_past=self._is_past))
        except NoSuchDay:
            raise ValidationError(self.error_messages["no_such_day"], code="no_such_day") from None
        except NoValue:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return None if day == OPEN_END else day


class LineField(forms.CharField):
    """One line of text as `kit.values.line` reads it. A text that is too long is refused with a sentence; nothing is
    cut off while it is typed.
    """

    def __init__(self, *, at_most: int, validators: Iterable[Any] = (), **kwargs: Any) -> None:
        """``at_most``: characters."""
        too_long = MaxLengthValidator(at_most, f"Kürzen Sie die Eingabe auf höchstens {at_most} Zeichen.")
        super().__init__(validators=[too_long, *validators], **kwargs)
        self.widget.attrs.setdefault("autocomplete", "off")

    def to_python(self, value: Any) -> str:
        """The text as it is seen; raises ``ValidationError`` for a NUL, which no text has."""
        text = super().to_python(value) or ""
        if "\0" in text:
            raise ValidationError(NO_TEXT, code="no_text")
        return line(text)


class ValueField(LineField):
    """A text of a certain form, such as a number or an address: ``meaning`` (`kit.values`) gives the value."""

    def __init__(self, *, meaning: Callable[[str], str], sentence: str, at_most: int = 40, **kwargs: Any) -> None:
        """``sentence`` says what to enter instead of anything else."""
        super().__init__(at_most=at_most, **kwargs)
        self._meaning, self._sentence = meaning, sentence

    def to_python(self, value: Any) -> str:
        """The value as it is stored; raises ``ValidationError``."""
        text = super().to_python(value)
        try:
            return self._meaning(text) if text else ""
        except NoValue:
            raise ValidationError(self._sentence, code="invalid") from None


class YesNoField(forms.TypedChoiceField):
    """Two radio buttons. Cleaned to True or False; to None where the field is optional and left open."""

    widget = forms.RadioSelect
    default_error_messages = {"required": "Wählen Sie Ja oder Nein."}

    def __init__(self, *, required: bool = True, **kwargs: Any) -> None:
        """An optional field gets a third button, so that an answer can be taken back."""
        choices = [("ja", "Ja"), ("nein", "Nein")]
        if not required:
            choices.append(("", "keine Angabe"))
        super().__init__(
            required=required, choices=choices, coerce=lambda value: value == "ja", empty_value=None, **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        """The button to be pressed for an initial True or False."""
        if isinstance(value, bool):
            return "ja" if value else "nein"
        return "" if value is None else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another button is pressed now."""
        return super().has_changed(self.prepare_value(initial), data)


class FormError(NamedTuple):
    """One line of the summary on top of a form: the input to go to ("" for the form as a whole), its label, the
    sentence.
    """

    field_id: str
    label: str
    message: str


class RowFormSet(forms.BaseFormSet[Any]):
    """Rows of a form that are added and removed by buttons; ``row_label`` names one ("Person")."""

    row_label = "Zeile"


def error_list(*parts: forms.BaseForm | RowFormSet) -> list[FormError]:
    """All errors of forms and rows, in the order of the page. What was not submitted has none."""
    return [error for part in parts for error in _errors_of(part)]


def _errors_of(part: forms.BaseForm | RowFormSet) -> list[FormError]:
    if isinstance(part, forms.BaseForm):
        return _form_errors(part, "")
    if not part.is_bound:
        return []
    return [
        *(FormError("", "", str(message)) for message in part.non_form_errors()),
        *(
            error
            for number, form in enumerate(part.forms, start=1)
            for error in _form_errors(form, f"{part.row_label} {number}")
        ),
    ]


def _form_errors(form: forms.BaseForm, row: str) -> list[FormError]:
    return [
        *(FormError("", row, str(message)) for message in form.non_field_errors()),
        *(
            FormError(_first_input_id(form[name]), _label(row, form[name]), str(message))
            for name in form.fields
            for message in form.errors.get(name, [])
        ),
    ]


def _label(row: str, field: forms.BoundField) -> str:
    return f"{row}: {field.label}" if row else str(field.label)


def _first_input_id(field: forms.BoundField) -> str:
    """Where a link has to lead: a group of radio buttons has no input of its own, its first button has."""
    return field.id_for_label or f"{field.auto_id}_0"


def with_row_button(data: QueryDict, prefix: str) -> QueryDict | None:
    """The posted ``data`` after its pressed button ``add_<prefix>`` or ``remove_<prefix>-<row>``, None if none was.

    For browsers without JavaScript: the view binds its forms to the result and shows them again, storing nothing.
    Rows behind a removed one move up; a row that is no longer in the data was removed.
    """
    if f"add_{prefix}" in data:
        return _with_counts(data, prefix, total=1, initial=0)
    pressed = re.compile(rf"remove_{re.escape(prefix)}-([0-9]{{1,4}})")
    for name in data:
        if button := pressed.fullmatch(name):
            return _without_row(data, prefix, int(button[1]))
    return None


def _without_row(data: QueryDict, prefix: str, removed: int) -> QueryDict:
    of_a_row = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,4}})-(.+)")
    kept = QueryDict(mutable=True)
    for name, values in data.lists():
        place = of_a_row.fullmatch(name)
        if place is None or int(place[1]) < removed:
            kept.setlist(name, values)
        elif int(place[1]) > removed:
            kept.setlist(f"{prefix}-{int(place[1]) - 1}-{place[2]}", values)
    was_stored = removed < _count(data, f"{prefix}-INITIAL_FORMS")
    return _with_counts(kept, prefix, total=-1, initial=-1 if was_stored else 0)


def _with_counts(data: QueryDict, prefix: str, *, total: int, initial: int) -> QueryDict:
    counted = data.copy()
    for name, change in ((f"{prefix}-TOTAL_FORMS", total), (f"{prefix}-INITIAL_FORMS", initial)):
        counted[name] = str(max(0, _count(data, name) + change))
    return counted


def _count(data: QueryDict, name: str) -> int:
    text = data.get(name, "")
    return int(text) if re.fullmatch("[0-9]{1,4}", text) else 0
