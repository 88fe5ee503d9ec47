"""Parity: do two languages of one instrument say the same?

`check(first, second)` compares wordings (ecoop.negotiation.articles) article by article and
gives findings. Pure and without Django. Both languages being equally authentic (UU 24/2009
art. 31 and its explanation), a difference is settled before the text is frozen.
"""

from ecoop.negotiation.parity.comparing import KNOWN, check
from ecoop.negotiation.parity.findings import Finding

__all__ = ["KNOWN", "Finding", "check"]
