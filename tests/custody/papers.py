"""Originals for tests."""

from datetime import date

from ecoop.core.identity import SYSTEM, acting
from ecoop.custody import actions, queries
from tests import people

SIGNED = date(2026, 3, 2)


def paper(*, iso2="KR", kind="foreign_state", **facts):
    """A signed instrument with one partner; Korea's unless said otherwise."""
    with acting(SYSTEM) as by:
        body = people.organisation(by, f"Body of {iso2}", iso2=iso2, kind=kind)
        return people.instrument(by, partner=body, **facts)


def opened(instrument, *, count=1, **given):
    """Its first `count` originals, as the system entered them."""
    fresh = actions.Fresh(**{"since": SIGNED, "place": "Cabinet 4"} | given)
    with acting(SYSTEM) as by:
        return actions.open_originals(instrument=instrument, by=by, originals=[fresh] * count)


def as_now(original, instrument):
    """The original as it is now, with the loan it is out on; inside an identity."""
    rows = queries.originals_of(instrument)
    return next(one for one in rows if one.pk == original.pk)
