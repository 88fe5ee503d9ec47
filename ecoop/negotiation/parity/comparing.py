"""Comparing two wordings: articles, then paragraphs and points, then what each of them states."""

from dataclasses import dataclass, field

from ecoop.core.bilingual import Text
from ecoop.negotiation.articles.model import CLOSING, OPENING, Article, Point, Wording
from ecoop.negotiation.articles.points import outline
from ecoop.negotiation.parity import aligning, crossing, findings, meeting, stating
from ecoop.negotiation.parity.english import ENGLISH
from ecoop.negotiation.parity.facts import facts_of
from ecoop.negotiation.parity.findings import Finding, named, short
from ecoop.negotiation.parity.indonesian import INDONESIAN
from ecoop.negotiation.parity.parties import Roster
from ecoop.negotiation.parity.places import Place
from ecoop.negotiation.parity.stating import REFERENCE, Fact

KNOWN = {language.code: language for language in (INDONESIAN, ENGLISH)}
MERGED = (0.8, 1.25)  # paragraphs of about equal length altogether were only cut differently


@dataclass(slots=True)
class _Side:
    """A fact or a point that met nothing on the other side."""

    fact: Fact
    places: tuple[Place, Place]


@dataclass(slots=True)
class _Article:
    """One pair of articles under comparison; `lone` are facts of one side, by side."""

    pair: tuple[Article, Article]
    found: list[Finding] = field(default_factory=list)
    lone: tuple[list[_Side], list[_Side]] = field(default_factory=lambda: ([], []))


def check(first: Wording, second: Wording) -> list[Finding]:
    """Every difference between two languages of one text, in the order of the articles.

    Raises KeyError for a language whose numbers and dates nobody has described (see KNOWN).
    """
    return _Comparison(first, second).run()


