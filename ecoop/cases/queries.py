"""Reads of cases."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Case as Either
from django.db.models import Count, F, Func, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import JSONObject
from django.utils import timezone

from ecoop.cases import asking, forecast, lifecycle
from ecoop.cases.models import Case, CasePartner, Mandate, Proposal, ProposalFile
from ecoop.cases.signals import facts_wanted
from ecoop.cases.versions import procedure_by
from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.classification import Classification, rank
from ecoop.core.dates import PartialDate, Span
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refusal
from ecoop.custody import queries as custody
from ecoop.engagements import next_steps
from ecoop.engagements import queries as engagements
from ecoop.instruments import clock
from ecoop.instruments.models import Instrument
from ecoop.instruments.queries import changes_of, facts_of, is_international, today
from ecoop.partners.models import Organisation
from ecoop.partners.queries import is_foreign, with_lines
from ecoop.procedures.log import Log
from ecoop.tasks.models import Task

TOLD = ("stage", "turn_side", "promised_on")  # of a case, to whoever has its receipt
FOREIGN = "has_foreign_party"
ACTS = 10_000  # more than any case has


def visible_to(actor):
    """The cases `actor` may open; how deep they see is `policies.sees_acts`."""
    return Case.objects.visible_to(actor)


def name_of(column: str) -> Either:
    """An expression: the name of the person in that column, for those inside."""
    return Either(
        When(**{f"{column}__isnull": True}, then=Value("")),
        default=Func(F(column), function="ecoop.name_of", output_field=TextField()),
        output_field=TextField(),
    )


def is_id(text: str) -> bool:
    """Whether it can be an identifier at all."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def acts_rank(case) -> int:
    """The class of a case's acts in the ledger: never below Confidential, so that a partner who
    sees the case sees its stage and turn and not what was said (UU 14/2008 art. 17(f))."""
    return max(case.class_rank, rank(Classification.CONFIDENTIAL))


def supplied(case, step, by) -> dict:
    """The facts of a step that the house computes, here and in the rooms above, by the keys of
    docs/procedures.md."""
    facts: dict = parent_facts(case.parent) if case.parent and step in lifecycle.SIGNINGS else {}
    facts |= partner_facts(case, step)
    for _receiver, told in facts_wanted.send(sender=Case, case=case, step=step, by=by):
        facts |= told
    return known_to(case, facts)


def partner_facts(case, step: str) -> dict[str, bool]:
    """Whether a partner is foreign, told with the first step of a track that does not say so itself
    and with each that depends on it; a case of a paper was told at its entry."""
    procedure = procedure_by(case.procedure_id)
    known = procedure.steps.get(step)
    if case.instrument_id or known is None or FOREIGN in procedure.given:
        return {}
    asked = {fact.key for fact in asking.looked_at(procedure, known)}
    if step != procedure.path[0] and FOREIGN not in asked:
        return {}
    told = [is_foreign(body) for body in partners_of(case)]
    if True in told:
        return {FOREIGN: True}
    return {} if None in told or not told else {FOREIGN: False}


