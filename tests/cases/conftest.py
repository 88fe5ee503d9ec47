"""What several tests of cases begin with."""

import pytest

from ecoop.core.dates import PartialDate
from ecoop.core.identity import SYSTEM, acting
from tests import people


@pytest.fixture
def paper(frozen):
    """A paper with a domestic partner, in force until 30 June 2026 with six months' notice."""
    frozen(2025, 12, 1)
    with acting(SYSTEM) as by:
        body = people.organisation(by, "Badan Geologi", iso2="ID", kind="agency_domestic")
        return people.instrument(
            by, partner=body, duration_rule="UNTIL", until=PartialDate.parse("2026-06-30"),
            notice_months=6, entry_rule="SIGNATURE", title_id="Nota Kesepahaman tentang gunung api",
            title_en="MoU on volcanoes", fields=["early_warning"], languages=["id"],
        )  # fmt: skip