class _Comparison:
    def __init__(self, first: Wording, second: Wording) -> None:
        self.sides = (first, second)
        self.langs = (first.lang, second.lang)
        self.languages = {lang: KNOWN[lang] for lang in self.langs}
        openings = {side.lang: part.body for side in self.sides if (part := side.part(OPENING))}
        bodies = {lang: openings.get(lang, "") for lang in self.langs}
        self.roster = Roster(bodies, self.languages)
        self.shared = meeting.shared_names(*self.sides)
        self.countries = [meeting.countries_of(side) for side in self.sides]
        self.numbers: dict[str, str] = {}

    def run(self) -> list[Finding]:
        first, second = self.sides
        pairs = aligning.articles(first.numbered(), second.numbered(), self.langs, self._stated)
        self.numbers = {str(a.number): str(b.number) for a, b in pairs if a and b}
        found = self._framing(OPENING)
        for a, b in pairs:
            found += self._article(a, b) if a and b else [self._article_alone(a, b)]
        return found + self._framing(CLOSING)

    # ---- articles

    def _article_alone(self, a: Article | None, b: Article | None) -> Finding:
        side = 0 if a else 1
        article = a or b
        assert article is not None  # noqa: S101 - a pair has one side at least
        place = Place.of(self.langs[side], article)
        quote = short(f"{article.title} \u2013 {article.body}".strip(" \u2013"))
        return self._only(findings.ARTICLE, side, (a, b), place, quote)

    def _article(self, a: Article, b: Article) -> list[Finding]:
        work = _Article((a, b))
        places = (Place.of(self.langs[0], a), Place.of(self.langs[1], b))
        self._facts(work, places, a.title, b.title)
        self._points(work, places, outline(a.body), outline(b.body))
        return self._closed(work)

    def _framing(self, kind: str) -> list[Finding]:
        """Opening and closing are compared as a whole: their lines are set differently."""
        parts = [side.part(kind) for side in self.sides]
        a, b = parts
        if not a or not b:
            one = a or b
            if not one or len(one.body.split()) < 12:
                return []
            side = 0 if a else 1
            place = Place.of(self.langs[side], one)
            return [self._only(findings.PARAGRAPH, side, (a, b), place, short(one.body))]
        work = _Article((a, b))
        places = (Place.of(self.langs[0], a), Place.of(self.langs[1], b))
        self._facts(work, places, a.body, b.body, whole=True)
        if kind == OPENING:
            self._recitals(work, places)
        return self._closed(work)

    def _recitals(self, work: _Article, places) -> None:
        """Points and whole sentences of the opening; its title and names are set as anybody likes."""
        outlines = [outline(part.body) for part in work.pair]
        marked = [[each for each in side if each.sort] for side in outlines]
        if all(marked) and len(marked[0]) != len(marked[1]):
            pairs = aligning.points(marked[0], marked[1], self.langs, self._stated)
            work.found.append(self._count(work, places, pairs, *marked))
        plain = [[each for each in side if _is_recital(each)] for side in outlines]
        lengths = [sum(len(each.text) for each in side) for side in plain]
        if len(plain[0]) == len(plain[1]) or not all(lengths):
            return
        if MERGED[0] <= lengths[0] / lengths[1] <= MERGED[1] and min(map(len, plain)) < 3:
            return
        pairs = aligning.points(plain[0], plain[1], self.langs, self._stated)
        lone = [pair for pair in pairs if not all(pair)]
        self._report_lone(work, places, lone, pairs, *plain)

    # ---- paragraphs and points

    def _points(self, work: _Article, places, first: list[Point], second: list[Point]) -> None:
        pairs = aligning.points(first, second, self.langs, self._stated)
        lone = [pair for pair in pairs if not (pair[0] and pair[1])]
        if lone and _only_cut_differently(first, second):
            texts = ["\n".join(each.whole() for each in side) for side in (first, second)]
            self._facts(work, places, *texts)
            return
        self._report_lone(work, places, lone, pairs, first, second)
        for a, b in pairs:
            if a and b:
                below = (
                    places[0].down(a, first.index(a) + 1, alone=len(first) == 1),
                    places[1].down(b, second.index(b) + 1, alone=len(second) == 1),
                )
                self._facts(work, below, a.text, b.text)
                self._points(work, below, a.points, b.points)

    def _report_lone(self, work, places, lone, pairs, first, second) -> None:
        if not lone:
            return
        sorts = {each.sort for each in (*first, *second)}
        is_list = sorts & {"letter", "roman", "bullet"} or _is_below(places)
        if is_list:
            work.found.append(self._count(work, places, pairs, first, second))
            return
        for a, b in lone:
            side = 0 if a else 1
            point, among = (a, first) if a else (b, second)
            place = places[side].down(point, among.index(point) + 1, alone=False)
            quote = short(point.whole())
            work.found.append(self._only(findings.PARAGRAPH, side, work.pair, place, quote))

    def _count(self, work, places, pairs, first, second) -> Finding:
        lone = [(a or b).whole() for a, b in pairs if not (a and b)]
        words = findings.COUNTS.fill(
            first=len(first), second=len(second), quote=short(lone[0]) if lone else "",
            a=named(self.langs[0]), b=named(self.langs[1]),
        )  # fmt: skip
        quotes = (str(len(first)), str(len(second)))
        return self._finding(findings.LIST, work.pair, places, quotes, words, findings.MEND_VALUE)

    # ---- facts

    def _stated(self, text: str, side: int) -> frozenset:
        """What a point states, apart from references, which may have been counted anew."""
        found = facts_of(text, self.languages[self.langs[side]], "")
        return frozenset(v for fact in found if fact.kind != REFERENCE for v in fact.values)

    def _facts(self, work: _Article, places, first: str, second: str, *, whole=False) -> None:
        """Compare what two paragraphs state; what stands on one side only waits for the article."""
        owns = [article.key for article in work.pair]
        met = meeting.compare(
            (first, second), [self.languages[lang] for lang in self.langs], owns, self.numbers
        )
        for a, b in met.pairs:
            kind = meeting.kind(a if a.kind != stating.NUMBER else b)
            words = self._filled(findings.DIFFER, kind, a.text, b.text)
            quotes = (a.text, b.text)
            work.found.append(
                self._finding(kind, work.pair, places, quotes, words, findings.MEND_VALUE)
            )
        if not met.pairs and not any(met.lone):
            self._crossed(work, places, first, second)
        for side, facts in enumerate(met.lone):
            work.lone[side].extend(_Side(fact, places) for fact in facts)
        for side, facts in enumerate(met.clashes):
            work.found += [self._clash(work, places, side, fact) for fact in facts]
        self._parties(work, places, first, second, whole=whole)

    def _crossed(self, work, places, first: str, second: str) -> None:
        languages = [self.languages[lang] for lang in self.langs]
        facts = [
            facts_of(text, language, article.key)
            for text, language, article in zip((first, second), languages, work.pair, strict=True)
        ]
        for a, b in crossing.crossed((first, second), facts, self.roster, languages)[:1]:
            words = self._filled(findings.CROSSED, meeting.kind(a), a.text, b.text)
            quotes = (a.text, b.text)
            work.found.append(
                self._finding(
                    meeting.kind(a), work.pair, places, quotes, words, findings.MEND_VALUE
                )
            )

    def _filled(self, text: Text, kind: str, first: str, second: str) -> Text:
        return text.fill(
            kind=findings.KINDS[kind].capitalized(), first=first, second=second,
            a=named(self.langs[0]), b=named(self.langs[1]),
        )  # fmt: skip

    def _parties(self, work, places, first: str, second: str, *, whole: bool) -> None:
        mentions = (
            self.roster.mentions(first, self.langs[0]),
            self.roster.mentions(second, self.langs[1]),
        )
        said = meeting.parties(*mentions, whole=whole)
        said = said or meeting.names(
            (first, second), [self.languages[lang] for lang in self.langs], self.shared
        )
        if whole and not said and work.pair[0].kind == OPENING:
            said = meeting.strange_countries((first, second), self.langs, self.countries)
        if said:
            words = self._filled(findings.DIFFER, findings.PARTY, *said)
            work.found.append(
                self._finding(findings.PARTY, work.pair, places, said, words, findings.MEND_VALUE)
            )

    def _clash(self, work, places, side: int, fact: Fact) -> Finding:
        lang = named(self.langs[side])
        words = findings.CLASHING.fill(a=lang, first=fact.text, second=fact.clash)
        quotes = (fact.text, "") if side == 0 else ("", fact.text)
        mend = findings.MEND_CLASH.fill(a=lang)
        return self._finding(findings.CLASH, work.pair, places, quotes, words, mend)

    def _closed(self, work: _Article) -> list[Finding]:
        """Facts that merely moved within the article are no difference; the others are."""
        left, right = work.lone
        for one in list(left):
            twin = next((other for other in right if one.fact.matches(other.fact)), None)
            if twin:
                left.remove(one)
                right.remove(twin)
        for side, lone in enumerate(work.lone):
            for each in lone:
                work.found.append(self._lacking(work, side, each))
        return work.found

    def _lacking(self, work: _Article, side: int, lone: _Side) -> Finding:
        mine, other = named(self.langs[side]), named(self.langs[1 - side])
        kind = meeting.kind(lone.fact)
        words = findings.LACKING.fill(
            kind=findings.KINDS[kind].capitalized(), first=lone.fact.text, a=mine, b=other
        )
        quotes = (lone.fact.text, "") if side == 0 else ("", lone.fact.text)
        mend = findings.MEND_ADD.fill(a=mine, b=other)
        return self._finding(kind, work.pair, lone.places, quotes, words, mend)

    # ---- findings

    def _only(self, kind: str, side: int, pair, place: Place, quote: str) -> Finding:
        mine, other = named(self.langs[side]), named(self.langs[1 - side])
        words = findings.ONLY.fill(place=place.words, a=mine, b=other, quote=quote)
        places = (place, None) if side == 0 else (None, place)
        quotes = (quote, "") if side == 0 else ("", quote)
        mend = findings.MEND_ADD.fill(a=mine, b=other)
        return self._finding(kind, pair, places, quotes, words, mend)

    def _finding(self, kind, pair, places, quotes, text, mend) -> Finding:
        keys = [article.key if article else "" for article in pair]
        where = [place.words if place else "" for place in places]
        return Finding(
            kind=kind,
            article=dict(zip(self.langs, keys, strict=True)),
            places=dict(zip(self.langs, where, strict=True)),
            quotes=dict(zip(self.langs, quotes, strict=True)),
            text=text,
            mend=mend,
        )


def _is_recital(point: Point) -> bool:
    """A sentence of the opening that is neither a title nor a point."""
    letters = [sign for sign in point.text if sign.isalpha()]
    large = sum(sign.isupper() for sign in letters)
    return not point.sort and len(point.text.split()) > 6 and large < 0.5 * len(letters)


def _is_below(places: tuple[Place, Place]) -> bool:
    """Whether these points stand under a paragraph rather than under the article itself."""
    return len(places[0].words.split()) > 2


def _only_cut_differently(first: list[Point], second: list[Point]) -> bool:
    """Paragraphs without marks that one language merges and the other keeps apart."""
    if any(each.sort for each in (*first, *second)) or not first or not second:
        return False
    lengths = [sum(len(each.whole()) for each in side) for side in (first, second)]
    return MERGED[0] <= lengths[0] / max(1, lengths[1]) <= MERGED[1]
