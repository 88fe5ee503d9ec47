"""Small texts for tests of parity and of reading."""

from ecoop.negotiation.articles import Article, Wording, read_text
from ecoop.negotiation.parity import check


def both(home, away, *, title=("Ketentuan", "Provision")):
    """Wordings of one article each."""
    return (
        Wording("id", (Article(number=1, title=title[0], body=home),)),
        Wording("en", (Article(number=1, title=title[1], body=away),)),
    )


def differences(home, away):
    """The kinds of what is found between two bodies of one article."""
    return [finding.kind for finding in check(*both(home, away))]


def read(text, lang):
    (wording,) = read_text(text, lang=lang)
    return wording
