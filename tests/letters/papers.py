"""Letters for tests."""

from datetime import date

from ecoop.letters import actions


def letter(by, **more):
    """One registered incoming letter."""
    facts = {
        "direction": "in", "dated_on": date(2026, 11, 2), "moved_on": date(2026, 11, 4),
        "nature": "important", "subject": "Invitation to talks", "sender": "An embassy",
        "addressee": "Head of BNPB", "number": "B-12/2026",
    }  # fmt: skip
    return actions.register(by=by, **facts | more)


def given(in_charge, **more):
    return actions.Given(in_charge=in_charge, **{"instructions": ["study", "answer"]} | more)
