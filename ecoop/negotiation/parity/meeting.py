"""What two paragraphs state, set against each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ecoop.negotiation.articles.model import Wording
from ecoop.negotiation.parity import implied, stating
from ecoop.negotiation.parity.facts import facts_of
from ecoop.negotiation.parity.language import Language
from ecoop.negotiation.parity.naming import polities, without_money, without_tongues
from ecoop.negotiation.parity.offices import named
from ecoop.negotiation.parity.parties import ALL, ANY, EACH, OTHER, Mentions, acronyms
from ecoop.negotiation.parity.stating import Fact
from ecoop.places.gazetteer import find_countries, name_of

SAME_KIND = {stating.ORDER: stating.NUMBER, stating.WEEKDAY: stating.DATE}
KINDS = (stating.MONEY, stating.PERCENT, stating.DATE, stating.DURATION, stating.REFERENCE, stating.LAW,
         stating.TIME, stating.LANGUAGE, stating.WEEKDAY, stating.MEASURE, stating.NUMBER, stating.ORDER)  # fmt: skip


@dataclass(slots=True)
class Met:
    """Facts that differ, facts of one side only, and facts that contradict themselves."""

    pairs: list[tuple[Fact, Fact]] = field(default_factory=list)
    lone: tuple[list[Fact], list[Fact]] = field(default_factory=lambda: ([], []))
    clashes: tuple[list[Fact], list[Fact]] = field(default_factory=lambda: ([], []))


def kind(fact: Fact) -> str:
    """The kind under which a fact is reported."""
    return SAME_KIND.get(fact.kind, fact.kind)


def compare(texts: Sequence[str], languages: Sequence[Language], owns, numbers) -> Met:
    """Set the facts of two paragraphs against each other.

    `numbers` says which article of the second text answers which of the first, so that a
    reference is right both by its figure and by what it points to.
    """
    first = [_moved(fact, numbers) for fact in facts_of(texts[0], languages[0], owns[0])]
    second = list(facts_of(texts[1], languages[1], owns[1]))
    met = Met(clashes=([f for f in first if f.clash], [f for f in second if f.clash]))
    rest = (
        [a for a in first if not any(_same(a, b) for b in second)],
        [b for b in second if not any(_same(a, b) for a in first)],
    )
    rest = _without_units(*rest)
    rest = (
        implied.without(rest[0], first, second, texts[1], languages[1]),
        implied.without(rest[1], second, first, texts[0], languages[0]),
    )
    rest = implied.counted(*rest)
    for sort in KINDS:
        mine = [[fact for fact in side if fact.kind == sort] for side in rest]
        _pair(met, *mine)
    _pair_counted(met)
    return met


def _pair_counted(met: Met) -> None:
    """'45 years' without its like against a bare number without its like is one difference: the unit
    was left out, as in "aged below fifty-five"."""
    for here, there in ((0, 1), (1, 0)):
        counted = [fact for fact in met.lone[here] if fact.bare]
        numbers = [fact for fact in met.lone[there] if fact.kind == stating.NUMBER]
        for one, other in zip(counted, numbers, strict=False):
            met.lone[here].remove(one)
            met.lone[there].remove(other)
            met.pairs.append((one, other) if here == 0 else (other, one))


def _same(a: Fact, b: Fact) -> bool:
    is_order = stating.ORDER in (a.kind, b.kind)
    alike = is_order and {a.kind, b.kind} <= {stating.ORDER, stating.NUMBER, stating.DURATION}
    return a.matches(b) or (alike and bool(a.values & b.values))


def _without_units(first: list[Fact], second: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """What is left when '50 to 200 km' has met '50 km and 200 km': a unit said once for both."""

    def bare(side: list[Fact], others: list[Fact]) -> list[Fact]:
        numbers = [fact for fact in others if fact.kind == stating.NUMBER]
        counted = [fact for fact in others if fact.bare]
        return [
            fact for fact in side
            if not any(fact.bare & other.values for other in numbers)
            and not (fact.kind == stating.NUMBER and any(fact.values & o.bare for o in counted))
        ]  # fmt: skip

    return bare(first, second), bare(second, first)


def _moved(fact: Fact, numbers: dict[str, str]) -> Fact:
    """A reference with the number that its article has in the other language as well."""
    if fact.kind != stating.REFERENCE:
        return fact
    (value,) = fact.values
    there = numbers.get(value[0], value[0])
    return Fact(fact.kind, frozenset([value, (there, *value[1:])]), fact.text)


def _pair(met: Met, first: list[Fact], second: list[Fact]) -> None:
    """Facts left on both sides differ from each other; beyond that, strong ones lack a twin."""
    first, second = _once(first), _once(second)
    strong = [sorted(side, key=lambda fact: fact.weak) for side in (first, second)]
    both = min(len(first), len(second))
    met.pairs.extend(zip(strong[0][:both], strong[1][:both], strict=True))
    for side in (0, 1):
        met.lone[side].extend(fact for fact in strong[side][both:] if not fact.weak)


def _once(side: list[Fact]) -> list[Fact]:
    kept: list[Fact] = []
    for fact in side:
        if not any(fact.values & other.values for other in kept):
            kept.append(fact)
    return kept


def parties(first: Mentions, second: Mentions, *, whole: bool) -> tuple[str, str] | None:
    """How two paragraphs name the parties differently, or None.

    A name given again or replaced by a pronoun is no difference; another party is.
    """
    if whole:
        return _other_parties(first, second) if first.who and second.who else None
    if first.who.keys() != second.who.keys():
        return _other_parties(first, second) or _fewer_parties(first, second)
    if first.who != second.who and first.who.total() == second.who.total():
        return _listed(first), _listed(second)
    if not first.who and _is_opposed(first.general, second.general):
        return _general(first), _general(second)
    return None


def _other_parties(first: Mentions, second: Mentions) -> tuple[str, str] | None:
    mine, theirs = first.who.keys() - second.who.keys(), second.who.keys() - first.who.keys()
    if mine and theirs:
        return _listed(first), _listed(second)
    return None


def _fewer_parties(first: Mentions, second: Mentions) -> tuple[str, str] | None:
    """One side names a party that the other leaves out, and says something else in its place."""
    more, fewer = (first, second) if len(first.who) > len(second.who) else (second, first)
    if fewer.who:
        replaced = more.who.total() == fewer.who.total()
        elsewhere = fewer.general - more.general - {OTHER}
        is_other = bool(OTHER in fewer.general - more.general)
        differs = (replaced or bool(elsewhere)) and not is_other
    else:
        differs = bool((fewer.general - more.general) & {ALL, EACH, ANY})
    return (_listed(first), _listed(second)) if differs else None


def _is_opposed(first: set[str], second: set[str]) -> bool:
    """'The Parties' against 'either Party'; 'each Party' goes with both."""
    one, other = first & {ALL, ANY}, second & {ALL, ANY}
    return bool(one and other and not one & other) and EACH not in first | second


def _listed(mentions: Mentions) -> str:
    names = [mentions.said[key] for key in sorted(mentions.who)]
    return ", ".join(names) or _general(mentions)


def _general(mentions: Mentions) -> str:
    return ", ".join(mentions.said[sort] for sort in sorted(mentions.general)) or "\u2013"


def shared_names(first: Wording, second: Wording) -> frozenset[str]:
    """Abbreviations that both languages use."""
    found = []
    for side in (first, second):
        lines = [line for article in side.articles for line in article.body.split("\n")]
        found.append({name for line in lines for name in acronyms(line)})
    return frozenset(found[0] & found[1])


def names(texts: Sequence[str], languages: Sequence[Language], shared) -> tuple[str, str] | None:
    """Another country, form of state or abbreviation in one language than in the other."""
    langs = [language.code for language in languages]
    texts = [without_tongues(*pair) for pair in zip(texts, languages, strict=True)]
    here, there = (set(find_countries(text)) for text in texts)
    if here - there and there - here:  # "dolar Australia" is no country
        here, there = (
            set(find_countries(without_money(*pair))) for pair in zip(texts, languages, strict=True)
        )
    mine, theirs = here - there, there - here
    if mine and theirs:
        return _countries(mine, langs[0]), _countries(theirs, langs[1])
    offices = [named(text, lang) for text, lang in zip(texts, langs, strict=True)]
    mine_only, their_only = (
        offices[0].keys() - offices[1].keys(),
        offices[1].keys() - offices[0].keys(),
    )
    if mine_only and their_only:
        return _said(offices[0], mine_only), _said(offices[1], their_only)
    states = [polities(*pair) for pair in zip(texts, languages, strict=True)]
    own, others = states[0] - states[1], states[1] - states[0]
    if own and others:
        return _form(own, languages[0]), _form(others, languages[1])
    codes = [
        frozenset(name for line in text.split("\n") for name in acronyms(line)) for text in texts
    ]
    money = {code for language in languages for code in language.currencies.values()}
    mine_codes, their_codes = codes[0] - codes[1] - money, codes[1] - codes[0] - money
    if mine_codes and their_codes and (mine_codes | their_codes) & shared:
        return ", ".join(sorted(mine_codes)), ", ".join(sorted(their_codes))
    return None


def _said(offices: dict[str, str], keys) -> str:
    return ", ".join(offices[key] for key in sorted(keys))


def _form(states: Counter[str], language: Language) -> str:
    return ", ".join(language.polities[form] for form in sorted(states))


def strange_countries(texts: Sequence[str], langs: Sequence[str], known) -> tuple[str, str] | None:
    """A country in the opening or closing of one language that the whole other text never names.

    `known` has the countries of each whole text.
    """
    odd = [set(find_countries(text)) - known[1 - side] for side, text in enumerate(texts)]
    if not any(odd):
        return None
    first, second = (_countries(found, lang) for found, lang in zip(odd, langs, strict=True))
    return first or "\u2013", second or "\u2013"


def countries_of(wording: Wording) -> set[str]:
    return {code for each in wording.articles for code in find_countries(each.body)}


def _countries(codes: set[str], lang: str) -> str:
    return ", ".join(sorted(name_of(code, lang) for code in codes))
