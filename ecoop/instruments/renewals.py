"""The expiry radar becomes work: as the last day for notice nears, a task opens by itself, once.

Rule of the house (domain.md 10, story 2): six months before the last day for notice, or, where no
notice is agreed, before the last day itself, somebody of the owner unit must say whether the
paper is renewed, amended or left to end. The room that decides it in a case calls `settle`.
"""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from ecoop.accounts.policy import view_rules
from ecoop.core.bilingual import Both, Text
from ecoop.core.classification import rank
from ecoop.core.dates import PartialDate, add_months
from ecoop.core.workdays import last_working_day
from ecoop.instruments import listing, queries
from ecoop.instruments.standing import undecided
from ecoop.tasks import actions, lifecycle
from ecoop.tasks.models import Task

KIND = "expiry"
LEAD_MONTHS = 6
BUREAU = "HOKS"  # the gateway for papers that no unit owns yet (domain.md 6)
WHAT = Text(
    id="Putuskan: perpanjang, ubah, atau biarkan berakhir: {title}",
    en="Decide: renew, amend or let end: {title}",
)
OWNED = Text(id="Unit Anda penanggung jawab naskah ini.", en="Your unit owns this paper.")
UNOWNED = Text(
    id="Naskah ini belum mempunyai unit penanggung jawab; biro menentukannya.",
    en="No unit owns this paper yet; the bureau decides.",
)
BY_NOTICE = Text(
    id="hari kerja terakhir untuk pemberitahuan, yang harus diberikan paling lambat {day}",
    en="the last working day for notice, which must be given by {day} at the latest",
)
BY_END = Text(
    id="hari kerja terakhir sebelum naskah berakhir pada {day}; masa pemberitahuan tidak diketahui",
    en="the last working day before the paper ends on {day}; no notice period is known",
)
SOURCE = "final clauses of {code}; rule of the house"
MOVED = Text(
    id="Masa berlaku atau status naskah berubah; keputusan ini tidak diperlukan lagi.",
    en="The paper's period or status has changed; this decision is no longer needed.",
)


class Ending(NamedTuple):
    """A paper in force whose day for a decision nears."""

    id: UUID
    code: str
    title_id: str
    title_en: str
    owner_unit: str | None
    classification: str
    notice: date | None
    anchor: date

    @property
    def occasion(self) -> str:
        """What calls for the task: this paper and this very day."""
        return f"{KIND}:{self.id}:{self.anchor.isoformat()}"

    title = Both("title")


def nearing(actor, on: date | None = None, *, only: UUID | None = None) -> list[Ending]:
    """The papers in force whose day comes within LEAD_MONTHS, or passed at most LEAD_MONTHS ago,
    and of which nobody has decided yet what comes after them; of the one paper `only`, if given."""
    on = on or queries.today()
    rows = listing.rows_of(actor, listing.Filters(on=on)).annotate(
        anchor=Coalesce("next_notice", "last_low")
    )
    if only is not None:
        rows = rows.filter(pk=only)
    found = rows.filter(
        undecided(), Q(status__in=("in_force", "expiring")),
        anchor__gte=add_months(on, -LEAD_MONTHS), anchor__lte=add_months(on, LEAD_MONTHS),
    ).order_by("anchor", "id")  # fmt: skip
    columns = ("id", "code", "title_id", "title_en", "owner_unit_id", "classification",
               "told_notice", "anchor")  # fmt: skip
    return [Ending(*values) for values in found.values_list(*columns)]


def open_tasks(*, by, on: date | None = None) -> int:
    """Open the tasks that are due and take back those whose paper has changed; returns how many
    are open. Run daily as the system; a second run changes nothing."""
    found = nearing(by, on)
    standing = {one.occasion for one in found}
    known = {task.occasion: task for task in Task.objects.filter(kind=KIND, occasion__in=standing)}
    for one in found:
        if not _is_told(known.get(one.occasion), one):
            _open(one, by)
    held = Task.objects.open().filter(kind=KIND, occasion__startswith=f"{KIND}:")
    for occasion in set(held.values_list("occasion", flat=True)) - standing:
        actions.settle_for(by=by, occasion=occasion, result=MOVED.en, outcome="withdrawn")
    return len(found)


def settle(*, instrument, by, result: str) -> int:
    """Close the open task about the end of `instrument`: its renewal or end was decided."""
    return actions.settle_for(by=by, record_id=instrument.pk, kind=KIND, result=result)


def _is_told(task: Task | None, one: Ending) -> bool:
    return task is not None and (task.closed_at is not None or task.due == _due(one))


def _open(one: Ending, by) -> None:
    actions.open_task(
        by=by, kind=KIND, what=WHAT.fill(title=one.title), why=OWNED if one.owner_unit else UNOWNED,
        to=_desk(one), record=lifecycle.Record(
            kind="instrument", code=one.code, id=one.id,
            address=reverse("cases:renew", args=[one.code]),
        ),
        due=_due(one), urgency="soon", classification=one.classification, occasion=one.occasion,
    )  # fmt: skip


def _desk(one: Ending) -> str:
    """The owner's; the legal desk's where a technical unit may not read the paper."""
    may_read = max(highest for role, _, highest in view_rules() if role == "unit")
    if rank(one.classification) > may_read:
        return lifecycle.role("legal")
    return lifecycle.unit(one.owner_unit or BUREAU)


def _due(one: Ending) -> lifecycle.Due:
    last = last_working_day(one.anchor)
    rule = BY_NOTICE if one.notice else BY_END
    return lifecycle.Due(
        on=last.on, rule=rule.fill(day=PartialDate.of(one.anchor)),
        source=SOURCE.format(code=one.code), note=last.note,
    )  # fmt: skip
