"""Pages of the negotiation table."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ecoop.core.attempts import attempt
from ecoop.engagements.models import Engagement
from ecoop.negotiation import actions, bringing, forms, policies, queries, showing
from ecoop.negotiation.articles import docx
from ecoop.negotiation.models import DraftArticle, Position

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def table(request: HttpRequest, code: str) -> HttpResponse:
    """The text side by side with its findings; before there is one, the form that opens it."""
    desk = policies.open_desk(request.actor, code)
    if desk.draft is None:
        return _opening(request, desk)
    if request.method == "POST":
        return redirect("negotiation:table", code)
    context = {"desk": desk, "case": desk.case, "draft": desk.draft, "now": timezone.now()}
    return render(request, "negotiation/table.html", context | showing.page(desk))


def _opening(request, desk) -> HttpResponse:
    form = forms.OpenForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        policies.require_edit(request.actor, desk.case)
    if request.method == "POST" and form.is_valid():
        wordings = bringing.read(form, form.cleaned_data["file"])
        given = {"case": desk.case, "by": request.actor, "kind": form.cleaned_data["kind"]}
        if wordings is not None and attempt(form, bringing.open_with, wordings=wordings, **given):
            messages.success(request, _("The text was opened."))
            _tell_beside(request, form)
            return redirect("negotiation:table", desk.case.code)
    context = {"desk": desk, "case": desk.case, "form": form}
    return render(request, "negotiation/open.html", context, status=422 if form.errors else 200)


def bring_in(request: HttpRequest, code: str) -> HttpResponse:
    """Replace the text by that of a file."""
    desk = policies.open_draft(request.actor, code)
    policies.require_edit(request.actor, desk.case)
    form = forms.BringInForm(
        request.POST or None, request.FILES or None, initial={"version": desk.draft.version}
    )
    if request.method == "POST" and form.is_valid():
        wordings = bringing.read(form, form.cleaned_data["file"])
        given = {"draft": desk.draft, "by": request.actor, "version": form.cleaned_data["version"]}
        held = attempt(form, actions.bring_in, wordings=wordings, **given) if wordings else None
        if held:
            _tell_beside(request, form)
        if held and held.version == desk.draft.version:
            return _done(request, code, _("The file has the same words: nothing was changed."))
        if held:
            return _done(request, code, _("The text was brought in."))
    return _form(request, desk, form, _("Bring in a file"), button=_("Bring in"))


def _tell_beside(request, form) -> None:
    if file := form.cleaned_data["file"]:
        for words in bringing.told_beside(file):
            messages.info(request, words)


@require_safe
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The text as a Word file, both languages side by side."""
    desk = policies.open_draft(request.actor, code)
    wordings = queries.wordings(queries.articles_of(desk.draft), desk.draft.languages)
    note = _("%(code)s, version %(number)s") % {"code": code, "number": desk.draft.number}
    content = docx.write(wordings, title=showing.title_of(desk.case), note=note)
    response = HttpResponse(content, content_type=DOCX)
    name = f"{desk.case.code}-v{desk.draft.number}.docx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def article(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Change one article; two people at once: one wins, the other keeps what was typed."""
    desk = policies.open_draft(request.actor, code)
    policies.require_edit(request.actor, desk.case)
    held = _article(desk, key)
    form = forms.ArticleForm(request.POST or None, article=held, languages=desk.draft.languages)
    if request.method == "POST" and form.is_valid():
        given = {"article": held, "by": request.actor} | form.given()
        if attempt(form, actions.change_article, **given):
            return _done(request, code, _("Saved."), key)
    context = {
        "form": form, "title": showing.name_of(held.key), "key": held.key, "held": held,
        "frozen": desk.draft.is_frozen, "meanwhile": _meanwhile(form, desk.draft, held.key),
    }  # fmt: skip
    return _page(request, desk, context, "negotiation/article.html")


