"""What a case is to be before it is open."""

from dataclasses import dataclass, field
from datetime import date

from ecoop.core.classification import Classification


@dataclass(kw_only=True)
class Draft:
    """A case to be opened: at least one title; `on` is the day that decides the version of the
    procedure, today if left out; `renews` is the paper that a new one is to follow, `parent_id` says
    which one it is to implement, `occasion` what calls for the case, once."""

    track: str
    title_id: str = ""
    title_en: str = ""
    partners: list = field(default_factory=list)
    owner_unit_id: str | None = None  # its code
    person_id: object = None
    instrument: object = None
    classification: str = Classification.LIMITED
    promised_on: date | None = None
    origin: str = ""
    on: date | None = None
    why: str = ""
    renews: object = None
    parent_id: object = None
    occasion: str | None = None
