"""Whose records a role is for, beside those of its unit: keys like "org:<uuid>" and "region:33".

The rooms that keep organisations and regions say here how one is found by what somebody writes
and how it is called, so that whoever gives roles writes names and never a key.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ecoop.core.identity import Actor


@dataclass(frozen=True)
class Kind:
    """One kind of owner: what a text may mean, what names fit its beginning, what codes are called."""

    meant: Callable[[str], list[str]]  # every code that the text may mean
    proposed: Callable[[Actor, str], list[tuple[str, str]]]  # (what to write, what tells it apart)
    names: Callable[[Iterable[str]], Mapping[str, str]]


_kinds: dict[str, Kind] = {}


def keep(prefix: str, kind: Kind) -> None:
    """Let keys that begin with `prefix` be of this kind."""
    _kinds[prefix] = kind


def meant(prefix: str, text: str) -> list[str]:
    """The keys of that kind that `text` may mean."""
    return [f"{prefix}:{code}" for code in _kinds[prefix].meant(text)]


def proposed(actor: Actor, text: str) -> list[tuple[str, str]]:
    """What to write and what tells it apart, of every kind, for somebody who begins to type."""
    return [pair for kind in _kinds.values() for pair in kind.proposed(actor, text)]


def words(key: str) -> str:
    """The name of the organisation or region behind a key; the bare code where it has none."""
    prefix, _, code = key.partition(":")
    return _kinds[prefix].names([code]).get(code, code) if prefix in _kinds else code
