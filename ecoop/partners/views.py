"""Pages that change the directory; reading it is the desk's."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ecoop.accounts.policy import require
from ecoop.core import ledger
from ecoop.core.attempts import attempt
from ecoop.core.shown import language
from ecoop.core.telling import told
from ecoop.partners import actions, forms, policies, queries, suggesting
from ecoop.partners.models import Post


def register(request: HttpRequest) -> HttpResponse:
    """Add an organisation to the directory."""
    require(request.actor, "edit_partner")
    form = forms.PartnerForm(request.POST or None)
    if form.is_valid():
        made = attempt(form, actions.register, by=request.actor, **form.facts())
        if made:
            return _done(request, made.slug)
    return _page(request, form, title=_("Register a partner"), back=reverse("partners:list"))


def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the facts and names of an organisation."""
    organisation = policies.get_visible(request.actor, slug)
    require(request.actor, "edit_partner", organisation)
    form = forms.PartnerForm(request.POST or None, initial=_initial(organisation))
    if form.is_valid():
        facts = form.facts()
        facts["country_id"] = facts.pop("country")
        if attempt(form, actions.revise, organisation=organisation, by=request.actor, **facts):
            return _done(request, slug)
    return _page(request, form, title=_("Edit"), organisation=organisation)


def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Fold a duplicate into the partner that stays."""
    organisation = policies.get_visible(request.actor, slug)
    require(request.actor, "merge_partners", organisation)
    form = forms.MergeForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        if given["into"].pk == organisation.pk:
            form.add_error("into", _("A partner cannot be merged into itself."))
        elif kept := attempt(
            form, actions.merge, duplicate=organisation, by=request.actor, **given
        ):
            return _done(request, kept.slug)
    return _page(
        request, form, title=_("Merge a duplicate"), organisation=organisation, button=_("Merge")
    )


def add_person(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a person and the post they hold there."""
    organisation = policies.get_visible(request.actor, slug)
    require(request.actor, "edit_partner", organisation)
    form = forms.PersonForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        if attempt(form, actions.add_person, organisation=organisation, by=request.actor, **given):
            return _done(request, slug)
    return _page(request, form, title=_("Add a person"), organisation=organisation)


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened to one entry of the directory, newest first, and who held which post."""
    organisation = policies.get_visible(request.actor, slug)
    require(request.actor, "view_history", organisation)
    posts = Post.objects.filter(organisation=organisation).select_related("person")
    page = reverse("partners:detail", args=[organisation.slug])
    context = {
        "organisation": organisation,
        "entries": told(ledger.history(organisation.pk), page=page),
        "posts": posts.order_by("-from_on", "pk"),
    }
    return render(request, "partners/history.html", context)


@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """The names that fit what somebody types into a field, whatever the field is called."""
    require(request.actor, "use_desk")
    typed = next(iter(request.GET.values()), "").strip()[:200]
    proposed = suggesting.names(request.actor, typed) if len(typed) > 1 else []
    return render(request, "components/names.html", {"names": proposed})


def _initial(organisation) -> dict:
    plain = ("name_id", "name_en", "abbreviation", "kind", "website", "note")
    names = {organisation.name_id, organisation.name_en, organisation.abbreviation}
    aliases = organisation.aliases.order_by("pk").values_list("text", flat=True)
    return {name: getattr(organisation, name) for name in plain} | {
        "country": organisation.country_id or "",
        "parent": _written(organisation.parent) if organisation.parent else "",
        "aliases": "\n".join(text for text in aliases if text not in names),
    }


def _written(body) -> str:
    """How a body is named in a field: as people call it, where that means no other."""
    name = body.name.in_(language())
    return name if len(queries.meant(name)[:2]) == 1 else body.slug


def _done(request, slug) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("partners:detail", slug)


def _page(request, form, *, title, organisation=None, back="", button="") -> HttpResponse:
    back = back or reverse("partners:detail", args=[organisation.slug])
    context = {"form": form, "title": title, "organisation": organisation, "back": back}
    context["button"] = button or _("Save")
    return render(request, "partners/form.html", context, status=422 if form.is_bound else 200)
