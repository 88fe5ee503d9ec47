"""A disposition that is read, forwarded and cancelled at the same moment."""

import pytest

from ecoop.accounts.actions import load_units
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refused
from ecoop.letters import actions
from ecoop.letters.models import Disposition
from tests.letters.papers import given, letter
from tests.people import acting_as, someone
from tests.together import at_once


def trying(user, act):
    """What `act` does as `user`, in a transaction of its own; False when it is refused."""

    def one():
        try:
            with acting_as(user) as by:
                return bool(act(by))
        except Refused:
            return False

    return one


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["read", "forward"])
def test_what_is_read_or_forwarded_is_not_cancelled_at_the_same_moment(how):
    with acting(SYSTEM) as by:
        load_units()
        paper = letter(by)
    giver, reader = someone("leader", unit="SESTAMA"), someone("unit", unit="DEP-2")
    for _ in range(12):
        with acting_as(giver) as by:
            made = actions.dispose(letter=paper, by=by, given=given(f"user:{reader.pk}"))
        ways = {
            "read": lambda by, made=made: actions.mark_read(disposition=made, by=by),
            "forward": lambda by, made=made: actions.dispose(
                letter=paper, by=by, given=given("unit:DEP-3"), parent=made
            ),
        }

        answers = at_once(
            trying(reader, ways[how]),
            trying(giver, lambda by, made=made: actions.cancel(disposition=made, by=by, why="x")),
        )

        with acting(SYSTEM):
            held = Disposition.objects.get(pk=made.pk)
            is_read = held.receivers.exclude(read_at=None).exists()
            assert answers == [is_read, bool(held.cancelled_at)]
            assert is_read is not bool(held.cancelled_at)
