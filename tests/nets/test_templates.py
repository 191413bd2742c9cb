"""A template of this project that names what is not there is caught."""

from datetime import date

import pytest
from django.conf import settings
from django.forms import Form
from django.template import Context, Origin, Template

from tests.nets.findings import caught

OURS = settings.BASE_DIR / "templates" / "page.html"
OF_A_LIBRARY = settings.BASE_DIR / ".venv" / "lib" / "site-packages" / "library" / "templates" / "page.html"
CONTEXT = {"day": date(2026, 3, 2), "nobody": None, "choices": {"a": 1}, "form": Form(), "rows": [1, 2]}


def unknown(text: str, path: object = OURS) -> list[str]:
    with caught() as findings:
        Template(text, Origin(str(path))).render(Context(CONTEXT))
    return [finding.removeprefix("templates/page.html: unknown variable ") for finding in findings]


@pytest.mark.parametrize(
    ("text", "variable"),
    [
        ("{{ dya }}", "dya"),
        ("{{ dya|length }}", "dya"),
        ("{{ day.yaer }}", "day.yaer"),
        ('{{ day.yaer|default:"–" }}', "day.yaer"),
        ("{{ nobody.name }}", "nobody.name"),
        ("{{ choices.b }}", "choices.b"),
        ("{{ form.birth_date }}", "form.birth_date"),
        ("{% if day.yaer %}heute{% endif %}", "day.yaer"),
        ("{% for row in rwos %}{{ row }}{% endfor %}", "rwos"),
        ("{% with today=dya %}{{ today }}{% endwith %}", "dya"),
    ],
)
def test_what_is_not_there_is_caught(text: str, variable: str) -> None:
    assert unknown(text) == [variable]


@pytest.mark.parametrize(
    "text",
    [
        "{{ day.year }}{{ choices.a }}{{ rows.0 }}{{ nobody }}",
        "{% if dya or not nobody.name or choices.b or form.birth_date %}heute{% endif %}",
        '{% firstof dya nobody.name "–" %}',
        '{{ dya|default:"–" }}{{ nobody.name|default:"–" }}{{ choices.b|default:"–" }}',
        "{% for row in rows %}{{ forloop.counter }}{{ row }}{% endfor %}",
    ],
)
def test_what_is_there_or_may_be_missing_is_not(text: str) -> None:
    assert unknown(text) == []


def test_templates_of_libraries_are_left_alone() -> None:
    assert unknown("{{ dya }}", OF_A_LIBRARY) == []
