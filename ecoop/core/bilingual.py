"""Text in Indonesian and English, side by side.

For words that are data or that a pure module computes (the legal clock, the
findings of the matrix reader). Words of the interface go through gettext.
"""

from dataclasses import dataclass
from typing import Any, Protocol

LANGUAGES = ("id", "en")
OTHER = {"id": "en", "en": "id"}

SMALL_NUMBERS = {
    "id": (
        "nol",
        "satu",
        "dua",
        "tiga",
        "empat",
        "lima",
        "enam",
        "tujuh",
        "delapan",
        "sembilan",
        "sepuluh",
    ),
    "en": (
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
    ),
}


class Worded(Protocol):
    """Anything that can be put into words in a language (a date, a span, a text)."""

    def words(self, lang: str) -> str: ...


def base_language(lang: str) -> str:
    """'id' or 'en' for any language tag; what is neither reads Indonesian."""
    return "en" if lang.lower().startswith("en") else "id"


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Indonesian and English; one of them may be empty."""

    id: str = ""
    en: str = ""

    @classmethod
    def same(cls, words: str) -> "Text":
        """A text that reads alike in both languages (a code, a proper name)."""
        return cls(id=words, en=words)

    def in_(self, lang: str) -> str:
        """The words in `lang`, else those of the other language."""
        return getattr(self, self.lang_for(lang)) or ""

    def lang_for(self, lang: str) -> str:
        """The language in which `in_(lang)` really answers, for the lang attribute."""
        wanted = base_language(lang)
        return wanted if getattr(self, wanted) else OTHER[wanted]

    def words(self, lang: str) -> str:
        return self.in_(lang)

    def fill(self, **values: "Worded | str | int") -> "Text":
        """Put values into {braces}; texts and dates are worded in each language."""
        return Text(
            id=self.id.format(**{name: in_words(value, "id") for name, value in values.items()}),
            en=self.en.format(**{name: in_words(value, "en") for name, value in values.items()}),
        )

    def capitalized(self) -> "Text":
        """The same text with a capital first letter, the rest untouched."""
        return Text(id=self.id[:1].upper() + self.id[1:], en=self.en[:1].upper() + self.en[1:])

    def __add__(self, other: "Text") -> "Text":
        return Text(id=self.id + other.id, en=self.en + other.en)

    def __bool__(self) -> bool:
        return bool(self.id or self.en)

    def as_dict(self) -> dict[str, str]:
        return {"id": self.id, "en": self.en}


class Both:
    """An attribute that reads two columns as one text: `title = Both("title")` joins `title_id` and
    `title_en`, each taken from the other where it is empty."""

    def __init__(self, name: str):
        self._names = (f"{name}_id", f"{name}_en")

    def __get__(self, row: Any, owner: type | None = None) -> Text:
        first, second = (getattr(row, name) for name in self._names)
        return Text(id=first or second, en=second or first)


def in_words(value: Worded | str | int, lang: str) -> str:
    """A value as it stands in a sentence of `lang`."""
    if isinstance(value, str | int):
        return str(value)
    return value.words(lang)


def join(*parts: Text, by: str = " ") -> Text:
    """The non-empty texts one after the other."""
    kept = [part for part in parts if part]
    return Text(id=by.join(part.id for part in kept), en=by.join(part.en for part in kept))


def number(count: int) -> Text:
    """A small whole number in words, a greater one in figures."""
    if 0 <= count <= 10:
        return Text(id=SMALL_NUMBERS["id"][count], en=SMALL_NUMBERS["en"][count])
    return Text.same(str(count))


def counted(count: int, *, noun_id: str, one_en: str, many_en: str) -> Text:
    """'five years', 'lima tahun': Indonesian nouns have no plural after a number."""
    noun = Text(id=noun_id, en=one_en if count == 1 else many_en)
    return join(number(count), noun)


def in_figures(count: int, *, noun_id: str, one_en: str, many_en: str) -> Text:
    """'1 working day', '3 working days', '3 hari kerja'."""
    return Text(id=f"{count} {noun_id}", en=f"{count} {one_en if count == 1 else many_en}")


def months_in_words(months: int) -> Text:
    """A length of time as people say it: 60 is 'five years', 18 is '18 months'."""
    years, rest = divmod(months, 12)
    if rest == 0 and years:
        return counted(years, noun_id="tahun", one_en="year", many_en="years")
    return counted(months, noun_id="bulan", one_en="month", many_en="months")


def days_in_words(days: int) -> Text:
    """'30 days', 'satu hari'."""
    return counted(days, noun_id="hari", one_en="day", many_en="days")
