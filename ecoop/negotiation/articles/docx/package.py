"""The parts of a Word file as plain trees; what could run, unfold or point elsewhere is refused."""

import io
import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from ecoop.documents import kinds
from ecoop.documents.kinds import Unfit

PART_MOST = 20 * 1024 * 1024
NODES_MOST = 2_000_000
DEPTH_MOST = 200


@dataclass(slots=True)
class Node:
    """An element: local name, attributes by local name, children, own text."""

    tag: str
    given: dict[str, str] = field(default_factory=dict)
    inside: list["Node"] = field(default_factory=list)
    text: str = ""

    def each(self, *tags: str) -> list["Node"]:
        return [node for node in self.inside if node.tag in tags]

    def first(self, *path: str) -> "Node | None":
        """The first element down this path of names."""
        node: Node | None = self
        for tag in path:
            node = next((each for each in node.inside if each.tag == tag), None) if node else None
        return node

    def value(self, *path: str) -> str:
        """The `val` of the element down this path, '' where there is none."""
        found = self.first(*path)
        return found.given.get("val", "") if found else ""


def parts(content: bytes, *names: str) -> dict[str, Node]:
    """Named parts of a DOCX as trees; a part that is not there is an empty tree.

    Raises `Unfit` with words for the user: for anything but a DOCX, and for macros, bombs,
    entities, passwords and damage (ecoop/documents/kinds).
    """
    taken = kinds.examine(content, name="naskah.docx")
    if not taken.name.endswith(".docx"):
        raise Unfit("unknown")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        there = set(archive.namelist())
        if "word/document.xml" not in there:
            raise Unfit("broken")
        return {name: _tree(archive, name) if name in there else Node("") for name in names}


def _tree(archive: zipfile.ZipFile, name: str) -> Node:
    if archive.getinfo(name).file_size > PART_MOST:
        raise Unfit("bomb")
    root = Node("")
    path = [root]
    parser = expat.ParserCreate()
    count = [0]

    def start(tag: str, given: dict[str, str]) -> None:
        count[0] += 1
        if count[0] > NODES_MOST or len(path) > DEPTH_MOST:
            raise Unfit("bomb")
        node = Node(_local(tag), {_local(key): value for key, value in given.items()})
        path[-1].inside.append(node)
        path.append(node)

    def end(_: str) -> None:
        path.pop()

    def chars(said: str) -> None:
        path[-1].text += said

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = chars
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _forbid
    parser.buffer_text = True
    try:
        parser.Parse(archive.read(name), True)
    except (expat.ExpatError, zipfile.BadZipFile, UnicodeError):
        raise Unfit("broken") from None
    return root.inside[0] if root.inside else root


def _forbid(*_: object) -> None:
    raise Unfit("active")


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1]
