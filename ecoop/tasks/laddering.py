"""Changing the ladder of reminders: an administrator's act, refused where it would hide a late task."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from ecoop.accounts.policy import require
from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.shown import terms
from ecoop.core.telling import describe_facts
from ecoop.core.verdicts import Conflict, Refusal, Refused
from ecoop.tasks import ladder, queries
from ecoop.tasks.models import RungChange

HOW = {
    True: Text(id="segera", en="at once"),
    False: Text(id="dalam satu surat sehari", en="in the one letter of a day"),
}


def _named(code: str) -> Text:
    """A rung as the ledger calls it: who is told; by its code when it is gone from the ladder."""
    return next((one.who for one in ladder.shipped() if one.code == code), Text.same(code))


ledger.describe({
    "ladder.changed": ("mengubah tangga pengingat:", "changed the ladder of reminders:"),
})  # fmt: skip
ledger.describe_codes("ladder", _named)
describe_facts(
    "ladder",
    {
        "after": Text(id="Hari kerja dari hari terakhir", en="Working days from the last day"),
        "is_at_once": Text(id="Cara", en="How"),
        "urgency": Text(id="Untuk tugas", en="For tasks"),
        "reason_id": Text(id="Kata-kata (Indonesia)", en="Words (Indonesian)"),
        "reason_en": Text(id="Kata-kata (Inggris)", en="Words (English)"),
    },
    said={"is_at_once": HOW.get, "urgency": lambda codes: terms("urgency", codes)},
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What of a rung is changed: `after` in working days from a task's last day (None, for a rung
    that is told when the task is given, stays None), the urgencies, how, and why in both languages."""

    after: int | None
    is_at_once: bool
    urgency: list[str]
    reason_id: str
    reason_en: str


@transaction.atomic
def change(*, rung: str, version: int, by, told: Told, why: str) -> RungChange:
    """Change one rung; it holds from the next round of the worker on.

    `version` is that of the last change that was seen (0: none). Raises `Refused` with every fault
    of the ladder that would come of it, `Conflict` when somebody else has changed it since.
    """
    require(by, "set_ladder")
    standing = queries.ladder()
    before = next(one for one in standing if one.code == rung)
    made = RungChange(
        rung=rung, version=version + 1, why=why, made_at=timezone.now(), made_by_name=by.name,
        **vars(told),
    )  # fmt: skip
    wanted = [ladder.changed(one, made) if one is before else one for one in standing]
    if found := ladder.faults(ladder.in_order(wanted)):
        raise Refused(*(Refusal(one, source=ladder.SOURCE) for one in found))
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Conflict(queries.rung_changes().first()) from None
    was = facts_of(before)
    changes = {name: [was[name], now] for name, now in vars(told).items() if was[name] != now}
    ledger.record(actor=by, act="ladder.changed", kind="ladder", code=rung, class_rank=1, why=why,
                  changes=changes)  # fmt: skip
    return made


def facts_of(rung: ladder.Rung) -> dict:
    """What of a rung can be changed, as it stands: the beginning of a form."""
    return {
        "after": rung.after, "is_at_once": rung.is_at_once, "urgency": list(rung.urgency),
        "reason_id": rung.reason.id, "reason_en": rung.reason.en,
    }  # fmt: skip
