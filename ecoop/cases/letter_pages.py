"""Pages that show letters and cases together: the file of a case, and the cases of a letter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ecoop.accounts.policy import require
from ecoop.cases import filing, forms, policies
from ecoop.core.attempts import attempt
from ecoop.letters.policies import get_visible as get_letter


def add(request: HttpRequest, code: str) -> HttpResponse:
    """Put a letter into the file of a case: one by its code, or one of those proposed."""
    case = policies.get_inner(request.actor, code)
    policies.require_record(request.actor, case)
    form = forms.FileLetterForm(request.POST or None, actor=request.actor)
    if form.is_valid() and _file(request, form, case=case, letter=form.cleaned_data["letter"]):
        return redirect("cases:detail", code)
    context = {"case": case, "form": form, "proposed": filing.proposed(request.actor, case)}
    return render(request, "cases/file_letter.html", context, status=422 if form.is_bound else 200)


def of_letter(request: HttpRequest, letter: str) -> HttpResponse:
    """The cases in whose file a letter lies; and the form that puts it into another one."""
    paper = get_letter(request.actor, letter)
    require(request.actor, "use_desk")
    form = forms.FileInForm(request.POST or None, actor=request.actor)
    if form.is_valid() and _file(request, form, case=form.cleaned_data["case"], letter=paper):
        return redirect("letters:detail", letter)
    found = filing.cases_of(request.actor, paper)
    context = {"letter": paper, "cases": found, "form": form}
    return render(request, "cases/of_letter.html", context, status=422 if form.is_bound else 200)


@require_POST
def take_out(request: HttpRequest, code: str, letter: str) -> HttpResponse:
    """Take a letter out of the file of a case."""
    case = policies.get_inner(request.actor, code)
    paper = get_letter(request.actor, letter)
    filing.take_out(case=case, letter=paper, by=request.actor)
    messages.success(request, _("Taken out of the file: %(code)s.") % {"code": paper.code})
    return redirect("cases:detail", code)


def _file(request: HttpRequest, form, *, case, letter) -> bool:
    """Whether the letter lies in the file now."""
    put = attempt(form, filing.put_in, case=case, letter=letter, by=request.actor)
    if put is None:
        return False
    told = {"letter": letter.code, "case": case.code}
    messages.success(request, _("%(letter)s lies in the file of %(case)s.") % told)
    return True
