"""The page on which two versions of one applicant are compared, and what is made of the choices."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from frame.requests import note_reading
from routing.intake.conflict import MINE, Difference, differences, merged
from routing.intake.entry import typed
from routing.intake.forms import PersonForm
from routing.intake.formsets import ROWS
from routing.intake.page import carried
from routing.intake.sheet import Sheet, last_saving
from routing.intake.values import PARTS, FormValues, Texts, as_post, values_of
from routing.intake.versions import opened
from routing.record import ApplicantRecord


@dataclass(frozen=True, slots=True)
class Comparison:
    """One line of the comparison as the page shows it."""

    name: str
    label: str
    mine: str
    stored: str
    proposes_mine: bool
    both_changed: bool


def compared_page(request: HttpRequest, sheet: Sheet, record: ApplicantRecord, data: QueryDict) -> HttpResponse:
    """Show my version beside the stored one, difference by difference; status 409, nothing stored.

    ``data`` is the form as sent: it says on which version it was opened.
    """
    assert sheet.applicant is not None
    note_reading(request, [sheet.applicant.key])
    version = sheet.version_of_form(data.get("version", ""))
    mine, stored = values_of(record), sheet.values()
    found = differences(version.values if version else stored, mine, stored)
    mine_as_sent = as_post(mine)
    for name in {"version", "confirmed"} & set(data):
        mine_as_sent[name] = data.get(name, "")
    context = {
        "sheet": sheet,
        "saving": last_saving(sheet.applicant),
        "comparisons": [_comparison(difference, _row_names(stored)) for difference in found],
        "carried": carried(mine_as_sent),
        "stored_version": sheet.version(),
    }
    return render(request, "routing/applicant_conflict.html", context, status=409)


def resolved(data: QueryDict, sheet: Sheet) -> QueryDict:
    """A sent form as it is, unless it comes from the comparison: then my version with the choices made there, as if
    it had been entered into the stored version that the comparison showed.
    """
    shown = sheet.version_of_form(data.get("stored_version", ""))
    if shown is None:
        return data
    mine, original = typed(data), opened(data.get("version", ""))
    found = differences(original.values if original else shown.values, mine, shown.values)
    picks = {name: str(value) for name, value in data.items()}
    settled = as_post(merged(found, mine, picks))
    settled["version"] = data.get("stored_version", "")
    settled["confirmed"] = data.get("confirmed", "")
    return settled


def _comparison(difference: Difference, row_names: dict[tuple[str, str], str]) -> Comparison:
    return Comparison(
        name=difference.name,
        label=_label(difference, row_names),
        mine=_shown(difference, difference.mine),
        stored=_shown(difference, difference.stored),
        proposes_mine=difference.default == MINE,
        both_changed=difference.both_changed,
    )


def _fields(part: str) -> dict[str, forms.Field]:
    return PersonForm.base_fields if part == "person" else ROWS[part].form.base_fields


def _label(difference: Difference, row_names: dict[tuple[str, str], str]) -> str:
    if difference.part == "person":
        return str(_fields("person")[difference.field].label)
    only_there = difference.mine or difference.stored
    if isinstance(only_there, dict):
        return _row_name(difference.part, only_there)
    return f"{row_names[difference.part, difference.row]}: {_fields(difference.part)[difference.field].label}"


def _row_names(values: FormValues) -> dict[tuple[str, str], str]:
    """What tells one row from another: a name, a status, a day."""
    return {(part, row["id"]): _row_name(part, row) for part in PARTS for row in values.rows(part)}


def _row_name(part: str, row: Texts) -> str:
    if part == "members":
        return f"{row['first_name']} {row['last_name']}".strip() or ROWS[part].row_label
    told = {"statuses": ("kind", "first"), "pregnancies": ("due_date",), "assessments": ("assessed_on",)}[part]
    fields = _fields(part)
    words = " ".join(_word(fields[name], row[name]) for name in told)
    return words if part == "statuses" else f"{ROWS[part].row_label} {words}".strip()


def _shown(difference: Difference, version: str | Texts | None) -> str:
    """A field's text, or the whole row in words."""
    fields = _fields(difference.part)
    if version is None:
        return "nicht vorhanden"
    if isinstance(version, str):
        return _word(fields[difference.field], version) or "leer"
    told = [
        f"{field.label}: {_word(field, version.get(name, ''))}"
        for name, field in fields.items()
        if name != "id" and version.get(name)
    ]
    return "; ".join(told)


def _word(field: forms.Field, text: str) -> str:
    if isinstance(field, forms.BooleanField):
        return "ja" if text else "nein"
    if isinstance(field, forms.ChoiceField) and text:
        # The stubs allow for groups of choices, which no field of the form has.
        return str(dict(field.choices).get(text, text))  # type: ignore[arg-type]
    return text
