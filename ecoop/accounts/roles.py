"""The roles of domain.md section 6."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    ANONYMOUS = "anonymous", _("Public visitor")
    STAFF = "staff", _("Cooperation staff")
    LEGAL = "legal", _("Legal desk")
    UNIT = "unit", _("Technical unit")
    LEADER = "leader", _("Leadership")
    MINISTRY = "ministry", _("Ministry or agency")
    PARTNER = "partner", _("Partner focal point")
    REGION = "region", _("Regional agency")
    AUDITOR = "auditor", _("Auditor")
    ADMIN = "admin", _("Administrator")
    SYSTEM = "system", _("The system itself")


# Whose records a role outside BNPB is for: the prefix of its scope.
BELONGS: Mapping[Role, str] = {Role.PARTNER: "org", Role.MINISTRY: "org", Role.REGION: "region"}

# People inside BNPB: they read internal notes and the desk's own pages.
INTERNAL = frozenset(
    {Role.STAFF, Role.LEGAL, Role.UNIT, Role.LEADER, Role.AUDITOR, Role.ADMIN, Role.SYSTEM}
)
