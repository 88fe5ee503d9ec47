"""Everything that changes the custody of instruments. Whatever is recorded stands in the ledger,
which is the custody log."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Count, Max
from django.urls import reverse

from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.classification import Classification, rank
from ecoop.core.verdicts import Refusal, Refused
from ecoop.custody import lifecycle, policies, queries
from ecoop.custody.models import Dossier, Loan, Original
from ecoop.instruments.queries import is_international, parties_of, today
from ecoop.partners.models import Organisation
from ecoop.tasks import actions as tasks
from ecoop.tasks import lifecycle as desk

GET_BACK = Text(
    id="Minta kembali naskah asli {number} dari {code}: {borrower}",
    en="Get original {number} of {code} back: {borrower}",
)
LENT_TO = Text(
    id="Naskah asli ini dipinjamkan kepada {borrower}; biro menjaga pengembaliannya.",
    en="This original was lent to {borrower}; the bureau sees to its return.",
)
AGREED = Text(
    id="hari terakhir yang disepakati saat dipinjamkan", en="the last day agreed when it was lent"
)
BACK = Text(id="Dikembalikan pada {on}.", en="Returned on {on}.")


@dataclass(frozen=True, kw_only=True)
class Fresh:
    """An original to be entered: `organisation` is whose copy it is (None: the Indonesian side's),
    `since` the day from which its keeper has it."""

    since: date
    organisation: Organisation | None = None
    medium: str = lifecycle.WET
    languages: tuple[str, ...] = ()
    pages: int | None = None
    keeper: str = lifecycle.BNPB
    place: str = ""


@transaction.atomic
def open_originals(*, instrument, by, originals: Iterable[Fresh], why="") -> list[Original]:
    """Enter originals of an instrument into the register; each gets its number.

    `Refused` for an electronic one of an international agreement (A8) and a day that has not come.
    """
    policies.require_keep(by, instrument)
    return take_in(instrument=instrument, by=by, originals=originals, why=why)


@transaction.atomic
def take_in(
    *, instrument, by, originals: Iterable[Fresh], why="", upto=None, parties=None, is_first=False
) -> list[Original]:
    """The same for the rooms above, in the transaction of their act, whose rights they have asked.
    With `upto` only those are entered that are missing to that number; `parties` are those of the
    instrument, if at hand; `is_first`: they are probably the first of the instrument."""
    fresh = list(originals)
    foreign = is_international(parties_of(instrument) if parties is None else parties)
    against = [
        refusal
        for one in fresh
        for refusal in lifecycle.against_opening(is_international=foreign, medium=one.medium)
        + [lifecycle.NOT_YET] * (one.since > today())
    ]
    dossier, is_new = _open(instrument, is_first=is_first)
    known = {"last": 0, "count": 0}
    if not is_new:
        known = dossier.originals.aggregate(last=Max("number"), count=Count("pk"))
    missing = fresh if upto is None else fresh[known["count"] : upto]
    refuse(against + [lifecycle.TOO_MANY] * (known["count"] + len(missing) > lifecycle.MOST))
    made = [
        Original(
            dossier=dossier, number=number, organisation=one.organisation, medium=one.medium,
            languages=list(one.languages), pages=one.pages, keeper=one.keeper, place=one.place,
            since=one.since,
        )
        for number, one in enumerate(missing, (known["last"] or 0) + 1)
    ]  # fmt: skip
    Original.objects.bulk_create(made)
    ledger.record_many(
        _entry(one, by, "custody.original_opened", why=why, after=_snapshot(one)) for one in made
    )
    return made


@transaction.atomic
def check(*, original, by, on, lacking=(), pages=None, languages=(), remark=""):
    """Record what a check of an original found (Permenlu 4/2023 art. 8): which elements lack."""
    held = _lock(original, by)
    refuse(lifecycle.against_act(queries.standing_of(held), on, today()))
    found = {
        "checked_on": on, "lacking": sorted(lacking), "pages": pages,
        "languages": list(languages), "remark": remark,
    }  # fmt: skip
    return _change(held, by, "custody.checked", found)


@transaction.atomic
def move(*, original, by, on, keeper, place="", handed_by="", received_by="", receipt="", why=""):
    """Record that an original went to another keeper or place, by whose hands and against which
    receipt. Refused while it is out on loan."""
    held = _lock(original, by)
    refuse(lifecycle.against_move(queries.standing_of(held), on, today()))
    hands = {"handed_by": handed_by, "received_by": received_by, "receipt": receipt}
    told = {name: ["", said] for name, said in hands.items() if said}
    placed = {"keeper": keeper, "place": place, "since": on}
    return _change(held, by, "custody.moved", placed, told=told, why=why)


@transaction.atomic
def lend(*, original, by, on, due_on, borrower, purpose, receipt=""):
    """Lend an original that BNPB keeps until a day. Its return becomes a task of the bureau with
    that last day, so that an overdue loan stands in the inbox and is reminded of."""
    held = _lock(original, by)
    refuse(lifecycle.against_loan(queries.standing_of(held), on, due_on, today()))
    loan = Loan.objects.create(
        original=held, borrower=borrower, purpose=purpose, receipt=receipt, lent_on=on,
        due_on=due_on,
    )  # fmt: skip
    _task_of(loan, by)
    facts = {"borrower": borrower, "lent_on": on, "due_on": due_on, "receipt": receipt}
    changes = {name: ["", said] for name, said in facts.items()}
    ledger.record(**_entry(held, by, "custody.lent", why=purpose, changes=changes))
    return loan


@transaction.atomic
def take_back(*, original, by, on, why=""):
    """Record the return of an original; its loan is closed and the task of it done."""
    held = _lock(original, by)
    refuse(lifecycle.against_return(queries.standing_of(held), on, today()))
    loan = held.loans.get(returned_on=None)
    loan.returned_on = on
    loan.save(update_fields=["returned_on"])
    tasks.settle_for(by=by, occasion=loan.occasion, result=BACK.fill(on=on.isoformat()).id)
    changes = {"borrower": [loan.borrower, ""], "returned_on": ["", on]}
    ledger.record(**_entry(held, by, "custody.returned", why=why, changes=changes))
    return loan


def _task_of(loan, by):
    original, paper = loan.original, loan.original.dossier.instrument
    highest = original.dossier.class_rank
    tasks.open_task(
        by=by, kind="custody", occasion=loan.occasion, classification=Classification.values[highest],
        what=GET_BACK.fill(number=original.number, code=paper.code, borrower=loan.borrower),
        why=LENT_TO.fill(borrower=loan.borrower),
        to=desk.role("legal" if highest > rank(Classification.CONFIDENTIAL) else "staff"),
        due=desk.Due(on=loan.due_on, rule=AGREED, source="UU 43/2009 art. 34"),
        record=desk.Record(
            kind="original", code=_code(original), id=original.pk,
            address=reverse("custody:original", args=[paper.code, original.number]),
        ),
    )  # fmt: skip


def open_dossier(instrument) -> Dossier:
    """The dossier of an instrument, kept from others until the end of the transaction; made when
    there is none."""
    return _open(instrument)[0]


def _open(instrument, *, is_first=False) -> tuple[Dossier, bool]:
    """(dossier, whether it was made now); `is_first`: it is made before it is looked for."""
    if is_first:
        with suppress(IntegrityError), transaction.atomic():
            return Dossier.objects.create(instrument=instrument), True
    rows = Dossier.objects.select_for_update(of=("self",)).select_related("instrument")
    return rows.get_or_create(instrument=instrument)


def send_to_kemlu(*, dossier, by, on) -> None:
    """The originals of the Indonesian side that BNPB keeps go to Foreign Affairs (UU 24/2000 art.
    17(1)). `Refused` while one of them is out on loan."""
    ours = dossier.originals.filter(organisation=None, keeper=lifecycle.BNPB)
    held = list(queries.with_loan(ours).order_by("number"))
    refuse([lifecycle.LENT] * any(one.lent_on for one in held))
    before = [one.place for one in held]
    for one in held:
        one.dossier, one.keeper, one.place, one.since = dossier, lifecycle.KEMLU, "", on
    Original.objects.bulk_update(held, ["keeper", "place", "since"])
    ledger.record_many(
        _entry(one, by, "custody.moved", after=_snapshot(one), changes={
            "keeper": [lifecycle.BNPB, lifecycle.KEMLU], "place": [place, ""], "since": ["", on]})
        for one, place in zip(held, before, strict=True)
    )  # fmt: skip


def _lock(original, by):
    """The original as it is now with its loan, its dossier kept from others."""
    policies.require_keep(by, original.dossier.instrument)
    rows = Dossier.objects.select_for_update(of=("self",)).select_related("instrument")
    dossier = rows.get(pk=original.dossier_id)
    held = queries.with_loan(Original.objects.filter(pk=original.pk)).get()
    held.dossier = dossier
    return held


def _change(original, by, act, values, *, told=None, why=""):
    """Set columns of an original and tell the ledger what differs, with what else was `told`."""
    before = {name: getattr(original, name) for name in values}
    for name, value in values.items():
        setattr(original, name, value)
    original.save(update_fields=list(values))
    changes = {name: [before[name], value] for name, value in values.items()
               if before[name] != value}  # fmt: skip
    after = _snapshot(original)
    ledger.record(**_entry(original, by, act, why=why, changes=changes | (told or {}), after=after))
    return original


def _entry(original, by, act, **more) -> dict:
    dossier = original.dossier
    return {
        "actor": by, "act": act, "kind": "original", "record_id": original.pk,
        "code": _code(original), "class_rank": dossier.class_rank, "seen_by": dossier.seen_by,
    } | more  # fmt: skip


def _code(original) -> str:
    return f"{original.dossier.instrument.code}/{original.number}"


def _snapshot(original) -> dict:
    names = ("number", "medium", "languages", "pages", "checked_on", "lacking", "remark", "keeper",
             "place", "since")  # fmt: skip
    return {name: getattr(original, name) for name in names} | {
        "organisation": str(original.organisation or "")
    }


def refuse(against: list[Refusal]) -> None:
    """Raise `Refused` when anything speaks against an act."""
    if against:
        raise Refused(*dict.fromkeys(against))
