"""The words of the interface: one catalogue for each room.

    python tools/messages.py extract   bring ecoop/<room>/locale/id/.../django.po up to date
    python tools/messages.py check     fail on what is missing, fuzzy, unused or ill-formed

The English text is the key; Indonesian is the translation. Catalogues carry no line numbers, so
that moving code changes none of them.
"""

import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "ecoop"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
METHODS = [("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2"),
           ("**.py", "python")]  # fmt: skip
OPTIONS = {"jinja2": {"newstyle_gettext": "true", "silent": "false", "trimmed": "false",
                      "extensions": "jinja2.ext.do"}}  # fmt: skip
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|%[sd]")


def rooms() -> list[Path]:
    """The rooms that say something to people."""
    return [path.parent for path in sorted(HOUSE.glob("*/__init__.py"))]


def catalogue(room: Path) -> Path:
    return room / "locale" / "id" / "LC_MESSAGES" / "django.po"


def spoken(room: Path) -> Catalog:
    """Every message that the code and the templates of `room` use."""
    found = Catalog(locale="id", domain="django")
    options = {pattern: OPTIONS.get(method, {}) for pattern, method in METHODS}
    for _, _, message, _, context in extract_from_dir(
        str(room), METHODS, options, KEYWORDS, strip_comment_tags=True
    ):
        found.add(message, context=context)
    return found


def written(room: Path) -> Catalog:
    """What is translated so far; a catalogue that Babel cannot read is an error."""
    path = catalogue(room)
    if not path.exists():
        return Catalog(locale="id", domain="django")
    with path.open("rb") as file:
        return read_po(file, locale="id", domain="django", abort_invalid=True)


def extract() -> int:
    """Add what is new, drop what is unused, keep every translation."""
    for room in rooms():
        fresh, old = spoken(room), written(room)
        messages = [message for message in fresh if message.id]
        if not messages and not catalogue(room).exists():
            continue
        kept = Catalog(locale="id", domain="django", project="e-Cooperation", fuzzy=False,
                       version="1", msgid_bugs_address="see CONTRIBUTING.md",
                       header_comment=f"# The words of the room '{room.name}'.")  # fmt: skip
        kept._num_plurals, kept._plural_expr = 1, "0"  # Babel knows no plural rule for Indonesian
        for message in messages:
            before = old.get(message.id, context=message.context)
            kept.add(message.id, before.string if before else "", context=message.context,
                     user_comments=before.user_comments if before else ())  # fmt: skip
        _write(catalogue(room), kept)
        missing = sum(1 for message in kept if message.id and not _complete(message))
        print(f"{room.name}: {len(messages)} messages, {missing} to translate")
    return 0


def check() -> int:
    """The number of faults, each told with its room."""
    faults = [f"{room.name}: {fault}" for room in rooms() for fault in _faults(room)]
    faults += _contradictions()
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults in the translations" if faults else "translations complete")
    return 1 if faults else 0


def _faults(room: Path):
    fresh, old = spoken(room), written(room)
    for message in fresh:
        if not message.id:
            continue
        known = old.get(message.id, context=message.context)
        if known is None or not _complete(known):
            yield f"not translated: {_shown(message)}"
        elif known.fuzzy:
            yield f"fuzzy: {_shown(message)}"
        elif not _same_places(known):
            yield f"other placeholders than the English: {_shown(message)}"
    for message in old:
        if message.id and fresh.get(message.id, context=message.context) is None:
            yield f"no longer used: {_shown(message)}"


def _contradictions() -> list[str]:
    """Django joins all rooms' catalogues, so one text can have one translation only."""
    said: dict[tuple, tuple[str, str]] = {}
    faults = []
    for room in rooms():
        for message in written(room):
            if not message.id:
                continue
            key = (message.id if isinstance(message.id, str) else message.id[0], message.context)
            words = str(message.string)
            other = said.setdefault(key, (room.name, words))
            if other[1] != words:
                faults.append(
                    f"{room.name}: translated otherwise than in {other[0]} "
                    f"(same words, or pgettext): {_shown(message)}"
                )
    return faults


def _complete(message) -> bool:
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return bool(strings) and all(strings)


def _same_places(message) -> bool:
    ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    wanted = {match[0] for text in ids for match in PLACEHOLDER.finditer(text)}
    given = {match[0] for text in strings for match in PLACEHOLDER.finditer(text)}
    return given <= wanted and (len(ids) > 1 or given == wanted)


def _shown(message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return repr(text if len(text) < 90 else text[:87] + "...")


def _write(path: Path, kept: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, kept, no_location=True, omit_header=False, sort_output=True, width=98)
    text = path.read_text(encoding="utf-8")
    noise = r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team)'
    lines = [line for line in text.splitlines(keepends=True) if not re.match(noise, line)]
    path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    verbs = {"extract": extract, "check": check}
    sys.exit(verbs[sys.argv[1] if len(sys.argv) > 1 else "check"]())
