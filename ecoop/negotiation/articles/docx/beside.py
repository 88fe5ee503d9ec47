"""What a Word file holds beside its text: comments, and changes that Word tracked.

Comments are no part of a text, and tracked changes are read as if they had been accepted; whoever
brings a file in is told of both.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ecoop.negotiation.articles.docx.package import Node, parts


@dataclass(frozen=True, slots=True)
class Beside:
    """`comments` as "author: words"; how many runs of words were inserted and struck out."""

    comments: tuple[str, ...] = ()
    inserted: int = 0
    struck: int = 0


def beside(content: bytes) -> Beside:
    """The comments and tracked changes of a DOCX; raises `Unfit` as reading it does."""
    document, notes = parts(content, "word/document.xml", "word/comments.xml").values()
    tags = [node.tag for node in _all(document) if node.tag in ("ins", "del") and _has_words(node)]
    comments = (_comment(node) for node in notes.each("comment"))
    return Beside(tuple(filter(None, comments)), tags.count("ins"), tags.count("del"))


def _comment(node: Node) -> str:
    lines = (_words(paragraph) for paragraph in node.each("p"))
    said = " ".join(" ".join(lines).split())
    return f"{node.given.get('author', '')}: {said}".strip(": ") if said else ""


def _words(node: Node) -> str:
    return "".join(each.text for each in _all(node) if each.tag in ("t", "delText"))


def _has_words(node: Node) -> bool:
    return bool(_words(node).strip())


def _all(node: Node) -> Iterator[Node]:
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(found.inside))
