"""Reads of a screening: what overlaps, what is held of the partners, what was checked before."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, Subquery

from ecoop.cases import queries as cases
from ecoop.core.vocabulary import vocabulary
from ecoop.instruments import listing
from ecoop.instruments.models import Instrument, Party
from ecoop.partners.queries import NEARNESS, kin
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
class Held:
    """Everything of a screening as of today."""

    case: Any
    screening: Screening | None
    partners: list
    papers: list[Paper]
    checks: list[Diligence]

    @property
    def overlaps(self) -> list[Paper]:
        """The live instruments that overlap, the nearest first."""
        return [paper for paper in self.papers if paper.is_live]

    @property
    def own_checks(self) -> dict:
        """{partner id: its check in this screening}."""
        mine = self.screening.pk if self.screening else None
        return {row.organisation_id: row for row in self.checks if row.screening_id == mine}

    @property
    def findings(self) -> Findings:
        own = self.own_checks
        return Findings(
            verdicts=tuple(paper.verdict for paper in self.overlaps),
            results=tuple(own[each.pk].sanctions if each.pk in own else "" for each in self.partners),
            goals=tuple(self.screening.goals) if self.screening else (),
            budget_line=self.screening.budget_line if self.screening else "",
            has_owner=self.case.owner_unit_id is not None,
        )  # fmt: skip


def held(case, actor) -> Held:
    """The screening of a case with what is computed for it; five statements."""
    screening = Screening.objects.filter(case=case).first()
    partners = cases.partners_of(case)
    near = kin(body.pk for body in partners)
    fields = tuple(screening.fields) if screening else fields_of(case)
    checks = Diligence.objects.filter(organisation__in=near).select_related(
        "screening__case", "checked_by", "organisation"
    )
    return Held(
        case=case, screening=screening, partners=partners,
        papers=papers_of(case, screening, near, fields, actor),
        checks=list(checks.order_by("-checked_on", "-pk")),
    )  # fmt: skip


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
