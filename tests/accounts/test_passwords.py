"""Passwords that a guesser tries first."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from ecoop.accounts.models import User

SARI = User(name="Sari Wulandari", username="sari.w", email="sari.wulandari@example.invalid")


@pytest.mark.parametrize(
    "word",
    [
        "Password12345!", "p@ssw0rd20262026", "qwertyuiop123456", "1q2w3e4r5t6y7u8i",
        "bnpb-jakarta-2026", "ECooperation#2026", "Bnpb_Bnpb_2026", "Rahasia-BNPB-01",
        "SariWulandari99", "wulandari.bnpb1", "abcabcabcabcabc", "aaaaaaaaaaaaaa", "314159265358979",
        "unchangedme", "Kerjasama-2026!!", "merdeka17081945",
    ],
)  # fmt: skip
def test_what_is_tried_first_is_refused(word):
    with pytest.raises(ValidationError):
        validate_password(word, SARI)


@pytest.mark.parametrize(
    "word",
    [
        "kapal besar di laut biru", "gunung tinggi di awan", "Jakarta kota penuh pohon",
        "x9$Kq2!vLw7#mTz4", "correct horse battery", "bnpb membeli tujuh payung",
    ],
)  # fmt: skip
def test_several_plain_words_and_random_ones_are_good(word):
    validate_password(word, SARI)


def test_the_refusal_speaks_both_languages():
    for language, told in (("en", "too easy to guess"), ("id", "mudah ditebak")):
        with translation.override(language), pytest.raises(ValidationError) as refusal:
            validate_password("bnpb-jakarta-2026", SARI)
        assert told in " ".join(refusal.value.messages)
