"""What stands where in the parsed text of a track file: tables, lists, texts. Pure.

A procedure is written by hand, so whatever stands in a wrong place is a sentence that names it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ecoop.core.bilingual import Text

TABLES = ("name", "summary", "transition", "given")
TABLES_OF_TABLES = ("steps", "rule", "fact")
TEXTS = (
    "track", "goal", "id", "en", "source", "records", "kind", "actor", "stage", "asks", "when",
    "void_when", "status", "basis", "since_basis", "needs", "step", "level", "anchor", "unit",
    "overrides",
)  # fmt: skip
FLAGS = ("repeats", "ends")
LISTS = ("aliases",)  # of the other lists `loading` says itself that they are lists of names
WORDED = ("choices", "choice_aliases")
A_TEXT = Text(
    id='{what} adalah teks dalam tanda kutip, seperti "...", bukan {value}',
    en='{what} is a text in quotation marks, like "...", not {value}',
)
FROM_ONE = Text(
    id="version dihitung dari 1, bukan {number}", en="version counts from 1, not {number}"
)
A_FLAG = Text(id="{what} adalah true atau false, bukan {value}",
              en="{what} is true or false, not {value}")  # fmt: skip
A_LIST = Text(id="{what} adalah daftar", en="{what} is a list")
A_LIST_OF_NAMES = Text(
    id='{what} adalah daftar nama, seperti ["..."]', en='{what} is a list of names, like ["..."]'
)
A_TABLE = Text(id="{what} adalah tabel", en="{what} is a table")
A_TABLE_NAMED = Text(id="{what} adalah tabel, {table}", en="{what} is a table, {table}")
A_PERIOD = Text(
    id="deadlines: {value} bukan nama dan bukan tabel {{ kind = ... }}",
    en="deadlines: {value} is neither a name nor a table {{ kind = ... }}",
)
IN_TWO_LANGUAGES = Text(
    id='{what} punya kalimat dalam kedua bahasa, {{ id = "...", en = "..." }}',
    en='{what} has words in both languages, {{ id = "...", en = "..." }}',
)


def misplaced(track: Mapping[str, Any], name: str) -> tuple[Text, ...]:
    """One sentence for each thing of a track file that is of a wrong kind."""
    return tuple(Text.same(f"{name}: ") + each for each in _misplaced(track))


def _misplaced(track: Mapping[str, Any]) -> Iterator[Text]:
    if isinstance(number := track.get("version"), int) and number < 1:
        yield FROM_ONE.fill(number=number)
    tables = (*TABLES, *TABLES_OF_TABLES)
    yield from _values({key: each for key, each in track.items() if key not in tables}, "")
    for key in tables:
        if key in track and not isinstance(track[key], Mapping):
            yield A_TABLE_NAMED.fill(what=key, table=f"[{key}]")
    for key in ("name", "summary", "transition"):
        yield from _values(_table(track.get(key)), f"[{key}], ")
    for section in TABLES_OF_TABLES:
        for code, each in _table(track.get(section)).items():
            if isinstance(each, Mapping):
                yield from _values(each, f"[{section}.{code}], ")
            else:
                yield A_TABLE_NAMED.fill(what=f"[{section}], {code}", table=f"[{section}.{code}]")
    yield from _periods(track.get("deadlines", ()))


def _periods(listed: Any) -> Iterator[Text]:
    if not isinstance(listed, list | tuple):
        yield A_LIST.fill(what="deadlines")
        return
    for each in listed:
        if isinstance(each, Mapping):
            yield from _values(each, f"deadline {each.get('kind', '')}, ", more_texts=("who",))
        elif not isinstance(each, str):
            yield A_PERIOD.fill(value=repr(each))


def _values(
    table: Mapping[str, Any], where: str, *, more_texts: tuple[str, ...] = ()
) -> Iterator[Text]:
    for key, value in table.items():
        what = f"{where}{key}"
        if key in (*TEXTS, *more_texts) and not isinstance(value, str):
            yield A_TEXT.fill(what=what, value=repr(value))
        elif key in FLAGS and not isinstance(value, bool):
            yield A_FLAG.fill(what=what, value=repr(value))
        elif key in LISTS and not _is_list_of_names(value):
            yield A_LIST_OF_NAMES.fill(what=what)
        elif key in WORDED and not isinstance(value, Mapping):
            yield A_TABLE.fill(what=what)
        elif key == "choices":
            yield from _choices(value, where)


def _choices(choices: Mapping[str, Any], where: str) -> Iterator[Text]:
    for code, words in choices.items():
        if isinstance(words, Mapping):
            yield from _values(words, f"{where}choice {code}, ")
        else:
            yield IN_TWO_LANGUAGES.fill(what=f"{where}choice {code}")


def _is_list_of_names(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)


def _table(given: Any) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {}
