"""The filters, the order and the place of the list, as they stand in its address. Nothing personal is among them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict

from routing.caselist.search import ANY_POINT, NO_POINT, OVERDUE, BasisFilter, Cases, Filters, Sort
from routing.enums import BASIS_CHOICES, DESK_CHOICES, OPEN_POINT_CHOICES
from routing.permissions import caseworkers_of, desks_of
from routing.rules.notices import SOON_DAYS
from staff.models import Desk, User

# Their names in the address beside those of the form.
TERM = "suche"
SORT = "sortierung"
AFTER = "nach"

# The plain list. The address without any query is where a person begins, which may be another view.
PLAIN = "?ansicht=alle"

_ALL = ("", "alle")
_DAYS = (SOON_DAYS, 90, 180, 365)


class Offered(NamedTuple):
    """What somebody can narrow her list to: the desks and the caseworkers of her team."""

    desks: list[Desk]
    people: list[User]


def offered_to(user: User) -> Offered:
    """What the user can narrow her list to."""
    return Offered(desks_of(user), caseworkers_of(user))


class FilterForm(forms.Form):
    """What the list is narrowed to; every field may be left open."""

    stelle = forms.ChoiceField(label="Stelle", required=False)
    soll = forms.ChoiceField(label="Stelle laut Entscheidung", required=False)
    grundlage = forms.ChoiceField(
        label="Grundlage",
        required=False,
        choices=[
            _ALL,
            (BasisFilter.SINGLE_PARENT.value, "alleinerziehend"),
            *((code, f"alleinerziehend: {label}") for code, label in BASIS_CHOICES),
            (BasisFilter.NONE.value, "nicht alleinerziehend"),
        ],
    )
    offen = forms.ChoiceField(
        label="Offene Punkte",
        required=False,
        choices=[_ALL, (ANY_POINT, "mit offenen Punkten"), (NO_POINT, "ohne offene Punkte"), *OPEN_POINT_CHOICES],
    )
    gilt_bis = forms.ChoiceField(
        label="Gilt bis",
        required=False,
        choices=[_ALL, (OVERDUE, "überfällig"), *((str(days), f"in den nächsten {days} Tagen") for days in _DAYS)],
    )
    ifk = forms.ChoiceField(label="IFK", required=False)
    faelle = forms.ChoiceField(label="Fälle", required=False)
    meine = forms.BooleanField(label="nur meine Fälle", required=False)
    ohne_ifk = forms.BooleanField(label="ohne IFK", required=False)
    geaendert = forms.BooleanField(label="Zuständigkeit hat sich geändert", required=False)

    def __init__(self, data: Mapping[str, Any], *, offered: Offered, searching: bool) -> None:
        """One desk alone is nothing to choose from. Who searches wants to find closed cases too."""
        desks = offered.desks
        super().__init__(data)
        self.usual_cases = Cases.ALL if searching else Cases.OPEN
        self.usual_sort = Sort.CLOSENESS if searching else Sort.NAME
        usual = "alle, auch geschlossene" if searching else "offene"
        others = [(case.value, label) for case, label in _CASES if case != self.usual_cases]
        self._offer("faelle", [("", usual), *others])
        own = {desk.code: desk.label for desk in desks}
        self._offer("stelle", [_ALL, *own.items()])
        self._offer("soll", [_ALL, *(dict(DESK_CHOICES) | own).items()])
        self._offer("ifk", [_ALL, *((str(person.pk), person.short_name) for person in offered.people)])
        # What says nothing new is no choice, but right all the same.
        self.needless = {"faelle": [self.usual_cases.value], "stelle": [desk.code for desk in desks]}
        if len(desks) <= 1:
            del self.fields["stelle"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def filters(self) -> Filters:
        """The filters that can be read; what an old or edited address says beside them does not narrow."""
        self.is_valid()
        chosen = self.cleaned_data
        return Filters(
            desk=chosen.get("stelle", ""),
            decided_desk=chosen.get("soll", ""),
            basis=chosen.get("grundlage", ""),
            open_point=chosen.get("offen", ""),
            holds=chosen.get("gilt_bis", ""),
            mine=chosen["meine"],
            caseworker=chosen.get("ifk", ""),
            without_caseworker=chosen["ohne_ifk"],
            desk_changed=chosen["geaendert"],
            cases=Cases(chosen.get("faelle") or self.usual_cases),
        )

    def unread(self) -> list[str]:
        """The labels of filters that the address names, but that do not narrow: a desk of another team, for one."""
        left_out = [name for name in self.base_fields if name not in self.fields and self.data.get(name)]
        unread = [name for name in (*left_out, *self.errors) if self.data.get(name) not in self.needless.get(name, [])]
        return [str(self.base_fields[name].label) for name in unread]


_CASES = ((Cases.OPEN, "nur offene"), (Cases.CLOSED, "nur geschlossene"), (Cases.ALL, "alle, auch geschlossene"))


def sort_of(data: Mapping[str, Any], *, searching: bool) -> Sort:
    """The order that the address names, else the usual one: by closeness for a search, by name for the list."""
    usual, unfit = (Sort.CLOSENESS, Sort.URGENCY) if searching else (Sort.NAME, Sort.CLOSENESS)
    try:
        sort = Sort(data.get(SORT, usual))
    except ValueError:
        return usual
    return usual if sort == unfit else sort


def query_of(form: FilterForm, sort: Sort) -> str:
    """The address' query as a saved filter keeps it: filters that can be read, and the order unless it is the usual
    one. The same list has the same query. Never a search term: those are personal.
    """
    form.is_valid()
    chosen = {name: "on" if value is True else value for name, value in form.cleaned_data.items()}
    return state({**chosen, SORT: "" if sort == form.usual_sort else sort.value})


def in_words(form: FilterForm, sort: Sort) -> str:
    """What the list is narrowed to and how it is ordered, as one line; and which of its filters mean nothing here."""
    form.is_valid()
    chosen = filter(None, (_words_of(field, form.cleaned_data.get(name)) for name, field in form.fields.items()))
    unread = [f"nicht beachtet: {label}" for label in form.unread()]
    return " · ".join([*(list(chosen) or [_ALL_OF[form.usual_cases]]), _ORDER_WORDS[sort], *unread])


def _words_of(field: forms.Field, value: Any) -> str:
    if not value or not isinstance(field.widget, forms.Select):
        return str(field.label) if value else ""
    return f"{field.label}: {dict(field.widget.choices)[value]}"


_ALL_OF = {Cases.OPEN: "alle offenen Fälle", Cases.ALL: "alle Fälle, auch geschlossene"}
_ORDER_WORDS = {
    Sort.NAME: "nach Namen",
    Sort.NAME_DOWN: "nach Namen, absteigend",
    Sort.BIRTH: "nach Geburtsdatum",
    Sort.BIRTH_DOWN: "nach Geburtsdatum, jüngste zuerst",
    Sort.HOLDS_UNTIL: "nach „Gilt bis“",
    Sort.HOLDS_UNTIL_DOWN: "nach „Gilt bis“, späteste zuerst",
    Sort.CLOSENESS: "nach Ähnlichkeit",
    Sort.URGENCY: "nach Dringlichkeit",
}


def state(data: Mapping[str, Any], **changes: str | None) -> str:
    """The address' query with the filters and the order that ``data`` names, nothing else, after ``changes``.

    A change to none leaves a name out. Where the list had come to is never kept: another list begins at its beginning.
    It is never empty: where nothing is left it is that of the plain list.
    """
    kept = QueryDict(mutable=True)
    for name in (TERM, *FilterForm.base_fields, SORT):
        value = changes[name] if name in changes else data.get(name)
        if value:
            kept[name] = value
    if after := changes.get(AFTER):
        kept[AFTER] = after
    return f"?{kept.urlencode()}" if kept else PLAIN
