"""Pages of the imports: bring a matrix in, look at what was understood, mend, confirm, undo."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecoop.core.verdicts import Refused
from ecoop.matrix import actions, forms, lifecycle, marked, policies, previews, queries, showing
from ecoop.matrix.labels import FIELDS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Hand in a file, and see what was handed in before."""
    policies.require_page(request.actor)
    form = forms.UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = actions.receive(
                content=file.read(), filename=file.name, as_of=form.cleaned_data["as_of"],
                by=request.actor,
            )  # fmt: skip
        except Refused as refused:
            form.add_error("file", str(refused.refusals[0].reason.in_(request.LANGUAGE_CODE)))
        else:
            return redirect("matrix:batch", batch.code)
    context = {"form": form, "batches": queries.recent(request.actor)}
    return render(request, "matrix/start.html", context, status=422 if form.errors else 200)


@require_safe
def batch(request: HttpRequest, code: str) -> HttpResponse:
    """One import: its progress, then its preview in parts, in the end what became of it."""
    found = policies.get_visible(request.actor, code)
    context = previews.context(found, request.GET, request.actor)
    return render(request, "matrix/batch.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """One row: each original cell beside its understood value, which may be written over."""
    found = policies.get_visible(request.actor, code)
    held = found.rows.select_related("record").filter(position=position).first()
    if held is None:
        raise Http404
    held.batch = found
    is_open = found.state == lifecycle.READY
    form = forms.RowForm(request.POST or None, row=held)
    if request.method == "POST" and form.is_valid() and _saved(request, form, held):
        return redirect(_after(request, found, position))
    line = showing.line(held, is_open=is_open)
    return render(request, "matrix/row.html", {
        "batch": found, "line": line, "row": held, "form": form, "is_open": is_open,
        "fields": [(bound, line.cells[bound.name]) for bound in form],
        "next": previews.neighbour(found, position),
    }, status=422 if form.errors else 200)  # fmt: skip


def _saved(request, form, held) -> bool:
    plan = request.POST.get("plan", "")
    try:
        if form.changes():
            held = actions.correct_many(row=held, changes=form.changes(), by=request.actor)
        if plan and plan != held.plan:
            actions.decide(batch=held.batch, positions=[held.position], plan=plan, by=request.actor)
    except Refused as refused:
        for refusal in refused.refusals:
            form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The row was saved."))
    return True


def _after(request, found, position) -> str:
    following = previews.neighbour(found, position) if "and_next" in request.POST else None
    if following:
        return reverse("matrix:row", args=[found.code, following])
    return f"{reverse('matrix:batch', args=[found.code])}#row-{position}"


@require_POST
def fix(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """Correct one field where the preview shows its finding."""
    found = policies.get_visible(request.actor, code)
    held = found.rows.filter(position=position).first()
    if held is None or request.POST.get("field") not in FIELDS:
        raise Http404
    name, value = request.POST["field"], request.POST.get("value", "")
    _told(request, lambda: actions.correct(row=held, field=name, value=value, by=request.actor),
          _("The row was saved."))  # fmt: skip
    return redirect(f"{_back(request, found)}#row-{position}")


@require_POST
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Save what the page's rows shall become, or accept or leave out a whole part at once."""
    found = policies.get_visible(request.actor, code)
    do = {"accept": actions.accept, "skip": actions.skip}.get(request.POST.get("do", ""))
    if do is not None:
        positions = previews.positions(found, request.POST)
        _told(request, lambda: do(batch=found, positions=positions, by=request.actor),
              _("Your decisions were saved."))  # fmt: skip
        return redirect(_back(request, found))
    plans: dict[str, list[int]] = {}
    for name, plan in request.POST.items():
        if name.startswith("plan-") and name[5:].isdecimal() and len(name) < 15:
            plans.setdefault(plan, []).append(int(name[5:]))
    _told(request, lambda: previews.save_plans(found, plans, request.actor),
          _("Your decisions were saved."))  # fmt: skip
    return redirect(_back(request, found))


@require_POST
def partners(request: HttpRequest, code: str) -> HttpResponse:
    """Say whom the spellings of the file mean."""
    found = policies.get_visible(request.actor, code)
    chosen = {
        name.removeprefix("partner-"): choice
        for name, choice in request.POST.items()
        if name.startswith("partner-")
    }
    _told(request, lambda: previews.save_partners(found, chosen, request.actor),
          _("Your decisions were saved."))  # fmt: skip
    return redirect(_back(request, found))


@require_POST
def columns(request: HttpRequest, code: str) -> HttpResponse:
    """Say what the columns of a sheet mean, or refuse what an earlier import said of them; the
    file is read again."""
    found = policies.get_visible(request.actor, code)
    if request.POST.get("refuse") in found.reading.get("carried", {}):
        _told(request, lambda: actions.refuse_mapping(batch=found, sheet=request.POST["refuse"],
                                                      by=request.actor),
              _("The file was read again as its heads say."))  # fmt: skip
        return redirect(_back(request, found))
    table = next(
        (t for t in showing.tables(found, {}) if t["key"] == request.POST.get("table")), None
    )
    if table is None:
        raise Http404
    form = forms.ColumnsForm(request.POST, table=table)
    if form.is_valid() and form.has_changed():
        _told(request, lambda: actions.remap(batch=found, sheet=table["sheet"],
                                             mapping=form.mapping(), by=request.actor),
              _("The file was read again with these columns."))  # fmt: skip
    return redirect(_back(request, found))


@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Put everything that is planned into the register, or nothing."""
    found = policies.get_visible(request.actor, code)
    if found.state == lifecycle.READY and actions.is_stale(found):
        said = actions.STALE.in_(request.LANGUAGE_CODE)
        _told(request, lambda: actions.plan_anew(batch=found, by=request.actor), said)
    else:
        _told(request, lambda: actions.ask_to_confirm(batch=found, by=request.actor))
    return redirect("matrix:batch", code)


@require_POST
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """Take the whole import back."""
    found = policies.get_visible(request.actor, code)
    why = request.POST.get("why", "")[:300]
    _told(request, lambda: actions.ask_to_undo(batch=found, by=request.actor, why=why))
    return redirect("matrix:batch", code)


@require_POST
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """Throw an import away that nobody confirmed."""
    found = policies.get_visible(request.actor, code)
    if _told(request, lambda: actions.discard(batch=found, by=request.actor),
             _("The import was thrown away; the register is as it was.")):  # fmt: skip
        return redirect("matrix:start")
    return redirect("matrix:batch", code)


@require_safe
def findings(request: HttpRequest, code: str) -> HttpResponse:
    """The file once more, with the findings marked in its cells."""
    found = policies.get_visible(request.actor, code)
    body = marked.workbook(found, list(found.rows.order_by("position")), request.LANGUAGE_CODE)
    name = f"{found.code}-{_('findings')}.xlsx"
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(body, content_type=XLSX, headers={"Content-Disposition": disposition})


def _told(request, act, success="") -> bool:
    """Do it; say that it was done, or every reason why not."""
    try:
        act()
    except Refused as refused:
        for refusal in refused.refusals:
            messages.error(request, str(refusal))
        rest = len(refused.refusals) - 10
        if rest > 0:
            messages.error(
                request, ngettext("and %(n)s more", "and %(n)s more", rest) % {"n": rest}
            )
        return False
    if success:
        messages.success(request, success)
    return True


def _back(request, found) -> str:
    """The part of the preview from which the form came."""
    query = request.POST.get("back", "")
    address = reverse("matrix:batch", args=[found.code])
    return f"{address}?{query}" if query and previews.is_query(query) else address
