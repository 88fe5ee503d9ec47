"""Saved views: a list as somebody wants to see it again, whichever list it is."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ecoop.accounts.policy import require
from ecoop.instruments import form_pages, forms, saved_views, showing

# The lists that can be kept, by the names of their pages; those of rooms above are only named.
LISTS = {
    "instruments": "instruments:list",
    "contradictions": "instruments:contradictions",
    "partners": "partners:list",
    "engagements": "engagements:list",
    "assistance": "assistance:list",
    "cases": "cases:list",
}


def save(request: HttpRequest, page: str) -> HttpResponse:
    """Keep the list as it is shown under a name."""
    require(request.actor, "use_desk")
    back = _list_of(page)
    form = forms.SaveViewForm(request.POST or None, initial={"query": request.GET.urlencode()})
    if form.is_valid():
        saved_views.keep(by=request.actor, page=page, **form.cleaned_data)
        messages.success(request, _("The view was saved."))
        return redirect(back + showing.safe_query("?" + form.cleaned_data["query"]))
    return form_pages.page(request, form, title=_("Save this view"), back=back)


def drop(request: HttpRequest, page: str) -> HttpResponse:
    """Ask, and then throw a view of one's own away."""
    require(request.actor, "use_desk")
    back = _list_of(page)
    form = forms.DropViewForm(request.POST or None, initial={"name": request.GET.get("name", "")})
    if form.is_valid():
        saved_views.drop(by=request.actor, page=page, name=form.cleaned_data["name"])
        messages.success(request, _("The view was removed."))
        return redirect(back)
    words = {"title": _("Remove a saved view"), "button": _("Remove")}
    return form_pages.page(request, form, back=back, **words)


def _list_of(page: str) -> str:
    if page not in LISTS:
        raise Http404
    return reverse(LISTS[page])
