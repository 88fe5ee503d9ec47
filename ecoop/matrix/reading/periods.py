"""How long an instrument holds, as people write it: lengths, end dates, ranges, no end at all."""

import re
from dataclasses import dataclass, field
from fractions import Fraction

from ecoop.matrix.reading.words import (
    NUMBER_WORDS,
    is_placeholder,
    number_of_words,
    tidy,
)
from ecoop.matrix.reading.written_dates import MONTHS, Found, find_dates, prepared

_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_AMOUNT = r"(\d+(?:[.,]\d+)?|½|\d+\s?½|\d+ 1/2)"
_YEARS = r"(?:tahunan|tahun|taun|thn|th|year|years|yrs?|y)"
_MONTHS = r"(?:bulan|bln|bl|months?|mos?|mths?|m)"
_DAYS = r"(?:hari|days?|minggu|mgg|weeks?)"
_LENGTH = re.compile(
    rf"(?<![\d/.\-]){_AMOUNT}\s*(?:\(([^()]*)\))?\s*-?\s*({_YEARS}|{_MONTHS}|{_DAYS})(?![a-z])"
)
_INDEFINITE = re.compile(
    r"(?:tidak|tak|tdk|tanpa|tiada|belum)(?: ada| mempunyai| memiliki| punya| mengenal| di|\s)*\s?(?:ter)?(?:batas|dibatasi|limit"
    r"|berjangka|terbatas|jangka waktu|masa berakhir|tanggal berakhir)"
    r"|(?:tidak|tdk) (?:di)?tentukan(?: waktunya| jangka)?|\b(?:s\.?d\.?|s/d|sampai(?: dengan)?"
    r"|hingga|selama|sepanjang|selagi)\s(?:tidak |belum |ada(?:nya)? )?(?:di)?(?:akhiri|cabut|pengakhiran|pencabutan"
    r"|batalkan|ubah)|until (?:terminated|(?:further )?notice|revoked|either|one of|the parties)"
    r"|unless (?:and until )?terminated|indefinit|unlimited|no (?:expiry|expiration|end|fixed"
    r"|limit|time limit|termination)|non-?expir|open[- ]ended|selamanya|seterusnya|seumur hidup"
    r"|permanen|(?:sampai|hingga)(?: dengan)? ada(?:nya)? (?:perubahan|perjanjian|naskah|kesepakatan|pemberitahuan|pengakhiran)|until (?:amended|superseded|replaced)|selama (?:masih )?(?:diperlukan|dibutuhkan)|evergreen|perpetu|without (?:limit|time|term|expir)|berlaku terus|terus[- ]menerus"
    r"|^open$|∞|never expires|not limited|tidak kadaluarsa|tidak kedaluwarsa"
)
_OPEN_END = re.compile(
    r"(?:-|s\.?\s?d\.?|s/d|sampai(?: dengan)?|hingga|to|until|till)\s*"
    r"(?:sekarang|saat ini|kini|present|now|date|current|berjalan|today)\b"
)
# "1 Maret 2022 - selesai": a range whose end is no day.
_NO_DAY = re.compile(
    r"\s*(?:-|s\.?\s?d\.?|s/d|sampai(?: dengan)?|hingga|until|till)\s*(?:selesai|complet|finish)"
)
_TASK = re.compile(
    r"seumur (?:proyek|program|kegiatan)|life of (?:the )?project|(?:sampai(?: dengan)?|s\.?d\.?|s/d|hingga|until|selama|till|upon|for the duration of|during)"
    r"\b.{0,40}(?:selesai|kegiatan|proyek|program|pekerjaan|complet|project|rekonstruksi"
    r"|berlangsung|tuntas|finish)"
)
_AUTO = re.compile(r"otomatis|automatic|auto-?renew|auto-?extend|tacit|diam-diam|dengan sendirinya")
_UNTIL = re.compile(
    r"(?:\bs\s?[./]?\s?d\b\.?|sampai(?: dengan)?|hingga|until|till?|\bto|thru|through|berakhir"
    r"|expir\w*|exp\.?|ends?|ending|jatuh tempo|paling lambat|-|habis|by|selesai|\bsd)"
    r"(?:\s*(?:pada|di|on|in|tanggal|tgl\.?|bulan|tahun|thn|akhir|the|end of|year|:))*\s*$"
)
_FROM = re.compile(
    r"(?:sejak|mulai|dari|terhitung|tmt\.?|since|from|start\w*|effective|efektif|per|berlaku"
    r"|commenc\w*|w\.?\s?e\.?\s?f\.?|as of|ditandatangani|ttd\.?|signed|penandatanganan)"
    r"(?:\s*(?:pada|dari|on|tanggal|tgl\.?|bulan|tahun|thn|mulai|sejak|the|:))*\s*$"
)
_SHARED_YEAR = re.compile(
    rf"\b((?:\d\d?\s+)?(?:{_NAME}))\.?(\s*(?:-|s\.?\s?d\.?|s/d|sampai(?: dengan)?|hingga|to|until)\s*)"
    rf"((?:\d\d?\s+)?(?:{_NAME})\.?\s+)((?:19|20)\d\d)"
)
_SHORT_RANGE = re.compile(r"(?<![\d/.\-])((?:19|20)(\d\d))\s?[-/]\s?(\d\d)(?![\d/.\-])(?!\s*[a-z])")