def known_to(case, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the facts that the procedure of the case knows: a version in force since long may
    know fewer than the house computes."""
    known = procedure_by(case.procedure_id).facts
    return {key: value for key, value in facts.items() if key in known}


def lines_of(case) -> list:
    """The ledger entries of a case that the asker may see, newest first."""
    return ledger.history(case.pk, limit=ACTS)


def log_of(case, lines=None) -> Log:
    """The log of a case, read from the ledger."""
    lines = lines_of(case) if lines is None else lines
    return lifecycle.log_of(procedure_by(case.procedure_id), lines)


def open_tasks(actor, case) -> list:
    """What is still to be done for the case, on any desk that `actor` may see."""
    rows = Task.objects.visible_to(actor).open().filter(record_kind="case", record_id=case.pk)
    return list(rows.order_by("pk"))


def by_receipt(digest) -> tuple | None:
    """(stage, side of the turn, promised day) of the live case with that receipt; None for a wrong
    receipt and for one of a case that is over.

    Another proposal is always looked up with it: the wall asks who is asking when it meets a first
    row, and a receipt that meets none would be answered a fifth of a millisecond sooner.
    """
    with acting(SYSTEM):
        another = Proposal.objects.order_by("-pk").values("receipt_digest")[:1]
        both = Case.objects.filter(proposal__receipt_digest__in=[digest, Subquery(another)])
        rows = both.values_list("proposal__receipt_digest", "is_live", *TOLD)
        return next((row[2:] for row in rows if row[:2] == (digest, True)), None)


def draft_by(key_digest):
    """(draft, its files by kind) for whoever holds the key, until it is confirmed; (None, {}) when
    there is none."""
    with acting(SYSTEM):
        open_ones = Proposal.objects.exclude(state=Proposal.State.CONFIRMED)
        draft = open_ones.filter(key_digest=key_digest).first()
        return draft, _papers(draft)


def sent_by(token_digest):
    """The proposal that waits for this confirmation, or was confirmed by it."""
    with acting(SYSTEM):
        return Proposal.objects.exclude(state="draft").filter(token_digest=token_digest).first()


def proposal_of(case):
    """(proposal, {kind: id and name of its file}) of a case of `with_papers`, as far as the asker
    may see it."""
    papers = {paper["kind"]: paper for paper in case.proposal_papers}
    return getattr(case, "proposal", None), papers


def _papers(proposal) -> dict:
    if proposal is None:
        return {}
    return {row.kind: row.file for row in proposal.files.select_related("file")}


def with_papers(rows):
    """The cases with the files of their proposals, by the same statement."""
    papers = ProposalFile.objects.filter(proposal__case=OuterRef("pk")).order_by("pk")
    shown = JSONObject(kind="kind", id="file_id", name="file__name")
    return rows.annotate(proposal_papers=ArraySubquery(papers.values(shown=shown)))


LIKE = f"""
with ledger as materialized (select {ledger.MARK} as mark)
select ledger.mark, past.* from ledger left join lateral (
    select c.id, c.goal_on, (latest.body -> 'after' -> 'course')::text
    from (select id, goal_on from cases_case where track = %(track)s and goal_on is not null
          order by goal_on desc limit 500) c
    cross join lateral (select body from core_entry where record_id = c.id and body -> 'after' ? 'course'
                        order by id desc limit 1) latest
) past on ledger.mark is distinct from %(mark)s
"""  # noqa: S608 - constants
TRACKS_KEPT = 64
_LIKE: OrderedDict[tuple[str, str], tuple[str, forecast.Like]] = OrderedDict()


def like(actor, case) -> forecast.Like:
    """The newest cases of the same track that reached their goal, as the ledger tells them; what the
    asker may not see is not counted. One statement, which finds nothing but its own state while the
    ledger stands as it did when somebody with the same sight asked (decision 0010)."""
    key = (actor.scope, case.track)
    mark, known = _LIKE.get(key, ("", forecast.Like({})))
    with connection.cursor() as cursor:
        cursor.execute(LIKE, {"track": case.track, "mark": mark})
        rows = cursor.fetchall()
    if (now := rows[0][0]) != mark:
        known = forecast.Like({
            pk: past for _mark, pk, goal_on, course in rows
            if pk and (past := forecast.past_of(json.loads(course), goal_on)).entered
        })  # fmt: skip
        _LIKE[key] = (now, known)
        _LIKE.move_to_end(key)
        while len(_LIKE) > TRACKS_KEPT:
            _LIKE.popitem(last=False)
    return known.without(case.pk)


def running_by_version(actor) -> dict:
    """{id of a published version: how many live cases that `actor` may see go by it}."""
    rows = visible_to(actor).filter(is_live=True).values_list("procedure_id")
    return dict(rows.annotate(n=Count("id")).order_by())


def live() -> list:
    """The ids of the cases that still move, in order."""
    return list(Case.objects.filter(is_live=True).order_by("pk").values_list("pk", flat=True))


def mandates_of(case) -> list:
    """The versions of the mandate, the newest first, each with the name of its author."""
    rows = Mandate.objects.filter(case=case).annotate(author=name_of("written_by_id"))
    return list(rows.order_by("-number"))


def partners_of(case) -> list:
    rows = CasePartner.objects.filter(case=case).select_related("organisation")
    return [row.organisation for row in rows.order_by("position", "pk")]


HOME = ("bnpb", "badan nasional penanggulangan bencana")  # the house in its own directory


def sides_of(case) -> tuple:
    """(the organisation that is BNPB, None when the directory does not know it; the partners of the
    case in their order), in one statement."""
    places = CasePartner.objects.filter(case=case, organisation=OuterRef("pk")).values("position")
    rows = with_lines(Organisation.objects.annotate(place=Subquery(places)))
    rows = rows.filter(merged_into=None)
    is_home = Q(country_id="ID", aliases__key__in=HOME)
    found = list(rows.filter(is_home | Q(place__isnull=False)).distinct().order_by("place", "pk"))
    partners = [body for body in found if body.place is not None]
    return next((body for body in found if body.place is None), None), partners


def partners_of_many(cases) -> dict:
    """{case id: its partner organisations in order}, in one statement."""
    found: dict = {case.pk: [] for case in cases}
    rows = CasePartner.objects.filter(case__in=found).select_related("organisation")
    for row in rows.order_by("position", "pk"):
        found[row.case_id].append(row.organisation)
    return found


def parent_facts(parent) -> dict:
    """What the register knows of the paper that a new one implements: since when it is in force and
    until when at least (UU 24/2000 art. 7(5), rules A4 and A7)."""
    reading = clock.reading(facts_of(parent), today())
    # Without a known validity nobody knows that it is in force: whoever does says so in the act.
    starts = reading.starts if reading.sight.course.is_validity_known else None
    found = {"parent_in_force_from": starts and starts.last, "parent_ends_on": parent.last_low}
    return {key: value for key, value in found.items() if value}


ENTRY_RULES = ("SIGNATURE", "DATE", "NOTIFICATION", "RATIFICATION")


def entry_facts(instrument, track: str = "") -> dict:
    """What the register tells of an instrument, in the keys of the procedures; nothing invented. On
    a track that makes another paper, nothing of what was done with the original of this one."""
    reading = clock.reading(facts_of(instrument, changes_of(instrument)), today())
    days = ("signed_on", "in_force_from", "last_notification_on", "ratified_on", "terminated_on")
    facts: dict = {name: getattr(instrument, name) for name in days}
    facts["ends_on"] = reading.ends
    if instrument.entry_rule in ENTRY_RULES:
        facts |= {"entry_rule": instrument.entry_rule, "entry_days": instrument.entry_days or None}
    facts |= {"duration_months": instrument.months, "notice_months": instrument.notice_months}
    facts["languages"] = list(instrument.languages) or None
    if instrument.last_act_at and reading.is_in_force:
        facts["last_activity_on"] = timezone.localdate(instrument.last_act_at)
    if track not in lifecycle.OTHER_PAPER:
        facts |= custody.facts_of(instrument, custody.dossier_of(instrument))
    return {key: _plain(value) for key, value in facts.items() if value not in (None, "")}


NO_RENEWAL = Refusal(
    Text(
        id="Versi prosedur proses ini belum mengenal langkah itu.",
        en="The version of the procedure of this case does not know that step yet.",
    )
)


def going_on(actor, instrument) -> list:
    """The live cases of this paper that `actor` may see, the newest first."""
    return list(visible_to(actor).filter(instrument=instrument, is_live=True).order_by("-pk")[:20])


def is_going_on(instrument, track) -> bool:
    """Whether a case of this track is live for the paper, also one that nobody here may see."""
    return Case.objects.filter(instrument=instrument, track=track, is_live=True).exists()


def renewal_of(actor, instrument):
    """The live case in which the renewal of this paper is decided, if `actor` may see one."""
    rows = visible_to(actor).filter(instrument=instrument, track="extension", is_live=True)
    return rows.order_by("-pk").first()


def change_made(case):
    """The extension or amendment that the signing of this case entered in the register, if any."""
    rows = Instrument.objects.filter(
        changes__earlier=case.instrument_id, origin=case.code, withdrawn_at=None
    )
    return rows.first()


def meetings_of(actor, case) -> list:
    """The meetings and visits with the partners of a case that `actor` may see, newest first."""
    bodies = CasePartner.objects.filter(case=case).values("organisation")
    return list(engagements.of_organisations(actor, bodies)[:200])


def next_steps_of(actor, meetings) -> list[tuple]:
    """(meeting, next step) for each that was agreed at these meetings, as it stands for `actor`."""
    found = next_steps.of_many(actor, meetings)
    return [(meeting, step) for meeting in meetings for step in found[meeting.pk]]


def in_lines(steps, limit: int) -> str:
    """What was agreed and nobody has reported done, one a line with the code of its meeting. No more
    than `limit` characters, whole lines only."""
    kept: list[str] = []
    for meeting, step in steps:
        line = f"{meeting.code}: {step.text}"
        if step.is_done:
            continue
        if sum(len(each) + 2 for each in (*kept, line)) > limit:
            break
        kept.append(line)
    return "\n".join(kept)


def kind_facts(procedure, instrument, parties) -> dict:
    """What kind of paper it is, for a track that does not say so itself (extension, amendment ...)."""
    usual = track_of(instrument, parties)
    facts = {
        "has_foreign_party": is_international(parties),
        "is_international_agreement": usual in TREATY_TRACKS,
    }
    return {key: value for key, value in facts.items() if key not in procedure.given}


def _plain(value):
    """Days as ISO text, as exactly as they are known; of a span that no month or year is, its end."""
    if isinstance(value, Span):
        value = value.partial or value.last
    if isinstance(value, PartialDate):
        return value.iso
    return value.isoformat() if isinstance(value, date) else value


TREATY_TRACKS = ("international_agreement", "implementing_arrangement")
IMPLEMENTING = (
    "implementing_arrangement",
    "arrangement",
    "subsidiary_arrangement",
    "pks",
    "programme",
)


def track_of(instrument, parties) -> str:
    """The track that an instrument of this kind usually takes; whoever opens the case may say other."""
    bodies = [party.organisation for party in parties if party.side == "partner"]
    if any(body.kind == "ingo" for body in bodies):
        return "foreign_ngo"
    if instrument.kind == "grant":
        return "grant"
    if is_international(parties):
        implements = instrument.kind in IMPLEMENTING
        return "implementing_arrangement" if implements else "international_agreement"
    return "domestic_pks" if instrument.kind == "pks" else "domestic_mou"
