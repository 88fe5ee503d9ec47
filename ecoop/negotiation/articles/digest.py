"""One number for a whole text in one language, by which a changed character is seen."""

import hashlib
import json

from ecoop.negotiation.articles.model import Wording


def digest(wording: Wording) -> str:
    """SHA-256, in hexadecimal, of the text as JSON: kind, number, title and body of each article."""
    rows = [[each.kind, each.number, each.title, each.body] for each in wording.articles]
    text = json.dumps([wording.lang, rows], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
