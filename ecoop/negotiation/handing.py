"""Who was asked to clear a text has a task; it is settled by the answer, or when none is needed."""

from django.db import transaction
from django.urls import reverse

from ecoop.cases.models import Case
from ecoop.core.bilingual import Text
from ecoop.core.classification import Classification
from ecoop.instruments.queries import today
from ecoop.negotiation import queries
from ecoop.negotiation.lifecycle import WAITING, state_of
from ecoop.tasks import actions as tasks
from ecoop.tasks import lifecycle
from ecoop.tasks import queries as task_queries

KIND = "clearance"
WHAT = Text(id="Tanggapi naskah: {title}", en="Clear the text: {title}")
WHY = Text(
    id="{by} (BNPB) meminta persetujuan {who} atas naskah yang dibekukan.",
    en="{by} (BNPB) asks {who} to clear the frozen text.",
)
SETTLED = {
    "cleared": "Disetujui.", "remarks": "Disetujui dengan catatan.",
    "objection": "Keberatan disampaikan.",
}  # fmt: skip
NOT_NEEDED = "Tidak diperlukan lagi: naskah berubah atau permintaan ditarik."


@transaction.atomic
def hand_out(case_id, *, by) -> None:
    """Open the tasks of those who have not answered, and close those that are not needed any more.

    Called by the worker as the system; a second call changes nothing.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    for row in queries.clearances_of(case):
        state = state_of(row, today())
        if state in WAITING and row.is_shared:
            _open(row, by)
        elif task_queries.of_record(by, row.pk, only_open=True):
            tasks.settle_for(by=by, record_id=row.pk, result=SETTLED.get(state, NOT_NEEDED))


def _open(row, by) -> None:
    is_inside = lifecycle.is_unit(row.asked_of)
    tasks.open_task(
        by=by, kind=KIND, to=row.asked_of, what=WHAT.fill(title=row.title),
        why=WHY.fill(by=row.asked_by_name or "HOKS", who=row.name), note=row.note,
        record=lifecycle.Record(
            kind=KIND, code=row.code, id=row.pk,
            address=reverse("negotiation:clearance", args=[row.pk]),
        ),
        due=row.due,
        classification=row.classification if is_inside else Classification.LIMITED,
        occasion=f"clearance:{row.pk}",
    )  # fmt: skip
