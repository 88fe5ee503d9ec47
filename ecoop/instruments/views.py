"""Pages of the register: the list, one record, and the acts upon it."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from markupsafe import Markup

from ecoop.accounts.policy import may, require
from ecoop.core import claims, exports, ledger
from ecoop.core.attempts import attempt
from ecoop.core.listing import Listing
from ecoop.core.remembered import remembered_part
from ecoop.core.telling import told
from ecoop.instruments import (
    actions,
    clock,
    facets,
    form_pages,
    forms,
    listing,
    past_pages,
    policies,
    queries,
    settling,
    showing,
)
from ecoop.instruments.calendar import deadlines
from ecoop.instruments.columns import CODE, columns_for, plain
from ecoop.instruments.labels import in_words, label

BULK = {
    "next_step": (actions.plan_next_step, forms.BulkStepForm, gettext_lazy("Set next step")),
    "owner": (actions.assign_owner, forms.BulkOwnerForm, gettext_lazy("Set owner")),
    "classification": (actions.classify, forms.ClassificationForm, gettext_lazy("Classify")),
}
SHOWN_ACTIONS = (
    "edit", "set_next_step", "classify", "settle", "view_notes", "write_note", "view_history",
)  # fmt: skip


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list of instruments with its filters; `?format=` downloads exactly these rows."""
    actor = request.actor
    desk = bool(may(actor, "use_desk"))
    asked = Listing.read(request.GET, columns=columns_for(desk=desk), default_sort="signed")
    filters = _filters(request, asked)
    if "as_at" in request.GET:
        return past_pages.index(request, asked, filters)
    if asked.format in exports.TYPES:
        return _download(actor, asked, filters)
    bar = facets.bar(actor, asked, filters, desk=desk, head=ledger.head())
    shown = {
        "listing": asked,
        "chips": asked.chips(bar.facets, _("Words")) + showing.other_chips(asked),
        "may_register": bool(may(actor, "register")),
        "may_change": bool(may(actor, "set_next_step")),
    }
    around = {
        "bar": bar,
        "total": listing.total(actor, filters, head=bar.head),
        "rows": _rows(actor, filters, shown, bar),
        "views": queries.saved_views(actor, "instruments"),
        "may_save": desk,
    }
    return render(request, "instruments/list.html", shown | around)


def _rows(actor, filters: listing.Filters, shown: dict, bar: facets.Bar) -> Markup:
    """The rows of a page, made once for each state of the ledger and all who see the same."""
    asked = shown["listing"]

    def context():
        page = listing.page(actor, filters, cursor=asked.cursor, head=bar.head)
        return shown | {"page": page}

    told = (asked.params, bar.key, shown["may_register"], shown["may_change"])
    return remembered_part("instruments/_rows.html", *told, context=context)


def _filters(request: HttpRequest, asked: Listing) -> listing.Filters:
    key, descends = asked.order
    if key == "title" and request.LANGUAGE_CODE == "en":
        key = "title_en"
    filters = listing.Filters.read(request.GET)
    return replace(filters, sort=key, direction="down" if descends else "up")


def _download(actor, asked: Listing, filters: listing.Filters) -> HttpResponse:
    rows = listing.every(actor, filters)
    if asked.format == "ics":
        return exports.attachment(deadlines(rows), form="ics", name="ecoop-instruments")
    return exports.of_list(asked, name="ecoop-instruments", first=CODE, rows=rows, cell=plain)


