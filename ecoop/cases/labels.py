"""Words for what the columns of a case say: stages, actors, tracks, sides."""

from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ecoop.core.bilingual import Text
from ecoop.procedures.log import ENTRY, VOID
from ecoop.procedures.model import Procedure
from ecoop.procedures.standing import STATUSES
from ecoop.procedures.versions import shipped

SIDES: dict[str, Promise] = {
    "ours": _("BNPB's desk"),
    "theirs": _("The partner's desk"),
    "authority": _("Another authority's desk"),
    "": _("Nobody's desk"),
}
PARTIES: dict[str, Promise] = {"home": _("Indonesian side"), "partner": _("Partner side")}
ACTS = {
    ENTRY: Text(id="Masuk dari daftar naskah", en="Entered from the register"),
    VOID: Text(id="Ditarik kembali", en="Taken back"),
}


@lru_cache(maxsize=1)
def stages() -> dict[str, Text]:
    """The stages in their order; all tracks share them."""
    return {stage.code: stage.name for stage in shipped()[0].stages}


@lru_cache(maxsize=1)
def actors() -> dict[str, Text]:
    return {code: actor.name for code, actor in shipped()[0].actors.items()}


@lru_cache(maxsize=1)
def tracks() -> dict[str, Text]:
    """The tracks by name, each as its newest version that came with the house says."""
    return {each.track: each.name for each in shipped()}


def stage(code: str) -> Text:
    return stages().get(code, Text.same(code))


def actor(code: str) -> Text:
    return actors().get(code, Text.same(code))


def track(code: str) -> Text:
    return tracks().get(code, Text.same(code))


def status(code: str) -> Text:
    return STATUSES.get(code, Text.same(code))


def step(procedure: Procedure, code: str) -> Text:
    """What a recorded act is called: a step of its track, or what the log itself knows."""
    known = procedure.steps.get(code)
    return known.name if known else ACTS.get(code, Text.same(code))
