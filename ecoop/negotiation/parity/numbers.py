"""Numbers in a sentence, in figures and in words, taken out and remembered."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import prod

from ecoop.negotiation.parity.language import Language

OPEN, SHUT = "\ue000", "\ue001"
PLACE = re.compile(f"{OPEN}(\\d+){SHUT}")
ONE = f"{OPEN}(?:\\d+){SHUT}"
FIGURES = re.compile(r"(?<![\w.,])(?:ke-)?\d[\d.,]*(?:(?<=\d)(?:st|nd|rd|th)\b)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Number:
    """One number as written; `values` are what it may mean (1.500 is two things in mixed texts).

    `weak` numbers ("both", "first", "a") count only against another number, never by their
    absence. `clash` is the other value when words and figures beside each other differ.
    """

    values: tuple[Decimal, ...]
    text: str
    weak: bool = False
    clash: Decimal | None = None
    is_ordinal: bool = False

    @property
    def value(self) -> Decimal:
        return self.values[0]


def take_out(text: str, language: Language) -> tuple[str, list[Number]]:
    """`text` with a place-holder for each number, and the numbers."""
    found: list[Number] = []
    text = _multiplied(FIGURES.sub(lambda m: _put(_figures(m[0], language), found, m[0]), text),
                       language, found)  # fmt: skip
    text = _words(language).sub(lambda m: _spoken(m[0], language, found), text)
    text = POINT.sub(lambda m: _pointed(m, found), text)
    return _paired(text, found), found


def _put(number: Number | None, found: list[Number], raw: str) -> str:
    if number is None:
        return raw
    found.append(number)
    tail = raw[len(number.text) :]
    return f"{OPEN}{len(found) - 1}{SHUT}{tail}"


def _figures(raw: str, language: Language) -> Number | None:
    """'1.500,00', '1,500', '24th', 'ke-2'; what ends in a stop leaves the stop behind."""
    text = raw.rstrip(".,")
    bare = re.sub(r"^ke-|(?:st|nd|rd|th)$", "", text)
    is_ordinal = bare != text
    values = readings(bare, language.decimal)
    return Number(values, text, is_ordinal, None, is_ordinal) if values else None


def readings(bare: str, decimal: str) -> tuple[Decimal, ...]:
    """What figures may mean, the language's own reading first; () for what is no number."""
    other = "," if decimal == "." else "."
    own, foreign = _read(bare, decimal, other), _read(bare, other, decimal)
    both = [value for value in (own, foreign) if value is not None]
    return tuple(dict.fromkeys(both))


def _read(bare: str, decimal: str, group: str) -> Decimal | None:
    whole = re.fullmatch(
        rf"(\d{{1,3}}(?:{re.escape(group)}\d{{3}})+|\d+)(?:{re.escape(decimal)}(\d+))?", bare
    )
    if not whole:
        return None
    figure = Decimal(whole[1].replace(group, "") + (f".{whole[2]}" if whole[2] else ""))
    return figure.normalize() if figure else Decimal(0)


def _multiplied(text: str, language: Language, found: list[Number]) -> str:
    """'1,5 miliar', '2 million': figures before a word of size."""
    sizes = {
        word: value
        for word, (role, value) in language.numbers.items()
        if (role == "group" and value > 999) or (role, value) == ("times", 12)
    }
    pattern = rf"{OPEN}(\d+){SHUT}\s+({'|'.join(sizes)})\b"

    def grow(match):
        number, factor = found[int(match[1])], sizes[match[2].lower()]
        values = tuple((value * factor).normalize() for value in number.values)
        found[int(match[1])] = Number(values, f"{number.text} {match[2]}")
        return f"{OPEN}{match[1]}{SHUT}"

    return re.sub(pattern, grow, text, flags=re.IGNORECASE)


@lru_cache(maxsize=8)
def _word_pattern(words: tuple[str, ...], joiner: str, point: str) -> re.Pattern:
    each = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{each})(?:{joiner}(?:{point}[\s-]+)?(?:{each}))*\b", re.IGNORECASE)


def _words(language: Language) -> re.Pattern:
    known = (*language.numbers, *language.times)
    return _word_pattern(known, language.joiner, language.point)


def spoken(words: str, language: Language) -> int:
    """The whole number that words of number mean, one number after the other being summed."""
    return int(_sum([language.numbers[word] for word in re.findall(r"\w+", words.lower())]))


