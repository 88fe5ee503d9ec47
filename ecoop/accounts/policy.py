"""Who may see and do what: one table, read by everything.

From `RULES` come the database's wall (`ViewRule`), the query filters, the buttons, the words
of a refusal, docs/permissions.md and the exhaustive test. Sources: domain.md section 6;
PP 23/2008 art. 14-16 (what foreign actors hand in is published, security opinions are not);
UU 14/2008 art. 17(f) (negotiating positions are exempt from disclosure).
"""

from dataclasses import dataclass

from ecoop.accounts.roles import Role
from ecoop.core.bilingual import Text
from ecoop.core.classification import Classification as C
from ecoop.core.classification import rank
from ecoop.core.identity import Actor
from ecoop.core.verdicts import Refusal, Refused

ANY, OWN = "any", "own"
ALL_STATES = "*"


@dataclass(frozen=True, slots=True)
class Rule:
    """`roles` may do `action` to records of up to class `up_to`, of any relation or their own,
    in the named derived states ("*" is every state)."""

    code: str
    action: str
    roles: tuple[str, ...]
    relation: str = ANY
    up_to: str = C.SECRET
    states: tuple[str, ...] = (ALL_STATES,)


R = Role
BUREAU = (R.STAFF, R.LEGAL, R.SYSTEM)
RULES: tuple[Rule, ...] = (
    Rule("V1", "view", (R.ANONYMOUS, R.MINISTRY), up_to=C.PUBLIC),
    Rule("V2", "view", (R.STAFF,), up_to=C.CONFIDENTIAL),
    Rule("V3", "view", (R.LEGAL, R.LEADER, R.AUDITOR, R.SYSTEM), up_to=C.SECRET),
    Rule("V4", "view", (R.UNIT, R.ADMIN), up_to=C.LIMITED),
    Rule("V5", "view", (R.UNIT,), OWN, up_to=C.CONFIDENTIAL),
    Rule("V6", "view", (R.PARTNER, R.REGION, R.MINISTRY), OWN, up_to=C.LIMITED),
    Rule("N1", "view_notes", (*BUREAU, R.UNIT, R.LEADER, R.AUDITOR)),
    Rule("N2", "write_note", (*BUREAU, R.UNIT, R.LEADER)),
    Rule("H1", "view_history", (*BUREAU, R.UNIT, R.LEADER, R.AUDITOR, R.ADMIN)),
    Rule("E1", "register", BUREAU, up_to=C.CONFIDENTIAL),
    Rule("E10", "register", (R.LEGAL, R.SYSTEM)),
    Rule("E2", "edit", BUREAU),
    Rule("E3", "edit", (R.UNIT,), OWN, up_to=C.CONFIDENTIAL),
    Rule("E4", "set_next_step", (*BUREAU, R.LEADER)),
    Rule("E5", "set_next_step", (R.UNIT,), OWN),
    Rule("E6", "set_owner", (*BUREAU, R.LEADER)),
    Rule("E7", "attach", BUREAU),
    Rule("E8", "attach", (R.UNIT,), OWN, up_to=C.CONFIDENTIAL),
    Rule("E9", "withdraw", BUREAU),
    Rule("O1", "keep_originals", BUREAU),
    Rule("C1", "classify", (R.LEGAL, R.LEADER, R.SYSTEM)),
    Rule("C2", "classify", (R.STAFF,), up_to=C.CONFIDENTIAL),
    Rule("D1", "settle", BUREAU),
    Rule("D2", "merge_partners", BUREAU),
    Rule("D3", "edit_partner", BUREAU),
    Rule("M1", "import_matrix", BUREAU),
    Rule("M2", "undo_import", BUREAU),
    Rule("K1", "view_acts", (R.LEGAL, R.LEADER, R.AUDITOR, R.SYSTEM)),
    Rule("K2", "view_acts", (R.STAFF,), up_to=C.CONFIDENTIAL),
    Rule("K3", "view_acts", (R.UNIT,), OWN, up_to=C.CONFIDENTIAL),
    Rule("K4", "open_case", (R.STAFF,), up_to=C.CONFIDENTIAL),
    Rule("K12", "open_case", (R.LEGAL, R.SYSTEM)),
    Rule("K5", "open_case", (R.UNIT,), OWN, up_to=C.CONFIDENTIAL),
    Rule("K6", "record_step", (*BUREAU, R.LEADER)),
    Rule("K7", "record_step", (R.UNIT,), OWN, up_to=C.CONFIDENTIAL),
    Rule("K8", "correct_step", BUREAU),
    Rule("K9", "edit_case", BUREAU),
    Rule("K10", "edit_case", (R.UNIT,), OWN, up_to=C.CONFIDENTIAL),
    Rule("K11", "publish_procedure", (R.LEGAL, R.SYSTEM)),
    Rule("K13", "move_case", (R.LEGAL, R.SYSTEM)),
    Rule("K14", "screen", BUREAU),
    Rule("K15", "ask_clearance", BUREAU),
    Rule("K16", "answer_clearance", (R.STAFF, R.LEGAL, R.UNIT, R.LEADER, R.MINISTRY), OWN),
    Rule(
        "X1",
        "export",
        (R.ANONYMOUS, *BUREAU, R.UNIT, R.LEADER, R.MINISTRY, R.PARTNER, R.REGION, R.AUDITOR),
    ),
    Rule("L1", "view_ledger", (R.AUDITOR, R.ADMIN, R.LEADER)),
    Rule("T1", "do_task", (*BUREAU, R.UNIT, R.LEADER)),
    Rule("T2", "name_acting", (*BUREAU, R.UNIT, R.LEADER, R.ADMIN)),
    Rule("T3", "set_ladder", (R.ADMIN, R.SYSTEM)),
    Rule("P1", "register_letter", BUREAU),
    Rule("P2", "dispose", (*BUREAU, R.UNIT, R.LEADER)),
    Rule("A1", "manage_accounts", (R.ADMIN, R.SYSTEM)),
    Rule("S1", "use_desk", (*BUREAU, R.UNIT, R.LEADER, R.AUDITOR, R.ADMIN)),
    Rule("S2", "use_inbox", (*BUREAU, R.UNIT, R.LEADER, R.AUDITOR, R.ADMIN, R.MINISTRY)),
)
ACTIONS = tuple(dict.fromkeys(rule.action for rule in RULES))


