"""The bureau and leadership are told of every renewal case: a task of its own kind on either desk,
open until it is decided whether the paper is renewed, amended or left to end.

Rule of the house (domain.md 10, story 2): owner, bureau and leadership get one alert each; that of
the owner is the task of the evaluation (`handing`).
"""

from django.urls import reverse

from ecoop.accounts.standins import colleagues
from ecoop.cases.lifecycle import DECISIONS
from ecoop.core.bilingual import Text
from ecoop.procedures.standing import Standing
from ecoop.tasks import actions as tasks
from ecoop.tasks import lifecycle

KIND = "renewal"
BUREAU = "HOKS"
RENEWAL = "extension"  # the track of a renewal case
LAST_DAYS = ("notice", "extension")  # by when it must be decided: for notice, else before the end
WHAT = Text(
    id="Proses perpanjangan dibuka: {title}", en="A renewal case was opened: {title}"
)  # fmt: skip
WHY = Text(
    id="Ketentuan internal: biro dan pimpinan diberi tahu setiap proses perpanjangan sampai diputuskan.",
    en="Rule of the house: the bureau and leadership are told of every renewal case until it is decided.",
)


def told(case, found: Standing, *, desks: tuple[str, ...]) -> dict[str, str]:
    """{occasion: desk} of those to be told of this case today, `desks` that have its work left out.
    The head of the bureau is told with leadership; while there is none, all of the bureau are."""
    is_decided = any(found.recorded.get(step) for step in DECISIONS)
    if case.track != RENEWAL or is_decided or not case.is_live:
        return {}
    has_head = any("leader" in one.roles and BUREAU in one.units for one in colleagues())
    wanted = (lifecycle.role("leader"), *([] if has_head else [lifecycle.unit(BUREAU)]))
    return {
        f"{KIND}:{case.pk}:{case.class_rank}:{desk}": desk for desk in wanted if desk not in desks
    }


def tell(case, found: Standing, *, occasion: str, desk: str, classification: str, by) -> None:
    """Put the notice on a desk, once for its occasion."""
    last = next((d for d in found.deadlines if d.kind in LAST_DAYS and d.state != "unknown"), None)
    tasks.open_task(
        by=by, kind=KIND, what=WHAT.fill(title=case.title), why=WHY, to=desk,
        record=lifecycle.Record(
            kind="case", code=case.code, id=case.pk,
            address=reverse("cases:detail", args=[case.code]),
        ),
        due=lifecycle.of_deadline(last) if last else None,
        classification=classification, occasion=occasion,
    )  # fmt: skip
