"""What may be done with an original, and how it stands. Pure.

UU 24/2000 art. 17: the Ministry of Foreign Affairs keeps the originals of international agreements;
those of domestic papers stay with BNPB. Permenlu 4/2023 art. 8 says what is checked on an original.
"""

from dataclasses import dataclass
from datetime import date

from ecoop.core.bilingual import Text
from ecoop.core.verdicts import Refusal

BNPB, KEMLU, PARTNER = "bnpb", "kemlu", "partner"
WET, ELECTRONIC = "wet", "electronic"
MOST = 50  # originals of one paper: more is a slip of the pen
CONDITIONS = ("unchecked", "complete", "incomplete")
LENDINGS = ("in", "out", "overdue")
WET_INK = Refusal(
    Text(
        id="Naskah asli perjanjian internasional bertanda tangan basah; tanda tangan di layar bukan naskah aslinya.",
        en="The original of an international agreement bears wet-ink signatures; a signature on screen is not its original.",
    ),
    source="Permenlu 4/2023 art. 1(2); rule A8", rule="A8",
)  # fmt: skip
TOO_MANY = Refusal(
    Text(
        id="Jumlah naskah asli itu tidak mungkin; periksa angkanya.",
        en="That many originals cannot be; check the number.",
    )
)
LENT = Refusal(
    Text(
        id="Naskah asli ini sedang dipinjam; catat dahulu pengembaliannya.",
        en="This original is out on loan; record its return first.",
    ),
    source="rule of the house",
)  # fmt: skip
NOT_OURS = Refusal(
    Text(
        id="Hanya naskah asli yang disimpan BNPB yang dapat dipinjamkan BNPB.",
        en="BNPB lends only originals that BNPB keeps.",
    ),
    source="UU 24/2000 art. 17(1)",
)  # fmt: skip
NOT_LENT = Refusal(
    Text(id="Naskah asli ini tidak sedang dipinjam.", en="This original is not out on loan.")
)
NOT_YET = Refusal(
    Text(
        id="Hari itu belum tiba: catatlah yang sudah terjadi.",
        en="That day has not come: record what has happened.",
    )
)
TOO_EARLY = Refusal(
    Text(
        id="Hari itu sebelum naskah asli ini berada di tempatnya yang sekarang.",
        en="That day is before this original came to where it is now.",
    )
)
DUE_BEFORE = Refusal(
    Text(
        id="Hari terakhir peminjaman tidak boleh sebelum hari peminjaman.",
        en="The last day of a loan is not before the day of lending.",
    )
)
BACK_BEFORE = Refusal(
    Text(
        id="Pengembalian tidak boleh sebelum hari peminjaman.",
        en="The return is not before the day of lending.",
    )
)

NOT_WHOLE = Refusal(
    Text(
        id="Salinan naskah resmi diikat pita dan dibubuhi segel; tanpa keduanya mintalah yang lengkap.",
        en="A certified copy is bound with a ribbon and sealed; without both ask for a complete one.",
    ),
    source="Permenlu 4/2023 art. 12",
)  # fmt: skip
HAVE_IT = Refusal(
    Text(
        id="Salinan naskah resmi ini sudah diterima.",
        en="This certified copy has been received already.",
    )
)
ISSUED_AFTER = Refusal(
    Text(
        id="Salinan tidak diterima sebelum diterbitkan, dan tidak diterbitkan sebelum diminta.",
        en="A copy is not received before it is issued, nor issued before it is asked for.",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an original is: who keeps it since when, and the loan it is out on, if any."""

    keeper: str
    since: date
    lent_on: date | None = None

    @property
    def is_lent(self) -> bool:
        return self.lent_on is not None


def condition(checked_on: date | None, lacking: list[str]) -> str:
    """One of CONDITIONS: what the last check found (Permenlu 4/2023 art. 8)."""
    if checked_on is None:
        return "unchecked"
    return "incomplete" if lacking else "complete"


def lending(due_on: date | None, today: date) -> str:
    """One of LENDINGS; `due_on` is the last day of the loan it is out on, that day included."""
    if due_on is None:
        return "in"
    return "overdue" if due_on < today else "out"


def against_opening(*, is_international: bool, medium: str) -> list[Refusal]:
    """Why such an original cannot be entered (A8)."""
    return [WET_INK] if is_international and medium != WET else []


def against_act(held: Standing, on: date, today: date) -> list[Refusal]:
    """Why nothing can be recorded for that day: it has not come, or the original was elsewhere."""
    return [NOT_YET] * (on > today) + [TOO_EARLY] * (on < held.since)


def against_move(held: Standing, on: date, today: date) -> list[Refusal]:
    return [LENT] * held.is_lent + against_act(held, on, today)


def against_loan(held: Standing, on: date, due_on: date, today: date) -> list[Refusal]:
    return (
        [NOT_OURS] * (held.keeper != BNPB)
        + against_move(held, on, today)
        + [DUE_BEFORE] * (due_on < on)
    )


def against_return(held: Standing, on: date, today: date) -> list[Refusal]:
    if held.lent_on is None:
        return [NOT_LENT]
    return [NOT_YET] * (on > today) + [BACK_BEFORE] * (on < held.lent_on)


def against_copy(copy, *, on: date, issued_on: date, today: date, is_whole: bool) -> list[Refusal]:
    """Why a certified copy cannot have been received so; `copy` says what is known of it."""
    asked = copy.asked_on or issued_on
    return (
        [HAVE_IT] * (copy.received_on is not None)
        + [NOT_YET] * (on > today)
        + [ISSUED_AFTER] * (not asked <= issued_on <= on)
        + [NOT_WHOLE] * (not is_whole)
    )
