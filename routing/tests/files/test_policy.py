"""`--policy FILE`: values of one's own instead of the defaults."""

from datetime import date

import pytest

from routing.tests.files.building import BOM, ON, Member, Office, Person, applicants, household


def test_the_values_of_the_file_are_used(office: Office) -> None:
    office.write(
        applicants(
            Person("335A100001"),
            Person("335A100002", geburtsdatum="22.11.1996"),
            Person("335A100003"),
            Person(
                "335A100004",
                entbindungstermin="01.11.2026",
                schwangerschaft_nachweis_am="01.08.2026",
                kuenftig_alleinerziehend="ja",
            ),
        ),
        household(
            Member("335A100001", geburtsdatum="20.05.2007"),
            Member("335A100003"),
            Member("335A100003", beziehung="sonstige", geburtsdatum="01.01.1960"),
        ),
    )
    office.route()
    assert list(office.desks.values()) == ["placement", "placement", "placement", "ifk_aez"]
    office.route_under({"adult_age": 21, "u25_age": 31, "waiting_days": 20, "other_adults_count": False})
    assert list(office.desks.values()) == ["ifk_aez", "u25", "ifk_aez", "placement"]


def test_each_version_holds_from_its_day_and_the_defaults_before(office: Office) -> None:
    office.write(applicants(Person(geburtsdatum="22.11.1996")))
    versions = ({"valid_from": "2027-01-01", "u25_age": 40}, {"valid_from": "2026-12-01", "u25_age": 35})
    office.route_under(*versions)
    assert office.answers["335A100001"]["stelle"] == "placement"
    assert office.answers["335A100001"]["gilt_bis"] == "2026-11-30"
    office.route_under(*versions, on=date(2026, 12, 1))
    assert office.answers["335A100001"]["stelle"] == "u25"
    assert office.answers["335A100001"]["gilt_bis"] == "2036-11-21"


def test_a_version_without_a_day_holds_always(office: Office) -> None:
    office.write(applicants(Person(geburtsdatum="22.11.1996")))
    office.route_under({"u25_age": 35}, on=date.min.replace(year=1997))
    assert office.desks == {"335A100001": "u25"}


def test_the_file_may_begin_with_a_bom(office: Office) -> None:
    office.policy.write_bytes(BOM + b"[{}]")
    assert office.route("--policy", str(office.policy)) == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"[1]",
        b"null",
        b"[{}",
        b"\xff",
        b"[" * 100_000,
        b'[{"adult_age": "18"}]',
        b'[{"adult_age": 18.0}]',
        b'[{"adult_age": true}]',
        b'[{"adult_age": -1}]',
        b'[{"adult_age": null}]',
        b'[{"adult_age": NaN}]',
        b'[{"adult_age": ' + b"1" * 5000 + b"}]",
        b'[{"other_adults_count": "nein"}]',
        b'[{"other_adults_count": 0}]',
        b'[{"valid_from": "01.01.2027"}]',
        b'[{"valid_from": "2027-02-30"}]',
        b'[{"valid_from": 2027}]',
        b'[{"waiting_day": 84}]',
        b'[{"u25_age": 25, "u25_age": 26}]',
        b'[{"valid_from": "2027-01-01"}, {"valid_from": "2027-01-01"}]',
        b"[{}, {}]",
    ],
)
def test_a_wrong_file_is_one_error_and_leaves_no_result(office: Office, content: bytes) -> None:
    office.policy.write_bytes(content)
    office.output.write_text("ein älteres Ergebnis")
    assert office.route("--policy", str(office.policy)) == 2
    assert len(office.messages) == 1
    assert "policy.json" in office.messages[0]
    assert not office.output.exists()


@pytest.mark.parametrize("number", [0, 200, 10_000, 10**30])
def test_strange_ages_do_no_harm(office: Office, number: int) -> None:
    office.write(
        applicants(Person(entbindungstermin="01.11.2026", schwangerschaft_nachweis_am="01.08.2026")),
        household(Member(), Member(beziehung="sonstige")),
    )
    assert office.route_under({"adult_age": number, "u25_age": number, "waiting_days": number}) == 0
    assert office.route_under({"adult_age": number, "u25_age": number, "waiting_days": number}, on=date.max) == 0


def test_an_unknown_value_is_answered_with_the_nearest_known_one(office: Office) -> None:
    office.route_under({"waitng_days": 84})
    assert "gemeint ist vielleicht »waiting_days«" in office.messages[0]


def test_a_missing_policy_file_is_one_sentence(office: Office) -> None:
    assert office.route("--policy", str(office.policy), on=ON) == 2
    assert "policy.json gibt es nicht" in office.messages[0]
