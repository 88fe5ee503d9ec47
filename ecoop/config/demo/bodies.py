"""The organisations named in a cell of the demo files."""

from ecoop.partners import actions as partners
from ecoop.partners import gazetteer


def recognised(written, by, *, country="", source=""):
    """The organisations that the gazetteer knows for certain among those named in `written`.

    Persons and titles in parentheses are left aside; what is not known stays in the words of the
    source and makes no organisation ("line ministries", "over 110 Japanese companies").
    """
    found = []
    for piece in gazetteer.pieces(written, country):
        match = gazetteer.match(piece, country)
        if match is None or match.score < gazetteer.CERTAIN:
            continue
        found.append(
            partners.find_or_register(
                by=by,
                text=match.canonical,
                kind=match.kind,
                country=match.country or None,
                why=source,
            )
        )
    return list({organisation.pk: organisation for organisation in found}.values())
