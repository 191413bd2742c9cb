"""The list of applicants and its search, the access to a foreign case, the question at the reception, the figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frame.guards import requires_role
from frame.requests import note_reading, viewer_of
from kit.formparts import error_list
from kit.values import line
from routing.assignment.actions import grant_access
from routing.caselist import asked
from routing.caselist.asked import QUESTIONS, SEARCHES
from routing.caselist.distribution import distribution_for
from routing.caselist.figure_links import linked_rows, plain_rows
from routing.caselist.figures import figures_for
from routing.caselist.filters import SORT, TERM, state
from routing.caselist.forms import AccessForm, NumberForm, QuestionForm
from routing.caselist.page import list_page
from routing.caselist.saved import list_url, start_query, views_for
from routing.caselist.search import LONGEST_TERM, read_term, responsible_for
from routing.caselist.teams import COLUMNS, team_figures
from routing.contact import Contact, contact_of
from routing.enums import AccessReason
from routing.models import Applicant
from routing.permissions import sees_applicants, visible_applicants
from routing.roles import ASKS_WHO_IS_RESPONSIBLE, SEES_ALL_TEAMS, SEES_APPLICANTS, SEES_FIGURES
from staff.resume import is_resumed

# The name of a question's token in the address of its answer.
QUESTION = "frage"


@requires_role(SEES_APPLICANTS)
@require_GET
def applicant_list(request: HttpRequest) -> HttpResponse:
    """My work: the open cases of my desk and team; with a search term all whom I may see. A fragment for htmx.

    The address without any query leads to the view with which the person begins. It leads there and does not show it
    itself, so that the address always says what the list shows: a bookmark, a copied address, the button "back" and a
    page that is loaded again mean the same list, also after another view was chosen for the beginning; and an address
    that says anything is never narrowed by it.
    """
    viewer = viewer_of(request)
    user, on = viewer.user, viewer.on
    if not request.GET:
        return redirect(list_url(start_query(user)))
    token = request.GET.get(TERM, "")
    text = asked.kept(request.session, SEARCHES, token) if token else None
    is_forgotten = bool(token) and text is None
    term = read_term(text) if text else None
    page = None if is_forgotten else list_page(request.GET, term, user, on)
    if page and page.rows:
        note_reading(request, [row.key for row in page.rows])
    views = views_for(user, page.query) if page else None
    # A case that was given away, or was never here: who has it is hers to ask.
    elsewhere = _contact(request, term.number) if page and not page.rows and term and term.number else None
    context = {
        "page": page,
        "views": views,
        "text": text or "",
        "token": token,
        "team": user.team,
        "term": term,
        "elsewhere": elsewhere,
    }
    if page is None or not request.headers.get("HX-Request"):
        return render(request, "routing/applicant_list.html", context)
    fragment = render(request, "routing/_applicant_fragment.html", context)
    fragment["HX-Push-Url"] = reverse("applicant_list") + state(request.GET)
    return fragment


@requires_role(SEES_APPLICANTS)
@require_POST
def applicant_search(request: HttpRequest) -> HttpResponse:
    """Keep the term in the session and go to the list of those it means; an exact number leads to the person."""
    viewer = viewer_of(request)
    text = line(request.POST.get("q", ""))[:LONGEST_TERM]
    number = read_term(text).number
    if number:
        found = visible_applicants(viewer.user, viewer.on).filter(customer_number=number).first()
        if found is not None:
            return redirect("applicant_detail", key=found.key)
    token = asked.keep(request.session, SEARCHES, text) if text else None
    return redirect(reverse("applicant_list") + state(request.POST, **{TERM: token, SORT: None}))


@requires_role(SEES_APPLICANTS)
@require_http_methods(["GET", "POST"])
def applicant_access(request: HttpRequest) -> HttpResponse:
    """Open the case of an applicant of another team: by her exact number, with a reason, for today."""
    searched = asked.kept(request.session, SEARCHES, request.GET.get(TERM, "")) or ""
    form = AccessForm(
        request.POST if request.method == "POST" else None, initial={"customer_number": read_term(searched).number}
    )
    if request.method == "POST" and not is_resumed(request) and form.is_valid():
        reason = AccessReason(form.cleaned_data["reason"])
        applicant = Applicant.objects.filter(customer_number=form.cleaned_data["customer_number"]).first()
        note_reading(request, [applicant.key] if applicant else [], reason.label)
        if applicant is not None:
            _grant_if_foreign(request, applicant, reason)
            return redirect("applicant_detail", key=applicant.key)
        form.add_error("customer_number", "Diese Kundennummer gibt es nicht. Prüfen Sie die Nummer.")
    return _with_form(request, "routing/applicant_access.html", form)


@requires_role(ASKS_WHO_IS_RESPONSIBLE)
@require_http_methods(["GET", "POST"])
def who_is_responsible(request: HttpRequest) -> HttpResponse:
    """The reception's question: which desk, which person and which telephone stand behind a customer number."""
    if request.method == "POST":
        form = QuestionForm(request.POST)
        if is_resumed(request) or not form.is_valid():
            return _with_form(request, "routing/who_is_responsible.html", form)
        token = asked.keep(request.session, QUESTIONS, form.cleaned_data["customer_number"])
        return redirect(f"{reverse('who_is_responsible')}?{QUESTION}={token}")
    number = asked.kept(request.session, QUESTIONS, request.GET.get(QUESTION, ""))
    contact = _contact(request, number) if number else None
    context = {"form": QuestionForm(answer_id="answer" if number else ""), "number": number, "contact": contact}
    return render(request, "routing/who_is_responsible.html", context)


@requires_role(SEES_FIGURES)
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """How many open cases each desk has, on which basis, and how many answers are provisional. No persons."""
    viewer = viewer_of(request)
    user, on = viewer.user, viewer.on
    table = figures_for(user, on)
    context = {
        "table": table,
        "rows": linked_rows(table) if sees_applicants(user) else plain_rows(table),
        "distribution": distribution_for(user) if sees_applicants(user) else None,
        "sees_all_teams": user.role in SEES_ALL_TEAMS,
        "today": on,
        "team": user.team,
    }
    return render(request, "routing/figures.html", context)


@requires_role(SEES_ALL_TEAMS)
@require_GET
def teams(request: HttpRequest) -> HttpResponse:
    """All teams side by side. No persons."""
    on = viewer_of(request).on
    return render(request, "routing/teams.html", {"columns": COLUMNS, "rows": team_figures(on), "today": on})


def _contact(request: HttpRequest, number: str) -> Contact | None:
    """Who has the case with this number and how she is reached; the question is logged, whatever the answer."""
    responsible = responsible_for(number)
    note_reading(request, [responsible.applicant.key] if responsible else [])
    return contact_of(responsible, viewer_of(request).on) if responsible else None


def _grant_if_foreign(request: HttpRequest, applicant: Applicant, reason: AccessReason) -> None:
    viewer = viewer_of(request)
    user, on = viewer.user, viewer.on
    if not visible_applicants(user, on).filter(pk=applicant.pk).exists():
        grant_access(applicant=applicant, reason=reason, by=user, on=on, at=viewer.at)


def _with_form(request: HttpRequest, template: str, form: NumberForm) -> HttpResponse:
    errors = error_list(form) if form.is_bound else []
    return render(request, template, {"form": form, "errors": errors}, status=422 if errors else 200)
