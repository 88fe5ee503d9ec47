"""Asking ministries, agencies and units to clear a frozen text, and what they answer.

Each act is an entry of the ledger and a step of the case, which so knows whose turn it is and who
stands in the way of clearing and signing.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from ecoop.accounts.policy import require
from ecoop.cases import actions as cases
from ecoop.cases import policies as case_policies
from ecoop.cases import queries as case_queries
from ecoop.core import jobs, ledger
from ecoop.core.bilingual import Text
from ecoop.core.classification import RANKS, Classification
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Conflict, Refusal, Refused
from ecoop.documents import actions as documents
from ecoop.documents.models import File
from ecoop.instruments.queries import today
from ecoop.letters.models import Letter
from ecoop.negotiation import policies, queries
from ecoop.negotiation.lifecycle import ASK, GIVE, OVER, WITHDRAW, facts_of, last_day, state_of
from ecoop.negotiation.models import Clearance
from ecoop.tasks.lifecycle import Due, is_unit, units_among

KIND, JOB = "clearance", "negotiation.hand_out"
NOT_FROZEN = Text(
    id="Persetujuan dimintakan atas naskah yang beku. Bekukan dahulu naskahnya.",
    en="Clearance is asked for a frozen text. Freeze the text first.",
)
ASKED = Text(
    id="{who} sudah dimintai persetujuan atas versi ini.",
    en="{who} was asked to clear this version already.",
)
IS_OVER = Text(
    id="Permintaan ini tidak berlaku lagi: naskahnya sudah berubah atau permintaannya ditarik.",
    en="This request does not stand any more: the text was changed or the request withdrawn.",
)
WRONG_WAY = {
    Letter.Direction.OUTGOING: Text(
        id="{code} adalah surat masuk; persetujuan dimintakan dengan surat keluar.",
        en="{code} is an incoming letter; clearance is asked for by an outgoing one.",
    ),
    Letter.Direction.INCOMING: Text(
        id="{code} adalah surat keluar; jawaban datang dengan surat masuk.",
        en="{code} is an outgoing letter; an answer comes by an incoming one.",
    ),
}
NO_REMARK = Text(id="Tuliskan catatan atau keberatannya.", en="Write the remarks or the objection.")


@dataclass(frozen=True, kw_only=True)
class Request:
    """Of which desk a text is to be cleared and how that one is named, from when, until when, with
    what words, and by which outgoing letter, if one was sent."""

    asked_of: str
    name: Text
    asked_on: date
    due: Due
    note: str = ""
    letter: Any = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a ministry or unit says: an `Opinion`, its remarks, on which day, who says it, and the
    letter by which it came."""

    opinion: str
    remark: str = ""
    answered_on: date
    answered_by_name: str
    letter: Any = None


@transaction.atomic
def ask(*, case, by, request: Request):
    """Ask a ministry or unit to clear the text as it is frozen now.

    Raises Refused for a text that is not frozen, for whoever was asked already and for a letter that
    came in, NotRecorded with every reason of the procedure; nothing is written then.
    """
    require(by, "ask_clearance", case_policies.acts_of(case))
    _require_way(request.letter, Letter.Direction.OUTGOING)
    draft, freeze = queries.frozen_now(case)
    if draft is not None and freeze is None:
        raise Refused(Refusal(NOT_FROZEN, source="rule A2"))
    made = _made(case, freeze, by, request)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused(Refusal(ASKED.fill(who=request.name))) from None
    said = {"desk": ["", request.name.in_("id")], "asked_on": ["", made.asked_on],
            "due": ["", made.due_on]} | _named(request.letter, made)  # fmt: skip
    said |= {f"sha256_{lang}": ["", digest] for lang, digest in made.digests.items()}
    _tell(made, by, ASK, on=made.asked_on, changes=said, why=made.note)
    return made


def _made(case, freeze, by, request: Request) -> Clearance:
    """The row of a request that is about to be made."""
    made = Clearance(
        case=case, freeze=freeze, digests=freeze.digests if freeze else {}, case_code=case.code,
        title_id=case.title_id, title_en=case.title_en, asked_of=request.asked_of,
        name_id=request.name.id, name_en=request.name.en, note=request.note,
        is_shared=_is_shared(case, request.asked_of), asked_on=request.asked_on,
        asked_at=timezone.now(), asked_by_name=_name(by), asked_by_letter=request.letter,
        due_on=request.due.on, due_rule_id=request.due.rule.id, due_rule_en=request.due.rule.en,
        due_source=request.due.source, seen_by=units_among(case.seen_by),
    )  # fmt: skip
    made.classify(Classification.values[case_queries.acts_rank(case)])
    return made


def _require_way(letter, direction) -> None:
    """Raise Refused for a letter that went the other way: one asks by what goes out, and is
    answered by what comes in."""
    if letter is not None and letter.direction != direction:
        raise Refused(Refusal(WRONG_WAY[direction].fill(code=letter.code)))


def _named(letter, row) -> dict:
    """The letter as the ledger tells of it; to nobody who might not open it (G1)."""
    is_told = letter is not None and letter.class_rank <= row.class_rank
    return {"letter": ["", letter.code]} if is_told else {}


def _name(by) -> str:
    """The name of a person; "" for the house itself, which pages call the system."""
    return "" if by.principal == SYSTEM else by.name


