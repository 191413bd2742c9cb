from datetime import date
from typing import Any

import pytest
import time_machine
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from kit.formparts import (
    DATE_HINT,
    FormError,
    GermanDateField,
    GermanDateInput,
    RowFormSet,
    YesNoField,
    error_list,
    with_row_button,
)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("14.03.1991", date(1991, 3, 14)),
        ("14.3.1991", date(1991, 3, 14)),
        ("1.3.1991", date(1991, 3, 1)),
        ("14. 3. 1991", date(1991, 3, 14)),
        ("  14.03.1991 ", date(1991, 3, 14)),
        ("14031991", date(1991, 3, 14)),
        ("1991-03-14", date(1991, 3, 14)),
        ("29.02.2024", date(2024, 2, 29)),
    ],
)
def test_a_date_is_read_as_people_type_it(typed: str, day: date) -> None:
    assert GermanDateField().clean(typed) == day


@given(st.dates(min_value=date(1000, 1, 1)))
def test_what_the_field_shows_it_reads_again(day: date) -> None:
    field = GermanDateField()
    shown = GermanDateInput().format_value(day)
    assert shown is not None
    assert field.clean(shown) == day


@pytest.mark.parametrize("typed", ["31.12.9999", "31129999", "9999-12-31"])
def test_the_open_end_of_administrative_systems_is_an_empty_field(typed: str) -> None:
    assert GermanDateField(required=False).clean(typed) is None
    with pytest.raises(ValidationError, match="Geben Sie das Datum"):
        GermanDateField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "born", "planned"),
    [
        ("14.3.91", date(1991, 3, 14), date(1991, 3, 14)),
        ("140391", date(1991, 3, 14), date(1991, 3, 14)),
        ("01.02.27", date(1927, 2, 1), date(2027, 2, 1)),
        ("1. 2. 46", date(1946, 2, 1), date(2046, 2, 1)),
        ("01.02.47", date(1947, 2, 1), date(1947, 2, 1)),
        ("01.02.26", date(2026, 2, 1), date(2026, 2, 1)),
    ],
)
@time_machine.travel("2026-03-02T09:00:00+01:00", tick=False)
def test_two_digits_of_a_year_mean_one_near_today_and_of_a_birth_none_to_come(
    typed: str, born: date, planned: date
) -> None:
    assert GermanDateField(is_past=True).clean(typed) == born
    assert GermanDateField().clean(typed) == planned
    assert 'data-latest-year="2026"' in GermanDateInput(is_past=True).render("born", None)


@pytest.mark.parametrize("typed", ["31.02.2024", "29.02.2023", "00.01.2024", "32011991", "2024-13-01", "01.01.0000"])
def test_a_day_that_does_not_exist_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(ValidationError, match="Diesen Tag gibt es nicht"):
        GermanDateField().clean(typed)


