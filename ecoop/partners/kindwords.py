"""What kind of organisation an unknown name is of, by its words. Pure."""

import re

from ecoop.places.gazetteer import country_of, folded

_WORDS = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), kind, country)
    for pattern, kind, country in (
        ("red cross|red crescent|palang merah|bulan sabit", "red_cross", ""),
        (
            "bpbd|pemprov|pemkab|pemkot|pemda|pemerintah (?:provinsi|kabupaten|kota|daerah)",
            "region",
            "ID",
        ),
        (
            "universitas|institut teknologi|politeknik|sekolah tinggi|universities of",
            "university",
            "ID",
        ),
        ("university|universiti|institute of technology|college", "university", ""),
        (r"kemen\w+|kemdik\w*|ditjen|direktorat jenderal", "ministry", "ID"),
        (
            "kodam|kodim|korem|lanal|lanud|armed forces|army|navy|air force|defence force",
            "military",
            "",
        ),
        ("ministry|embassy|government|kedutaan|department of", "foreign_state", ""),
        ("radio|televisi|tv|media|surat kabar|pers|news", "media", "ID"),
        ("pt|cv|tbk|persero|bank|asuransi|perusahaan", "business", "ID"),
        ("ltd|inc|corp|gmbh|company|companies|co", "business", ""),
        ("yayasan|perkumpulan|ikatan|persatuan|himpunan|forum|komunitas|relawan|lsm", "cso", "ID"),
        ("badan|lembaga|dinas|balai|pusat|mahkamah|kejaksaan|polda|perum", "agency_domestic", "ID"),
        ("foundation|international", "ingo", ""),
    )
)


def guess_kind(text: str) -> tuple[str, str]:
    """(kind, country) of an unknown organisation by the words of its name; ("", "") if silent."""
    words = folded(text)
    for pattern, kind, country in _WORDS:
        if pattern.search(words):
            return kind, country_of(text) or country
    country = country_of(text) or ""
    return ("foreign_state", country) if country and country != "ID" else ("", country)
