"""Offices of state, bodies, parties by what they do, and provinces that another language names by its words.

Names are translated freely ("home affairs", "the interior"), but not into another office.
"""

import re

# What an office cares for: Indonesian | English. A name that holds another is written before it.
_CARES = """
luar negeri | foreign affairs
dalam negeri | (?:home|internal) affairs|(?:the )?interior
keuangan | (?:the )?(?:finance|treasury)
pertahanan | (?:national )?defen[cs]e
kesehatan | (?:public )?health
sosial | social affairs
perdagangan | (?:trade|commerce)
perindustrian | industry
pertanian | agriculture
kehutanan | forestry
lingkungan hidup | (?:the )?environment
pekerjaan umum | public works
perhubungan | transport(?:ation)?
agama | religious affairs
ketenagakerjaan | (?:manpower|labou?r|employment)
energi | energy
kelautan | (?:marine affairs|maritime affairs)
pariwisata | tourism
pendidikan | education
perencanaan pembangunan | (?:national )?development planning
hukum | (?:law|justice|legal affairs)
pemberdayaan perempuan | women(?:'s)? empowerment
komunikasi | communications?
desa | villages?
"""
_BODIES = """
badan pemeriksa keuangan | audit board
meteorologi | meteorolog\\w+
pencarian dan pertolongan | search and rescue
penanggulangan bencana | disaster(?: and emergency)? management|disaster mitigation
palang merah | red cross
bulan sabit merah | red crescent
kepolisian | police
tentara nasional | armed forces
kejaksaan | attorney[- ]general
bank dunia | world bank
(?:pihak|negara) (?:penerima|yang menerima) | receiving (?:party|state|country|government)
(?:pihak|negara) (?:pengirim|yang mengirim(?:kan)?) | sending (?:party|state|country|government)
(?:pihak|negara) (?:peminta|pemohon|yang meminta) | requesting (?:party|state|country|government)
(?:pihak|negara) (?:pengungkap|yang mengungkapkan) | disclosing (?:party|state|country|government)
(?:pihak )?pemberi hibah | (?:grantor|donor|grant provider)
(?:pihak )?penerima hibah | (?:grantee|grant recipient|(?<=the )recipient(?! (?:of|party|state|country|government)\\b))
(?:pihak )?pemberi pinjaman | lender
(?:pihak )?(?:peminjam|penerima pinjaman) | borrower
(?:pihak|negara) (?:pembantu|pemberi bantuan|yang membantu) | assisting (?:party|state|country|government)
"""
# Provinces told apart by where they lie: islands by their names, and the sides that have one.
_ISLANDS = """
nusa tenggara | nusa tenggara | timur, barat
jawa | java | timur, barat, tengah
sumat(?:e)?ra | sumat(?:e)?ra | utara, barat, selatan
kalimantan | kalimantan | utara, timur, barat, tengah, selatan
sulawesi | sulawesi | utara, barat, tengah, selatan, tenggara
papua | papua | barat, barat daya, selatan, tengah
maluku | maluku | utara
"""
_SIDES = {
    "timur": "(?:east|eastern)", "barat": "(?<!south[ -])(?:west|western)", "tengah": "central",
    "utara": "(?:north|northern)", "selatan": "(?:south|southern)",
    "tenggara": "south[ -]?east", "barat daya": "south[ -]?west",
}  # fmt: skip


def _provinces() -> list[list[str]]:
    """A row for each, as in the tables above."""
    return [
        [rf"{own} {side}{'(?! daya)' if side == 'barat' else ''}", f"{_SIDES[side]} {theirs}"]
        for own, theirs, sides in _rows(_ISLANDS)
        for side in sides.split(", ")
    ]


_OFFICE = {
    "id": r"\b(?:kementerian|menteri|departemen)\s+(?:koordinator\s+(?:bidang\s+)?)?(?:bidang\s+)?",
    "en": r"\b(?:(?:coordinating )?minist(?:ry|ries|ers?)|departments?|secretar(?:y|ies))\s+(?:of|for)\s+",
}
# What may stand between an office and what it cares for: other cares ("foreign affairs and trade").
_BETWEEN = r"(?:[\w']+,?\s+){0,4}?"


def _rows(table: str) -> list[list[str]]:
    return [line.split(" | ") for line in table.strip().splitlines()]


def _read(lang: str) -> dict[str, re.Pattern]:
    side = int(lang == "en")
    offices = {
        row[0]: re.compile(rf"{_OFFICE[lang]}{_BETWEEN}(?:{row[side]})\b", re.IGNORECASE)
        for row in _rows(_CARES)
    }
    bodies = {row[0]: re.compile(rf"\b(?:{row[side]})\b", re.IGNORECASE) for row in _NAMED}
    return offices | bodies


_NAMED = [*_rows(_BODIES), *_provinces()]
_PATTERNS = {lang: _read(lang) for lang in _OFFICE}
_HINTS = {
    "id": re.compile(r"menter|departemen|" + "|".join(row[0] for row in _NAMED), re.IGNORECASE),
    "en": re.compile(r"minist|department|secretar|" + "|".join(row[1] for row in _NAMED),
                     re.IGNORECASE),
}  # fmt: skip


def named(text: str, lang: str) -> dict[str, str]:
    """{office: as the text says it} for the offices and bodies that a paragraph names."""
    if lang not in _PATTERNS or not _HINTS[lang].search(text):
        return {}
    found = {key: pattern.search(text) for key, pattern in _PATTERNS[lang].items()}
    return {key: match[0] for key, match in found.items() if match}
