"""What can be compared across languages: the facts that a sentence states."""

from decimal import Decimal
from functools import lru_cache

from ecoop.negotiation.parity import clock, compact, days, naming
from ecoop.negotiation.parity.language import Language
from ecoop.negotiation.parity.numbers import Number
from ecoop.negotiation.parity.scanning import Scan, compiled
from ecoop.negotiation.parity.stating import (
    DURATION,
    LANGUAGE,
    LAW,
    MEASURE,
    MONEY,
    NUMBER,
    ORDER,
    PERCENT,
    REFERENCE,
    Fact,
    fact,
)


@lru_cache(maxsize=4096)
def facts_of(text: str, language: Language, own: str) -> tuple[Fact, ...]:
    """The facts of one paragraph or point of the article `own` (its key)."""
    scan = Scan(text, language)
    found = [*_prevailing(scan, language), *clock.times(scan, language)]
    found += [*days.numeric(scan, language), *_codes(scan), *_named(scan, language)]
    scan.take_numbers()
    for reader in (clock.hours, _laws, _ratios, compact.references, _references, _annexes, _staged, days.ends, days.dates, days.weekdays, _money,
                   _percents, _frequencies, _durations, _measures, _places, _rhythms, _numbers):  # fmt: skip
        found += reader(scan, language, own)
    return tuple(found)


CODE = r"(?<![\w/])[A-Z0-9][\w.-]*(?:/[\w.-]*\w){2,}"


def _codes(scan: Scan) -> list[Fact]:
    """Numbers of documents such as PKS.01/BNPB/I/2025, which no language translates."""
    found = scan.each(compiled(CODE), keep=lambda match: not any(map(str.isdigit, match[0])))
    return [fact(NUMBER, match[0].upper(), match, scan) for match in found]


def _prevailing(scan: Scan, language: Language) -> list[Fact]:
    """The language that prevails when interpretations differ."""
    return [
        fact(LANGUAGE, language.tongues[(match["tongue"] or match["named"]).lower()], match, scan)
        for match in scan.each(compiled(language.prevailing))
    ]


def _named(scan: Scan, language: Language) -> list[Fact]:
    """The languages that are listed, and parts of a whole, which equal so many per cent."""
    listed, said = naming.tongues(scan, language)
    found = [Fact(LANGUAGE, frozenset([listed]), said, weak=True)] if listed else []
    return found + [
        fact(PERCENT, values, match, scan) for match, values in naming.shares(scan, language)
    ]


def _laws(scan: Scan, language: Language, own: str) -> list[Fact]:
    """'Nomor 24 Tahun 2000', 'Law No. 24 of 2000', 'PP 10/2011'."""
    found = []
    for pattern in language.laws:
        for match in scan.each(compiled(pattern)):
            number, year = scan.numbers_in(match)
            found.append(fact(LAW, (number.value, year.value), match, scan))
    return found


def _references(scan: Scan, language: Language, own: str) -> list[Fact]:
    """Articles, paragraphs and letters referred to; 'this Article' is `own`."""
    found = []
    for match in scan.each(_reference_pattern(language)):
        found += _referred(match, scan, language, own)
    return found


def _referred(match, scan: Scan, language: Language, own: str) -> list[Fact]:
    said = match.groupdict()
    articles = scan.listed(said["articles"] or said["after"] or said["home"] or "") or [own]
    paragraphs = scan.listed(said["paragraphs"] or said["before"] or said["lone"] or "")
    spots = ("letters", "before_letter", "first_letter", "lone_letter", "point", "near", "only")
    letters = next((said[spot] for spot in spots if said[spot]), "")
    if len(articles) == 1 and "." in articles[0] and not paragraphs:  # Article 5.2
        articles, paragraphs = [articles[0].split(".")[0]], [articles[0].split(".")[1]]
    elif len(articles) == 1 and len({each.partition(".")[0] for each in paragraphs}) == 1:
        articles, paragraphs = _unprefixed(articles, paragraphs)  # paragraph 5.2
    marks = scan.letters(letters) or [""]
    if len(articles) > 1:
        return [fact(REFERENCE, (each, "", ""), match, scan) for each in articles]
    many = [(articles[0], each, mark) for each in paragraphs or [""] for mark in marks]
    if many == [(own, "", "")]:
        return []
    return [fact(REFERENCE, each, match, scan) for each in many]