@dataclass(frozen=True, slots=True)
class Verdict:
    """True when allowed; otherwise carries why not and who could."""

    allowed: bool
    rule: str = ""
    refusal: Refusal | None = None

    def __bool__(self) -> bool:
        return self.allowed


def may(actor: Actor, action: str, record=None, *, state: str = "") -> Verdict:
    """Whether `actor` may do `action`, to `record` when one is given.

    `record` needs `class_rank` and `seen_by`; `state` is its derived status. An unknown
    action raises KeyError: a misspelt right must not silently refuse or allow.
    """
    if action not in ACTIONS:
        raise KeyError(action)
    candidates = [rule for rule in RULES if rule.action == action]
    for rule in candidates:
        if _fits(rule, actor, record, state):
            return Verdict(True, rule.code)
    return Verdict(False, refusal=_refusal(actor, action, candidates, record, state))


def require(actor: Actor, action: str, record=None) -> None:
    """Raise `Refused` with the reason when the table says no."""
    verdict = may(actor, action, record)
    if not verdict:
        raise Refused(verdict.refusal)


def view_rules() -> list[tuple[str, str, int]]:
    """(role, relation, highest class rank) for the database's wall."""
    return [
        (role, rule.relation, rank(rule.up_to))
        for rule in RULES
        if rule.action == "view"
        for role in rule.roles
    ]


def _fits(rule, actor, record, state) -> bool:
    if not actor.roles.intersection(rule.roles):
        return False
    if record is None:
        return True
    return (
        record.class_rank <= rank(rule.up_to)
        and (rule.relation == ANY or bool(actor.keys.intersection(record.seen_by)))
        and (ALL_STATES in rule.states or state in rule.states)
    )


def _refusal(actor, action, candidates, record, state) -> Refusal:
    mine = [rule for rule in candidates if actor.roles.intersection(rule.roles)]
    who = tuple(dict.fromkeys(role for rule in candidates for role in rule.roles))
    rule = mine[0] if mine else candidates[0]
    if not mine:
        reason = Text(
            id="Peran Anda tidak mencakup tindakan ini.",
            en="Your role does not include this action.",
        )
    elif all(record.class_rank > rank(r.up_to) for r in mine):
        reason = Text(
            id="Klasifikasi catatan ini lebih tinggi daripada yang boleh Anda tangani.",
            en="This record's classification is higher than you may handle.",
        )
    elif all(r.relation == OWN and not actor.keys.intersection(record.seen_by) for r in mine):
        reason = Text(
            id="Catatan ini bukan milik unit, organisasi, atau wilayah Anda.",
            en="This record does not belong to your unit, organisation or region.",
        )
    else:
        reason = Text(
            id="Tindakan ini tidak tersedia pada keadaan catatan sekarang.",
            en="This action is not available in the record's present state.",
        )
    return Refusal(reason, source=f"permissions, rule {rule.code}", rule=rule.code, who=who)
