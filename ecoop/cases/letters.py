"""Letters to whoever proposes: plain text, in the language of the proposal."""

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from ecoop.cases import receipts


def send(proposal, letter, *, base, case) -> None:
    """Send the letter "confirm" or "receipt"; `base` is the address of the site."""
    with override(proposal.language):
        context = {
            "proposal": proposal,
            "case": case,
            "confirm": base.rstrip("/")
            + reverse("cases:confirm", args=[receipts.token_of(proposal)]),
            "tracker": base.rstrip("/") + reverse("cases:tracker"),
            "receipt": receipts.spaced(receipts.derived(receipts.RECEIPT, proposal.pk)),
        }
        subjects = {"confirm": _("Confirm your proposal"), "receipt": _("Receipt of your proposal")}
        text = render_to_string(f"cases/letter_{letter}.txt", context)
        send_mail(subjects[letter], text, None, [proposal.email])
