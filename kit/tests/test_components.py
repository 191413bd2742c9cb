import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from kit.formparts import FormError, GermanDateField, RowFormSet, YesNoField
from kit.timeline import Segment, Tone, Window, figure

pytestmark = pytest.mark.urls("kit.tests.urls")


def render(source: str, context: dict[str, Any] | None = None) -> str:
    template = engines["django"].from_string("{% load kit crispy_forms_filters %}" + source)
    return " ".join(template.render(context or {}).split())


def component(template: str, /, **context: Any) -> str:
    return " ".join(render_to_string(f"components/{template}.html", context).split())


def a_request(*, user: object = None, theme: str = "", messages: tuple[Message, ...] = ()) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()  # type: ignore[assignment]
    request.COOKIES["theme"] = theme
    request._messages = list(messages)  # type: ignore[attr-defined]
    return request


class Person(forms.Form):
    number = forms.CharField(label="Kundennummer", help_text="drei Ziffern, ein Buchstabe, sechs Ziffern")
    born = GermanDateField(label="geboren", required=False)
    alone = YesNoField(label="künftig alleinerziehend")


KELLER = SimpleNamespace(is_authenticated=True, short_name="M. Keller", initials="MK", get_role_display=lambda: "IFK")


FRAME = {"session_seconds": 1800, "menu": []}


def test_the_page_says_in_its_title_that_a_form_has_errors() -> None:
    quiet = render_to_string("base.html", {}, a_request())
    loud = render_to_string("base.html", {"errors": [FormError("id_born", "geboren", "Fehlt.")]}, a_request())
    assert "<title> – Zuständigkeit AEZ</title>" in quiet
    assert "<title>Fehler: " in loud


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_chosen_appearance_is_rendered_by_the_server(theme: str) -> None:
    html = render_to_string("base.html", {}, a_request(theme=theme))
    assert f'<html lang="de" data-bs-theme="{theme}" data-kern-theme="{theme}">' in html


@pytest.mark.parametrize("cookie", ["", '"><script>', "system"])
def test_without_a_known_choice_the_system_decides(cookie: str) -> None:
    assert '<html lang="de">' in render_to_string("base.html", {}, a_request(theme=cookie))


def test_nothing_in_the_page_frame_needs_an_exception_from_the_content_security_policy() -> None:
    html = render_to_string("base.html", {"search_url": "/faelle/suche/", **FRAME}, a_request(user=KELLER))
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", html))


def test_a_stranger_sees_neither_menu_nor_search_nor_session() -> None:
    html = render_to_string("base.html", {}, a_request())
    assert "data-session-seconds" not in html
    assert "session-dialog" not in html
    assert 'role="search"' not in html


def test_the_search_travels_by_post_so_that_no_name_comes_into_an_address() -> None:
    html = render_to_string("base.html", {"search_url": "/faelle/suche/", **FRAME}, a_request(user=KELLER))
    form = re.search(r'<form class="app-search".*?>', html)
    assert form
    assert 'method="post"' in form[0]


def test_the_open_part_of_the_application_is_marked_in_the_navigation() -> None:
    places = [SimpleNamespace(label="Lage", url="/lage/zahlen/", current=True)]
    html = render_to_string("base.html", {"places": places, **FRAME}, a_request(user=KELLER))
    assert '<a href="/lage/zahlen/" aria-current="true">Lage</a>' in html


def test_the_open_page_of_a_place_is_marked_among_its_tabs() -> None:
    tabs = [SimpleNamespace(label=label, url=f"/{label}/", current=label == "b") for label in "ab"]
    html = render_to_string("base.html", {"place_tabs": tabs, **FRAME}, a_request(user=KELLER))
    assert re.findall(r'<a href="/[ab]/".*?</a>', html) == [
        '<a href="/a/">a</a>',
        '<a href="/b/" aria-current="page">b</a>',
    ]


