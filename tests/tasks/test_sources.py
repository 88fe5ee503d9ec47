"""The source of a last day in both languages."""

from datetime import date

import pytest

from ecoop.core.bilingual import Text
from ecoop.instruments.renewals import SOURCE
from ecoop.tasks.lifecycle import Due


@pytest.mark.parametrize(
    ("source", "indonesian"),
    [
        ("Permenlu 4/2023 art. 6(4)(b)", "Permenlu 4/2023 pasal 6(4)(b)"),
        ("rule A12; rule of the house", "kaidah A12; kaidah kerja"),
        (SOURCE.format(code="KS-1"), "ketentuan penutup KS-1; kaidah kerja"),
    ],
)
def test_a_source_is_said_in_both_languages(source, indonesian):
    due = Due(on=date(2026, 1, 5), rule=Text.same("x"), source=source)

    assert due.source_said == Text(id=indonesian, en=source)
