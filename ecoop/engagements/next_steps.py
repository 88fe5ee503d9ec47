"""The next steps that a meeting agreed: each becomes a task of whoever does it, done with a result.

Nothing is kept of it here: who, by when, done or overdue is what the task says (domain.md 10, story 3).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from ecoop.accounts.policy import require
from ecoop.core.bilingual import Text
from ecoop.core.verdicts import Refusal, Refused
from ecoop.engagements.models import Engagement
from ecoop.tasks import actions as tasks
from ecoop.tasks import lifecycle, queries
from ecoop.tasks.models import Task

KIND = "next_step"
LENGTH = len(KIND) + 36 + 2 + 24  # of an occasion: kind, meeting, the beginning of a digest
WHY = Text(
    id="Langkah ini disepakati dalam {code} dan Anda yang ditunjuk mengerjakannya.",
    en="This step was agreed at {code}, and you were named to do it.",
)
BY_GIVER = Text(
    id="hari yang ditetapkan saat langkah dibagikan", en="the day set when the step was given"
)
SOURCE = "what was agreed at {code}"
IS_GIVEN = Text(
    id="Langkah ini sudah dibagikan; teruskan atau tarik tugasnya.",
    en="This step was given already; pass its task on or take it back.",
)
PAST = Text(id="Hari terakhir sudah lewat.", en="The last day has passed.")


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """One next step as it stands: `task` is who does it by when, None while nobody was named or the
    asker may not see it; `standing` is that of `tasks.lifecycle`, or "" without a task."""

    place: int
    text: str
    task: queries.Row | None = None
    result: str = ""
    standing: str = ""

    @property
    def is_done(self) -> bool:
        """Whether somebody has reported it done."""
        return self.standing == Task.Outcome.DONE


def of(actor, engagement: Engagement) -> list[NextStep]:
    """The next steps of an engagement in their order; a task that was withdrawn names nobody."""
    return of_many(actor, [engagement])[engagement.pk]


def of_many(actor, engagements: Iterable[Engagement]) -> dict[UUID, list[NextStep]]:
    """{engagement id: its next steps in their order}, in one statement."""
    held = list(engagements)
    rows = queries.visible_to(actor).filter(record_id__in=[one.pk for one in held], kind=KIND)
    given = {
        row["occasion"][:LENGTH]: row
        for row in rows.exclude(outcome=Task.Outcome.WITHDRAWN).values(
            *queries.FIELDS, "occasion", "result", holder_name=queries.HOLDER
        )
    }
    return {
        one.pk: [
            _told(place, text, given.get(occasion_of(one, text)))
            for place, text in enumerate(one.next_steps)
            if text
        ]
        for one in held
    }


def _told(place: int, text: str, found: dict | None) -> NextStep:
    if found is None:
        return NextStep(place=place, text=text)
    row = queries.Row(**{name: found[name] for name in queries.Row._fields})
    return NextStep(
        place=place, text=text, task=row, result=found["result"],
        standing=row.standing(queries.today()),
    )  # fmt: skip


@transaction.atomic
def hand_out(*, engagement: Engagement, place: int, to: str, due_on: date, by) -> Task:
    """Put a next step on the desk of whoever does it, by a day that has not passed.

    Refused when it lies on a desk already, and where nobody at that desk may read it (G1).
    """
    require(by, "do_task")
    text = engagement.next_steps[place]
    if due_on < queries.today():
        raise Refused(Refusal(PAST))
    occasion = occasion_of(engagement, text)
    before = Task.objects.filter(record_id=engagement.pk, occasion__startswith=occasion)
    outcomes = list(before.values_list("outcome", flat=True))
    if any(each != Task.Outcome.WITHDRAWN for each in outcomes):
        raise Refused(Refusal(IS_GIVEN))
    source = SOURCE.format(code=engagement.code)
    return tasks.open_task(
        by=by, kind=KIND, what=Text.same(text), why=WHY.fill(code=engagement.code), to=to,
        record=lifecycle.Record(
            kind="engagement", code=engagement.code, id=engagement.pk,
            address=reverse("engagements:detail", args=[engagement.code]),
        ),
        due=lifecycle.Due(on=due_on, rule=BY_GIVER, source=source),
        classification=engagement.classification,
        occasion=f"{occasion}:{len(outcomes)}" if outcomes else occasion,
    )  # fmt: skip


def occasion_of(engagement: Engagement, text: str) -> str:
    """What calls for the task: this meeting and these words; a number follows when it was taken back
    before."""
    words = hashlib.sha256(text.encode()).hexdigest()
    return f"{KIND}:{engagement.pk}:{words}"[:LENGTH]
