"""Reads the bureau's matrix of cooperation from a file, whatever its layout.

Pure: no Django, no database. `read_matrix` reads in this process; `read_guarded` does the same in
a child process with ceilings on memory and time, and is what a server should call.
"""

from ecoop.matrix.reading.limits import Limits
from ecoop.matrix.reading.model import (
    Column,
    Finding,
    LeftOut,
    MatrixReading,
    RawCell,
    Record,
    Sheet,
    Table,
)
from ecoop.matrix.reading.read import read_guarded, read_matrix
from ecoop.matrix.reading.refusals import Unreadable

__all__ = [
    "Column",
    "Finding",
    "LeftOut",
    "Limits",
    "MatrixReading",
    "RawCell",
    "Record",
    "Sheet",
    "Table",
    "Unreadable",
    "read_guarded",
    "read_matrix",
]
