"""What a file really is, told from its bytes alone, and whether it may come in (trust.md S7).

    taken = kinds.examine(content, name="Laporan.docx.exe")
    taken.content, taken.kind.mime, taken.name          # cleaned bytes, type, a safe name

Pure: no database, no network, no disk. Everything that is not plainly one of the known kinds is
refused in words that say what to do instead.
"""

from ecoop.documents.kinds.examination import KINDS, Kind, Taken, examine
from ecoop.documents.kinds.refusals import Unfit

__all__ = ["KINDS", "Kind", "Taken", "Unfit", "examine"]
