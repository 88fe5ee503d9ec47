"""Days that a sentence names: in figures, in words, the end of a month, days of the week."""

from calendar import monthrange
from decimal import Decimal

from ecoop.negotiation.parity.language import Language
from ecoop.negotiation.parity.scanning import Scan, compiled
from ecoop.negotiation.parity.stating import DATE, WEEKDAY, Fact, fact

NUMERIC = (
    r"(?<![\w.,/-])(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?![\w/-])",
    r"(?<![\w.,/-])(?P<d>\d{1,2})\s?(?P<s>[/.-])\s?(?P<m>\d{1,2})\s?(?P=s)\s?(?P<y>\d{4})(?![\w/-])",
)


def numeric(scan: Scan, language: Language) -> list[Fact]:
    """2024-06-24, 24-06-2024, 24/6/2024; English may also put the month first."""
    found = []
    for pattern in NUMERIC:
        for match in scan.each(compiled(pattern)):
            year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
            days = {(year, month, day)} if month <= 12 else set()
            if language.decimal == "." and match.re.pattern != NUMERIC[0] and day <= 12:
                days.add((year, day, month))
            found.append(fact(DATE, frozenset(days or {(year, month, day)}), match, scan))
    return found


def ends(scan: Scan, language: Language, own: str) -> list[Fact]:
    """'Akhir Juni 2032', 'the end of 2032': the last day of a month or year."""
    found = []
    months = _month_words(language)
    of = rf"(?:(?:{language.month_named})?\b(?P<M>{months})\b\.?)?{language.year_named}(?P<y>#)"
    pattern = compiled(rf"\b(?:{language.ends})\s+{of}")
    for match in scan.each(pattern, keep=lambda m: not _is_year(scan.numbers_in(m)[0].value)):
        year = int(scan.numbers_in(match)[0].value)
        month = _month(match["M"], language) if match["M"] else 12
        found.append(fact(DATE, (year, month, monthrange(year, month)[1]), match, scan))
    return found


def _is_year(value: Decimal | int) -> bool:
    return 1900 <= value <= 2199


def dates(scan: Scan, language: Language, own: str) -> list[Fact]:
    found = []
    months = _month_words(language)
    for pattern in language.dates:
        filled = (
            pattern.replace("#d", "\ue000(?P<d>\\d+)\ue001")
            .replace("#y", "\ue000(?P<y>\\d+)\ue001")
            .replace("#M", rf"\b(?P<M>{months})\b\.?")
        )
        matches = scan.each(compiled(filled), keep=lambda m: not _is_date(m, scan))
        found += [fact(DATE, _day(match, scan, language), match, scan) for match in matches]
    alone = compiled(rf"(?:{language.month_named})?\b(?P<M>{months})\b\.?")
    for match in scan.each(alone, keep=lambda m: not m["M"][0].isupper()):
        found.append(fact(DATE, _day(match, scan, language), match, scan, weak=True))
    return found


def _is_date(match, scan: Scan) -> bool:
    said = match.groupdict()
    day = scan.number(said["d"]).value if said.get("d") else 1
    year = scan.number(said["y"]).value if said.get("y") else 2000
    if said.get("d") and scan.number(said["d"]).is_ordinal and not scan.language.counts_days:
        return False
    is_name = match["M"][0].isupper() or "bulan" in match[0].lower()
    return is_name and 1 <= day <= 31 and _is_year(year)


def _day(match, scan: Scan, language: Language) -> tuple[int, int, int]:
    said = match.groupdict()
    month = _month(match["M"], language)
    day = int(scan.number(said["d"]).value) if said.get("d") else 0
    year = int(scan.number(said["y"]).value) if said.get("y") else 0
    return (year, month, day)


def _month_words(language: Language) -> str:
    return "|".join(name for names in language.months for name in names)


def _month(name: str, language: Language) -> int:
    return next(n for n, names in enumerate(language.months, 1) if name.lower() in names)


def weekdays(scan: Scan, language: Language, own: str) -> list[Fact]:
    names = {rf"(?:hari\s+)?{name}": place for place, name in enumerate(language.weekdays)}
    return [fact(WEEKDAY, place, match, scan, weak=True) for match, place in scan.chosen(names)]
