"""Keys, confirmations and receipts of proposals: unguessable, made anew from the secret, kept as digests."""

import base64
import hashlib
import hmac
import os
from typing import Any

from django.conf import settings

LETTERS = 20  # of 32 kinds: 100 bits
KEY, TOKEN, RECEIPT = "draft", "confirm", "receipt"


def fresh() -> str:
    """A new key at random."""
    return _letters(os.urandom(20))


def derived(purpose: str, proposal_id: object) -> str:
    """The secret of a proposal for one purpose; whoever has not the site's secret cannot make it."""
    key = settings.SECRET_KEY.encode()
    found = hmac.new(key, f"ecoop.proposal|{purpose}|{proposal_id}".encode(), hashlib.sha256)
    return _letters(found.digest())


def token_of(proposal: Any) -> str:
    """What the letter of confirmation carries; another address makes another, so that a letter which
    went to a wrong one confirms nothing any more."""
    return derived(TOKEN, f"{proposal.pk}|{proposal.email}")


def spaced(code: str) -> str:
    """For people: five groups of four letters."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def digest(typed: str) -> str:
    """The digest under which a secret is kept; spaces, dashes and case do not matter."""
    plain = "".join(each for each in typed.upper() if each.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()


def _letters(raw: bytes) -> str:
    return base64.b32encode(raw).decode()[:LETTERS]
