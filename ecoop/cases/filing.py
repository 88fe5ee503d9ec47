"""Letters in the file of a case: putting them in, taking them out, and what each side shows."""

from django.db import transaction
from django.utils import timezone

from ecoop.accounts.policy import require
from ecoop.cases import policies, queries
from ecoop.cases.models import Case, CaseLetter
from ecoop.core import ledger
from ecoop.letters import queries as letters
from ecoop.letters.models import Letter

PROPOSED = 12  # letters of the same partners that a form proposes


@transaction.atomic
def put_in(*, case, letter, by) -> bool:
    """Put a letter into the file of a case; False when it lies there already."""
    require(by, "record_step", policies.acts_of(case))
    _held, is_new = CaseLetter.objects.get_or_create(
        case=case, letter=letter, defaults={"filed_at": timezone.now()}
    )
    if is_new:
        _tell(case, letter, by, "case.letter_filed", ["", letter.code])
    return is_new


@transaction.atomic
def take_out(*, case, letter, by) -> bool:
    """Take a letter out of the file again; False when it was not there."""
    require(by, "record_step", policies.acts_of(case))
    count, _rows = CaseLetter.objects.filter(case=case, letter=letter).delete()
    if count:
        _tell(case, letter, by, "case.letter_taken_out", [letter.code, ""])
    return bool(count)


def _tell(case, letter, by, act, change) -> None:
    """Nobody learns of a letter from the case whom the letter itself would not be shown to."""
    ledger.record(
        actor=by, act=act, kind="case", record_id=case.pk, code=case.code,
        changes={"letter": change}, seen_by=case.seen_by,
        class_rank=max(queries.acts_rank(case), letter.class_rank),
    )  # fmt: skip


def letters_of(actor, case) -> list[letters.Told]:
    """The letters in the file that `actor` may open, the newest first, with their dispositions."""
    return letters.with_trees(letters.visible_to(actor).filter(cases__case=case))


def proposed(actor, case) -> list[Letter]:
    """The newest letters of the case's partners that do not lie in its file."""
    rows = letters.visible_to(actor).filter(organisation__cases__case=case)
    return list(rows.exclude(cases__case=case).distinct().order_by("-moved_on", "-pk")[:PROPOSED])


def cases_of(actor, letter) -> list[Case]:
    """The cases in whose file a letter lies, as far as `actor` reads their acts."""
    rows = queries.visible_to(actor).filter(letters__letter=letter).order_by("code")
    return [case for case in rows if policies.sees_acts(actor, case)]