def _spoken(raw: str, language: Language, found: list[Number]) -> str:
    """One place-holder for each number in a run of number words ("two, three" are two)."""
    runs: list[list] = []
    between = ""
    for word in re.finditer(r"[^\s-]+", raw):
        low = word[0].lower()
        if low in ("and", language.point):
            between = low
            continue
        entry = language.numbers.get(low) or ("repeat", language.times[low])
        if runs and between == language.point and _is_whole(runs[-1][2], entry):
            runs[-1][2].append(POINTED)
        elif not runs or not _continues(runs[-1][2], entry, had_and=between == "and"):
            runs.append([word.start(), 0, []])
        runs[-1][1], between = word.end(), ""
        runs[-1][2].append(entry)
    done, at = "", 0
    for start, end, entries in runs:
        done, at = done + raw[at:start] + _closed(entries, raw[start:end], found), end
    return done + raw[at:]


def _closed(run, text: str, found: list[Number]) -> str:
    value = _sum(run)
    is_ordinal = any(role == "order" for role, _ in run)
    weak = is_ordinal or run[0][0] == "repeat" or value in (0, 1, 2)
    found.append(Number((value,), text, weak, None, is_ordinal))
    return f"{OPEN}{len(found) - 1}{SHUT}"


POINTED = ("point", 0)


def _is_whole(run, entry) -> bool:
    """Whether figures may follow a decimal point behind this run: 'three point two'."""
    return run[-1][0] not in ("order", "repeat", "group") and entry[0] == "unit"


def _continues(run, entry, *, had_and: bool) -> bool:
    """Whether a word of number goes on with the number before it."""
    (last, value), (role, new) = run[-1], entry
    if last == "order":  # "kedua belas", "kedua puluh"
        return role == "teen" or entry == ("times", 10)
    if last == "repeat" or role == "repeat":
        return False
    if POINTED in run and last == role == "unit" and max(value, new) < 10:
        return True  # "koma dua lima"
    if had_and and last not in ("times", "group", "hundred"):
        return False
    if role in ("group", "times", "teen"):
        return last != "teen" or role == "group"
    if last in ("times", "group", "hundred", "group-one"):
        return True
    return last == "unit" and value >= 20 and value % 10 == 0 and new < 10


def _sum(run) -> Decimal:
    if POINTED not in run:
        return Decimal(_whole(run))
    at = run.index(POINTED)
    part = [entry for entry in run[at:] if entry[0] != "group"][1:]
    figures = [value for role, value in part if role == "unit"]
    is_spelt = len(figures) == len(part) and all(value < 10 for value in figures)
    behind = "".join(map(str, figures)) if is_spelt else str(_whole(part))
    factor = prod(value for role, value in run[at:] if role == "group")
    return ((_whole(run[:at]) + Decimal(f"0.{behind}")) * factor).normalize()


def _whole(run) -> int:
    total = group = unit = 0
    for role, value in run:
        if role in ("unit", "order"):
            unit += value
        elif role == "teen":
            unit += 10
        elif role == "times":
            group, unit = group + max(unit, 1) * value, 0
        elif role == "hundred":
            group, unit = group + 100, 0
        elif role in ("group", "group-one"):
            total, group, unit = total + max(group + unit, 1) * value, 0, 0
        else:
            unit = value
    return total + group + unit


POINT = re.compile(rf"{OPEN}(\d+){SHUT}\s+(?:koma|point)\s+{OPEN}(\d+){SHUT}", re.IGNORECASE)


def _pointed(match: re.Match, found: list[Number]) -> str:
    """'dua belas koma lima', 'twelve point five'."""
    whole, part = found[int(match[1])], found[int(match[2])]
    value = whole.value + part.value / 10 ** len(str(int(part.value)))
    text = f"{whole.text} {match[0].split()[1]} {part.text}"
    found[int(match[1])] = Number((value.normalize(),), text)
    return f"{OPEN}{match[1]}{SHUT}"


PAIRED = re.compile(rf"{OPEN}(\d+){SHUT}\s*\(\s*{OPEN}(\d+){SHUT}\s*\)")


def _paired(text: str, found: list[Number]) -> str:
    """'tiga (3)' and '3 (three)' are one number; when the two differ, it says so."""

    def join(match):
        a, b = found[int(match[1])], found[int(match[2])]
        if a.text[0].isdigit() and b.text[0].isdigit():
            return match[0]  # "Article 5 (2)"
        same = [value for value in a.values if value in b.values]
        written = f"{a.text} ({b.text})"
        clash = None if same else b.value
        values = tuple(same) or (*a.values, *b.values)
        found[int(match[1])] = Number(values, written, False, clash, a.is_ordinal)
        return f"{OPEN}{match[1]}{SHUT}"

    return PAIRED.sub(join, text)
