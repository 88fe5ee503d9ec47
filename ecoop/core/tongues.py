"""The languages of papers as people write them: by name in either language of the house, or by code."""

import re
from functools import cache

from ecoop.core.vocabulary import vocabulary

AROUND = re.compile(r"^(the |bahasa )|( language)$")
CODE = re.compile(r"[a-z]{2,3}")


def code_of(written: str) -> str:
    """The ISO 639 code of a language: of its name, or of its code with or without a region (id-ID
    is id); "" for what is neither. A code need not be in the vocabulary, which is an open list."""
    word = written.strip().lower()
    if found := _codes().get(AROUND.sub("", word)):
        return found
    base = re.split(r"[-_]", word)[0]
    return _codes().get(base) or (base if CODE.fullmatch(base) else "")


@cache
def _codes() -> dict[str, str]:
    """{what a language is called: its code}, with its code itself."""
    found = {}
    for code, term in vocabulary("languages").items():
        names = (code, term.label.id, term.label.en, *term.extra["also"].split("|"))
        found |= {name.lower(): code for name in names if name}
    return found