@dataclass(slots=True)
class Period:
    """What a text says about validity; absent parts are None or "".

    `months` is a length, `until` and `since` are ISO dates of any precision, `days` a length that is
    no whole number of months. `is_bare`: `since` stood beside a length without a word that says
    which end it is. `remarks` are codes of findings.
    """

    months: int | None = None
    days: int | None = None
    since: str = ""
    until: str = ""
    indefinite: bool = False
    auto_renews: bool = False
    task_based: bool = False
    is_bare: bool = False
    remarks: list[str] = field(default_factory=list)

    @property
    def says_something(self) -> bool:
        lengths = self.months is not None or self.days is not None
        return lengths or bool(self.since or self.until) or self.indefinite or self.task_based


def read_period(text: str, *, unit: str = "", order: str = "dmy", lone: str = "until") -> Period:
    """The validity that `text` states.

    `unit` ("years" or "months") is what a bare number counts, as the column's header says; `lone`
    says what a single date without a preposition means in this column: "until" (unless a length
    stands beside it, which then begins there), "since", or "end" (the end in any case).
    """
    period = Period()
    if is_placeholder(text):
        return period
    plain = _spread(prepared(text))
    dates = find_dates(plain, order=order)
    rest = _without(plain, dates)
    _read_length(rest, period, has_date=bool(dates))
    _read_dates(plain, dates, period, lone=lone)
    _read_open_ends(rest, plain, period)
    if not period.says_something and not period.remarks:
        _read_bare_number(plain, period, unit)
    if not period.says_something and not period.remarks:
        period.remarks.append("duration_not_understood")
    return period


def _spread(plain: str) -> str:
    """Years that two dates share are written out: "1 Jan - 31 Des 2020", "2019-24"."""
    plain = _SHARED_YEAR.sub(r"\1 \4 \2 \3\4", plain)

    def full(found: re.Match[str]) -> str:
        if int(found[3]) <= 12 or int(found[3]) < int(found[2]):
            return found[0]
        return f"{found[1]} - {found[1][:2]}{found[3]}"

    return _SHORT_RANGE.sub(full, plain)


def _without(plain: str, dates: list[Found]) -> str:
    for date in dates:
        plain = plain[: date.start] + " " * (date.end - date.start) + plain[date.end :]
    return plain


