"""Whatever is sent in place of a number, a choice or a date is answered with a page, never with an error."""

import re
from itertools import cycle

import pytest
import time_machine

from tests.architecture.access_table import NOBODY, ROWS, Row
from tests.architecture.asking import Office, ask, browser, path_of
from tests.architecture.filled_forms import FORMS, Filled, prepared
from tests.factories import NOW

pytestmark = pytest.mark.django_db

# More digits than Python reads; more than the database's numbers have; a digit that is none; and what no text in
# PostgreSQL may contain.
SENSELESS = ("9" * 5000, "9" * 19, "-1", "²", "\x00")
# Parts of addresses that only long lists and searches have.
OF_LONG_LISTS = {"nach", "ab", "seite", "suche", "frage"}
ANSWERED = [row for row in ROWS if row.object in {"-", "own"} and {"200", "302", "422"} & set(row.answers.values())]
_NAMED = re.compile(r'name="([^"]+)"|[?&](?:amp;)?([a-z_]+)=')


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("filled", FORMS, ids=lambda filled: filled.url)
def test_no_entry_of_a_form_that_is_filled_in_breaks_it(filled: Filled, office: Office) -> None:
    client, path, entries = prepared(filled, office)
    for name in entries:
        for value in SENSELESS:
            assert client.post(path, entries | {name: value}).status_code < 500, (name, value[:20])


@time_machine.travel(NOW, tick=False)
def test_no_address_breaks_whatever_is_sent_to_it(office: Office, subtests: pytest.Subtests) -> None:
    names = _names_of_entries(office) | OF_LONG_LISTS
    assert {"caseworker", "applicant", "sortierung", "members-TOTAL_FORMS"} <= names
    for row in ANSWERED:
        who = next(who for who, answer in row.answers.items() if answer in {"200", "302", "422"})
        client, path = browser(office, who), path_of(row.url, row.object, office)
        with subtests.test(str(row)):
            for sent in (dict.fromkeys(names, SENSELESS[0]), dict(zip(sorted(names), cycle(SENSELESS), strict=False))):
                assert ask(client, row.method, path, sent).status_code < 500


def _names_of_entries(office: Office) -> set[str]:
    """The names of all entries and of all parts of addresses that the pages have."""
    pages = [page for row in ANSWERED if row.method == "GET" for page in _pages(row, office)]
    return {name for page in pages for found in _NAMED.findall(page) for name in found if name}


def _pages(row: Row, office: Office) -> list[str]:
    who = next((who for who, answer in row.answers.items() if answer == "200" and who != NOBODY), None)
    if who is None:
        return []
    answer = ask(browser(office, who), "GET", path_of(row.url, row.object, office))
    return [answer.content.decode()] if answer["Content-Type"].startswith("text/html") else []
