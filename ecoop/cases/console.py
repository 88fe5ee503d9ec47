"""`ecoop procedure explain CODE [STEP]`: a case read by its own version of its procedure."""

import importlib
import sys
from argparse import Namespace
from datetime import datetime
from typing import Any

from ecoop.procedures import explain as situations

NONE = "there is no case {code}"
NO_DATABASE = "the database does not answer; start it with: ecoop db start"


def explain(arguments: Namespace) -> int:
    """Say where a case stands, as for a situation; without a code the situation in the file."""
    if not arguments.code:
        return situations.main(arguments)
    importlib.import_module("django").setup()
    try:
        return _explain(arguments)
    except importlib.import_module("django.db").OperationalError:
        sys.stderr.write(f"ecoop procedure explain: {NO_DATABASE}\n")
        return 2


def _explain(arguments: Namespace) -> int:
    identity = importlib.import_module("ecoop.core.identity")
    queries = importlib.import_module("ecoop.cases.queries")
    on = arguments.on or datetime.now(situations.JAKARTA).date()
    step = arguments.step or arguments.code_step
    with identity.acting(identity.SYSTEM) as by:
        case: Any = queries.visible_to(by).filter(code=arguments.code.upper()).first()
        log = queries.log_of(case) if case else None
    if log is None or (step and step not in log.procedure.steps):
        told = NONE.format(code=arguments.code) if log is None else f"the track has no step {step}"
        sys.stderr.write(f"ecoop procedure explain: {told}\n")
        return 2
    found = situations.as_dict(log.standing(on), only=step)
    situations.show([{"id": case.code}], [found], arguments, [log.procedure], is_list=False)
    return 0
