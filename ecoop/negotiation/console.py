"""`ecoop negotiation parity` and `clauses`."""

import json
import sys
from argparse import Namespace
from pathlib import Path

from ecoop.core.bilingual import Text
from ecoop.documents.kinds import Unfit
from ecoop.negotiation.articles import Wording, docx, read_text
from ecoop.negotiation.articles.reading import NoArticles
from ecoop.negotiation.clauses import Situation, meter
from ecoop.negotiation.parity import KNOWN, check

NO_ARTICLES = Text(
    id='tidak ada judul pasal seperti "Pasal 1" atau "Article 1"',
    en='no heading of an article such as "Pasal 1" or "Article 1"',
)
ONE_LANGUAGE = Text(
    id="hanya satu bahasa ditemukan; berikan dua berkas atau satu berkas dwibahasa",
    en="only one language was found; give two files, or one bilingual file",
)
BYTES_MOST = 25 * 1024 * 1024


class Unreadable(Exception):
    """Why a file cannot be compared, in both languages."""

    def __init__(self, file: str, reason: Text) -> None:
        super().__init__(file)
        self.file, self.reason = file, reason


def parity(arguments: Namespace) -> int:
    """0 when nothing differs, 1 when something does, 2 when a file cannot be read."""
    try:
        pair = _pair(arguments.files)
    except Unreadable as refusal:
        return _refused("parity", refusal)
    found = check(*pair)
    if arguments.json:
        _dump(
            {
                "files": arguments.files,
                "languages": [each.lang for each in pair],
                "articles": {each.lang: len(each.numbered()) for each in pair},
                "findings": [each.as_dict() for each in found],
            }
        )
    else:
        for each in found:
            where = " | ".join(place for place in each.places.values() if place)
            sys.stdout.write(
                f"{where}\n  {_say(each.text, arguments)}\n  {_say(each.mend, arguments)}\n"
            )
        sys.stdout.write(f"{len(found)} findings / temuan\n")
    return 1 if found else 0


def clauses(arguments: Namespace) -> int:
    """0 when every clause is there and strong, 1 when not, 2 when the file cannot be read."""
    try:
        wordings = _read(arguments.file)
    except Unreadable as refusal:
        return _refused("clauses", refusal)
    situation = Situation(
        arguments.kind, foreign=arguments.foreign, ingo=arguments.ingo,
        university=arguments.university,
    )  # fmt: skip
    rows = meter(wordings, situation)
    if arguments.json:
        _dump({"file": arguments.file, "clauses": [row.as_dict() for row in rows]})
    else:
        for row in rows:
            why = f": {_say(row.why, arguments)}" if row.why else ""
            sys.stdout.write(f"{row.state:8} {_say(row.name, arguments)}{why}\n")
    return 0 if all(row.state == "present" for row in rows) else 1


def _pair(files: list[str]) -> tuple[Wording, Wording]:
    """Indonesian and one other language that can be compared."""
    if len(files) == 2:
        found = [_single(files[0], "id"), _single(files[1], "en")]
    else:
        found = list(_read(files[0]))
    known = {each.lang: each for each in found if each.lang in KNOWN}
    if len(files) > 2 or len(known) < 2:
        raise Unreadable(files[-1], ONE_LANGUAGE)
    first, second, *_ = sorted(known.values(), key=lambda each: (each.lang != "id", each.lang))
    return first, second


def _single(file: str, fallback: str) -> Wording:
    """The one language of a file; of several, the one that was asked for."""
    found = _read(file)
    return next((each for each in found if each.lang == fallback), found[0])


def _read(file: str) -> tuple[Wording, ...]:
    try:
        if Path(file).stat().st_size > BYTES_MOST:
            raise Unfit("large")
        content = Path(file).read_bytes()
        if content[:2] == b"PK" or file.lower().endswith(".docx"):
            return docx.read(content)
        return read_text(content.decode("utf-8-sig", "replace"))
    except NoArticles:
        raise Unreadable(file, NO_ARTICLES) from None
    except Unfit as refusal:
        raise Unreadable(file, refusal.refusals[0].reason) from None
    except OSError as error:
        raise Unreadable(file, Text.same(error.strerror or str(error))) from None


def _refused(command: str, refusal: Unreadable) -> int:
    said = " / ".join(dict.fromkeys((refusal.reason.en, refusal.reason.id)))
    sys.stderr.write(f"ecoop negotiation {command}: {refusal.file}: {said}\n")
    return 2


def _say(text: Text, arguments: Namespace) -> str:
    if arguments.lang:
        return text.in_(arguments.lang)
    return " / ".join(dict.fromkeys((text.en, text.id)))


def _dump(answer: dict) -> None:
    json.dump(answer, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