def _is_shared(case, asked_of: str) -> bool:
    """Whether the request is read where it was asked of: by a ministry for a case that is no more
    than Limited, by a unit for one that is no more than Confidential; a request in a case above
    that goes by letter."""
    if is_unit(asked_of):
        return case_queries.acts_rank(case) <= RANKS[Classification.CONFIDENTIAL]
    return case.class_rank <= RANKS[Classification.LIMITED]


@transaction.atomic
def answer(*, clearance, by, opinion, remark="", content=None, name="", version=None):
    """Answer for the ministry or unit that was asked. An answer may be given anew while the request
    stands. Raises Refused for whoever was not asked, Conflict when another answered meanwhile."""
    verdict = policies.may_answer(by, clearance)
    if not verdict:
        raise Refused(verdict.refusal)
    given = Answer(opinion=opinion, remark=remark, answered_on=today(), answered_by_name=by.name)
    # A ministry sees its own request and nothing of the case, which must learn of the answer.
    with acting(SYSTEM) as house:
        return _take(clearance, by, house, given, content, name, version, "MINISTRIES")


@transaction.atomic
def record_answer(*, clearance, by, given: Answer, content=None, name="", version=None):
    """Record an answer that came on paper; `given.letter` is the letter, if it is registered."""
    require(by, "ask_clearance", clearance)
    return _take(clearance, by, by, given, content, name, version, "")


def _take(clearance, by, hand, given: Answer, content, name, version, capacity):
    """Write an answer of `by` down; `hand` is the identity in which the case is told of it."""
    _require_way(given.letter, Letter.Direction.INCOMING)
    held = _lock(clearance, version)
    if given.opinion != Clearance.Opinion.CLEARED and not given.remark.strip():
        raise Refused(Refusal(NO_REMARK))
    before = held.opinion
    held.opinion, held.remark, held.answered_on = given.opinion, given.remark, given.answered_on
    held.answered_by_name, held.letter = given.answered_by_name, given.letter
    held.recorded_by_name, held.version = "" if hand is not by else _name(by), held.version + 1
    if content is not None:
        held.file = documents.store(
            content, name=name, by=by, classification=held.classification, seen_by=held.seen_by,
            why=held.code,
        )  # fmt: skip
    held.save()
    said = {
        "opinion": [before, held.opinion], "desk": [held.name_id, held.name_id],
        "held_on": ["", held.answered_on], "name": ["", held.answered_by_name],
    }  # fmt: skip
    said |= _named(given.letter, held)
    facts = {"clearance_opinion": held.opinion}
    _tell(
        held, by, GIVE, on=held.answered_on, changes=said, why=held.remark, hand=hand,
        capacity=capacity, facts=facts,
    )  # fmt: skip
    return held


@transaction.atomic
def withdraw(*, clearance, by, why, version=None):
    """Take back a request that is not needed any more, with the reason."""
    require(by, "ask_clearance", clearance)
    held = _lock(clearance, version)
    held.withdrawn_at, held.version = timezone.now(), held.version + 1
    held.save(update_fields=["withdrawn_at", "version"])
    _tell(held, by, WITHDRAW, on=today(), changes={"desk": [held.name_id, ""]}, why=why)
    return held


def _lock(clearance, version) -> Clearance:
    """The clearance as it is now, held until the transaction ends. Raises Refused once it does not
    stand any more, Conflict when it was changed since `version`."""
    rows = Clearance.objects.select_for_update(of=("self",)).select_related("case")
    held = queries.with_state(rows).get(pk=clearance.pk)
    if version is not None and version != held.version:
        raise Conflict(held)
    if state_of(held, today()) in OVER:
        raise Refused(Refusal(IS_OVER, source="rule A2"))
    return held


def _tell(row, by, step, *, on, changes, why="", hand=None, capacity="", facts=None) -> None:
    """Write the act into the ledger and as a step into the case, where its procedure knows it."""
    case = cases.hold(row.case)
    with ledger.together():
        ledger.record(
            actor=by, act=f"clearance.{step.partition('_')[0]}", kind=KIND, record_id=row.pk,
            code=row.code, why=why, changes=changes, class_rank=row.class_rank, seen_by=row.seen_by,
        )  # fmt: skip
        if step in case_queries.procedure_by(case.procedure_id).steps:
            rows = queries.clearances_of(case)
            cases.record_step(
                case=case, by=hand or by, step=step, on=min(last_day(rows, on), today()),
                facts={"clearance_of": row.name_id} | (facts or {}), capacity=capacity, why=why,
                supplied=case_queries.known_to(case, facts_of(rows, today())), is_held=True,
            )  # fmt: skip
    hand_in(case, f"{row.pk}:{row.version}")


def hand_in(case, occasion: str) -> None:
    """Let the worker bring the tasks of those who were asked up to date."""
    jobs.hand_in(JOB, lock=f"clearance:{occasion}", case=str(case.pk))


def voided(draft) -> None:
    """Called while frozen words that somebody was asked to clear are changed: who still worked on
    them need not any more."""
    hand_in(draft.case, f"void:{draft.pk}:{draft.number}")


def follow_class(case, of_case: dict) -> None:
    """Clearances have the class of the acts of their case, and with it are read where it allows."""
    rows = list(Clearance.objects.filter(case=case))
    for row in rows:
        row.classification, row.class_rank = of_case["classification"], of_case["class_rank"]
        row.is_shared = _is_shared(case, row.asked_of)
    Clearance.objects.bulk_update(rows, ["classification", "class_rank", "is_shared"])
    File.objects.filter(pk__in=[row.file_id for row in rows]).update(**of_case)
    if rows:
        hand_in(case, f"class:{case.pk}:{case.version}")
