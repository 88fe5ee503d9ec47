"""Load the demo: reference data and the real records, once; a second run changes nothing."""

from ecoop.accounts.actions import load_units
from ecoop.config.demo import agreements, assistance, cases, engagements, samples
from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments import renewals
from ecoop.places.actions import load_reference


def main(args) -> int:
    """`ecoop demo load`: all or nothing, and safe to repeat."""
    with acting(SYSTEM) as by:
        load_reference()
        load_units()
        instruments = agreements.load(by)
        occasions, aid = engagements.load(by), assistance.load(by)
        opened = cases.load(by) + samples.load(by)
        renewals.open_tasks(by=by)
        opened += cases.open_renewals(by)
    print(
        f"{len(instruments)} instruments, {occasions} engagements, {aid} aid records, {opened} cases"
    )
    return 0