# "two and a half years", "dua setengah tahun"; "two years and a half", "dua tahun setengah".
_HALF = re.compile(
    rf"\b(\d{{1,3}})(?:\s(?:and|dan))?\s(?:a half|setengah)[\s-]({_YEARS}|{_MONTHS})(?![a-z])"
    rf"|\b(\d{{1,3}})\s({_YEARS}|{_MONTHS})(?:\s(?:and|dan))?\s(?:a half|setengah)\b(?!\s(?:{_YEARS}|{_MONTHS}))"
)
# Between two lengths of one period ("2 tahun dan 6 bulan").
_JOINT = re.compile(r"[\s,&+]*(?:dan|and|plus)?[\s,&+]*")
# A length with these words is that of a notice, not of the period.
_NOTICE = re.compile(r"(?:notice|pemberitahuan|diberitahukan)[^;\n\d]{0,40}$")
_NOTICE_AFTER = re.compile(
    r"[\s'()-]*(?:(?:written |prior |advance )*notice|sebelum|prior|before|in advance|pemberitahuan)"
)


# A length after these words is that of an extension, which has a paper of its own; what may be
# extended one day has no such length yet.
_EXTENDED = re.compile(
    r"(?P<may>(?:dapat|bisa|akan|may|can|will|could|to)\s+(?:be\s+)?)?"
    r"(?:diperpanjang|perpanjangan|extended|extension)(?:\s+(?:selama|untuk|lagi|for|by|of|another))*\s*$"
)


def _is_extension(before: str) -> bool:
    said = _EXTENDED.search(before)
    return bool(said) and not said["may"] and not _AUTO.search(before)


# "3+2 tahun": three years and, should it come to that, two more.
_OPTION = re.compile(
    rf"(?<![\d/.\-])(\d{{1,3}})\s?\+\s?(\d{{1,3}})\s*({_YEARS}|{_MONTHS})(?![a-z])"
)


def _read_length(rest: str, period: Period, *, has_date: bool = False) -> None:
    rest = _OPTION.sub(r"\1 \3 perpanjangan \2 \3", rest)
    rest = re.sub(r"\bse(tahun|bulan)\b", r"1 \1", rest)
    rest = re.sub(r"(?<!half )\ba (year|month)\b(?! and)", r"1 \1", rest)
    rest = NUMBER_WORDS.sub(lambda found: str(number_of_words(found[0])), rest)
    rest = _HALF.sub(lambda found: f"{found[1] or found[3]}½ {found[2] or found[4]}", rest)
    rest = re.sub(r"\bsetengah tahun|\bhalf a year", "6 bulan", rest)
    months, days, parts = Fraction(0), 0, _lengths(rest, period, has_date=has_date)
    for amount, unit in parts:
        size = _amount(amount)
        if re.fullmatch(_YEARS, unit):
            months += 12 * size
        elif re.fullmatch(_MONTHS, unit):
            months += size
        else:
            days += int(size * (7 if unit.startswith(("m", "w")) else 1))
    _check_words(rest, period)
    if parts and months.denominator == 1 and not days:
        period.months = int(months) if 0 < months <= 1200 else None
        if period.months is None:
            period.remarks.append("duration_not_understood")
    elif parts:
        period.days = days + int(months * Fraction(73, 240) * 100)
        period.remarks.append("duration_in_days")


def _lengths(rest: str, period: Period, *, has_date: bool) -> list[tuple[str, str]]:
    """(amount, unit) of each part of the paper's own length: not those of its notice, of a renewal
    or of an extension, which is remarked."""
    parts: list[tuple[str, str]] = []
    end = 0
    for found in _LENGTH.finditer(rest):
        before = rest[: found.start()]
        if _NOTICE_AFTER.match(rest, found.end()) or _NOTICE.search(before):
            continue
        if (parts or has_date) and _is_extension(before):
            period.remarks.append("extension_written")
            break
        if parts and not _JOINT.fullmatch(rest, end, found.start()):
            break  # what follows is the length of a renewal, or the same in another unit
        end = found.end()
        parts.append((found[1], found[3]))
        if re.search(r"\bse(?:tiap|tiap)|per\s?$", rest):
            break
    return parts


