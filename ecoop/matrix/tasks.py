"""Jobs of the imports; each loads by id and calls one action."""

from procrastinate.contrib.django import app

from ecoop.matrix import actions


@app.task(name="matrix.read")
def read(batch: str) -> None:
    """Read an uploaded file."""
    actions.read_batch(batch_id=batch)


@app.task(name="matrix.confirm")
def confirm(batch: str, principal: str) -> None:
    """Put a large import into the register, as the user who asked for it."""
    actions.confirm_waiting(batch_id=batch, principal=principal)


@app.task(name="matrix.undo")
def undo(batch: str, principal: str) -> None:
    """Take a large import back, as the user who asked for it."""
    actions.undo_waiting(batch_id=batch, principal=principal)
