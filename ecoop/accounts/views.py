"""Pages about one's own account, and the administrator's pages about everybody's."""

from allauth.account import views as allauth_account
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ecoop.accounts import actions, policies, queries, records
from ecoop.accounts.forms import AccountForm, ChoosePasswordForm, RoleForm
from ecoop.accounts.middleware import IDLE_SECONDS, seconds_left
from ecoop.accounts.models import RoleAssignment
from ecoop.core import scopes
from ecoop.core.identity import assume, principal_of
from ecoop.core.verdicts import Refused

CHANGES = {"enable": "enable", "invite": "invite", "forget-factors": "forget_factors"}


@require_safe
def profile(request):
    """One's own account: roles, password, second factor, sessions."""
    policies.require_signed_in(request.actor)
    context = {
        "person": request.user,
        "roles": queries.roles_of([request.user])[request.user.pk],
        "has_factor": queries.has_second_factor(request.user),
    }
    return render(request, "accounts/profile.html", context)


@require_safe
@never_cache
def session(request):
    """How many seconds the session has left; asking does not prolong it."""
    is_signed_in = request.user.is_authenticated
    left = max(0, seconds_left(request.session)) if is_signed_in else 0
    return JsonResponse({"seconds": left, "warn_at": IDLE_SECONDS // 6, "signed_in": is_signed_in})


@never_cache
def sign_out(request):
    """End this session and make the browser forget what it kept of it."""
    response = allauth_account.logout(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def sessions(request):
    """Where one is signed in; a POST ends all sessions but this one."""
    policies.require_signed_in(request.actor)
    if request.method == "POST":
        actions.sign_out_everywhere(user=request.user, but=request.session.stored)
        records.changed(request, request.user, "account.other_sessions_ended")
        messages.info(request, _("All your other sessions are signed out."))
        return redirect("usersessions_list")
    alive = queries.sessions_of(request.user)
    context = {"sessions": alive, "now_key": request.session.stored}
    return render(request, "accounts/sessions.html", context)


@require_POST
def end_session(request, number):
    """Sign out one of one's own sessions."""
    policies.require_signed_in(request.actor)
    ended, _details = queries.sessions_of(request.user).filter(pk=number).delete()
    if not ended:
        raise Http404
    records.changed(request, request.user, "account.session_ended")
    return redirect("usersessions_list")


@never_cache
def unsent(request):
    """What somebody typed when the session ended, to be sent now or thrown away."""
    policies.require_signed_in(request.actor)
    kept = request.session.get("unsent")
    if not kept or kept["user"] != str(request.user.pk):
        request.session.pop("unsent", None)
        return redirect("accounts:profile")
    if request.method == "POST":
        del request.session["unsent"]
        return redirect(kept["path"] if request.POST.get("open") else "accounts:profile")
    return render(request, "accounts/unsent.html", {"kept": kept})


@require_safe
def unknown(request):
    """Single sign-on knows the person, this house does not."""
    return render(request, "accounts/unknown.html", status=403)


@never_cache
def choose_password(request, who, token):
    """Choose a password by an administrator's link."""
    user = actions.invited(who, token)
    if user is None:
        return render(request, "accounts/link_used.html", status=404)
    form = ChoosePasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        request.actor = assume(principal_of(user))
        actions.choose_password(
            user=user, by=request.actor, password=form.cleaned_data["password1"]
        )
        request.proved = True
        messages.success(request, _("Your password is set. Please sign in."))
        return redirect("account_login")
    return render(request, "accounts/choose_password.html", {"form": form, "person": user})


@require_safe
def people(request):
    """Every account with the roles it holds today."""
    policies.require_administrator(request.actor)
    asked = request.GET.get("q", "").strip()[:100]
    found = list(queries.people(asked)[:500])
    context = {"people": found, "roles": queries.roles_of(found), "asked": asked}
    context["proposals"] = queries.waiting()
    return render(request, "accounts/people.html", context)


def open_account(request):
    """Open an account and show, once, the link for its owner."""
    policies.require_administrator(request.actor)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = actions.open_account(by=request.actor, **form.cleaned_data)
        return _with_link(request, user, actions.invite(user=user, by=request.actor))
    return render(request, "accounts/open_account.html", {"form": form})


@require_safe
def person(request, username):
    found = policies.get_person(request.actor, username)
    return _person_page(request, found, RoleForm(initial={"from_on": timezone.localdate()}))


@require_safe
def scope_names(request):
    """Organisations and regions that fit what somebody types as the owner of a role's records."""
    policies.require_administrator(request.actor)
    typed = request.GET.get("scope", "").strip()[:200]
    proposed = scopes.proposed(request.actor, typed) if len(typed) > 1 else []
    return render(request, "components/names.html", {"names": proposed})


@require_POST
def add_role(request, username):
    found = policies.get_person(request.actor, username)
    form = RoleForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        unit = given.pop("unit")
        try:
            asked = actions.ask(
                act="assign_role", user=found, by=request.actor,
                unit_id=unit.pk if unit else None, **given,
            )  # fmt: skip
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_error(None, str(refusal))
        else:
            return _after(request, asked, found)
    return _person_page(request, found, form)


@require_POST
def end_role(request, username, number):
    found = policies.get_person(request.actor, username)
    assignment = RoleAssignment.objects.filter(user=found, pk=number, ended_at=None).first()
    if assignment is None:
        raise Http404
    actions.end_role(assignment=assignment, by=request.actor)
    return redirect("accounts:person", username)


@require_POST
def change_account(request, username, change):
    """disable, enable, invite (a new link), forget-factors; all but the first need two persons."""
    found = policies.get_person(request.actor, username)
    try:
        if change == "disable":
            actions.set_active(user=found, by=request.actor, is_active=False)
            return redirect("accounts:person", username)
        if change not in CHANGES:
            raise Http404
        return _after(
            request, actions.ask(act=CHANGES[change], user=found, by=request.actor), found
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("accounts:person", username)


@require_POST
def decide(request, number, answer):
    """A second administrator's yes or no to a proposal, or its author's withdrawal."""
    policies.require_administrator(request.actor)
    proposal = queries.waiting().filter(pk=number).first()
    if proposal is None or answer not in actions.OUTCOMES:
        raise Http404
    try:
        asked = actions.decide(number=number, by=request.actor, answer=answer)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("accounts:person", proposal.account.username)
    return _after(request, asked, proposal.account)


def _after(request, asked, user) -> HttpResponse:
    """The page after something delicate: a link to hand over, or word that it waits."""
    if asked.link:
        return _with_link(request, user, asked.link)
    if asked.proposal:
        messages.info(request, _("This waits until a second administrator agrees."))
    return redirect("accounts:person", user.username)


def _person_page(request, found, form, **more) -> HttpResponse:
    held = (
        RoleAssignment.objects.filter(user=found).select_related("unit").order_by("-from_on", "-pk")
    )
    context = {
        "person": found, "form": form, "held": held, "link": "",
        "current": {one.pk for one in queries.in_force().filter(user=found)},
        "has_factor": queries.has_second_factor(found),
        "proposals": queries.waiting().filter(account=found),
    }  # fmt: skip
    return render(request, "accounts/person.html", context | more)


def _with_link(request, user, made):
    who, token = made
    link = request.build_absolute_uri(reverse("accounts:choose_password", args=[who, token]))
    form = RoleForm(initial={"from_on": timezone.localdate()})
    return _person_page(request, user, form, link=link)
