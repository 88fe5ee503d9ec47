"""The four classes of secrecy and how they compare (domain.md section 6; UU 14/2008 art. 17)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Classification(models.TextChoices):
    PUBLIC = "public", _("Public")
    LIMITED = "limited", _("Limited")
    CONFIDENTIAL = "confidential", _("Confidential")
    SECRET = "secret", _("Secret")


RANKS = {value: rank for rank, value in enumerate(Classification.values)}
NOTHING = -1


def rank(classification: str) -> int:
    """0 for Public up to 3 for Secret; raises KeyError on an unknown class."""
    return RANKS[classification]


def widest(classifications) -> str:
    """The strictest of several classes: a derived record is never wider than its sources (G1)."""
    return max(classifications, key=rank, default=Classification.PUBLIC)
