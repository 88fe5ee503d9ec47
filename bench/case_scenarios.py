"""What is asked of cases: a step recorded, the board, the list, a page, the tracker by receipt."""

import itertools
import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

from bench import cases
from bench.load import request
from bench.scenarios import Scenario, World

RECEIPTS = 400  # of each kind
LISTS = (
    {}, {"sort": "due"}, {"stage": "negotiating"}, {"turn": "ours"}, {"state": "all"},
    {"state": "all", "q": "kerja sama"}, {"state": "over", "sort": "act"}, {"due": "overdue"},
)  # fmt: skip


@dataclass
class CaseWorld:
    """What the scenarios need to know of the filled house: addresses, forms, receipts by kind."""

    steps: list[tuple[str, bytes]]
    codes: list[str]
    receipts: dict[str, list[str]]


def world_of(token: str) -> CaseWorld:
    """Look around in the filled house (Django must be set up)."""
    from ecoop.cases.models import Case  # noqa: PLC0415 - needs Django set up
    from ecoop.cases.queries import today  # noqa: PLC0415
    from ecoop.core.identity import SYSTEM, acting  # noqa: PLC0415

    with acting(SYSTEM):
        live = list(Case.objects.filter(is_live=True).order_by("code"))
        over = list(Case.objects.filter(is_live=False).order_by("code")[: 100 * RECEIPTS : 100])
        steps = _steps(live, token, today())
    codes = [case.code for case in (*live[::4], *over)]
    return CaseWorld(steps, codes, {
        "right": [_receipt(case) for case in live][:RECEIPTS],
        "closed": [_receipt(case) for case in over][:RECEIPTS],
        "wrong": [_receipt(number) for number in range(RECEIPTS)],
    })  # fmt: skip


def _steps(live, token: str, on) -> list[tuple[str, bytes]]:
    """For each case that moves the form of a step that may be done there again and again."""
    from ecoop.cases import queries  # noqa: PLC0415

    found, known = [], {}
    for case in live:
        log = queries.log_of(case)
        place = (case.procedure_id, *((act.step, act.on) for act in log.acts))
        if place not in known:
            allowed = log.standing(on).allowed
            known[place] = next((c for c in allowed if _is_talk(log.procedure.steps[c])), None)
        if step := known[place]:
            facts = cases.facts_of(case, log.procedure.steps[step])
            typed = {"csrfmiddlewaretoken": token, "on": on.isoformat(), "why": "bench"}
            typed |= {f"fact_{key}": _typed(value) for key, value in facts.items()}
            body = urlencode(typed, doseq=True).encode()
            found.append((f"/id/cases/{case.code}/record/{step}/", body))
    return found


def _is_talk(step) -> bool:
    return step.repeats and step.code in ("explore", "negotiate", "negotiate_grant")


def _typed(value):
    """A fact as a browser sends it."""
    return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value


def _receipt(owner) -> str:
    from ecoop.cases import receipts  # noqa: PLC0415

    proposal = cases.proposal_of(getattr(owner, "pk", owner))
    return receipts.spaced(receipts.derived(receipts.RECEIPT, proposal))


def all_of(world: World, known: CaseWorld) -> list[Scenario]:
    """The lines of the table, reads first: a step recorded makes the next page anew."""
    pages = {
        "board": [f"/id/cases/board/?by={by}" for by in ("stage", "unit", "partner", "track")],
        "case list": [f"/id/cases/?{urlencode(query)}" for query in LISTS],
        "case": [f"/id/cases/{code}/" for code in known.codes],
    }
    found = [Scenario(name, "staff", tuple(paths), _asked(paths, cookie=world.staff))
             for name, paths in pages.items()]  # fmt: skip
    for kind, receipts in known.receipts.items():
        bodies = tuple(urlencode({"receipt": receipt}).encode() for receipt in receipts)
        paths = ("/id/track/",) * len(bodies)
        sent = _sent(paths, bodies, cookie="")
        answers = 200 if kind == "right" else 404
        name = f"receipt, {kind}"
        found.append(Scenario(name, "anonymous", paths, sent, bodies, True, answers))
    paths, bodies = (tuple(each) for each in zip(*known.steps, strict=True))
    recording = _sent(paths, bodies, cookie=world.staff)
    return [
        *found,
        Scenario("step form", "staff", paths, _asked(paths, cookie=world.staff)),
        Scenario("record step", "staff", paths, recording, bodies, True, 302),
    ]


def _asked(paths, *, cookie: str):
    requests = [request(path, cookie=cookie) for path in paths]
    return lambda n: requests[n % len(requests)]


def _sent(paths, bodies, *, cookie: str):
    """One form after the other, also from one round of the bench to the next; each from another
    address, or the limit of tries by receipt would answer."""
    turns = itertools.cycle(zip(paths, bodies, strict=True))

    def make(n: int) -> bytes:
        path, body = next(turns)
        return request(path, method="POST", cookie=cookie, body=body, X_Forwarded_For=_somewhere(n))

    return make


def _somewhere(n: int) -> str:
    return f"10.{n >> 16 & 255}.{n >> 8 & 255}.{secrets.randbelow(256)}"
