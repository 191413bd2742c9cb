"""What people hand in and say about a run."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from routing.caseload.kinds import FROM_DESK, Kind
from routing.caseload.receiving import LARGEST_MEGABYTES, Uploaded
from routing.caseload.words import NOTHING
from routing.enums import DESK_CHOICES, FIELD_RULE_CHOICES
from routing.fields import FieldRule
from routing.models import ImportQuestion

ALL_ON_PAGE = "alle"
SHOWN = "gezeigt"
"""The ids of the questions that stood on the page."""
_ANY = ("", "alle")
_ANSWERS = [(code, label) for code, label in FIELD_RULE_CHOICES if code != FieldRule.ASK]


class _FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once. Cleaned to a list of `Uploaded`."""

    widget = _FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each file as it was handed in; what is in them is looked at by who keeps them."""
        given = data if isinstance(data, list | tuple) else [data]
        files: list[UploadedFile] = [super(FilesField, self).clean(one, initial) for one in given or [None]]
        return [Uploaded(file.name or "", file) for file in files]


def _files_field(label: str, help_text: str, required: str) -> FilesField:
    return FilesField(
        label=label,
        help_text=help_text,
        allow_empty_file=True,  # who keeps them says it by the file's name
        error_messages={"required": required, "invalid": required, "missing": required},
        widget=_FilesInput(attrs={"accept": ".csv,.xlsx"}),
    )


class UploadForm(forms.Form):
    """The lists of the office."""

    lists = _files_field(
        "Listen",
        "bewerber.csv und haushalt.csv, dazu bestand.csv, wenn Sie die heutige Zuständigkeit mitbringen: alle zusammen "
        f"auswählen. Oder eine Arbeitsmappe (XLSX) mit diesen Blättern. Höchstens {LARGEST_MEGABYTES} MB je Datei.",
        "Wählen Sie die Dateien aus: bewerber.csv und haushalt.csv zusammen, oder eine Arbeitsmappe.",
    )


class CorrectionsForm(forms.Form):
    """Lines that could not be read, put right."""

    lines = _files_field(
        "Berichtigte Zeilen",
        "Nur die berichtigten Zeilen, als CSV oder Arbeitsmappe, mit denselben Spalten. Alles andere bleibt, wie es "
        "hochgeladen ist.",
        "Wählen Sie die Datei mit den berichtigten Zeilen aus.",
    )


class EntryFilterForm(forms.Form):
    """Which applicants of a run are shown; every field may be left open."""

    art = forms.ChoiceField(label="Zeigen", required=False, choices=[_ANY, *Kind.choices])
    von = forms.ChoiceField(label="von Stelle", required=False, choices=[_ANY, *DESK_CHOICES])
    nach = forms.ChoiceField(label="zu Stelle (laut Entscheidung)", required=False, choices=[_ANY, *DESK_CHOICES])

    def chosen(self) -> tuple[Kind | None, str, str]:
        """The kind and the desks; what cannot be read does not narrow. Only some kinds go from desk to desk."""
        self.is_valid()
        kind = Kind(self.cleaned_data["art"]) if self.cleaned_data.get("art") else None
        if kind not in FROM_DESK:
            return kind, "", ""
        return kind, self.cleaned_data.get("von", ""), self.cleaned_data.get("nach", "")


class AnswersForm(forms.Form):
    """One page of questions: for each the list or the entry, or nothing yet."""

    def __init__(self, data: Mapping[str, Any] | None, questions: Iterable[ImportQuestion]) -> None:
        super().__init__(data)
        self._all: str | None = data.get(ALL_ON_PAGE) if data else None
        self._ids = {field_name(question): question.pk for question in questions}
        for question in questions:
            self.fields[field_name(question)] = forms.ChoiceField(
                label=f"{question.entry.last_name}, {question.entry.first_name}: {question.label}",
                required=False,
                choices=[
                    (FieldRule.FILE.value, f"Datei gilt: {_spoken(question.filed)}"),
                    (FieldRule.ENTRY.value, f"Eintrag bleibt: {_spoken(question.stored)}"),
                ],
                initial=question.answer,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Wählen Sie, ob die Datei oder der Eintrag gilt."},
            )

    def clean(self) -> dict[str, Any]:
        """At least one answer, or one for all of the page."""
        if self._all is not None and self._all not in dict(_ANSWERS):
            self.add_error(None, "Wählen Sie, ob die Datei oder der Eintrag gilt.")
        elif not self._all and not any(self.cleaned_data.values()):
            self.add_error(None, "Wählen Sie bei mindestens einer Frage, ob die Datei oder der Eintrag gilt.")
        return self.cleaned_data

    def answers(self) -> dict[int, FieldRule]:
        """What was said, by the id of the question."""
        if self._all:
            return dict.fromkeys(self._ids.values(), FieldRule(self._all))
        return {self._ids[name]: FieldRule(answer) for name, answer in self.cleaned_data.items() if answer}


def _spoken(words: str) -> str:
    """What one side says, also where it says nothing."""
    return "steht nicht darin" if words == NOTHING else words


def field_name(question: ImportQuestion) -> str:
    """What the question's answer is called when it is sent."""
    return f"frage-{question.pk}"