def _unprefixed(articles: list[str], paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """'paragraph 5.2' carries the number of its article."""
    parts = [each.split(".") for each in paragraphs]
    if any(len(part) != 2 for part in parts):
        return articles, paragraphs
    return [parts[0][0]], [part[1] for part in parts]


@lru_cache(maxsize=8)
def _reference_pattern(language: Language):
    """Indonesian and English order in one: 'Article 5 paragraph (2)', 'paragraph (2) of Article 5'."""
    number = r"(?:\(?\s*#\s*\)?|@)"
    spans = "|".join(language.durations)
    more = rf"(?:(?:{language.joined_by}|{language.up_to})"
    listed = rf"{number}(?:{more}(?:{language.paragraphs}\s*)?{number})(?!\s*(?:%|{spans})))*"
    numbers = (
        rf"{number}(?:{language.up_to}(?:{language.articles}\s+)?{number}"
        rf"|{language.joined_by}{number}(?!\s*(?:%|{spans})))*"
    )
    letter = rf"(?:\(?\b[a-z]\b\)?)(?:{more}(?:{language.letters}\s+)?\(?\b[a-z]\b\)?))*"
    lettered = rf"(?:,?\s*(?:{language.letters})\s+(?P<letters>{letter}))?"
    of = r"\s*(?:,|of|dari|dalam|pada|in|under)?\s*"
    this = language.this_article
    return compiled(
        rf"\b(?:{language.articles})\s+(?P<articles>{numbers})"
        rf"(?:,?\s*(?:{language.paragraphs})\s*(?P<paragraphs>{listed})"
        rf"|(?P<lone>\s*(?:\.|\s)?\(\s*#\s*\)))?(?P<point>\s*\(\s*[a-z]\s*\))?{lettered}"
        rf"|\b(?:(?:{language.letters})\s+(?P<before_letter>{letter}){of})?"
        rf"(?:{language.paragraphs})\s*(?P<before>{listed})"
        rf"(?P<near>\s*\(\s*[a-z]\s*\))?(?:,?\s*(?:{language.letters})\s+(?P<lone_letter>{letter}))?"
        rf"(?:{of}(?:{this}|(?:{language.articles})\s+(?P<after>{number})))?"
        rf"|\b(?:{language.letters})\s+(?P<first_letter>{letter}){of}"
        rf"(?:{this}|(?:{language.articles})\s+(?P<home>{number}))"
        rf"|\b(?:{language.letters})\s+(?P<only>\(\s*[a-z]\s*\)|[b-hj-z]\b|a\b(?=\s*[.,;)]))"
    )


def _annexes(scan: Scan, language: Language, own: str) -> list[Fact]:
    number = r"(?:#|@|\b[A-H]\b)"
    more = rf"(?:{language.joined_by}|{language.up_to})(?:(?:{language.annexes})\s+)?"
    pattern = rf"\b(?:{language.annexes})\s+(?P<n>{number}(?:{more}{number})*)"
    found = []
    for match in scan.each(compiled(pattern)):
        names = scan.listed(match["n"]) or scan.letters(match["n"])
        found += [fact(REFERENCE, ("annex", each, ""), match, scan) for each in names]
    return found


def _money(scan: Scan, language: Language, own: str) -> list[Fact]:
    """An amount with its currency before or behind it, written out once more or not."""
    found = []
    for pattern in _money_patterns(language):
        for match in scan.each(pattern):
            code = _currency(match["unit"].lower(), language)
            found.append(_amount(code, scan.numbers_in(match), match, scan))
    return found


@lru_cache(maxsize=8)
def _money_patterns(language: Language):
    words = "|".join(language.currencies)
    unit = rf"(?<![\w$])(?:{words})(?!\w)"
    out = rf"(?:\s*\(\s*(?:{unit}\s*)?#\s*(?:{unit})?\s*\))?"
    return compiled(rf"(?P<unit>{unit})\s?#{out}"), compiled(rf"#\s*(?P<unit>{unit}){out}")


@lru_cache(maxsize=256)
def _currency(said: str, language: Language) -> str:
    known = language.currencies.items()
    return next(code for words, code in known if compiled(rf"(?:{words})").fullmatch(said))


def _amount(code: str, numbers: list[Number], match, scan: Scan) -> Fact:
    values = frozenset((code, value) for value in numbers[0].values)
    clash = str(numbers[0].clash or "")
    if len(numbers) > 1 and not set(numbers[0].values) & set(numbers[1].values):
        clash = numbers[1].text
        values |= {(code, value) for value in numbers[1].values}
    bare = frozenset(numbers[0].values)
    is_rate = numbers[0].values == (1,)  # "Rp15.000 per USD1", "15,000 rupiah to the dollar"
    return Fact(MONEY, values, scan.said(match), weak=is_rate, clash=clash, bare=bare)


def _ratios(scan: Scan, language: Language, own: str) -> list[Fact]:
    """'60:40' shares a whole; '3:1' only sets two numbers against each other."""
    found = []
    for match in scan.each(compiled(language.ratio)):
        numbers = scan.numbers_in(match)
        kind = PERCENT if sum(each.value for each in numbers) == 100 else NUMBER
        found += [Fact(kind, frozenset(each.values), each.text) for each in numbers]
    return found


def _percents(scan: Scan, language: Language, own: str) -> list[Fact]:
    found = []
    for match in scan.each(_percent_lists(language), keep=lambda m: not _are_shares(m, scan)):
        found += [
            Fact(PERCENT, frozenset(each.values), each.text, bare=frozenset(each.values))
            for each in scan.numbers_in(match)
        ]
    for match in scan.each(compiled(language.permille)):
        thousandths = scan.numbers_in(match)[0].values
        values = frozenset((value / 10).normalize() for value in thousandths)
        found.append(fact(PERCENT, values, match, scan))
    more = rf"{language.percent}(?:\s*\(\s*{language.percent}\s*\))?"
    for match in scan.each(compiled(more)):
        number, *again = scan.numbers_in(match)
        clash = str(number.clash or "")
        if again and not set(number.values) & set(again[0].values):
            clash = again[0].text
        values = frozenset(number.values + tuple(v for a in again if clash for v in a.values))
        found.append(fact(PERCENT, values, match, scan, clash=clash, bare=values))
    return found


@lru_cache(maxsize=8)
def _percent_lists(language: Language):
    """What stands before the last of 'thirty, fifty and 20 per cent': a word joins the last two."""
    join = rf"(?:{language.joined_by}|{language.up_to})"
    return compiled(rf"#(?:{join}#)*(?={join}{language.percent})(?!\s*,\s*#)")


def _are_shares(match, scan: Scan) -> bool:
    return all(each.value <= 100 and not each.is_ordinal for each in scan.numbers_in(match))


@lru_cache(maxsize=8)
def _measure_pattern(language: Language):
    units = "|".join(sorted(language.measures, key=len, reverse=True))
    return compiled(rf"#[\s-]*(?P<unit>{units})(?!\w)")


def _measures(scan: Scan, language: Language, own: str) -> list[Fact]:
    """'7.500 m2', '400 kilometres': equal to as much in another unit."""
    found = []
    for match in scan.each(_measure_pattern(language)):
        number, *_ = scan.numbers_in(match)
        what, many = _named_unit(match["unit"], language)
        values = frozenset(
            (what, many, value) if many.isalpha() else (what, (value * Decimal(many)).normalize())
            for value in number.values
        )
        found.append(
            fact(MEASURE, values, match, scan, clash=str(number.clash or ""),
                 bare=frozenset(number.values))
        )  # fmt: skip
    return found


def _named_unit(said: str, language: Language) -> tuple[str, str]:
    for words, value in language.measures.items():
        if compiled(rf"(?:{words})").fullmatch(said):
            return value
    raise KeyError(said)


def _frequencies(scan: Scan, language: Language, own: str) -> list[Fact]:
    """'2 (dua) kali dalam setahun' is every six months."""
    found = []
    pattern = language.frequency.replace("#u", "\ue000(?P<u>\\d+)\ue001")
    for match in scan.each(compiled(pattern), keep=lambda m: not _is_frequency(m, scan)):
        times = int(scan.number(match[1]).value) if match[1] else 1
        unit, many = _unit_among(match["span"], language) or ("month", 12)
        each = Decimal(many) / max(times, 1)
        values = frozenset([(unit, each), *([("day", each / DAY)] if unit == "second" else [])])
        found.append(fact(DURATION, values, match, scan, weak=times == 1))
    return found


def _unit_among(span: str, language: Language) -> tuple[str, int] | None:
    """The month or week of "twice a month"; None for a year."""
    known = language.spans_of_frequency.items()
    return next((value for word, value in known if compiled(word).search(span)), None)


def _is_frequency(match, scan: Scan) -> bool:
    """So many times in one year; '500 a year' is none."""
    said, years = match.groupdict(), match["u"]
    counts = bool(said.get("times")) or not match[1]
    counts = counts or scan.number(match[1]).text.lower() in scan.language.times
    return counts and (not years or scan.number(years).value == 1)


def _durations(scan: Scan, language: Language, own: str) -> list[Fact]:
    """Years and months are counted in months, weeks in days; working days stay apart."""
    units = "|".join(language.durations)
    more = rf"(?:(?:{language.span_adjectives})[\s-]+)?"
    one = rf"#[\s-]*(?:x\s*#\s*)?{more}\b(?P<unit>{units})\b"
    two = rf"(?:(?:\s+(?:dan|and)\s+|,?\s*)#[\s-]*(?P<unit2>{units})\b)?"
    found = []
    for match in scan.each(compiled(one + two), keep=lambda m: _is_no_span(m, scan)):
        found += _spans(match, scan, language)
    for match, value in scan.chosen(language.single_spans):
        found.append(fact(DURATION, value, match, scan, weak=True))
    return found


OF_YEAR = compiled(r"\s+(?:anggaran\s+)?#")


def _is_no_span(match, scan: Scan) -> bool:
    """'The third year' and '12 tahun 2011' are no spans; 'dua tahun pertama' is one."""
    after = OF_YEAR.match(scan.text, match.end())
    is_year = after is not None and not scan.number(after[1]).is_ordinal
    return is_year or scan.numbers_in(match)[0].is_ordinal


DAY = 24 * 60 * 60  # seconds


def _spans(match, scan: Scan, language: Language) -> list[Fact]:
    numbers = scan.numbers_in(match)
    unit, factor = _unit(match["unit"], language)
    first = numbers[0]
    if len(numbers) > 1 and not match["unit2"]:  # 2 x 24 jam
        first = Number((first.value * numbers[1].value,), first.text)
    spans = [(unit, value * factor) for value in first.values]
    spans += [("day", many / DAY) for kind, many in spans if kind == "second" and many % DAY == 0]
    spans += [("second", many * DAY) for kind, many in spans if kind == "day" and many % 1]
    weak = first.weak and first.value <= 1
    clash = str(next((each.clash for each in numbers if each.clash), ""))
    if not match["unit2"]:
        bare = frozenset(first.values)
        return [fact(DURATION, frozenset(spans), match, scan, weak=weak, clash=clash, bare=bare)]
    unit2, factor2 = _unit(match["unit2"], language)
    more = numbers[-1].value * factor2
    if unit2 == unit:
        return [fact(DURATION, (unit, spans[0][1] + more), match, scan, clash=clash)]
    return [
        fact(DURATION, frozenset(spans), match, scan, clash=clash),
        fact(DURATION, (unit2, more), match, scan),
    ]


def _places(scan: Scan, language: Language, own: str) -> list[Fact]:
    """'The third day', 'hari ketiga': a place in an order, and as long as '3 days after'."""
    units = "|".join(language.durations)
    pattern = compiled(rf"#[\s-]*\b(?P<unit>{units})\b|\b(?P<unit2>{units})\s+#")
    found = []
    for match in scan.each(pattern, keep=lambda m: not scan.numbers_in(m)[0].is_ordinal):
        (number,) = scan.numbers_in(match)
        unit, factor = _unit(match["unit"] or match["unit2"], language)
        values = frozenset([number.value, (unit, number.value * factor)])
        found.append(fact(ORDER, values, match, scan, weak=True))
    return found


def _unit(said: str, language: Language) -> tuple[str, int]:
    for words, value in language.durations.items():
        if compiled(words).fullmatch(said):
            return value
    raise KeyError(said)


def _rhythms(scan: Scan, language: Language, own: str) -> list[Fact]:
    found = []
    for match, months in scan.chosen(language.rhythms):
        spans = months if isinstance(months, frozenset) else frozenset([("month", Decimal(months))])
        found.append(fact(DURATION, spans, match, scan, weak=True))
    return found


def _staged(scan: Scan, language: Language, own: str) -> list[Fact]:
    """'Tahap II', 'a scale from I to V': roman numbers of parts that follow each other."""
    pattern = rf"\b(?:{language.staged})\s+(?P<n>@(?:(?:{language.up_to}|{language.joined_by})@)?)"
    return [
        fact(ORDER, Decimal(number), match, scan, weak=True)
        for match in scan.each(compiled(pattern))
        for number in scan.listed(match["n"])
    ]


def _numbers(scan: Scan, language: Language, own: str) -> list[Fact]:
    """What is left: bare numbers, also those of which only a place-holder remains."""
    found = []
    for match in scan.each(compiled("#")):
        (number,) = scan.numbers_in(match)
        clash = str(number.clash) if number.clash is not None else ""
        kind = ORDER if number.is_ordinal else NUMBER
        found.append(Fact(kind, frozenset(number.values), number.text, number.weak, clash))
    return found
