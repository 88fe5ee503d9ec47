"""Who screens a case: the bureau; whoever reads the acts of the case inside BNPB may look on."""

from ecoop.accounts.policy import Verdict, may, require
from ecoop.cases import policies as cases


def may_screen(actor, case) -> Verdict:
    return may(actor, "screen", cases.acts_of(case))


def require_screen(actor, case) -> None:
    require(actor, "screen", cases.acts_of(case))