def _check_words(rest: str, period: Period) -> None:
    for amount, words, _ in _LENGTH.findall(rest):
        spelled = re.fullmatch(r"\s*(\d+)\s*", words)
        if spelled and _amount(amount) != int(spelled[1]):
            period.remarks.append("duration_contradicts_itself")


def _amount(text: str) -> Fraction:
    text = text.replace(" 1/2", "½")
    half = Fraction(1, 2) if text.endswith("½") else Fraction(0)
    digits = text.rstrip("½ ").replace(",", ".")
    return (Fraction(digits) if digits else Fraction(0)) + half


def _read_dates(plain: str, dates: list[Found], period: Period, *, lone: str) -> None:
    for date in dates:
        period.remarks += [remark for remark in date.remarks if remark not in period.remarks]
    real = [date for date in dates if date.iso]
    if len(real) >= 2:
        _read_range(plain, real, period)
    elif real:
        _read_one_date(plain, real[0], period, lone=lone)


def _read_range(plain: str, real: list[Found], period: Period) -> None:
    first, last = real[0], real[-1]
    if _UNTIL.search(plain[: first.start]) and _FROM.search(plain[: last.start]):
        first, last = last, first
    if len(real) > 2:
        period.remarks.append("several_dates")
    period.since, period.until = first.iso, last.iso
    if last.iso < first.iso[: len(last.iso)]:
        period.remarks.append("dates_out_of_order")


def _read_one_date(plain: str, date: Found, period: Period, *, lone: str) -> None:
    before, after = plain[: date.start], plain[date.end :]
    if _UNTIL.search(before):
        period.until = date.iso
    elif (
        _FROM.search(before)
        or ((period.months is not None or period.days is not None) and lone != "end")
        or _OPEN_END.match(after.strip())
        or _NO_DAY.match(after)
        or re.fullmatch(r"\s*-\s*(?:[.\-]*|\?)?", after)
        or (re.match(r"\s*(?:-|s\.?d\.?\s|s/d)", after) and _INDEFINITE.search(after))
        or lone == "since"
    ):
        period.since = date.iso
        has_length = period.months is not None or period.days is not None
        period.is_bare = has_length and not _FROM.search(before)
    else:
        period.until = date.iso


def _read_open_ends(rest: str, plain: str, period: Period) -> None:
    has_end = period.months is not None or period.days is not None or bool(period.until)
    if _AUTO.search(rest):
        period.auto_renews = True
        period.remarks.append("renews_automatically")
    if has_end:
        return
    if _INDEFINITE.search(rest):
        period.indefinite = True
    elif _OPEN_END.search(plain):
        period.indefinite = True
        period.remarks.append("open_ended_claim")
    elif _TASK.search(rest):
        period.task_based = True
        period.remarks.append("task_based_duration")


def _read_bare_number(plain: str, period: Period, unit: str) -> None:
    plain = NUMBER_WORDS.sub(lambda found: str(number_of_words(found[0])), plain)
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?(?:\s?½| 1/2)?)(?:\s*\(\s*[\d a-z]*\s*\))?", plain)
    if not found:
        return
    size = _amount(found[1])
    guess = unit or ("months" if size >= 12 and size % 6 == 0 else "years")
    months = size * (12 if guess == "years" else 1)
    if months.denominator == 1 and 0 < months <= 1200:
        period.months = int(months)
        if not unit:
            period.remarks.append("duration_without_unit")


def unit_of_header(header: str) -> str:
    """What a bare number counts in a column of this header: "years", "months" or ""."""
    plain = tidy(header)
    if re.search(rf"\b{_MONTHS}\b", plain):
        return "months"
    return "years" if re.search(rf"\b{_YEARS}\b", plain) else ""
