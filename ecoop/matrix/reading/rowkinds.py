"""What a row of a table is: heads again, column numbers, sections, totals, notes, signatures."""

import re

from ecoop.matrix.reading.grid import Cell
from ecoop.matrix.reading.kinds import kind_in_title
from ecoop.matrix.reading.words import tidy
from ecoop.places.gazetteer import country_of

_NUMBER = re.compile(r"[(\[]?\s*(\d{1,3}|[a-z])\s*[)\].]?")
_TOTAL = re.compile(
    r"(?:grand |sub\s?-?|jumlah )?(?:total|jumlah|jml|jlh)\b(?!\s*(?:hibah|dana|bantuan)\s+\S).{0,60}"
    r"|total keseluruhan.*|sum(?:mary)?"
)
_AMOUNT = re.compile(r"[\d\s.,%()-]*\d[\d\s.,%()-]*")  # a number as a CSV file holds it
_NOTE = re.compile(
    r"(?:catatan|keterangan|ket|note|notes|n\.?b|nb|sumber|source|sources|disclaimer|legend|legenda"
    r"|remarks?|penjelasan|singkatan|abbreviations?|as of|data per|per tanggal|dicetak|printed"
    r"|last updated|updated|diperbarui|pemutakhiran)\b\s*[:.*]?.*|[*†‡]+\s?\)?.*|\d{1,2}\)\s.*"
)
_NOTE_HEAD = re.compile(
    r"(?:catatan|keterangan|ket|notes?|nb|n\.b\.?|sumber|sources?|legend\w*|disclaimer)\s*[:.*]?"
)
_SIGNATURE = re.compile(
    r"(?:mengetahui|menyetujui|disetujui|disusun oleh|dibuat oleh|diperiksa|prepared by|approved by"
    r"|checked by|a\.?n\.?\s|kepala (?:biro|bagian|badan|pusat|subbag|bidang|sub)|sekretaris utama"
    r"|deputi|direktur|nip\b|nip[.:]|head of|director of|plt\.?\s|ttd\b|sekretaris\b|karo\b"
    r"|[a-z .]{3,20},\s*(?:\d{0,2}\s*)?(?:januari|februari|maret|april|mei|juni|juli|agustus"
    r"|september|oktober|november|desember|january|february|march|may|june|july|august|october"
    r"|december)\s*\d{4}).*"
)
_MARKED = re.compile(r"(?:[a-z]|[ivxl]{1,5}|\d{1,2})\s?[.)]\s*\S.*")
_SECTION_WORDS = re.compile(
    r"\b(?:bilateral|multilateral|regional|trilateral|nasional|national|dalam negeri|luar negeri"
    r"|domestic|domestik|international|internasional|perguruan tinggi|universit\w+|kementerian"
    r"|lembaga|ormas|media|dunia usaha|lembaga usaha|swasta|pemerintah daerah|pemda|tni|polri"
    r"|organi[sz]a\w+|asia|afrika|africa|eropa|europe|amerika|america|pasifik|pacific|timur tengah"
    r"|middle east|kawasan|tahun \d{4}|usulan|tambahan|lainnya|other|arsip|lampiran|negara|countries"
    r"|ngo|ingo|un agenc\w+|pbb|united nations|akademi\w*|masyarakat)\b"
)


def is_number_row(cells: list[Cell]) -> bool:
    """(1) (2) (3) ... or a b c ...: the numbers of columns below a head."""
    if len(cells) < 3:
        return False
    values = [_NUMBER.fullmatch(tidy(cell.text)) for cell in cells]
    if not all(values):
        return False
    found = [value[1] for value in values if value]
    if all(text.isdecimal() for text in found):
        numbers = [int(text) for text in found]
        return numbers[0] <= 2 and all(
            0 < b - a <= 2 for a, b in zip(numbers, numbers[1:], strict=False)
        )
    return [ord(text[0]) for text in found] == list(
        range(ord(found[0][0]), ord(found[0][0]) + len(found))
    )


def is_example(text: str) -> bool:
    """The mark of a row that only shows how to fill in the table."""
    return re.fullmatch(r"(?:contoh|cth|example|e\.g|sample)\s*[:.]*", tidy(text)) is not None


def is_total(cells: list[Cell]) -> bool:
    """A row of sums: its first words are "Jumlah", "Total" and the rest are numbers."""
    texts = [cell for cell in cells if cell.kind == "text" and not _AMOUNT.fullmatch(cell.text)]
    if not texts or not any(_TOTAL.fullmatch(tidy(cell.text)) for cell in texts[:2]):
        return False
    return len(texts) <= 2


def is_note(text: str) -> bool:
    return _NOTE.fullmatch(tidy(text)) is not None


def opens_notes(text: str) -> bool:
    """A line after which only notes follow: "Catatan:", "Ket:", "Sumber: ..."."""
    plain = tidy(text)
    return _NOTE_HEAD.match(plain) is not None


def is_signature(text: str) -> bool:
    return _SIGNATURE.fullmatch(tidy(text)) is not None


def looks_like_section(cell: Cell, *, is_wide: bool) -> bool:
    """Whether a lone text is the title of a section rather than a line of a record."""
    text = " ".join(cell.text.split())
    if len(text) > 120:
        return False
    plain = tidy(text)
    if is_wide or _MARKED.fullmatch(plain) or cell.bold or text.isupper():
        return True
    if re.fullmatch(r"(?:tahun\s*)?(?:19|20)\d\d", plain):
        return True
    short = len(text) <= 60
    return short and bool(_SECTION_WORDS.search(plain) or country_of(text) or kind_in_title(text))


def section_name(text: str) -> str:
    """A section's title on one line without its mark ("A.", "II)", "1.")."""
    line = " ".join(text.split())
    return re.sub(r"^(?:[A-Za-z]|[IVXLivxl]{1,5}|\d{1,2})\s?[.)]\s*", "", line)
