"""What every language shortens alike, as (pattern, spelling): ranges of days, years of budgets, ratios."""

Spellings = tuple[tuple[str, str], ...]
RATIO = "\u2236"
_CODE = r"(?-i:\b[A-Z]{3}|\bRp\.?|[$\u20ac\u00a3\u00a5\u20a9])"

SHARED: Spellings = (
    (r"\b((?:19|20)\d\d)\s?/\s?(?=\d\d(?![\d/]))", r"\1/20"),  # fiscal year 2026/27
    (r"(?<![\w.,])(\d{1,3}) (\d{3}) (?=\d{3}(?!\d))", r"\1\2"),  # 1 234 567
    (rf"({_CODE})\s?(\d{{1,3}}) (?=\d{{3}}(?!\d))", r"\1 \2"),  # EUR 250 000
)


def sizes(words: dict[str, str]) -> Spellings:
    """'USD 3.5M' and '€2m' as 'USD 3.5 million', where a currency stands before the figures."""
    return tuple(
        (rf"({_CODE}\s?\d[\d.,]*)\s?(?-i:{short})(?![\w\u00b2\u00b3])", rf"\1 {word}")
        for short, word in words.items()
    )


def ranges(months: str, to: str, *, year: str) -> Spellings:
    """'3 - 7 May 2027', 'May 3 - 7, 2027', 'May - July 2027' with month and year behind both."""
    month, day = rf"(?:{months})\b\.?", r"\d{1,2}"
    return (
        (rf"(?<![\w.,/])({day})({to})(?={day}\s+({month}))", r"\1 \3\2"),
        (rf"\b({month})\s+({day})({to})(?={day}(?:,|\s+\d{{4}}|\s*[.;)]|$))", r"\1 \2\3\1 "),
        (rf"(?<![\w.,/])({day}\s+{month})({to})(?={day}\s+{month}{year}(\d{{4}})\b)", r"\1 \3\2"),
        (rf"\b({month}\s+{day})({to})(?={month}\s+{day}{year}(\d{{4}})\b)", r"\1, \3\2"),
        (rf"\b({month})({to})(?={month}{year}(\d{{4}})\b)", r"\1 \3\2"),
    )


def ratios(words: str) -> Spellings:
    """'60:40', and what a word calls a ratio ('3:1'), with a sign that no time of day has."""
    no_time = r"(?!(?:[01]?\d|2[0-4]):[0-5]\d(?!\d))"
    return (
        (rf"\b({words})\s+(\w+\s+)?(\d+)\s?[:/\u2013-]\s?(?=\d)", rf"\1 \2\3 {RATIO} "),
        (rf"(?<![\w.,:]){no_time}(\d{{1,3}})\s?:\s?(?=\d)(?![\d.,]*[:/])", rf"\1 {RATIO} "),
    )
