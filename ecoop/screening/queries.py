"""Reads of a screening: what overlaps, what is held of the partners, what was checked before."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import F, Model, OuterRef, Q, Subquery

from ecoop.core import compiled
from ecoop.core.vocabulary import vocabulary
from ecoop.instruments import listing
from ecoop.instruments.models import Instrument, Party
from ecoop.partners.models import Organisation
from ecoop.partners.queries import NEARNESS, kin_of
from ecoop.screening.lifecycle import Findings
from ecoop.screening.models import Diligence, Judgement, Screening

LIVE = ("draft", "signed", "in_force", "expiring")
MOST = 300  # papers of one partner that are looked at


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One instrument of a partner, of its kin, or of its country in the same field."""

    row: Instrument
    near: str  # "same", "above", "below", "namesake", or "country"
    fields: tuple[str, ...]  # those that it shares with the proposal
    verdict: str
    note: str

    @property
    def is_live(self) -> bool:
        return self.row.status in LIVE


@dataclass(frozen=True, kw_only=True)
class Check:
    """The check of one partner, in this screening or an earlier one."""

    row: Diligence
    code: str  # of the case in which it was made
    by: str


@dataclass(frozen=True, kw_only=True)
class Held:
    """Everything of a screening as of today."""

    case: Any
    screening: Screening | None
    partners: list
    papers: list[Paper]
    checks: list[Check]

    @property
    def overlaps(self) -> list[Paper]:
        """The live instruments that overlap, the nearest first."""
        return [paper for paper in self.papers if paper.is_live]

    @property
    def own_checks(self) -> dict:
        """{partner id: its check in this screening}."""
        mine = self.screening.pk if self.screening else None
        return {
            each.row.organisation_id: each for each in self.checks if each.row.screening_id == mine
        }

    @property
    def findings(self) -> Findings:
        own = self.own_checks
        return Findings(
            verdicts=tuple(paper.verdict for paper in self.overlaps),
            results=tuple(own[each.pk].row.sanctions if each.pk in own else "" for each in self.partners),
            goals=tuple(self.screening.goals) if self.screening else (),
            budget_line=self.screening.budget_line if self.screening else "",
            has_owner=self.case.owner_unit_id is not None,
        )  # fmt: skip


def held(case, actor) -> Held:
    """The screening of a case with what is computed for it; two statements."""
    found = beside(case)
    screening = _row(Screening, found["screening"]) if found["screening"] else None
    near = {UUID(body): NEARNESS[rank] for body, rank in found["near"] or ()}
    fields = tuple(screening.fields) if screening else fields_of(case)
    return Held(
        case=case, screening=screening,
        partners=[_row(Organisation, body) for body in found["partners"] or ()],
        papers=papers_of(case, screening, near, fields, actor),
        checks=[
            Check(row=_row(Diligence, each["row"]), code=each["code"], by=each["by"] or "")
            for each in found["checks"] or ()
        ],
    )  # fmt: skip


def beside(case) -> dict[str, Any]:
    """The row of the screening, the partners, who is near them and every check of those, in one
    statement; the database hides what the asker may not see."""
    with compiled.plans_kept(), connection.cursor() as cursor:
        cursor.execute(BESIDE, {"case": case.pk})
        names = ("screening", "partners", "near", "checks")
        told = (json.loads(part) if part else None for part in cursor.fetchone())
        return dict(zip(names, told, strict=True))


BESIDE = f"""
with own as (
    select organisation_id, position, id from cases_casepartner where case_id = %(case)s
), near as materialized (
    {kin_of("(select array_agg(organisation_id) from own)::uuid[]")}
)
select
  (select to_jsonb(s)::text from screening_screening s where s.case_id = %(case)s),
  (select jsonb_agg(to_jsonb(o) order by own.position, own.id)::text
   from own join partners_organisation o on o.id = own.organisation_id),
  (select jsonb_agg(jsonb_build_array(near.id, near.rank))::text from near),
  (select jsonb_agg(jsonb_build_object('row', to_jsonb(d), 'code', c.code,
                                       'by', ecoop.name_of(d.checked_by_id))
                    order by d.checked_on desc, d.id desc)::text
   from near join screening_diligence d on d.organisation_id = near.id
   join screening_screening s on s.id = d.screening_id join cases_case c on c.id = s.case_id)
"""  # noqa: S608 - a statement of ours


def _row(model: type[Model], told: dict[str, Any]) -> Any:
    """A row of a table from what the database says of it in JSON."""
    fields = model._meta.concrete_fields
    values = [field.to_python(told[field.column]) for field in fields]
    return model.from_db("default", [field.attname for field in fields], values)


def fields_known(case) -> tuple[str, ...]:
    """The fields of what a case makes: as its screening says, else as its paper in the register."""
    told = Screening.objects.filter(case=case).values_list("fields", flat=True).first()
    return tuple(told or (case.instrument.fields if case.instrument else ()))


def fields_of(case) -> tuple[str, ...]:
    """The fields of the paper that a case is about, to begin with."""
    paper = case.instrument or case.renews
    return tuple(paper.fields) if paper else ()


def papers_of(case, screening, near: dict, fields: Iterable[str], actor) -> list[Paper]:
    """The papers of the partners and their kin, and of the same foreign country in the same field,
    as far as `actor` may see them; one statement, the nearest and newest first."""
    wide = related(fields)
    abroad = [code for code in case.countries if code != "ID"]
    theirs = Party.objects.filter(organisation__in=near).values("instrument")
    judged = Judgement.objects.filter(screening=screening, instrument=OuterRef("pk"))
    rows = listing.rows_of(actor, listing.Filters()).filter(
        Q(pk__in=theirs) | Q(countries__overlap=abroad, fields__overlap=wide)
    )
    rows = rows.annotate(
        bodies=ArraySubquery(
            Party.objects.filter(instrument=OuterRef("pk")).values("organisation_id")
        ),
        verdict=Subquery(judged.values("verdict")[:1]), judgement=Subquery(judged.values("note")[:1]),
    )  # fmt: skip
    own = case.instrument_id
    found = [_paper(row, near, wide) for row in _newest(rows)[:MOST] if row.pk != own]
    return sorted(found, key=lambda paper: (*NEARNESS, "country").index(paper.near))


def _newest(rows):
    return rows.order_by(F("signed_on").desc(nulls_last=True), "code")


def _paper(row, near: dict, wide: list) -> Paper:
    ways = [near[body] for body in row.bodies if body in near]
    return Paper(
        row=row, near=min(ways, key=NEARNESS.index) if ways else "country",
        fields=tuple(code for code in row.fields if code in wide),
        verdict=row.verdict or "", note=row.judgement or "",
    )  # fmt: skip


def related(fields: Iterable[str]) -> list[str]:
    """The fields with those above and below them: what counts as the same field."""
    known = vocabulary("fields")
    found: dict[str, None] = {}
    for code in fields:
        found |= dict.fromkeys(known.with_ancestors(code))
        found |= dict.fromkeys(term.code for term in known.below(code))
    return list(found)