@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one instrument, and what it means today."""
    actor = request.actor
    instrument = policies.get_visible(actor, code)
    if "as_at" in request.GET:
        return past_pages.detail(request, instrument)
    links = queries.links_of(instrument)
    later = [link for link in links if link.earlier_id == instrument.pk]
    reading = clock.reading(queries.facts_of(instrument, later), queries.today())
    allowed = {action: may(actor, action, instrument) for action in SHOWN_ACTIONS}
    return render(
        request,
        "instruments/detail.html",
        {
            "instrument": instrument,
            "reading": reading,
            "contradicts": showing.contradicts(instrument, reading),
            "parties": queries.parties_of(instrument),
            "links": showing.chain_words(instrument, links),
            "successors": showing.successors(later) if reading.is_in_force else [],
            "line": showing.chain_line(instrument, links, reading),
            "claims": claims.of_record(instrument.pk),
            "beside": queries.beside(instrument, notes=bool(allowed["view_notes"])),
            "regions": showing.region_tags(instrument.regions),
            "duration": showing.duration(instrument),
            "tagged": showing.tagged,
            "label": label,
            "in_words": in_words,
            "in_reports": showing.in_reports,
            "unreported": showing.unreported,
            "may": allowed,
            "now": timezone.now(),
        },
    )


@require_safe
def history(request: HttpRequest, code: str) -> HttpResponse:
    """What happened to one record, newest first, as the ledger has it."""
    instrument = policies.get_visible(request.actor, code)
    require(request.actor, "view_history", instrument)
    page = reverse("instruments:detail", args=[code])
    entries = told(ledger.history(instrument.pk), page=page)
    return render(
        request, "instruments/history.html", {"instrument": instrument, "entries": entries}
    )


def register(request: HttpRequest) -> HttpResponse:
    """Add an instrument by hand."""
    require(request.actor, "register")
    form = forms.InstrumentForm(request.POST or None)
    if form.is_valid():
        made = actions.register(by=request.actor, parties=form.parties(), **form.facts())
        messages.success(request, _("Registered as %(code)s.") % {"code": made.code})
        return redirect("instruments:detail", made.code)
    return form_pages.page(
        request, form, title=_("Register an instrument"), back=reverse("instruments:list")
    )


def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change the facts of an instrument."""
    instrument = policies.get_visible(request.actor, code)
    require(request.actor, "edit", instrument)
    parties = queries.parties_of(instrument)
    form = forms.InstrumentForm(request.POST or None, instrument=instrument, held=parties)
    if form.is_valid():
        changes = {**form.facts(), "parties": form.parties(), "why": form.cleaned_data["why"]}
        given = {"instrument": instrument, "by": request.actor} | changes
        if attempt(form, actions.revise, **given):
            return form_pages.saved(request, code)
    return form_pages.page(request, form, title=_("Edit"), instrument=instrument)


def next_step(request: HttpRequest, code: str) -> HttpResponse:
    """Say who owns the record and what comes next."""
    instrument = policies.get_visible(request.actor, code)
    require(request.actor, "set_next_step", instrument)
    form = forms.NextStepForm(
        request.POST or None, initial=forms.initial(forms.NextStepForm, instrument)
    )
    if form.is_valid():
        given = {"instrument": instrument, "by": request.actor} | form.cleaned_data
        if attempt(form, actions.plan, **given):
            return form_pages.saved(request, code)
    return form_pages.page(request, form, title=_("Owner and next step"), instrument=instrument)


def settle(request: HttpRequest, code: str) -> HttpResponse:
    """Say why the written and the computed status differ."""
    instrument = policies.get_visible(request.actor, code)
    require(request.actor, "settle", instrument)
    reading = clock.reading(
        queries.facts_of(instrument, queries.changes_of(instrument)), queries.today()
    )
    form = forms.WhyForm(request.POST or None, initial={"version": instrument.version})
    if form.is_valid():
        changes = form.cleaned_data | {"computed": reading.status.value}
        given = {"instrument": instrument, "by": request.actor} | changes
        if attempt(form, settling.settle_status, **given):
            return form_pages.saved(request, code)
    return form_pages.page(
        request, form, title=_("Settle the contradiction"), instrument=instrument, reading=reading
    )


def classify(request: HttpRequest, code: str) -> HttpResponse:
    """Change who may see the record."""
    instrument = policies.get_visible(request.actor, code)
    require(request.actor, "classify", instrument)
    form = forms.ClassificationForm(
        request.POST or None, initial=forms.initial(forms.ClassificationForm, instrument)
    )
    if form.is_valid():
        given = {"instrument": instrument, "by": request.actor} | form.cleaned_data
        if attempt(form, actions.classify, **given):
            return form_pages.saved(request, code)
    return form_pages.page(request, form, title=_("Classification"), instrument=instrument)


@require_POST
def change_many(request: HttpRequest) -> HttpResponse:
    """One act on all chosen rows: first the form, then the outcome, refusals named."""
    require(request.actor, "use_desk")
    if request.POST.get("do") not in BULK:
        raise SuspiciousOperation
    act, form_class, title = BULK[request.POST["do"]]
    codes = request.POST.getlist("chosen")[:500]
    form = form_class(request.POST if "confirmed" in request.POST else None)
    if codes and form.is_valid():
        given = {key: value for key, value in form.cleaned_data.items() if key != "version"}
        outcome = actions.change_many(act, codes=codes, by=request.actor, **given)
        showing.tell(request, outcome)
        return redirect(
            reverse("instruments:list") + showing.safe_query(request.POST.get("back", ""))
        )
    context = {"form": form, "title": title, "codes": codes, "do": request.POST["do"]}
    return render(
        request, "instruments/many.html", context | {"back": request.POST.get("back", "")}
    )


@require_POST
def note(request: HttpRequest, code: str) -> HttpResponse:
    """Add an internal note."""
    instrument = policies.get_visible(request.actor, code)
    text = request.POST.get("text", "").strip()
    if text:
        actions.write_note(instrument=instrument, by=request.actor, text=text[:4000])
        messages.success(request, _("The note was added."))
    return redirect(reverse("instruments:detail", args=[code]) + "#notes")
