"""How much two paragraphs in different languages look like one another's translation."""

import re
from functools import lru_cache
from itertools import chain
from pathlib import Path

LEXICON = Path(__file__).parent / "lexicon.txt"
WORD = re.compile(r"[a-z]{3,}")
SOUNDS = (("ph", "f"), ("th", "t"), ("k", "c"), ("q", "c"), ("x", "cs"), ("y", "i"))
ROOTS = re.compile(r"^(?:mem|men|meng|meny|me|ber|per|pem|pen|peng|peny|pe|ter|ke|di|se)")


@lru_cache(maxsize=1)
def _lexicon() -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """({Indonesian beginning: meanings}, {English beginning: meanings})."""
    home: dict[str, set[int]] = {}
    away: dict[str, set[int]] = {}
    lines = LEXICON.read_text(encoding="utf-8").splitlines()
    for meaning, line in enumerate(each for each in lines if each and not each.startswith("#")):
        word, _, others = line.partition("=")
        home.setdefault(word, set()).add(meaning)
        for other in others.split(","):
            away.setdefault(other, set()).add(meaning)
    return home, away


@lru_cache(maxsize=8192)
def meanings(text: str, lang: str) -> frozenset:
    """What the words of `text` may mean: numbers from the lexicon, and sounds of loan words."""
    home, away = _lexicon()
    known = home if lang == "id" else away
    found: set = set()
    for word in WORD.findall(text.lower()):
        found.update(_looked_up(word, known) if lang in ("id", "en") else ())
        if len(word) > 4:
            found.add(_sound(word))
    return frozenset(found)


def _looked_up(word: str, known: dict[str, set[int]]) -> set[int]:
    forms = {word, ROOTS.sub("", word)} if len(word) > 5 else {word}
    starts = chain.from_iterable(
        (form[:size] for size in range(3, len(form) + 1)) for form in forms
    )
    return set(chain.from_iterable(known.get(start, ()) for start in starts))


def _sound(word: str) -> str:
    for written, spoken in SOUNDS:
        word = word.replace(written, spoken)
    return word[:5]


def likeness(first: str, second: str, langs: tuple[str, str]) -> float:
    """0 for nothing in common, 1 for the same; titles and short points included."""
    a, b = meanings(first, langs[0]), meanings(second, langs[1])
    if not a or not b:
        return 0.0
    shared = len(a & b)
    words = shared / max(1, min(_weight(a, b), _weight(b, a)))
    longer = max(len(first), len(second))
    length = min(len(first), len(second)) / longer if longer else 1.0
    return min(1.0, words) * (0.4 + 0.6 * length)


def _weight(mine: frozenset, theirs: frozenset) -> int:
    """How many of `mine` could have met something."""
    return len([each for each in mine if isinstance(each, int)]) + len(
        [each for each in mine if isinstance(each, str) and each in theirs]
    )
