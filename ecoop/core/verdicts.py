"""Answers that carry their reason."""

from dataclasses import dataclass

from django.utils.translation import get_language

from ecoop.core.bilingual import Text, base_language
from ecoop.core.citing import source_in


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something may not be done now: words for the user, the rule, who could do it."""

    reason: Text
    source: str = ""
    rule: str = ""
    who: tuple[str, ...] = ()

    def __str__(self) -> str:
        lang = base_language(get_language() or "id")
        words = self.reason.in_(lang)
        return f"{words} ({source_in(self.source, lang)})" if self.source else words


class Refused(Exception):
    """A rule of the domain says no. Views turn it into a message; it is never a bug."""

    def __init__(self, *refusals: Refusal):
        self.refusals = refusals
        super().__init__("; ".join(str(refusal) for refusal in refusals))


class Conflict(Exception):
    """Somebody else changed the record since it was read; nothing was written.

    `current` is the record as it is now, so that the page can show both.
    """

    def __init__(self, current):
        self.current = current
        super().__init__("changed meanwhile")
