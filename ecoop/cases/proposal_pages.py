"""Pages for whoever proposes from outside: the draft, its confirmation, and the tracker by receipt."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ecoop.accounts.limits import Limit, address_of, take
from ecoop.cases import labels, proposing, queries, receipts
from ecoop.cases.models import Proposal
from ecoop.cases.proposal_forms import ProposalForm, ReceiptForm
from ecoop.core.attempts import attempt
from ecoop.partners.models import Organisation

BEGINNING = Limit("proposal", 10, 3600)
SENDING = Limit("proposal-letter", 5, 3600)
ASKING = Limit("receipt", 30, 3600)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """What a proposal needs, and the way into a draft."""
    if request.method != "POST":
        return render(request, "cases/propose_start.html")
    if take([(BEGINNING, address_of(request))]).wait:
        return _too_often(request)
    key = proposing.begin(language=get_language() or "id", **_known(request))
    return redirect("cases:draft", key)


def _known(request: HttpRequest) -> dict[str, Any]:
    """What is known of somebody with an account."""
    actor = request.actor
    if actor.is_anonymous:
        return {}
    ids = [key.removeprefix("org:") for key in actor.keys if key.startswith("org:")]
    body = Organisation.objects.filter(pk__in=ids).order_by("pk").first()
    return {"name": actor.name, "email": request.user.email, "body": body}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """The draft that this key continues: saved by itself while one types, sent when complete."""
    held, papers = queries.draft_by(receipts.digest(key))
    if held is None:
        raise Http404
    if held.state == Proposal.State.WAITING:
        return _waiting(request, key, held)
    initial = {name: getattr(held, name) for name in proposing.FIELDS}
    form = ProposalForm(request.POST or None, request.FILES or None, held=papers, initial=initial)
    if form.is_valid() and attempt(
        form, proposing.save, key=key, facts=form.facts(), files=form.papers()
    ):
        if request.headers.get("HX-Request"):
            return render(request, "cases/propose_saved.html", {"now": timezone.now()})
        if request.POST.get("do") != "send":
            return redirect("cases:draft", key)
        if not form.lacks({*papers, *form.came}):
            return _send(request, key, form)
    context = {"form": form, "key": key, "saved_at": held.saved_at}
    return render(request, "cases/propose.html", context, status=422 if form.is_bound else 200)


def _waiting(request: HttpRequest, key: str, held: Proposal) -> HttpResponse:
    """A proposal whose address is not confirmed yet: it may be taken up again as a draft."""
    if request.headers.get("HX-Request"):  # typed in another window; nothing of it would be kept
        raise Http404
    if request.POST.get("do") == "reopen":
        proposing.reopen(key=key)
        return redirect("cases:draft", key)
    return render(request, "cases/propose_sent.html", {"email": held.email})


def _send(request: HttpRequest, key: str, form: ProposalForm) -> HttpResponse:
    if take([(SENDING, address_of(request)), (SENDING, form.cleaned_data["email"])]).wait:
        return _too_often(request)
    sent = proposing.send(
        key=key, base=request.build_absolute_uri("/"), is_known=not request.actor.is_anonymous
    )
    if sent.state == Proposal.State.CONFIRMED:
        return _receipt(request, sent)
    return render(request, "cases/propose_sent.html", {"email": sent.email})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the letter: a button confirms, so that no program that opens links does."""
    waiting = queries.sent_by(receipts.digest(token))
    if waiting is None:
        raise Http404
    if request.method != "POST":
        return render(request, "cases/propose_confirm.html", {"title": waiting.title})
    return _receipt(request, proposing.confirm(token=token, base=request.build_absolute_uri("/")))


def _receipt(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    receipt = receipts.spaced(receipts.derived(receipts.RECEIPT, proposal.pk))
    return render(request, "cases/propose_receipt.html", {"receipt": receipt})


def _too_often(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/propose_wait.html", status=429)


@csrf_exempt  # it changes nothing, and its answer must not differ from one asker to the next
@require_http_methods(["GET", "HEAD", "POST"])
def tracker(request: HttpRequest) -> HttpResponse:
    """Stage, side of the turn and promised day by receipt, nothing else. A wrong receipt, one of a
    case that is over, and one asked too often get the same answer, to the byte."""
    if request.method != "POST":
        return render(request, "cases/tracker.html", {"form": ReceiptForm()})
    wait = take([(ASKING, address_of(request))]).wait
    found = queries.by_receipt(receipts.digest(request.POST.get("receipt", "")[:200]))
    if wait or found is None:
        return render(request, "cases/tracked_nothing.html", status=404)
    stage, side, promised = found
    context = {"stage": labels.stage(stage), "turn": labels.SIDES[side], "promised": promised}
    return render(request, "cases/tracked.html", context)
