"""Who gets what answer: every address × method × object × role. `test_access_table.py` asks all of it.

Columns: nobody logged in, then the roles of `staff/roles.py`. Object: an applicant whom the role's own team looks after
(own), whom another team looks after (foreign), whom nobody knows (missing); "-" for addresses without one.
- saved filters: own is one that the caseworker shares with her team, foreign one that another team shares
- exports: own is the caseworker's, foreign that of somebody in another team
- imports: own is one that the team lead uploaded and that waits, other an applied one of somebody else; every team lead
  may look at both
- hand-overs: own is one that her desk gives, foreign one between other desks; of `handover_*` they are accepted
- reminders: own is one of the caseworker, foreign one of a colleague; notes belong to the applicants
- distributions: own is one that the team lead plans, foreign one of another team; of `distribution_received` they are
  applied, and own gives a case to the caseworker
- overrides: own is one that the caseworker asks for, foreign one that another team asks for
- staffing: own is the caseworker herself with her absence and her desk, foreign somebody of another team
- questions "what if": own is one of the team lead whose values are to be in force, foreign one of another team lead
Forms are sent empty, so 422 means: she may send this form, and is asked to fill it in.

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

team                    GET    -        login  404  200  404  404  404  404  404  404
team                    POST   -        login  404  405  404  404  404  404  404  404
team_csv                GET    -        login  404  200  404  404  404  404  404  404
team_csv                POST   -        login  404  405  404  404  404  404  404  404
team_xlsx               GET    -        login  404  200  404  404  404  404  404  404
team_xlsx               POST   -        login  404  405  404  404  404  404  404  404
lapse_durations         GET    -        login  404  200  404  404  404  404  404  404
lapse_durations         POST   -        login  404  405  404  404  404  404  404  404
teams                   GET    -        login  404  404  200  200  404  200  404  404
teams                   POST   -        login  404  404  405  405  404  405  404  404
teams_csv               GET    -        login  404  404  200  200  404  200  404  404
teams_csv               POST   -        login  404  404  405  405  404  405  404  404
teams_xlsx              GET    -        login  404  404  200  200  404  200  404  404
teams_xlsx              POST   -        login  404  404  405  405  404  405  404  404
staffing                GET    -        login  404  200  404  404  404  404  404  404
staffing                POST   -        login  404  405  404  404  404  404  404  404
staffing_own            GET    -        login  302  302  404  404  404  404  404  404
staffing_own            POST   -        login  405  405  404  404  404  404  404  404
staffing_person         GET    own      login  200  200  404  404  404  404  404  404
staffing_person         GET    foreign  login  404  404  404  404  404  404  404  404
staffing_person         GET    missing  login  404  404  404  404  404  404  404  404
staffing_person         POST   own      login  405  405  404  404  404  404  404  404
staffing_person         POST   foreign  login  405  405  404  404  404  404  404  404
staffing_person         POST   missing  login  405  405  404  404  404  404  404  404
staffing_absent         GET    own      login  405  405  404  404  404  404  404  404
staffing_absent         GET    foreign  login  405  405  404  404  404  404  404  404
staffing_absent         GET    missing  login  405  405  404  404  404  404  404  404
staffing_absent         POST   own      login  422  422  404  404  404  404  404  404
staffing_absent         POST   foreign  login  404  404  404  404  404  404  404  404
staffing_absent         POST   missing  login  404  404  404  404  404  404  404  404
staffing_deputy         GET    own      login  405  405  404  404  404  404  404  404
staffing_deputy         GET    foreign  login  405  405  404  404  404  404  404  404
staffing_deputy         GET    missing  login  405  405  404  404  404  404  404  404
staffing_deputy         POST   own      login  422  422  404  404  404  404  404  404
staffing_deputy         POST   foreign  login  404  404  404  404  404  404  404  404
staffing_deputy         POST   missing  login  404  404  404  404  404  404  404  404
staffing_serve          GET    own      login  404  405  404  404  404  404  404  404
staffing_serve          GET    foreign  login  404  405  404  404  404  404  404  404
staffing_serve          GET    missing  login  404  405  404  404  404  404  404  404
staffing_serve          POST   own      login  404  422  404  404  404  404  404  404
staffing_serve          POST   foreign  login  404  404  404  404  404  404  404  404
staffing_serve          POST   missing  login  404  404  404  404  404  404  404  404
staffing_share          GET    own      login  404  405  404  404  404  404  404  404
staffing_share          GET    foreign  login  404  405  404  404  404  404  404  404
staffing_share          GET    missing  login  404  405  404  404  404  404  404  404
staffing_share          POST   own      login  404  422  404  404  404  404  404  404
staffing_share          POST   foreign  login  404  404  404  404  404  404  404  404
staffing_share          POST   missing  login  404  404  404  404  404  404  404  404
staffing_entry          GET    own      login  200  200  404  404  404  404  404  404
staffing_entry          GET    foreign  login  404  404  404  404  404  404  404  404
staffing_entry          GET    missing  login  404  404  404  404  404  404  404  404
staffing_entry          POST   own      login  422  422  404  404  404  404  404  404
staffing_entry          POST   foreign  login  404  404  404  404  404  404  404  404
staffing_entry          POST   missing  login  404  404  404  404  404  404  404  404

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
case_caseworker         GET    own      login  404  200  404  404  404  404  404  404
case_caseworker         GET    foreign  login  404  404  404  404  404  404  404  404
case_caseworker         GET    missing  login  404  404  404  404  404  404  404  404
case_caseworker         POST   own      login  404  422  404  404  404  404  404  404
case_caseworker         POST   foreign  login  404  404  404  404  404  404  404  404
case_caseworker         POST   missing  login  404  404  404  404  404  404  404  404
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

handover_sheet          GET    own      login  200  200  404  404  404  404  404  404
handover_sheet          GET    foreign  login  404  404  404  404  404  404  404  404
handover_sheet          GET    missing  login  404  404  404  404  404  404  404  404
handover_sheet          POST   own      login  405  405  404  404  404  404  404  404
handover_sheet          POST   foreign  login  405  405  404  404  404  404  404  404
handover_sheet          POST   missing  login  405  405  404  404  404  404  404  404
handover_sheet_pdf      GET    own      login  200  200  404  404  404  404  404  404
handover_sheet_pdf      GET    foreign  login  404  404  404  404  404  404  404  404
handover_sheet_pdf      GET    missing  login  404  404  404  404  404  404  404  404
handover_sheet_pdf      POST   own      login  405  405  404  404  404  404  404  404
handover_sheet_pdf      POST   foreign  login  405  405  404  404  404  404  404  404
handover_sheet_pdf      POST   missing  login  405  405  404  404  404  404  404  404
handover_letter         GET    own      login  200  200  404  404  404  404  404  404
handover_letter         GET    foreign  login  404  404  404  404  404  404  404  404
handover_letter         GET    missing  login  404  404  404  404  404  404  404  404
handover_letter         POST   own      login  405  405  404  404  404  404  404  404
handover_letter         POST   foreign  login  405  405  404  404  404  404  404  404
handover_letter         POST   missing  login  405  405  404  404  404  404  404  404
handover_letter_pdf     GET    own      login  200  200  404  404  404  404  404  404
handover_letter_pdf     GET    foreign  login  404  404  404  404  404  404  404  404
handover_letter_pdf     GET    missing  login  404  404  404  404  404  404  404  404
handover_letter_pdf     POST   own      login  405  405  404  404  404  404  404  404
handover_letter_pdf     POST   foreign  login  405  405  404  404  404  404  404  404
handover_letter_pdf     POST   missing  login  405  405  404  404  404  404  404  404
transfer_list           GET    -        login  200  200  404  404  404  404  404  404
transfer_list           POST   -        login  405  405  404  404  404  404  404  404
transfers_initiate      GET    -        login  405  405  404  404  404  404  404  404
transfers_initiate      POST   -        login  302  302  404  404  404  404  404  404
transfers_accept        GET    -        login  405  405  404  404  404  404  404  404
transfers_accept        POST   -        login  302  302  404  404  404  404  404  404
transfer_detail         GET    own      login  200  200  404  404  404  404  404  404
transfer_detail         GET    foreign  login  404  404  404  404  404  404  404  404
transfer_detail         GET    missing  login  404  404  404  404  404  404  404  404
transfer_detail         POST   own      login  405  405  404  404  404  404  404  404
transfer_detail         POST   foreign  login  405  405  404  404  404  404  404  404
transfer_detail         POST   missing  login  405  405  404  404  404  404  404  404
transfer_checklist      GET    own      login  405  405  404  404  404  404  404  404
transfer_checklist      GET    foreign  login  405  405  404  404  404  404  404  404
transfer_checklist      GET    missing  login  405  405  404  404  404  404  404  404
transfer_checklist      POST   own      login  302  302  404  404  404  404  404  404
transfer_checklist      POST   foreign  login  404  404  404  404  404  404  404  404
transfer_checklist      POST   missing  login  404  404  404  404  404  404  404  404
transfer_initiate       GET    own      login  405  405  404  404  404  404  404  404
transfer_initiate       GET    foreign  login  405  405  404  404  404  404  404  404
transfer_initiate       GET    missing  login  405  405  404  404  404  404  404  404
transfer_initiate       POST   own      login  302  302  404  404  404  404  404  404
transfer_initiate       POST   foreign  login  404  404  404  404  404  404  404  404
transfer_initiate       POST   missing  login  404  404  404  404  404  404  404  404
transfer_accept         GET    own      login  405  405  404  404  404  404  404  404
transfer_accept         GET    foreign  login  405  405  404  404  404  404  404  404
transfer_accept         GET    missing  login  405  405  404  404  404  404  404  404
transfer_accept         POST   own      login  302  302  404  404  404  404  404  404
transfer_accept         POST   foreign  login  404  404  404  404  404  404  404  404
transfer_accept         POST   missing  login  404  404  404  404  404  404  404  404
transfer_return         GET    own      login  405  405  404  404  404  404  404  404
transfer_return         GET    foreign  login  405  405  404  404  404  404  404  404
transfer_return         GET    missing  login  405  405  404  404  404  404  404  404
transfer_return         POST   own      login  302  302  404  404  404  404  404  404
transfer_return         POST   foreign  login  404  404  404  404  404  404  404  404
transfer_return         POST   missing  login  404  404  404  404  404  404  404  404
transfer_withdraw       GET    own      login  405  405  404  404  404  404  404  404
transfer_withdraw       GET    foreign  login  405  405  404  404  404  404  404  404
transfer_withdraw       GET    missing  login  405  405  404  404  404  404  404  404
transfer_withdraw       POST   own      login  302  302  404  404  404  404  404  404
transfer_withdraw       POST   foreign  login  404  404  404  404  404  404  404  404
transfer_withdraw       POST   missing  login  404  404  404  404  404  404  404  404
transfer_first_contact  GET    own      login  405  405  404  404  404  404  404  404
transfer_first_contact  GET    foreign  login  405  405  404  404  404  404  404  404
transfer_first_contact  GET    missing  login  405  405  404  404  404  404  404  404
transfer_first_contact  POST   own      login  302  302  404  404  404  404  404  404
transfer_first_contact  POST   foreign  login  404  404  404  404  404  404  404  404
transfer_first_contact  POST   missing  login  404  404  404  404  404  404  404  404
my_day                  GET    -        login  200  200  404  404  404  404  404  200
my_day                  POST   -        login  405  405  404  404  404  404  404  405
digest_settings         GET    -        login  200  200  404  404  404  404  404  404
digest_settings         POST   -        login  200  200  404  404  404  404  404  404
reminders               GET    -        login  200  200  404  404  404  404  404  404
reminders               POST   -        login  405  405  404  404  404  404  404  404
reminder_create         GET    own      login  200  200  404  404  404  404  404  404
reminder_create         GET    foreign  login  404  404  404  404  404  404  404  404
reminder_create         GET    missing  login  404  404  404  404  404  404  404  404
reminder_create         POST   own      login  422  422  404  404  404  404  404  404
reminder_create         POST   foreign  login  404  404  404  404  404  404  404  404
reminder_create         POST   missing  login  404  404  404  404  404  404  404  404
reminder_update         GET    own      login  200  404  404  404  404  404  404  404
reminder_update         GET    foreign  login  404  404  404  404  404  404  404  404
reminder_update         GET    missing  login  404  404  404  404  404  404  404  404
reminder_update         POST   own      login  422  404  404  404  404  404  404  404
reminder_update         POST   foreign  login  404  404  404  404  404  404  404  404
reminder_update         POST   missing  login  404  404  404  404  404  404  404  404
reminder_done           GET    own      login  405  405  404  404  404  404  404  404
reminder_done           GET    foreign  login  405  405  404  404  404  404  404  404
reminder_done           GET    missing  login  405  405  404  404  404  404  404  404
reminder_done           POST   own      login  302  404  404  404  404  404  404  404
reminder_done           POST   foreign  login  404  404  404  404  404  404  404  404
reminder_done           POST   missing  login  404  404  404  404  404  404  404  404
reminder_delete         GET    own      login  200  404  404  404  404  404  404  404
reminder_delete         GET    foreign  login  404  404  404  404  404  404  404  404
reminder_delete         GET    missing  login  404  404  404  404  404  404  404  404
reminder_delete         POST   own      login  302  404  404  404  404  404  404  404
reminder_delete         POST   foreign  login  404  404  404  404  404  404  404  404
reminder_delete         POST   missing  login  404  404  404  404  404  404  404  404
note_create             GET    own      login  200  200  404  404  404  404  404  404
note_create             GET    foreign  login  404  404  404  404  404  404  404  404
note_create             GET    missing  login  404  404  404  404  404  404  404  404
note_create             POST   own      login  422  422  404  404  404  404  404  404
note_create             POST   foreign  login  404  404  404  404  404  404  404  404
note_create             POST   missing  login  404  404  404  404  404  404  404  404
handback                GET    own      login  200  200  404  404  404  404  404  404
handback                GET    foreign  login  404  404  404  404  404  404  404  404
handback                GET    missing  login  404  404  404  404  404  404  404  404
handback                POST   own      login  405  405  404  404  404  404  404  404
handback                POST   foreign  login  405  405  404  404  404  404  404  404
handback                POST   missing  login  405  405  404  404  404  404  404  404
note_correct            GET    own      login  200  200  404  404  404  404  404  404
note_correct            GET    foreign  login  404  404  404  404  404  404  404  404
note_correct            GET    missing  login  404  404  404  404  404  404  404  404
note_correct            POST   own      login  422  422  404  404  404  404  404  404
note_correct            POST   foreign  login  404  404  404  404  404  404  404  404
note_correct            POST   missing  login  404  404  404  404  404  404  404  404
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

distributions           GET    -        login  404  200  404  404  404  404  404  404
distributions           POST   -        login  404  405  404  404  404  404  404  404
distribution_create     GET    -        login  404  200  404  404  404  404  404  404
distribution_create     POST   -        login  404  422  404  404  404  404  404  404
distribution_detail     GET    own      login  404  200  404  404  404  404  404  404
distribution_detail     GET    foreign  login  404  404  404  404  404  404  404  404
distribution_detail     GET    missing  login  404  404  404  404  404  404  404  404
distribution_detail     POST   own      login  404  405  404  404  404  404  404  404
distribution_detail     POST   foreign  login  404  405  404  404  404  404  404  404
distribution_detail     POST   missing  login  404  405  404  404  404  404  404  404
distribution_change     GET    own      login  404  405  404  404  404  404  404  404
distribution_change     GET    foreign  login  404  405  404  404  404  404  404  404
distribution_change     GET    missing  login  404  405  404  404  404  404  404  404
distribution_change     POST   own      login  404  302  404  404  404  404  404  404
distribution_change     POST   foreign  login  404  404  404  404  404  404  404  404
distribution_change     POST   missing  login  404  404  404  404  404  404  404  404
distribution_apply      GET    own      login  404  200  404  404  404  404  404  404
distribution_apply      GET    foreign  login  404  404  404  404  404  404  404  404
distribution_apply      GET    missing  login  404  404  404  404  404  404  404  404
distribution_apply      POST   own      login  404  302  404  404  404  404  404  404
distribution_apply      POST   foreign  login  404  404  404  404  404  404  404  404
distribution_apply      POST   missing  login  404  404  404  404  404  404  404  404
distribution_discard    GET    own      login  404  200  404  404  404  404  404  404
distribution_discard    GET    foreign  login  404  404  404  404  404  404  404  404
distribution_discard    GET    missing  login  404  404  404  404  404  404  404  404
distribution_discard    POST   own      login  404  302  404  404  404  404  404  404
distribution_discard    POST   foreign  login  404  404  404  404  404  404  404  404
distribution_discard    POST   missing  login  404  404  404  404  404  404  404  404
distribution_export     GET    own      login  404  200  404  404  404  404  404  404
distribution_export     GET    foreign  login  404  404  404  404  404  404  404  404
distribution_export     GET    missing  login  404  404  404  404  404  404  404  404
distribution_export     POST   own      login  404  422  404  404  404  404  404  404
distribution_export     POST   foreign  login  404  404  404  404  404  404  404  404
distribution_export     POST   missing  login  404  404  404  404  404  404  404  404
distribution_received   GET    own      login  200  404  404  404  404  404  404  404
distribution_received   GET    foreign  login  404  404  404  404  404  404  404  404
distribution_received   GET    missing  login  404  404  404  404  404  404  404  404
distribution_received   POST   own      login  405  405  404  404  404  404  404  404
distribution_received   POST   foreign  login  405  405  404  404  404  404  404  404
distribution_received   POST   missing  login  405  405  404  404  404  404  404  404

who_is_responsible      GET    -        login  200  200  404  404  404  404  200  404
who_is_responsible      POST   -        login  422  422  404  404  404  404  422  404
figures                 GET    -        login  404  200  200  200  404  200  404  404
figures                 POST   -        login  404  405  405  405  404  405  404  404
figures_csv             GET    -        login  404  200  200  200  404  200  404  404
figures_csv             POST   -        login  404  405  405  405  404  405  404  404
figures_xlsx            GET    -        login  404  200  200  200  404  200  404  404
figures_xlsx            POST   -        login  404  405  405  405  404  405  404  404
distribution_csv        GET    -        login  404  200  404  404  404  404  404  404
distribution_csv        POST   -        login  404  405  404  404  404  404  404  404
distribution_xlsx       GET    -        login  404  200  404  404  404  404  404  404
distribution_xlsx       POST   -        login  404  405  404  404  404  404  404  404

imports                 GET    -        login  404  200  404  404  404  404  404  404
imports                 POST   -        login  404  422  404  404  404  404  404  404
import_columns          GET    -        login  404  200  404  404  404  404  404  404
import_columns          POST   -        login  404  405  404  404  404  404  404  404
import_detail           GET    own      login  404  200  404  404  404  404  404  404
import_detail           GET    other    login  404  200  404  404  404  404  404  404
import_detail           GET    missing  login  404  404  404  404  404  404  404  404
import_detail           POST   own      login  404  405  404  404  404  404  404  404
import_detail           POST   other    login  404  405  404  404  404  404  404  404
import_detail           POST   missing  login  404  405  404  404  404  404  404  404
import_apply            GET    own      login  404  200  404  404  404  404  404  404
import_apply            GET    other    login  404  302  404  404  404  404  404  404
import_apply            GET    missing  login  404  404  404  404  404  404  404  404
import_apply            POST   own      login  404  302  404  404  404  404  404  404
import_apply            POST   other    login  404  302  404  404  404  404  404  404
import_apply            POST   missing  login  404  404  404  404  404  404  404  404
import_check_again      GET    own      login  404  405  404  404  404  404  404  404
import_check_again      GET    other    login  404  405  404  404  404  404  404  404
import_check_again      GET    missing  login  404  405  404  404  404  404  404  404
import_check_again      POST   own      login  404  302  404  404  404  404  404  404
import_check_again      POST   other    login  404  302  404  404  404  404  404  404
import_check_again      POST   missing  login  404  404  404  404  404  404  404  404
import_discard          GET    own      login  404  200  404  404  404  404  404  404
import_discard          GET    other    login  404  302  404  404  404  404  404  404
import_discard          GET    missing  login  404  404  404  404  404  404  404  404
import_discard          POST   own      login  404  302  404  404  404  404  404  404
import_discard          POST   other    login  404  302  404  404  404  404  404  404
import_discard          POST   missing  login  404  404  404  404  404  404  404  404
import_entries          GET    own      login  404  200  404  404  404  404  404  404
import_entries          GET    other    login  404  200  404  404  404  404  404  404
import_entries          GET    missing  login  404  404  404  404  404  404  404  404
import_entries          POST   own      login  404  405  404  404  404  404  404  404
import_entries          POST   other    login  404  405  404  404  404  404  404  404
import_entries          POST   missing  login  404  405  404  404  404  404  404  404
import_problems         GET    own      login  404  200  404  404  404  404  404  404
import_problems         GET    other    login  404  200  404  404  404  404  404  404
import_problems         GET    missing  login  404  404  404  404  404  404  404  404
import_problems         POST   own      login  404  422  404  404  404  404  404  404
import_problems         POST   other    login  404  302  404  404  404  404  404  404
import_problems         POST   missing  login  404  404  404  404  404  404  404  404
import_problem_lines    GET    own      login  404  200  404  404  404  404  404  404
import_problem_lines    GET    other    login  404  404  404  404  404  404  404  404
import_problem_lines    GET    missing  login  404  404  404  404  404  404  404  404
import_problem_lines    POST   own      login  404  405  404  404  404  404  404  404
import_problem_lines    POST   other    login  404  405  404  404  404  404  404  404
import_problem_lines    POST   missing  login  404  405  404  404  404  404  404  404
import_questions        GET    own      login  404  200  404  404  404  404  404  404
import_questions        GET    other    login  404  200  404  404  404  404  404  404
import_questions        GET    missing  login  404  404  404  404  404  404  404  404
import_questions        POST   own      login  404  422  404  404  404  404  404  404
import_questions        POST   other    login  404  302  404  404  404  404  404  404
import_questions        POST   missing  login  404  404  404  404  404  404  404  404
import_template         GET    -        login  404  200  404  404  404  404  404  404
import_template         POST   -        login  404  405  404  404  404  404  404  404
import_template_applicants GET    -        login  404  200  404  404  404  404  404  404
import_template_applicants POST   -        login  404  405  404  404  404  404  404  404
import_template_household GET    -        login  404  200  404  404  404  404  404  404
import_template_household POST   -        login  404  405  404  404  404  404  404  404
import_template_stock   GET    -        login  404  200  404  404  404  404  404  404
import_template_stock   POST   -        login  404  405  404  404  404  404  404  404
import_entries_export   GET    own      login  404  200  404  404  404  404  404  404
import_entries_export   GET    other    login  404  200  404  404  404  404  404  404
import_entries_export   GET    missing  login  404  404  404  404  404  404  404  404
import_entries_export   POST   own      login  404  422  404  404  404  404  404  404
import_entries_export   POST   other    login  404  422  404  404  404  404  404  404
import_entries_export   POST   missing  login  404  404  404  404  404  404  404  404
import_problems_csv     GET    own      login  404  200  404  404  404  404  404  404
import_problems_csv     GET    other    login  404  200  404  404  404  404  404  404
import_problems_csv     GET    missing  login  404  404  404  404  404  404  404  404
import_problems_csv     POST   own      login  404  405  404  404  404  404  404  404
import_problems_csv     POST   other    login  404  405  404  404  404  404  404  404
import_problems_csv     POST   missing  login  404  405  404  404  404  404  404  404
import_problems_xlsx    GET    own      login  404  200  404  404  404  404  404  404
import_problems_xlsx    GET    other    login  404  200  404  404  404  404  404  404
import_problems_xlsx    GET    missing  login  404  404  404  404  404  404  404  404
import_problems_xlsx    POST   own      login  404  405  404  404  404  404  404  404
import_problems_xlsx    POST   other    login  404  405  404  404  404  404  404  404
import_problems_xlsx    POST   missing  login  404  405  404  404  404  404  404  404
import_matrix_csv       GET    own      login  404  200  404  404  404  404  404  404
import_matrix_csv       GET    other    login  404  200  404  404  404  404  404  404
import_matrix_csv       GET    missing  login  404  404  404  404  404  404  404  404
import_matrix_csv       POST   own      login  404  405  404  404  404  404  404  404
import_matrix_csv       POST   other    login  404  405  404  404  404  404  404  404
import_matrix_csv       POST   missing  login  404  405  404  404  404  404  404  404
import_matrix_xlsx      GET    own      login  404  200  404  404  404  404  404  404
import_matrix_xlsx      GET    other    login  404  200  404  404  404  404  404  404
import_matrix_xlsx      GET    missing  login  404  404  404  404  404  404  404  404
import_matrix_xlsx      POST   own      login  404  405  404  404  404  404  404  404
import_matrix_xlsx      POST   other    login  404  405  404  404  404  404  404  404
import_matrix_xlsx      POST   missing  login  404  405  404  404  404  404  404  404

outlook                 GET    -        login  404  200  200  200  404  200  404  404
outlook                 POST   -        login  404  405  405  405  404  405  404  404
outlook_cases           GET    -        login  404  200  404  404  404  404  404  404
outlook_cases           POST   -        login  404  405  404  404  404  404  404  404
outlook_export          GET    -        login  404  200  404  404  404  404  404  404
outlook_export          POST   -        login  404  422  404  404  404  404  404  404

what_if                 GET    -        login  404  200  404  404  404  404  404  200
what_if                 POST   -        login  404  422  404  404  404  404  404  404
what_if_detail          GET    own      login  404  200  404  404  404  404  404  200
what_if_detail          GET    foreign  login  404  404  404  404  404  404  404  404
what_if_detail          GET    missing  login  404  404  404  404  404  404  404  404
what_if_detail          POST   own      login  404  405  404  404  404  404  404  405
what_if_detail          POST   foreign  login  404  405  404  404  404  404  404  405
what_if_detail          POST   missing  login  404  405  404  404  404  404  404  405
what_if_cancel          GET    own      login  404  405  404  404  404  404  404  404
what_if_cancel          GET    foreign  login  404  405  404  404  404  404  404  404
what_if_cancel          GET    missing  login  404  405  404  404  404  404  404  404
what_if_cancel          POST   own      login  404  302  404  404  404  404  404  404
what_if_cancel          POST   foreign  login  404  404  404  404  404  404  404  404
what_if_cancel          POST   missing  login  404  404  404  404  404  404  404  404
what_if_export          GET    own      login  404  200  404  404  404  404  404  404
what_if_export          GET    foreign  login  404  404  404  404  404  404  404  404
what_if_export          GET    missing  login  404  404  404  404  404  404  404  404
what_if_export          POST   own      login  404  422  404  404  404  404  404  404
what_if_export          POST   foreign  login  404  404  404  404  404  404  404  404
what_if_export          POST   missing  login  404  404  404  404  404  404  404  404
what_if_propose         GET    own      login  404  405  404  404  404  404  404  404
what_if_propose         GET    foreign  login  404  405  404  404  404  404  404  404
what_if_propose         GET    missing  login  404  405  404  404  404  404  404  404
what_if_propose         POST   own      login  404  422  404  404  404  404  404  404
what_if_propose         POST   foreign  login  404  404  404  404  404  404  404  404
what_if_propose         POST   missing  login  404  404  404  404  404  404  404  404
what_if_put_in_force    GET    own      login  404  405  404  404  404  404  404  405
what_if_put_in_force    GET    foreign  login  404  405  404  404  404  404  404  405
what_if_put_in_force    GET    missing  login  404  405  404  404  404  404  404  405
what_if_put_in_force    POST   own      login  404  404  404  404  404  404  404  302
what_if_put_in_force    POST   foreign  login  404  404  404  404  404  404  404  404
what_if_put_in_force    POST   missing  login  404  404  404  404  404  404  404  404
what_if_end             GET    own      login  404  405  404  404  404  404  404  405
what_if_end             GET    foreign  login  404  405  404  404  404  404  404  405
what_if_end             GET    missing  login  404  405  404  404  404  404  404  405
what_if_end             POST   own      login  404  302  404  404  404  404  404  302
what_if_end             POST   foreign  login  404  404  404  404  404  404  404  404
what_if_end             POST   missing  login  404  404  404  404  404  404  404  404

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
    "case_caseworker",
    "case_close",
    "export_download",
    "import_entries",
    "import_problem_lines",
    "import_questions",
    "transfer_detail",
    "transfer_list",
    "handover_sheet",
    "handover_sheet_pdf",
    "handover_letter",
    "handover_letter_pdf",
    "overrides",
    "override_detail",
    "override_reject",
    "outlook_cases",
    "distribution_detail",
    "distribution_received",
    "my_day",
    "reminders",
    "reminder_create",
    "reminder_update",
    "reminder_delete",
    "note_create",
    "note_correct",
}

# Whose data they show, where that is not the applicant of the role's own team.
SHOWS_OTHERS = {"import_problem_lines": "foreign"}

# What shows keys in place of persons, and to whom.
SHOWS_KEYS = {("my_day", Role.ADMINISTRATION)}

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
