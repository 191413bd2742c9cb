"""Who gets what answer: every address × method × object × role. `test_access_table.py` asks all of it.

Columns: nobody logged in, then the roles of `staff/roles.py`. Object: an applicant whom the role's own team looks after
(own), whom another team looks after (foreign), whom nobody knows (missing); "-" for addresses without one. Of saved
filters own is one that the caseworker shares with her team, foreign one that another team shares; of exports own is the
caseworker's, foreign that of somebody in another team; of overrides own is one that the caseworker asks for, foreign
one that another team asks for. Forms are sent empty, so 422 means: she may send this form, and is asked to fill it in.

Answers: an HTTP status, or
  login   the login page (a redirect to it; after a POST the page itself)
  open    the admin lets the role in; what it then allows is tested in staff/tests/test_admin.py
"""

from typing import NamedTuple

from staff.roles import Role

TABLE = """
URL                     METHOD OBJECT   NOBODY IFK  TL   BL   BCA  BT   CO   AU   AD
start                   GET    -        login  302  302  302  302  200  302  302  302
start                   POST   -        login  405  405  405  405  405  405  405  405
account_login           GET    -        200    302  302  302  302  302  302  302  302
account_login           POST   -        422    302  302  302  302  302  302  302  302
account_logout          GET    -        405    405  405  405  405  405  405  405  405
account_logout          POST   -        302    302  302  302  302  302  302  302  302
account_change_password GET    -        login  200  200  200  200  200  200  200  200
account_change_password POST   -        login  422  422  422  422  422  422  422  422
session_extend          GET    -        405    405  405  405  405  405  405  405  405
session_extend          POST   -        401    200  200  200  200  200  200  200  200

applicant_list          GET    -        login  200  200  404  404  404  404  404  404
applicant_list          POST   -        login  405  405  404  404  404  404  404  404
applicant_search        GET    -        login  405  405  404  404  404  404  404  404
applicant_search        POST   -        login  302  302  404  404  404  404  404  404
applicant_create        GET    -        login  200  200  404  404  404  404  404  404
applicant_create        POST   -        login  422  422  404  404  404  404  404  404
applicant_preview       GET    -        login  405  405  404  404  404  404  404  404
applicant_preview       POST   -        login  200  200  404  404  404  404  404  404
applicant_access        GET    -        login  200  200  404  404  404  404  404  404
applicant_access        POST   -        login  422  422  404  404  404  404  404  404

saved_filters           GET    -        login  200  200  404  404  404  404  404  404
saved_filters           POST   -        login  405  405  404  404  404  404  404  404
saved_filter_create     GET    -        login  200  200  404  404  404  404  404  404
saved_filter_create     POST   -        login  422  422  404  404  404  404  404  404
saved_filter_replace    GET    -        login  405  405  404  404  404  404  404  404
saved_filter_replace    POST   -        login  422  422  404  404  404  404  404  404
saved_filter_copy       GET    own      login  200  200  404  404  404  404  404  404
saved_filter_copy       GET    foreign  login  404  404  404  404  404  404  404  404
saved_filter_copy       GET    missing  login  404  404  404  404  404  404  404  404
saved_filter_copy       POST   own      login  405  405  404  404  404  404  404  404
saved_filter_copy       POST   foreign  login  405  405  404  404  404  404  404  404
saved_filter_copy       POST   missing  login  405  405  404  404  404  404  404  404
saved_filter_update     GET    own      login  200  404  404  404  404  404  404  404
saved_filter_update     GET    foreign  login  404  404  404  404  404  404  404  404
saved_filter_update     GET    missing  login  404  404  404  404  404  404  404  404
saved_filter_update     POST   own      login  422  404  404  404  404  404  404  404
saved_filter_update     POST   foreign  login  404  404  404  404  404  404  404  404
saved_filter_update     POST   missing  login  404  404  404  404  404  404  404  404
saved_filter_delete     GET    own      login  200  404  404  404  404  404  404  404
saved_filter_delete     GET    foreign  login  404  404  404  404  404  404  404  404
saved_filter_delete     GET    missing  login  404  404  404  404  404  404  404  404
saved_filter_delete     POST   own      login  302  404  404  404  404  404  404  404
saved_filter_delete     POST   foreign  login  404  404  404  404  404  404  404  404
saved_filter_delete     POST   missing  login  404  404  404  404  404  404  404  404

export_create           GET    -        login  200  200  404  404  404  404  404  404
export_create           POST   -        login  422  422  404  404  404  404  404  404
exports                 GET    -        login  200  200  404  404  404  404  404  404
exports                 POST   -        login  405  405  404  404  404  404  404  404
export_detail           GET    own      login  200  404  404  404  404  404  404  404
export_detail           GET    foreign  login  404  404  404  404  404  404  404  404
export_detail           GET    missing  login  404  404  404  404  404  404  404  404
export_detail           POST   own      login  405  405  404  404  404  404  404  404
export_detail           POST   foreign  login  405  405  404  404  404  404  404  404
export_detail           POST   missing  login  405  405  404  404  404  404  404  404
export_download         GET    own      login  200  404  404  404  404  404  404  404
export_download         GET    foreign  login  404  404  404  404  404  404  404  404
export_download         GET    missing  login  404  404  404  404  404  404  404  404
export_download         POST   own      login  405  405  404  404  404  404  404  404
export_download         POST   foreign  login  405  405  404  404  404  404  404  404
export_download         POST   missing  login  405  405  404  404  404  404  404  404

applicant_detail        GET    own      login  200  200  404  404  404  404  404  404
applicant_detail        GET    foreign  login  404  404  404  404  404  404  404  404
applicant_detail        GET    missing  login  404  404  404  404  404  404  404  404
applicant_detail        POST   own      login  405  405  404  404  404  404  404  404
applicant_detail        POST   foreign  login  405  405  404  404  404  404  404  404
applicant_detail        POST   missing  login  405  405  404  404  404  404  404  404
applicant_update        GET    own      login  200  200  404  404  404  404  404  404
applicant_update        GET    foreign  login  404  404  404  404  404  404  404  404
applicant_update        GET    missing  login  404  404  404  404  404  404  404  404
applicant_update        POST   own      login  422  422  404  404  404  404  404  404
applicant_update        POST   foreign  login  404  404  404  404  404  404  404  404
applicant_update        POST   missing  login  404  404  404  404  404  404  404  404
applicant_assess        GET    own      login  200  200  404  404  404  404  404  404
applicant_assess        GET    foreign  login  404  404  404  404  404  404  404  404
applicant_assess        GET    missing  login  404  404  404  404  404  404  404  404
applicant_assess        POST   own      login  422  422  404  404  404  404  404  404
applicant_assess        POST   foreign  login  404  404  404  404  404  404  404  404
applicant_assess        POST   missing  login  404  404  404  404  404  404  404  404
household_takeover      GET    own      login  405  405  404  404  404  404  404  404
household_takeover      GET    foreign  login  405  405  404  404  404  404  404  404
household_takeover      GET    missing  login  405  405  404  404  404  404  404  404
household_takeover      POST   own      login  200  200  404  404  404  404  404  404
household_takeover      POST   foreign  login  404  404  404  404  404  404  404  404
household_takeover      POST   missing  login  404  404  404  404  404  404  404  404
case_take_over          GET    own      login  405  405  404  404  404  404  404  404
case_take_over          GET    foreign  login  405  405  404  404  404  404  404  404
case_take_over          GET    missing  login  405  405  404  404  404  404  404  404
case_take_over          POST   own      login  302  302  404  404  404  404  404  404
case_take_over          POST   foreign  login  404  404  404  404  404  404  404  404
case_take_over          POST   missing  login  404  404  404  404  404  404  404  404
case_close              GET    own      login  200  200  404  404  404  404  404  404
case_close              GET    foreign  login  404  404  404  404  404  404  404  404
case_close              GET    missing  login  404  404  404  404  404  404  404  404
case_close              POST   own      login  422  422  404  404  404  404  404  404
case_close              POST   foreign  login  404  404  404  404  404  404  404  404
case_close              POST   missing  login  404  404  404  404  404  404  404  404
case_reopen             GET    own      login  405  405  404  404  404  404  404  404
case_reopen             GET    foreign  login  405  405  404  404  404  404  404  404
case_reopen             GET    missing  login  405  405  404  404  404  404  404  404
case_reopen             POST   own      login  302  302  404  404  404  404  404  404
case_reopen             POST   foreign  login  404  404  404  404  404  404  404  404
case_reopen             POST   missing  login  404  404  404  404  404  404  404  404

applicant_override      GET    own      login  200  200  404  404  404  404  404  404
applicant_override      GET    foreign  login  404  404  404  404  404  404  404  404
applicant_override      GET    missing  login  404  404  404  404  404  404  404  404
applicant_override      POST   own      login  422  422  404  404  404  404  404  404
applicant_override      POST   foreign  login  404  404  404  404  404  404  404  404
applicant_override      POST   missing  login  404  404  404  404  404  404  404  404
overrides               GET    -        login  200  200  404  404  404  404  404  404
overrides               POST   -        login  405  405  404  404  404  404  404  404
override_detail         GET    own      login  200  200  404  404  404  404  404  404
override_detail         GET    foreign  login  404  404  404  404  404  404  404  404
override_detail         GET    missing  login  404  404  404  404  404  404  404  404
override_detail         POST   own      login  405  405  404  404  404  404  404  404
override_detail         POST   foreign  login  405  405  404  404  404  404  404  404
override_detail         POST   missing  login  405  405  404  404  404  404  404  404
override_approve        GET    own      login  405  405  404  404  404  404  404  404
override_approve        GET    foreign  login  405  405  404  404  404  404  404  404
override_approve        GET    missing  login  405  405  404  404  404  404  404  404
override_approve        POST   own      login  404  302  404  404  404  404  404  404
override_approve        POST   foreign  login  404  404  404  404  404  404  404  404
override_approve        POST   missing  login  404  404  404  404  404  404  404  404
override_reject         GET    own      login  405  405  404  404  404  404  404  404
override_reject         GET    foreign  login  405  405  404  404  404  404  404  404
override_reject         GET    missing  login  405  405  404  404  404  404  404  404
override_reject         POST   own      login  404  422  404  404  404  404  404  404
override_reject         POST   foreign  login  404  404  404  404  404  404  404  404
override_reject         POST   missing  login  404  404  404  404  404  404  404  404
override_end            GET    own      login  405  405  404  404  404  404  404  404
override_end            GET    foreign  login  405  405  404  404  404  404  404  404
override_end            GET    missing  login  405  405  404  404  404  404  404  404
override_end            POST   own      login  302  302  404  404  404  404  404  404
override_end            POST   foreign  login  404  404  404  404  404  404  404  404
override_end            POST   missing  login  404  404  404  404  404  404  404  404

who_is_responsible      GET    -        login  200  200  404  404  404  404  200  404
who_is_responsible      POST   -        login  422  422  404  404  404  404  422  404
figures                 GET    -        login  404  200  200  200  404  200  404  404
figures                 POST   -        login  404  405  405  405  404  405  404  404
figures_csv             GET    -        login  404  200  200  200  404  200  404  404
figures_csv             POST   -        login  404  405  405  405  404  405  404  404
figures_xlsx            GET    -        login  404  200  200  200  404  200  404  404
figures_xlsx            POST   -        login  404  405  405  405  404  405  404  404

admin:*                 GET    -        login  404  404  404  404  404  404  404  open
admin:*                 POST   -        login  404  404  404  404  404  404  404  open
"""

