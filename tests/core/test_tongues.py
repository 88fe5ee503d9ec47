"""Languages as people write them."""

import pytest

from ecoop.core.tongues import code_of


@pytest.mark.parametrize(
    ("written", "code"),
    [("Korean", "ko"), ("bahasa Korea", "ko"), ("ko", "ko"), ("ko-KR", "ko"), ("Inggris", "en"),
     (" the Indonesian language ", "id"), ("Mandarin", "zh"), ("eng", "en"), ("qaa", "qaa"),
     ("klingon1", ""), ("", "")],
)  # fmt: skip
def test_a_language_is_known_by_its_name_or_its_code(written, code):
    assert code_of(written) == code