@pytest.mark.parametrize(
    "typed", ["gestern", "14/03/1991", "14.03", "14.03.19912", "²4.03.1991", "3.1991", "١٤.٠٣.١٩٩١"]
)
def test_anything_else_gets_one_sentence_that_says_what_to_enter(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        GermanDateField().clean(typed)
    assert refused.value.messages == ["Geben Sie das Datum als TT.MM.JJJJ ein, zum Beispiel 14.03.1991."]


class OneDay(forms.Form):
    day = GermanDateField(required=False)


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_day_or_refused_with_a_sentence(typed: str) -> None:
    assert all(error.message.endswith(".") for error in error_list(OneDay({"day": typed})))


def test_an_empty_optional_date_is_none_and_a_day_is_taken_as_it_is() -> None:
    assert GermanDateField(required=False).clean("  ") is None
    assert GermanDateField().clean(date(1991, 3, 14)) == date(1991, 3, 14)


def test_a_birth_date_is_typed_without_a_picker_on_a_keyboard_of_digits() -> None:
    html = GermanDateInput().render("born", date(1991, 3, 14))
    assert 'type="text"' in html
    assert 'inputmode="numeric"' in html
    assert 'value="14.03.1991"' in html


@pytest.mark.parametrize(("pressed", "answer"), [("ja", True), ("nein", False)])
def test_yes_and_no_become_true_and_false(pressed: str, answer: bool) -> None:
    assert YesNoField().clean(pressed) is answer


def test_an_open_yes_or_no_is_none_where_it_is_optional_and_asked_for_where_not() -> None:
    assert YesNoField(required=False).clean("") is None
    with pytest.raises(ValidationError, match="Wählen Sie Ja oder Nein"):
        YesNoField().clean("")


@pytest.mark.parametrize(("initial", "same"), [(True, "ja"), (False, "nein"), (None, "")])
def test_a_stored_yes_or_no_presses_its_button_and_counts_as_unchanged(initial: bool | None, same: str) -> None:
    class Form(forms.Form):
        alone = YesNoField(required=False)

    assert f'value="{same}"' in next(
        tag for tag in str(Form(initial={"alone": initial})["alone"]).split("<") if "checked" in tag
    )
    assert not Form({"alone": same}, initial={"alone": initial}).has_changed()


class Member(forms.Form):
    name = forms.CharField(label="Name")
    born = GermanDateField(label="geboren", help_text=DATE_HINT)
    married = YesNoField(label="verheiratet")


class Members(RowFormSet):
    row_label = "Person"


class Whole(forms.Form):
    last_name = forms.CharField(label="Nachname")

    def clean(self) -> dict[str, Any]:
        raise ValidationError("Diese Person ist schon aufgenommen.")


def member_rows(data: QueryDict | None = None) -> RowFormSet:
    rows = forms.formset_factory(Member, formset=Members, extra=0)(data, prefix="member")
    assert isinstance(rows, RowFormSet)
    return rows


def posted(**values: str) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data[name.replace("__", "-")] = value
    return data


def three_rows(**pressed: str) -> QueryDict:
    return posted(
        member__TOTAL_FORMS="3",
        member__INITIAL_FORMS="2",
        member__0__name="Mia",
        member__1__name="Ben",
        member__2__name="Zoe",
        member__2__born="01.02.2020",
        last_name="Albers",
        **pressed,
    )


def test_the_summary_names_every_error_in_the_order_of_the_page_and_leads_to_its_input() -> None:
    data = posted(
        member__TOTAL_FORMS="1", member__INITIAL_FORMS="1", member__0__name="Mia", member__0__born="31.02.2020"
    )
    assert error_list(Whole(data), member_rows(data)) == [
        FormError("", "", "Diese Person ist schon aufgenommen."),
        FormError("id_last_name", "Nachname", "Dieses Feld ist zwingend erforderlich."),
        FormError(
            "id_member-0-born",
            "Person 1: geboren",
            "Diesen Tag gibt es nicht. Geben Sie das Datum als TT.MM.JJJJ ein, zum Beispiel 14.03.1991.",
        ),
        FormError("id_member-0-married_0", "Person 1: verheiratet", "Wählen Sie Ja oder Nein."),
    ]


def test_a_form_that_was_not_submitted_has_no_errors() -> None:
    assert error_list(Whole(), member_rows()) == []


def test_the_button_add_appends_an_empty_row_and_keeps_what_was_typed() -> None:
    changed = with_row_button(three_rows(add_member="1"), "member")
    assert changed is not None
    assert [form["name"].value() for form in member_rows(changed)] == ["Mia", "Ben", "Zoe", None]
    assert changed["last_name"] == "Albers"


def test_the_button_remove_takes_its_row_away_and_moves_the_others_up() -> None:
    changed = with_row_button(three_rows(remove_member__1="1"), "member")
    assert changed is not None
    rows = member_rows(changed)
    assert [form["name"].value() for form in rows] == ["Mia", "Zoe"]
    assert rows.forms[1]["born"].value() == "01.02.2020"
    assert rows.initial_form_count() == 1


def test_removing_a_row_that_was_added_leaves_the_number_of_stored_rows() -> None:
    changed = with_row_button(three_rows(remove_member__2="1"), "member")
    assert changed is not None
    assert (changed["member-TOTAL_FORMS"], changed["member-INITIAL_FORMS"]) == ("2", "2")


def test_without_such_a_button_the_form_is_submitted() -> None:
    assert with_row_button(three_rows(save="1"), "member") is None
    assert with_row_button(three_rows(add_other="1"), "member") is None
