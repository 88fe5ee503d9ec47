"""Plain text to articles: one language, or both in one file."""

import re
from collections.abc import Iterable

from ecoop.negotiation.articles.languages import HEADINGS, PARAGRAPHS, of_line, ordinal
from ecoop.negotiation.articles.model import ARTICLE, CLOSING, OPENING, Article, Wording
from ecoop.negotiation.articles.points import marked

MARKUP = re.compile(r"^\s{0,3}#{1,6}\s+|\*\*|__(?=\S)|(?<=\S)__")
ANNEX = re.compile(
    r"\s*(?:(?P<home>LAMPIRAN)|ANNEX|APPENDIX|ATTACHMENT)(?:\s+(?:\d{1,2}|[IVX]{1,5}|[A-Z]))?\b(?!\s*,)",
    re.IGNORECASE,
)
LONG_LINE = 110  # a file with longer lines keeps one paragraph a line
TITLE_WORDS = 14
_TEXT = r"(?:nota|memorandum|perjanjian|pengaturan|kesepakatan|naskah|persetujuan|rencana|adendum)"
_TEXT_EN = r"(?:memorandum|agreement|arrangement|understanding|plan|instrument|addendum|letter)"
CLOSINGS = re.compile(
    r"\s*(?:demikian(?:lah)?\b|dibuat\b|ditandatangani\b|dalam kesaksian|sebagai (?:bukti|saksi)"
    rf"|untuk membuktikan|{_TEXT}[\w\s()]{{0,60}}\bini (?:telah )?(?:dibuat|ditandatangani)\b"
    r"|in\s+(?:witness|faith|testimony)\b|done\b|signed\b|executed\b|made\s+(?:and|in|at)\b"
    r"|(?:the\s+)?undersigned\b"
    rf"|(?:this|the present)\s[\w\s()]{{0,60}}{_TEXT_EN}[\w\s()]{{0,30}}"
    r"\b(?:is|was|has been|shall be)\s+(?:hereby\s+)?(?:made|done|signed|executed|drawn)\b"
    r"|(?:untuk dan )?atas nama\b|untuk\s+(?:pihak|badan|pemerintah)\b"
    r"|for\s+(?:and\s+on\s+behalf\s+of\s+)?the\s+(?:first\s+|second\s+)?(?:part|nat|gov|min))",
    re.IGNORECASE,
)


class NoArticles(Exception):
    """The text has no heading such as "Pasal 1" or "Article 1"."""


def read_text(text: str, *, lang: str = "") -> tuple[Wording, ...]:
    """The wordings of a plain text, Indonesian first; `lang` says that it has one language only.

    Headings are "Pasal 1", "PASAL I", "Article 1", "Article One" ..., with the title behind them
    or on the next line; "Paragraf 1" and "Paragraph 1" where nothing else is one. Both languages
    may stand one after the other or take turns.
    """
    lines = [MARKUP.sub("", line).rstrip() for line in plain(text).split("\n")]
    return read_lines(unwrapped(_headed(lines)), lang=lang)


def read_lines(lines: list[str], *, lang: str = "") -> tuple[Wording, ...]:
    """The wordings of lines that are paragraphs."""
    blocks = _blocks(_headed(lines))
    if lang:
        blocks = [(lang, heading, body) for _, heading, body in blocks]
    return gather(blocks)


def gather(blocks) -> tuple[Wording, ...]:
    """Wordings from (language, heading or None, lines) in the order of the file."""
    langs = dict.fromkeys(lang for lang, _, _ in blocks)
    return in_order(Wording(lang, _articles([b for b in blocks if b[0] == lang])) for lang in langs)


def in_order(wordings: Iterable[Wording]) -> tuple[Wording, ...]:
    """Indonesian first; a language without any numbered article is left out."""
    kept = [each for each in wordings if each.numbered()]
    return tuple(sorted(kept, key=lambda each: (each.lang != "id", each.lang)))


def heading_of(line: str) -> tuple[str, int, str] | None:
    """(language, number, title) when the line is the heading of an article."""
    bare = line.strip().strip("*_").strip()
    for lang, pattern in HEADINGS.items():
        found = pattern.match(bare)
        if found and (number := ordinal(found["number"], lang)):
            title = (found["title"] or "").strip(" .:-\u2013\u2014\t")
            if is_title(title) or not title:
                return lang, number, title
    return None


def _headed(lines: list[str]) -> list[str]:
    """`lines` with the headings of a text that calls its articles paragraphs."""
    return lines if any(map(heading_of, lines)) else [_as_article(line) for line in lines]


def _as_article(line: str) -> str:
    bare = line.strip().strip("*_").strip()
    for word, pattern in PARAGRAPHS.items():
        if found := pattern.match(bare):
            article = f"{word} {bare[found.start('number') :]}"
            return article if heading_of(article) else line
    return line