def test_an_error_message_interrupts_and_a_success_waits_its_turn() -> None:
    messages = (Message(constants.ERROR, "Nicht gespeichert."), Message(constants.SUCCESS, "Gespeichert."))
    html = component("messages", messages=messages)
    assert re.search(r'alert--danger" role="alert">.*Nicht gespeichert\.', html)
    assert re.search(r'alert--success" role="status">.*Gespeichert\.', html)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("decided", "entscheidet:"),
        ("not_met", "trifft nicht zu:"),
        ("below_met", "trifft zu, aber nachrangig:"),
        ("below", "nachrangig, trifft nicht zu:"),
        ("set_aside", "trifft zu, aber Ausnahme:"),
    ],
)
def test_the_ladder_says_in_words_what_its_colours_show(state: str, words: str) -> None:
    row = {"number": 6, "title": "Alleinerziehend", "text": "Kind Mia", "source": "Ziffer 2, 3", "state": state}
    text = " ".join(re.sub(r"<[^>]+>", " ", component("ladder", rows=[row])).split())
    assert f"{words} Kind Mia" in text


def test_a_badge_and_facts_escape_what_people_typed() -> None:
    assert "&lt;b&gt;" in component("badge", text="<b>", tone="info")
    assert "&lt;b&gt;" in component("facts", facts=[("Name", "<b>")])


def test_a_missing_fact_is_a_dash() -> None:
    assert "<dt>IFK</dt> <dd>–</dd>" in component("facts", facts=[("IFK", None)])


def test_the_error_summary_takes_the_focus_and_links_to_the_inputs() -> None:
    html = component(
        "error_summary", errors=[FormError("id_born", "geboren", "Fehlt."), FormError("", "", "Ganz falsch.")]
    )
    assert "data-focus" in html
    assert '<a href="#id_born">geboren: Fehlt.</a>' in html
    assert "<li>Ganz falsch.</li>" in html
    assert component("error_summary", errors=[]) == ""


def test_a_field_ties_label_hint_and_error_to_its_input() -> None:
    html = render("{{ form.number|as_crispy_field }}", {"form": Person({"alone": "ja"})})
    assert '<label class="form-label" for="id_number">Kundennummer <span class="field__required">(Pflichtfeld)' in html
    assert 'aria-describedby="id_number_helptext id_number_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<div class="form-text" id="id_number_helptext">drei Ziffern' in html
    assert re.search(r'id="id_number_error"> <p><span class="visually-hidden">Fehler: </span>', html)


def test_an_optional_field_is_not_marked_as_required() -> None:
    assert "Pflichtfeld" not in render("{{ form.born|as_crispy_field }}", {"form": Person()})


def test_radio_buttons_are_a_named_group_and_each_has_its_label() -> None:
    html = render("{{ form.alone|as_crispy_field }}", {"form": Person({})})
    assert 'role="radiogroup" aria-labelledby="id_alone_label" aria-describedby="id_alone_error"' in html
    assert '<label class="form-check-label" for="id_alone_0">Ja</label>' in html


def test_rows_can_be_added_and_removed_by_submitting_the_form() -> None:
    class People(RowFormSet):
        row_label = "Person"

    factory = forms.formset_factory(Person, formset=People, extra=0)
    rows = factory(initial=[{"number": "1"}, {"number": "2"}], prefix="member")
    html = component("formset", formset=rows, title="Haushalt", add_label="Person hinzufügen", row_added=True)
    assert 'type="submit" name="add_member"' in html
    assert 'type="submit" name="remove_member-1"' in html
    assert 'id="member-1" tabindex="-1" autofocus' in html
    assert 'id="member-0" tabindex="-1" data' in html
    assert 'name="member-__prefix__-number"' in html


def test_a_panel_is_a_section_named_by_its_heading() -> None:
    html = render('{% panel title="Haushalt" name="household" %}<p>Mia</p>{% endpanel %}')
    assert '<section class="panel" id="household" aria-labelledby="household-title">' in html
    assert '<h2 id="household-title">Haushalt</h2> <p>Mia</p>' in html


def test_a_wide_table_scrolls_in_a_group_that_the_keyboard_reaches() -> None:
    html = render('{% table_region label="Fälle" %}<table></table>{% endtable_region %}')
    table = '<table role="table"></table>'
    assert html == f'<div class="table-region" role="group" aria-label="Fälle" tabindex="0">{table}</div>'


