"""An unordered list is caught, and only there where its order matters."""

from collections.abc import Callable

import pytest
from django.db.models import QuerySet
from django.forms import ModelChoiceField
from django.template import Context, Template

from staff.models import User
from tests.nets.findings import caught

pytestmark = pytest.mark.django_db


def looped(rows: "QuerySet[User]") -> None:
    Template("{% for row in rows %}{{ row }}{% endfor %}").render(Context({"rows": rows}))


def offered(rows: "QuerySet[User]") -> None:
    ModelChoiceField(rows).widget.render("person", None)


def cut(rows: "QuerySet[User]") -> None:
    list(rows[5:10])


USES = pytest.mark.parametrize("use", [looped, offered, cut])


@USES
def test_an_unordered_list_is_caught(use: Callable[["QuerySet[User]"], None]) -> None:
    with caught() as findings:
        use(User.objects.order_by())

    assert [finding.partition(": ")[2].split()[:2] for finding in findings] == [["unordered", "User"]]


@USES
def test_an_ordered_list_is_not(use: Callable[["QuerySet[User]"], None]) -> None:
    with caught() as findings:
        use(User.objects.order_by("pk"))

    assert findings == []


def test_what_needs_no_order_is_not() -> None:
    unordered = User.objects.order_by()
    with caught() as findings:
        unordered.filter(pk=0).first()
        unordered.exists()
        unordered[:10].count()
        set(unordered.values_list("pk"))

    assert findings == []