def unwrapped(lines: list[str]) -> list[str]:
    """Lines joined into paragraphs when the file was wrapped at a width; else as they are."""
    if max((len(line) for line in lines), default=0) > LONG_LINE or "" not in lines:
        return lines
    joined: list[str] = []
    for line in lines:
        bare = line.strip()
        goes_on = bare and joined and joined[-1] and not marked(bare) and not heading_of(bare)
        alone = goes_on and (_is_heading_like(joined[-1]) or _ends_title(joined, bare))
        if goes_on and not alone and not heading_of(joined[-1]):
            joined[-1] = f"{joined[-1]} {bare}"
        else:
            joined.append(bare)
    return joined


def _ends_title(joined: list[str], line: str) -> bool:
    """Whether the line before is the title of an article, and this one begins its body."""
    return (
        len(joined) > 1 and heading_of(joined[-2]) is not None
        and is_title(joined[-1]) and line[0].isupper()
    )  # fmt: skip


def _is_heading_like(line: str) -> bool:
    return line.isupper() and len(line.split()) <= TITLE_WORDS


def _blocks(lines: list[str]) -> list[tuple[str, tuple[int, str] | None, list[str]]]:
    """The text cut at headings, and where the other language begins."""
    first = next((found[0] for line in lines if (found := heading_of(line))), "")
    if not first:
        raise NoArticles
    lang = next((said for line in lines if (said := of_line(line))), first)
    blocks: list = [(lang, None, [])]
    both = len({found[0] for line in lines if (found := heading_of(line))}) > 1
    annexed: set[str] = set()
    for line in lines:
        heading = heading_of(line)
        if heading and heading[0] not in annexed:
            blocks.append((heading[0], heading[1:], []))
            continue
        if _opens_annex(line, blocks):
            annexed.add(blocks[-1][0])
            blocks.append((blocks[-1][0], None, []))
        tells = len(line.split()) > (1 if line.isupper() else 4)
        said = of_line(line) if both and tells else ""
        if said and said != blocks[-1][0]:
            blocks.append((said, None, []))
        blocks[-1][2].append(line)
    return blocks


def _opens_annex(line: str, blocks) -> bool:
    """Whether an annex begins behind the articles: what it calls articles are its own."""
    _, heading, body = blocks[-1]
    is_below_heading = heading is not None and not heading[1] and not any(body)
    return bool(is_annex(line)) and not is_below_heading and len(blocks) > 1


def is_annex(line: str) -> str:
    """The language in which a line is the heading of an annex, '' when it is none."""
    found = ANNEX.match(line) if is_title(line) else None
    return ("id" if found["home"] else "en") if found else ""


def _articles(blocks) -> tuple[Article, ...]:
    """The articles of one language, with what stands before and after them."""
    headed = [n for n, (_, heading, _) in enumerate(blocks) if heading]
    opening: list[str] = []
    closing: list[str] = []
    articles: list[Article] = []
    for n, (_, heading, lines) in enumerate(blocks):
        if heading is None:
            (closing if articles else opening).extend(lines)
            continue
        article = _article(heading, lines)
        if n == headed[-1]:
            article, rest = _cut(article)
            closing.extend(rest)
        articles.append(article)
    parts = ((OPENING, tidy(opening)), (CLOSING, tidy(closing)))
    before, after = ([Article(kind, body=body)] if body else [] for kind, body in parts)
    return (*before, *articles, *after)


def _cut(article: Article) -> tuple[Article, list[str]]:
    """The last article without the closing of the text, which follows its first paragraph."""
    lines = article.body.split("\n")
    last_mark = max((n for n, line in enumerate(lines) if marked(line)), default=-1)
    at = next((n for n, line in enumerate(lines) if n and CLOSINGS.match(line)), len(lines))
    if last_mark >= 0:
        at = min(at, last_mark + 1)
    body = "\n".join(lines[:at])
    return Article(ARTICLE, article.number, article.title, body), lines[at:]


def _article(heading: tuple[int, str], lines: list[str]) -> Article:
    number, title = heading
    rest = [line for line in lines if line.strip()]
    if not title and len(rest) > 1 and is_title(rest[0]):
        title, rest = rest[0].strip(" *_:"), rest[1:]
    return Article(ARTICLE, number, title, tidy(rest))


def is_title(line: str) -> bool:
    """Short, without a mark and without the end of a sentence."""
    bare = line.strip()
    if not bare or marked(bare) or bare[-1] in ".;," or len(bare.split()) > TITLE_WORDS:
        return False
    words = [word for word in bare.split() if word[0].isalpha()]
    large = [word for word in words if word[0].isupper()]
    return bool(words) and words[0][0].isupper() and len(large) * 2 >= len(words)


# What no Word document can hold (XML 1.0, production 2): control characters and two that are none.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def tidy(lines: list[str]) -> str:
    """One paragraph a line, nothing empty, nothing that a document cannot hold."""
    plain = (_NO_TEXT.sub("", line).strip() for line in lines)
    return "\n".join(line for line in plain if line)


# Signs that only say how a line is set: spaces that do not break, hyphens that show or not.
_SET = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " ")
    | dict.fromkeys("\ufeff\u00ad\u200b\u2060", "")
    | {"\u2010": "-", "\u2011": "-"}
)


def plain(text: str) -> str:
    """`text` with the spaces and hyphens that everybody types."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_SET)
