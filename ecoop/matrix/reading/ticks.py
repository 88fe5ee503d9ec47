"""Columns of boxes to tick: a mark or a "yes" under a status or a kind."""

from ecoop.matrix.reading.headers import is_denial, is_mark
from ecoop.matrix.reading.kinds import is_kind_word, kind_in_cell
from ecoop.matrix.reading.place import Place
from ecoop.matrix.reading.statuses import status_of
from ecoop.matrix.reading.words import is_placeholder


def settle_ticks(places: list[Place], texts: dict[int, list[str]]) -> None:
    """A column of marks under a status ("Active", "Expired") or a kind is a box to tick; so is one
    of yes and no under a status ("In force?"). One of words never is, whatever its heads say."""
    for place in places:
        values, head = texts[place.col], place.header
        if place.field.startswith("status_tick:") and values and not any(map(is_mark, values)):
            place.field, place.score = "status", 1.0
        if len(head) > 40 or not values:
            continue
        status = status_of(head.replace("_", " "))
        if status and (all(map(is_mark, values)) or _answers(values)):
            place.field, place.score = f"status_tick:{status}", 1.0
        elif is_kind_word(head) and all(map(is_mark, values)):
            place.field, place.score = f"kind_tick:{kind_in_cell(head)}", 1.0


def _answers(values: list[str]) -> bool:
    """Whether a column says yes and no, at most now and then something else."""
    said = [text for text in values if not is_placeholder(text)]
    plain = [text for text in said if is_mark(text) or is_denial(text)]
    return len(plain) >= 0.6 * len(said) and any(map(is_denial, plain))