def _meanwhile(form, draft, key):
    """After a conflict: what others wrote, beside what was typed here."""
    if not hasattr(form, "overtaken"):
        return []
    row = next(each for each in queries.articles_of(draft) if each.key == key)
    theirs = queries.snapshot([row])
    typed = {"titles": {}, "bodies": {}, "state": form.cleaned_data["state"]} | {
        part: words for part, words in form.given().items() if part in ("titles", "bodies")
    }
    return showing.moved(theirs, [theirs[0] | typed], draft.languages)


def states(request: HttpRequest, code: str) -> HttpResponse:
    """Give several articles one state, as when a sitting agrees on many."""
    desk = policies.open_draft(request.actor, code)
    policies.require_edit(request.actor, desk.case)
    rows = queries.articles_of(desk.draft)
    form = forms.StatesForm(
        request.POST or None, choices=[(row.key, showing.with_state(row)) for row in rows],
        initial={"version": desk.draft.version},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = {"draft": desk.draft, "by": request.actor} | form.cleaned_data
        changed = attempt(form, actions.change_states, **given)
        if changed is not None:
            words = ngettext("%(count)s article changed.", "%(count)s articles changed.", changed)
            return _done(request, code, words % {"count": changed})
    return _form(request, desk, form, _("State of several articles"))


def add(request: HttpRequest, code: str) -> HttpResponse:
    """Add an article, the opening or the closing."""
    desk = policies.open_draft(request.actor, code)
    policies.require_edit(request.actor, desk.case)
    numbers = [each.number for each in queries.articles_of(desk.draft)]
    form = forms.NewArticleForm(
        request.POST or None, languages=desk.draft.languages, following=max(numbers, default=0) + 1
    )
    if request.method == "POST" and form.is_valid():
        given = {"draft": desk.draft, "by": request.actor} | form.given()
        if made := attempt(form, actions.add_article, **given):
            return _done(request, code, _("Saved."), made.key)
    context = {
        "form": form,
        "title": _("Add an article"),
        "key": "",
        "frozen": desk.draft.is_frozen,
    }
    return _page(request, desk, context | {"meanwhile": []}, "negotiation/article.html")


@require_POST
def strike(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Strike an article."""
    desk = policies.open_draft(request.actor, code)
    policies.require_edit(request.actor, desk.case)
    form = forms.FreezeForm(request.POST)
    given = {"article": _article(desk, key), "by": request.actor}
    if form.is_valid():
        attempt(form, actions.remove_article, **given | form.cleaned_data)
    if form.errors:
        messages.error(request, " ".join(form.non_field_errors()) or _("Nothing was changed."))
        return redirect("negotiation:article", code, key)
    return _done(request, code, _("The article was struck."))


def position(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Our position on an article, theirs, and the limit of the mandate."""
    desk = policies.open_draft(request.actor, code)
    policies.require_edit(request.actor, desk.case)
    held = _article(desk, key)
    row = Position.objects.filter(article=held).first()
    names = ("version", "ours", "theirs", "mandate_limit")
    start = {name: getattr(row, name) for name in names} if row else {"version": 0}
    form = forms.PositionForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        given = {"article": held, "by": request.actor} | form.cleaned_data
        if attempt(form, actions.set_position, **given):
            return _done(request, code, _("Saved."), held.key)
    title = _("Positions on %(article)s") % {"article": showing.name_of(held.key)}
    return _form(request, desk, form, title)


def record_round(request: HttpRequest, code: str) -> HttpResponse:
    """Close a round: keep the text as it stands as the outcome of a meeting."""
    desk = policies.open_draft(request.actor, code)
    policies.require_edit(request.actor, desk.case)
    form = forms.RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"draft": desk.draft, "by": request.actor} | form.cleaned_data
        wanted = given["engagement"].strip()
        rows = Engagement.objects.visible_to(request.actor).filter(code=wanted)
        given["engagement"] = rows.first() if wanted else None
        if wanted and given["engagement"] is None:
            form.add_error("engagement", _("There is no meeting with this code."))
        elif attempt(form, actions.record_round, **given):
            return _done(request, code, _("The round was recorded."))
    return _form(request, desk, form, _("Record a round"))


@require_safe
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """What moved between two rounds, or between a round and now; unasked, since something moved."""
    desk = policies.open_draft(request.actor, code)
    states = showing.states_of(desk.draft)
    second = request.GET.get("to", "now")
    if second not in states:
        raise Http404
    first = request.GET.get("from") or showing.last_unlike(states, second)
    if first not in states:
        raise Http404
    (before, old), (after, new) = states[first], states[second]
    context = {
        "desk": desk, "case": desk.case, "draft": desk.draft, "first": first, "second": second,
        "choices": [(name, words) for name, (words, _rows) in states.items()],
        "before": before, "after": after, "moves": showing.moved(old, new, desk.draft.languages),
    }  # fmt: skip
    return render(request, "negotiation/compare.html", context)


def freeze(request: HttpRequest, code: str) -> HttpResponse:
    """Freeze the text; the page says what that means and what is in the way."""
    desk = policies.open_draft(request.actor, code)
    policies.require_edit(request.actor, desk.case)
    form = forms.FreezeForm(request.POST or None, initial={"version": desk.draft.version})
    if request.method == "POST" and form.is_valid():
        given = {"draft": desk.draft, "by": request.actor} | form.cleaned_data
        if attempt(form, actions.freeze, **given):
            return _done(request, code, _("The text was frozen."))
    lead = _(
        "A frozen text is the agreed text of the case. Each language gets a SHA-256; one changed "
        "character makes a new version and voids initials and clearances."
    )
    warning = showing.still_open(desk.draft)
    return _form(
        request, desk, form, _("Freeze the text"), button=_("Freeze"), lead=lead, warning=warning
    )


def initial(request: HttpRequest, code: str) -> HttpResponse:
    """Record initials put under the frozen text on paper."""
    desk = policies.open_draft(request.actor, code)
    policies.require_edit(request.actor, desk.case)
    form = forms.InitialForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"draft": desk.draft, "by": request.actor} | form.cleaned_data
        if attempt(form, actions.initial, **given):
            return _done(request, code, _("The initials were recorded."))
    return _form(request, desk, form, _("Record initials"))