# Pages that show persons: whoever reads them stands in the read log. What is shown only after something was entered
# (the panel beside the form, a household to be taken over, an answer to the reception) is tested with those screens.
SHOWS_PERSONS = {
    "applicant_list",
    "applicant_detail",
    "applicant_update",
    "applicant_assess",
    "applicant_override",
    "case_close",
    "export_download",
    "overrides",
    "override_detail",
    "override_reject",
}

NOBODY = "nobody"
COLUMNS = (
    NOBODY,
    Role.CASEWORKER,
    Role.TEAM_LEAD,
    Role.DIVISION_HEAD,
    Role.EQUAL_OPPORTUNITIES,
    Role.MEASURES_TEAM,
    Role.CONTROLLING,
    Role.RECEPTION,
    Role.ADMINISTRATION,
)


class Row(NamedTuple):
    """One line of the table: how each column is answered."""

    url: str
    method: str
    object: str
    answers: dict[str, str]

    def __str__(self) -> str:
        """Its name among the tests."""
        return f"{self.method} {self.url} {self.object}"


def _rows() -> list[Row]:
    lines = [line.split() for line in TABLE.splitlines() if line]
    return [
        Row(url, method, shown, dict(zip(COLUMNS, answers, strict=True))) for url, method, shown, *answers in lines[1:]
    ]


ROWS = _rows()
