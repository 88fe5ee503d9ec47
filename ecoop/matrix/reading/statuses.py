"""The status that somebody wrote, in words of either language."""

import re
from functools import lru_cache

from ecoop.matrix.reading.words import is_placeholder, tidy

# Looked for in this order: a denial before what it denies.
_WORDS = (
    ("progress", r"(?:on|in)[\s-]?progress|dalam pelaksanaan|sedang dilaksanakan"),
    ("active", (r"(?:akan|segera|hampir|mau|jelang|menjelang) (?:ber|di)?(?:akhir|habis)\w*"
     r"|belum (?:ber|di)?akhir\w*|expir(?:ing|es) soon|(?:will|to) expire|soon to expire|not expired"
     r"|about to expire|due to expire")),
    ("expired", (r"(?:tidak|tdk|tak|non)[\s-]?(?:lagi )?(?:ber|di)?(?:laku|aktif|perpanjang)\w*(?: lagi)?"
     r"|sudah tidak (?:ber)?(?:laku|aktif)|kad[ae]?lu?w?arsa|ked[ae]?lu?w?arsa|kada?lu?arsa|daluwarsa"
     r"|berakhir|(?:telah |sudah )?habis(?: masa berlaku\w*| masa)?|expired?|lapsed?|inactive|in-active"
     r"|not (?:active|valid|in force|renewed)|no longer (?:active|valid|in force)|ended|terminated"
     r"|dihentikan|diakhiri|dibatalkan|batal|inaktif|digantikan|superseded|replaced|gugur|out of date|invalid|mati|past due|lewat (?:masa|waktu)"
     r"|masa berlaku (?:telah |sudah )?(?:habis|selesai|berakhir)|kadaluwarso")),
    ("renewal", (r"(?:proses|dalam|sedang|usulan|rencana|menunggu|tahap) .{0,14}(?:perpanjangan|pembaruan"
     r"|pembaharuan)|(?:under|in|pending|awaiting) (?:process of )?(?:renewal|extension)"
     r"|sedang diperpanjang|being (?:renewed|extended)")),
    ("completed", (r"(?:telah |sudah )?selesai(?: dilaksanakan)?|completed?|closed|tuntas|rampung"
     r"|concluded|finished|done|(?:telah|sudah) (?:di|ter)laksana(?:kan)?(?: seluruhnya)?|(?<!be )handed over|(?<!akan )diserah\s?terimakan|(?:di)?tutup|terlaksana|finalised|rampung|fully implemented")),
    ("draft", (r"(?:dalam |dlm |masih |sedang |tahap |on |in |under |being )*(?:pros?es|process|progress|pembahasan"
     r"|pembahsn|penjajakan|perundingan|negosiasi|negotiat\w+|penyusunan|perumusan|finalisasi|reviu"
     r"|review|discussion|preparation|drafting|konsultasi|penelaahan|harmonisasi|inisiasi|exploration)"
     r"|draf|drafts?|draft\w*|belum (?:di)?(?:tandatangan\w*|ttd|ditanda ?tangani|sah|final|berlaku)"
     r"|rencana|rancangan|usulan|konsep|unsigned|not (?:yet )?signed|(?:pending|menunggu|awaiting|waiting(?: for)?)(?: (?:penanda\s?tanganan|tanda\s?tangan\w*|ttd|paraf"
     r"|persetujuan|signatures?|signing|approval))?|proposed"
     r"|proposal|pipeline|planned|exploratory|tertunda|ditunda|ditangguhkan|mandek|on hold|postponed|deferred|shelved|dibahas|diusulkan|direncanakan|naskah awal")),
    ("active", (r"(?:masih |tetap |still |currently )?(?:berlaku|aktif|active|valid|berjalan|in force"
     r"|in effect|enter(?:ed)? into force|effective|efektif|on-?\s?going|running|current|berlangsung|live|operational|hidup)"
     r"(?: sampai sekarang)?|masih ada|sedang (?:berjalan|berlangsung|dilaksanakan)|implementasi"
     r"|implementation|aktiv|aktip|^masih$")),
)  # fmt: skip
_COMPILED = tuple((code, re.compile(rf"\b(?:{words})(?!\w)")) for code, words in _WORDS)
_CLAUSE = re.compile(r"[;\n|]|\.\s|,\s|\s-\s|^[-*•]\s")
_FILLER = re.compile(
    r"\b(?:status|keterangan|ket|kondisi|saat ini|sekarang|nk|mou|pks|moc|perjanjian|dokumen|naskah"
    r"|the|is|now|currently|sudah|telah|masih|masa|dan|kerja ?sama|nota kesepahaman|pada|tanggal"
    r"|ini|yang|yg|di(?:serahkan|laksanakan|laporkan)|daftar|agreements?|cooperation|kerjasama|list|of|since|sejak|tahun|dengan|s\.?d\.?|sampai|hingga|until|s/d)\b|[^a-z]+"
)


# How people speak and text; each is read as the word that an office writes.
_SPOKEN = {
    "msh": "masih", "msih": "masih", "udah": "sudah", "udh": "sudah", "sdh": "sudah",
    "blm": "belum", "belom": "belum", "blom": "belum", "gak": "tidak", "ga": "tidak", "gk": "tidak",
    "nggak": "tidak", "ngga": "tidak", "enggak": "tidak", "abis": "habis", "dlm": "dalam",
    "jln": "berjalan", "jalan": "berjalan", "diteken": "ditandatangani", "beres": "selesai",
    "kelar": "selesai", "diperpanjangin": "diperpanjang",
}  # fmt: skip
_SPOKEN_WORD = re.compile(rf"\b(?:{'|'.join(_SPOKEN)})\b")
_DOUBTFUL = re.compile(
    r"(?:perlu|masih|mohon|menunggu|butuh) (?:di)?(?:konfirmasi|cek|verifikasi|telusuri)(?: lagi| ulang)?"
    r"|(?:to be |needs? |please )(?:confirm\w*|check\w*|verif\w*)|tbc|unknown|unconfirmed"
    r"|(?:belum|tidak) (?:diketahui|jelas)"
)


def _written(plain: str) -> str:
    return _SPOKEN_WORD.sub(lambda found: _SPOKEN[found[0]], plain)


@lru_cache(maxsize=4096)
def status_of(text: str) -> str:
    """active, expired, completed, draft, progress, renewal, or "" when the words claim none of these."""
    if is_placeholder(text):
        return ""
    plain = _written(tidy(text[:2_000]))
    for code, regex in _COMPILED:
        if regex.search(plain):
            return code
    return ""


@lru_cache(maxsize=8192)
def status_in_notes(text: str) -> tuple[str, str]:
    """(status, the clause that states it) from a column of remarks; ("", "") when none does.

    A clause that says the status is unknown gives ("", clause). A clause counts only when it is little else but the status: "Kadaluarsa; lingkup: ...".
    """
    for clause in _CLAUSE.split(text):
        bare = (clause or "").strip(" .:-*•\t")
        plain = re.sub(r"^(?:status|keterangan|ket)\s*[:=]\s*", "", _written(tidy(bare)))
        if not plain or len(plain) > 60 or ":" in plain:
            continue
        if _DOUBTFUL.fullmatch(plain):
            return "", bare
        for code, regex in _COMPILED:
            rest, times = regex.subn(" ", plain)
            if times and not _FILLER.sub("", rest):
                return code, bare
    return "", ""
