"""`ecoop procedure check`, `graph`, `compare` and `list`."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from ecoop.procedures.checking import faults
from ecoop.procedures.comparing import compare
from ecoop.procedures.drawing import svg
from ecoop.procedures.loading import ProcedureError, read_track
from ecoop.procedures.model import Procedure
from ecoop.procedures.versions import shipped


def check(arguments: Namespace) -> int:
    """Say every fault of the files, or of the shipped procedures; 1 if there is any."""
    found: list[dict[str, Any]] = []
    procedures: list[tuple[str, Procedure]] = []
    for file in arguments.files:
        try:
            procedures.append((file, read_track(Path(file))))
        except ProcedureError as error:
            found += [
                {"file": file, "sort": "unreadable", "text": each.as_dict()}
                for each in error.faults
            ]
    if not arguments.files:
        found, procedures = _shipped()
    for file, procedure in procedures:
        found += [{"file": file, **fault.as_dict()} for fault in faults(procedure)]
    _say(found, len(procedures), as_json=arguments.json)
    return 1 if found else 0


def _shipped() -> tuple[list[dict[str, Any]], list[tuple[str, Procedure]]]:
    try:
        return [], [(f"{each.track}-{each.version}", each) for each in shipped()]
    except ProcedureError as error:
        return [
            {"file": "data", "sort": "unreadable", "text": each.as_dict()} for each in error.faults
        ], []


def _say(found: list[dict[str, Any]], count: int, *, as_json: bool) -> None:
    if as_json:
        json.dump(found, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
        return
    for each in found:
        text = each["text"]
        words = " / ".join(dict.fromkeys((text["en"], text["id"])))
        sys.stdout.write(f"{each['file']}: {each['sort']}: {words}\n")
    sys.stdout.write(f"{count} procedures, {len(found)} faults\n")


def graph(arguments: Namespace) -> int:
    """Write the picture of a track."""
    try:
        drawn = svg(_named(arguments.track), lang=arguments.lang)
    except ProcedureError as error:
        sys.stderr.write(f"ecoop procedure graph: {error}\n")
        return 2
    if arguments.out:
        Path(arguments.out).write_text(drawn, encoding="utf-8")
    else:
        sys.stdout.write(drawn)
    return 0


def compare_files(arguments: Namespace) -> int:
    """Say each difference on a line; 0 if there is none, 1 if there are."""
    try:
        changes = compare(_named(arguments.old), _named(arguments.new))
    except ProcedureError as error:
        sys.stderr.write(f"ecoop procedure compare: {error}\n")
        return 2
    for change in changes:
        sys.stdout.write(change.text.in_(arguments.lang) + "\n")
    return 1 if changes else 0


def show_list(arguments: Namespace) -> int:
    """Print each track with its version and the day from which it is in force."""
    for each in shipped():
        line = (
            f"{each.track}  {each.version}  {each.in_force_from}  {each.name.en} / {each.name.id}"
        )
        sys.stdout.write(line + "\n")
    return 0


def _named(name: str) -> Procedure:
    """A shipped track by its code (its newest version), or the procedure in a file."""
    versions = [each for each in shipped() if each.track == name]
    return versions[-1] if versions else read_track(Path(name))