def waive(request: HttpRequest, code: str, clause: str) -> HttpResponse:
    """Do without a clause, with a reason; sent empty with `withdraw`, ask for it again."""
    desk = policies.open_draft(request.actor, code)
    policies.require_edit(request.actor, desk.case)
    row = showing.row_named(showing.page(desk)["meter"], clause)
    if row is None:
        raise Http404
    form = forms.WaiverForm(request.POST or None)
    given = {"draft": desk.draft, "by": request.actor, "clause": clause}
    if request.method == "POST" and "withdraw" in request.POST:
        actions.withdraw_waiver(**given)
        return _done(request, code, _("The clause is asked for again."))
    if request.method == "POST" and form.is_valid():
        actions.waive(**given | form.cleaned_data)
        return _done(request, code, _("The clause was waived."))
    name = row.name.in_(request.LANGUAGE_CODE)
    return _form(request, desk, form, _("Waive: %(clause)s") % {"clause": name})


def _article(desk, key: str) -> DraftArticle:
    found = next((each for each in queries.articles_of(desk.draft) if each.key == key), None)
    if found is None:
        raise Http404
    found.draft = desk.draft
    return found


def _done(request, code: str, words: str, key: str = "") -> HttpResponse:
    messages.success(request, words)
    anchor = f"#article-{key}" if key else ""
    return redirect(reverse("negotiation:table", args=[code]) + anchor)


def _form(request, desk, form, title: str, *, button="", lead="", warning="") -> HttpResponse:
    context = {"form": form, "title": title, "button": button or _("Save"), "lead": lead}
    context["warning"] = warning
    return _page(request, desk, context, "negotiation/form.html")


def _page(request, desk, context: dict, template: str) -> HttpResponse:
    context |= {"desk": desk, "case": desk.case, "draft": desk.draft}
    status = 422 if context["form"].is_bound and context["form"].errors else 200
    return render(request, template, context, status=status)