def test_a_cell_says_its_heading_and_every_part_its_role_so_that_a_row_can_be_a_card() -> None:
    html = render(
        """{% table_region label="Fälle" %}<table>
          <thead><tr>
            <th scope="col"><a href="?">Name</a></th><th scope="col">"IFK" <input></th><th scope="col">fällig</th>
            <th scope="col"><span class="visually-hidden">Schritt</span></th>
          </tr></thead>
          <tbody>
            <tr><th scope="rowgroup" colspan="4">bald</th></tr>
            <tr><th scope="row">Mia</th><td colspan="2">geschlossen</td><td>Ansehen</td></tr>
            <tr><th scope="row">Jan</th><td class="x">Keller</td><td></td><td></td></tr>
          </tbody>
        </table>{% endtable_region %}"""
    )
    assert re.findall(r'<th[^>]* role="columnheader">', html) == ['<th scope="col" role="columnheader">'] * 4
    assert '<table role="table"> <thead><tr role="row">' in html
    assert '<th scope="rowgroup" colspan="4" role="rowheader">' in html
    assert '<td colspan="2" data-label="&quot;IFK&quot;" role="cell">geschlossen</td><td role="cell">Ansehen' in html
    assert (
        '<td class="x" data-label="&quot;IFK&quot;" role="cell">Keller</td><td data-label="fällig" role="cell">' in html
    )


def test_the_breadcrumb_leads_to_every_page_above_and_names_this_one() -> None:
    html = render('{% breadcrumb "start" "Start" "/fall/7/" person "Neu" %}', {"person": "<Mia>"})
    assert re.findall(r'<a href="([^"]+)">([^<]*)</a>', html) == [("/start/", "Start"), ("/fall/7/", "&lt;Mia&gt;")]
    assert '<li aria-current="page">Neu</li>' in html


def test_the_last_page_offers_no_next_one_and_a_single_page_nothing() -> None:
    assert "Weitere" not in component("pagination", first_url="?", next_url=None)
    assert component("pagination", first_url=None, next_url=None) == ""


def test_the_timeline_is_a_picture_with_words_and_the_same_as_a_table() -> None:
    segments = [
        Segment("IFK AEZ", "AEZ", None, date(2033, 5, 19), Tone.TEAL, note="Alleinerziehend."),
        Segment("IFK Reha/SB", "SB", date(2033, 5, 20), None, Tone.BLUE, unconfirmed=True, change="Kind wird 18"),
    ]
    shown = figure(segments, Window(date(2026, 1, 1), date(2040, 1, 1)), today=date(2026, 11, 22))
    html = component("timeline", timeline=shown, name="course", title="Zeitverlauf")
    assert html.count('role="img"') == 3
    assert "<desc" in html
    assert "20.05.2033 Kind wird 18" in html
    assert 'fill="url(#course-wide-hatch)"' in html
    html = re.sub("<td [^>]*>", "<td>", html)
    assert "<td>–</td> <td>19.05.2033</td> <td>IFK AEZ</td> <td>Alleinerziehend.</td>" in html
    assert re.search(r"<td>20\.05\.2033</td> <td>offen</td> <td>IFK Reha/SB <span[^>]*>unbestätigt</span>", html)
    assert "style=" not in html


def test_the_ids_of_the_page_are_unique_although_the_timeline_is_drawn_in_three_sizes() -> None:
    segments = [Segment("IFK AEZ", "AEZ", None, None, Tone.TEAL)]
    shown = figure(segments, Window(date(2026, 1, 1), date(2040, 1, 1)), today=date(2026, 11, 22))
    ids = re.findall(r'\sid="([^"]+)"', component("timeline", timeline=shown, name="course", title="Zeitverlauf"))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_the_page_for_a_technical_error_needs_no_request(name: str) -> None:
    assert '<html lang="de">' in render_to_string(name)


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html", "429.html"])
def test_a_refusal_says_what_to_do_and_leads_home(name: str) -> None:
    assert 'href="/start/"' in render_to_string(name, {}, a_request())
