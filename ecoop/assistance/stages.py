"""How far a piece of aid got, read from the words of a report."""

# The first word that is found decides; the words of the report stay beside it.
_WORDS = (
    ("delivered", ("handed to", "handed over", "delivered", "donated", "provided", "received by")),
    ("discussed", ("under discussion", "planned", "proposed")),
    ("arrived", ("arrived", "working", "operating", "operated", "deployed", "brought in")),
    ("sent", ("sent", "departed", "en route", "arriving", "dispatched", "being provided")),
    ("committed", ("committed", "pledged", "granted", "allocated", "agreed", "agreement", "vowed",
                   "announced", "prepared", "disbursed")),
    ("offered", ("offered",)),
)  # fmt: skip


def stage_said(written: str) -> str:
    """A code of the vocabulary aid_stages; "reported" when the words say no more than that."""
    text = written.casefold()
    if any(words in text for words in ("to be ", "being ", "minister planned")):
        return "sent"
    return next(
        (stage for stage, words in _WORDS if any(word in text for word in words)), "reported"
    )
