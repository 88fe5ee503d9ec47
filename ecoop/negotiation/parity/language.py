"""What the parity check must know of a language to read its facts."""

import re
from dataclasses import dataclass
from functools import lru_cache

DAILY, WEEKLY = frozenset({("day", 1)}), frozenset({("day", 7)})


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """Words and patterns of one language; in patterns `#` stands for a number.

    `numbers` maps a word to (role, value): "unit" adds, "teen" adds ten to what stands before,
    "times" multiplies the last unit, "group" closes a group of three figures, "order" is an
    ordinal. `shares` are patterns of parts of a whole with their numerator (`over`) and denominator
    (`under`) in words of number or of the dictionary `under`; one that has a `span` is a time.
    `counts_days` says
    that ordinals number days ("24th June"). `hour` is an hour in words, `late` the parts of the day of which hours below that count from noon,
    `moments` hours with a name, `zones` hours before Greenwich. `measures` maps words for a unit to (what is measured, how many of its unit). In a list of
    languages (`tongue_list`) each is named by `tongue`. `durations` maps words of time to (unit, factor);
    `rhythms` are words that hold a number of months, or what spans they may mean, by themselves
    ("annually", "fortnightly"). `staged` are parts that roman numbers count, `ends` what stands
    before a month or year of which the last day is meant, `span_adjectives` between a number and
    its unit of time, `rest` names what is left of a whole, `ratio` sets two numbers against each other.
    `shortened` spells out what is shortened with figures.
    """

    code: str
    numbers: dict[str, tuple[str, int]]
    decimal: str
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[str, ...]
    durations: dict[str, tuple[str, int]]
    rhythms: dict[str, int | frozenset]
    single_spans: dict[str, tuple[str, int]]
    spans_of_frequency: dict[str, tuple[str, int]]
    ends: str
    month_named: str
    year_named: str
    staged: str
    span_adjectives: str
    times: dict[str, int]
    idioms: tuple[str, ...]
    joiner: str
    point: str
    percent: str
    permille: str
    currencies: dict[str, str]
    dates: tuple[str, ...]
    counts_days: bool
    frequency: str
    every: str
    laws: tuple[str, ...]
    clock: str
    hour: str
    late: dict[str, int]
    moments: dict[str, tuple[int, int]]
    zones: dict[str, int]
    articles: str
    paragraphs: str
    letters: str
    this_article: str
    annexes: str
    joined_by: str
    up_to: str
    rest: str
    ratio: str
    party_ordinals: dict[str, int]
    party_numbered: str
    party_all: str
    party_each: str
    party_any: str
    party_other: str
    party_third: str
    defined: str
    tongues: dict[str, str]
    tongue: str
    tongue_list: str
    shares: tuple[str, ...]
    under: dict[str, int]
    measures: dict[str, tuple[str, str]]
    polities: dict[str, str]
    prevailing: str
    collective: tuple[str, ...]
    shortened: tuple[tuple[str, str], ...]
    respelled: tuple[tuple[str, str], ...]

    def plainly(self, text: str) -> str:
        """What people write in several ways ("duapuluh", "No.1") in the way that the rest expects."""
        return _plain(self, text)


FIGURE = re.compile(r"\d")


@lru_cache(maxsize=4096)
def _plain(language: Language, text: str) -> str:
    for pattern, spelling in language.shortened if FIGURE.search(text) else ():
        text = re.sub(pattern, spelling, text, flags=re.IGNORECASE)
    for pattern, spelling in language.respelled:
        text = re.sub(pattern, spelling, text, flags=re.IGNORECASE)
    return text
