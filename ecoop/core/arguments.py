"""What commands are given: days, and files of JSON."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any


class WrongArgument(Exception):
    """What a command was given does not serve: one plain sentence for whoever gave it."""


def a_day(text: str) -> date:
    """A day like 2026-11-21, for `type=` of an argument."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"not a day like 2026-11-21: {text!r}") from error


def read_json(path: str) -> Any:
    """What the file holds, or standard input for `-`; raises `WrongArgument`."""
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
        return json.loads(text, object_pairs_hook=_once)
    except OSError as error:
        raise WrongArgument(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise WrongArgument(f"{path} is not JSON: {error}") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys each have one value: of two that differ nobody knows which is meant."""
    found = dict(pairs)
    for key, value in pairs:
        if value != found[key]:
            raise WrongArgument(f"{key!r} stands twice in one object, with two values")
    return found
