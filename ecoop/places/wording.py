"""The same thing in other words: a country under all its names, terms of the field in the other
language, and words with a slip of the pen.

Every list and the search over everything ask here, so that "Turki", "Turkey" and "Türkiye"
find the very same records wherever they are typed, "gempa" finds a paper on earthquakes, and
"Jepnag" finds Jepang.
"""

from functools import cache, lru_cache
from itertools import islice, product

from ecoop.core import lookups
from ecoop.core.vocabulary import vocabulary
from ecoop.core.words import fold
from ecoop.places.gazetteer import countries

# Names that people use for more than one country or for a continent: they stand for themselves.
_WIDE = frozenset({"america", "amerika", "congo", "kongo", "korea"})
# Turkish, Chinese, English: of the language as often as of the state
_OF_PEOPLE = ("ish", "ese", "orean", "erican", "frican")
SHORTEST, LONGEST = 4, 12  # letters of a word in which slips are looked for
MOST = 24  # ways to read one slip
MOST_READINGS = 12  # of one text; each is a look at an index
DISTINCT = 5  # letters from which a term that nobody typed tells something inside other words


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[str, ...]:
    """`text` folded, then as it would be with each other name of the country in it, then with its
    terms in the other language and their synonyms (vocabulary `search_terms`).

    >>> readings("gempa Turki")[:4]
    ('gempa turki', 'gempa turkey', 'gempa turkiye', 'gempa bumi turki')
    >>> readings("flood training")
    ('flood training', 'flood pelatihan', 'banjir training', 'banjir pelatihan')
    """
    folded = fold(text)
    before, iso2, after = _country_in(folded)
    names = _names()[iso2] if iso2 else ()
    others = (" ".join([*before, name, *after]) for name in names)
    found = dict.fromkeys([folded, *others])
    terms = [one for reading in found for one in _in_other_terms(reading)]
    return tuple(islice(dict.fromkeys([*found, *terms]), MOST_READINGS)) if folded else ()


def letters(text: str) -> tuple[str, ...]:
    """The readings to look for letter by letter: none that holds another, nor a short term which
    nobody typed ("aid" stands in "said")."""
    found = [one for one in readings(text) if one == fold(text) or len(one) >= DISTINCT]
    return tuple(one for one in found if not any(o != one and o in one for o in found))


def words(text: str) -> str:
    """`text` for the search in words: all its readings, one of which must be met."""
    found = readings(text)
    return " or ".join(found) if len(found) > 1 else text


def matching(rows, text: str):
    """The rows whose `haystack` holds `text`; only when there are none, those with a name nearly so."""
    if not fold(text):
        return rows.none()
    found = rows.filter(lookups.letters(letters(text)))
    return (
        found
        if lookups.has_any(found)
        else rows.filter(lookups.spelt_nearly(fold(text), nearly(text)))
    )


def _in_other_terms(folded: str) -> list[str]:
    """`folded` with each of its terms in every other form; those with one change come first."""
    parts, at, cut = folded.split(), 0, []
    while at < len(parts):
        size = next(
            (n for n in range(min(_longest_term(), len(parts) - at), 0, -1)
             if _term(parts[at : at + n])),
            1,
        )  # fmt: skip
        run = parts[at : at + size]
        typed = " ".join(run)
        cut.append([typed, *(form for form in _term(run) if form != typed)])
        at += size
    found = islice(product(*cut), 1, 200)
    changed = sorted(
        found, key=lambda forms: sum(f != c[0] for f, c in zip(forms, cut, strict=True))
    )
    return [" ".join(forms) for forms in changed]


def _term(run: list[str]) -> tuple[str, ...]:
    """All forms of the term that these words are, an English plural as well; () when they are none."""
    text, known = " ".join(run), _terms()
    return known.get(text) or (known.get(text[:-1], ()) if text.endswith("s") else ())


@cache
def _terms() -> dict[str, tuple[str, ...]]:
    """{folded form: all forms of its term}."""
    found = {}
    for term in vocabulary("search_terms").values():
        written = (term.label.id, term.label.en, *term.extra["also"].split("|"))
        forms = tuple(dict.fromkeys(fold(form) for form in written if form))
        found |= dict.fromkeys(forms, forms)
    return found


@cache
def _longest_term() -> int:
    return max(len(form.split()) for form in _terms())


def _country_in(folded: str) -> tuple[list[str], str, list[str]]:
    """(words before, the country that the longest run of words names, words after)."""
    parts, (names, codes) = folded.split(), _countries_by_name()
    if folded in codes:
        return [], codes[folded], []
    for size in range(min(5, len(parts)), 0, -1):
        for at in range(len(parts) - size + 1):
            iso2 = names.get(" ".join(parts[at : at + size]))
            if iso2:
                return parts[:at], iso2, parts[at + size :]
    return [], "", []


@lru_cache(maxsize=4096)
def nearly(text: str) -> tuple[str, ...]:
    """What may have been meant when nothing holds `text`: the country whose name is one slip away,
    and the words with two neighbouring letters turned round."""
    folded = fold(text)
    found = [
        reading
        for name in _countries_by_name()[0]
        if _is_one_slip(name, folded)
        for reading in letters(name)
    ]
    parts = folded.split()
    for at, word in enumerate(parts):
        if SHORTEST <= len(word) <= LONGEST:
            found += [" ".join([*parts[:at], one, *parts[at + 1 :]]) for one in turned(word)]
    return tuple(dict.fromkeys(found))[:MOST]


@lru_cache(maxsize=4096)
def turned(word: str) -> tuple[str, ...]:
    """The word with each two neighbouring letters in the other order.

    >>> turned("gemap")
    ('egmap', 'gmeap', 'geamp', 'gempa')
    """
    swaps = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for at in range(len(word) - 1)
        if word[at] != word[at + 1]
    )
    return tuple(swaps)


def _is_one_slip(name: str, typed: str) -> bool:
    """Whether one letter was left out, put in, mistaken, or two neighbours turned round."""
    if len(typed) < SHORTEST or abs(len(name) - len(typed)) > 1 or name == typed:
        return False
    start = 0
    while start < min(len(name), len(typed)) and name[start] == typed[start]:
        start += 1
    rest, given = name[start:], typed[start:]
    return (
        rest[1:] == given[1:]
        or rest == given[1:]
        or rest[1:] == given
        or (rest[:2] == given[1::-1] and rest[2:] == given[2:])
    )


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """{country: folded names that mean it and no other, without the longer forms of another}."""
    found = {}
    for iso2, fact in countries().items():
        names = {
            fold(name)
            for name in (fact.name_id, fact.name_en, *fact.aliases)
            if not _is_code(name) and not name.endswith(_OF_PEOPLE)
        }
        clear = sorted(names - _WIDE, key=lambda name: (len(name), name))
        found[iso2] = tuple(
            name for name in clear
            if not any(other != name and f" {other} " in f" {name} " for other in clear)
        )  # fmt: skip
    return found


@cache
def _countries_by_name() -> tuple[dict[str, str], dict[str, str]]:
    """({folded name: country} without names that are not clear, {code in small letters: country})."""
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    for iso2, fact in countries().items():
        for name in (fact.name_id, fact.name_en, fact.official_en, *fact.aliases):
            if _is_code(name):
                codes.setdefault(fold(name.replace(".", "")), iso2)
            elif fold(name) not in _WIDE and not name.endswith(_OF_PEOPLE):
                names.setdefault(fold(name), iso2)
    return names, codes


def _is_code(name: str) -> bool:
    bare = name.replace(".", "")
    return len(bare) <= 4 and bare.isupper()
