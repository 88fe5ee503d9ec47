"""Indonesian, as agreements are written in it."""

from ecoop.negotiation.parity.language import WEEKLY, Language

_UNITS = "nol satu dua tiga empat lima enam tujuh delapan sembilan".split()
_NUMBERS = {word: ("unit", value) for value, word in enumerate(_UNITS)} | {
    "sepuluh": ("unit", 10), "sebelas": ("unit", 11), "belas": ("teen", 10),
    "puluh": ("times", 10), "ratus": ("times", 100), "seratus": ("hundred", 100),
    "seribu": ("group-one", 1000), "ribu": ("group", 1000), "juta": ("group", 10**6),
    "sejuta": ("group-one", 10**6), "miliar": ("group", 10**9), "milyar": ("group", 10**9),
    "triliun": ("group", 10**12), "trilyun": ("group", 10**12),
    "pertama": ("order", 1), "kesatu": ("order", 1),
} | {f"ke{word}": ("order", value) for value, word in enumerate(_UNITS) if value > 1} | {
    "kesepuluh": ("order", 10),
}  # fmt: skip
_MONTHS = (
    ("januari", "jan"), ("februari", "pebruari", "feb"), ("maret", "mar"), ("april", "apr"),
    ("mei",), ("juni", "jun"), ("juli", "jul"), ("agustus", "agu", "agt", "ags"),
    ("september", "sept", "sep"), ("oktober", "okt"), ("november", "nopember", "nov"),
    ("desember", "des"),
)  # fmt: skip

_MONTH = "(?:" + "|".join(name for names in _MONTHS for name in names) + ")"
_DIGITS = "|".join(_UNITS[1:])
_TONGUES = {
    "indonesia": "id", "inggris": "en", "korea": "ko", "jepang": "ja", "mandarin": "zh", "cina": "zh",
    "tionghoa": "zh", "turki": "tr", "arab": "ar", "prancis": "fr", "perancis": "fr", "spanyol": "es",
    "rusia": "ru", "jerman": "de", "belanda": "nl", "portugis": "pt", "vietnam": "vi", "melayu": "ms",
}  # fmt: skip
_NAME = r"(?-i:[A-Z][a-z]{2,})"
_NO_SPAN = r"(?!\s+(?:tahun|bulan|minggu|hari|jam|abad|windu|dasawarsa)\b)"
_SHARES = (
    (rf"\b(?:setengah|separuh|separo|seperdua)\b{_NO_SPAN}", 1, 2),
    *(
        (rf"\bseper{under}\b{_NO_SPAN}", 1, bottom)
        for under, bottom in (("tiga", 3), ("empat", 4), ("lima", 5), ("enam", 6),
                              ("delapan", 8), ("sepuluh", 10))
    ),
    *(
        (rf"\b{over}\s+per\s?{under}\b{_NO_SPAN}", top, bottom)
        for over, top in (("satu", 1), ("dua", 2), ("tiga", 3), ("empat", 4))
        for under, bottom in (("tiga", 3), ("empat", 4), ("lima", 5), ("enam", 6),
                              ("delapan", 8), ("sepuluh", 10))
        if top < bottom
    ),
)  # fmt: skip

INDONESIAN = Language(
    code="id",
    numbers=_NUMBERS,
    decimal=",",
    months=_MONTHS,
    weekdays=("senin", "selasa", "rabu", "kamis", r"jum'?at", "sabtu", r"hari minggu"),
    durations={
        "hari kerja": ("working", 1),
        "hari kalender": ("day", 1),
        "hari takwim": ("day", 1),
        "hari": ("day", 1),
        "minggu": ("day", 7),
        "pekan": ("day", 7),
        "bulan": ("month", 1),
        "triwulan": ("month", 3),
        "semester": ("month", 6),
        "tahunan": ("month", 12),
        "tahun": ("month", 12),
        "dasawarsa": ("month", 120),
        "windu": ("month", 96),
        "jam": ("hour", 1),
        "menit": ("minute", 1),
    },  # fmt: skip
    rhythms={
        r"(?:setiap|tiap|per) triwulan": 3,
        "triwulanan": 3,
        r"(?:setiap|tiap|per) semester": 6,
        r"semesteran": 6,
        r"(?:setiap|tiap-tiap|tiap|per) tahun(?:nya)?": 12,
        "tahunan": 12,
        r"(?:setiap|tiap-tiap|tiap|per) bulan(?:nya)?": 1,
        "dwibulanan": 2,
        "bulanan": 1,
        r"(?:setiap|tiap-tiap|tiap|per) (?:minggu|pekan)(?:nya)?": WEEKLY,
        r"mingguan": WEEKLY,
        "sekali setahun": 12,
    },  # fmt: skip
    single_spans={
        "sedasawarsa": ("month", 120),
        "sewindu": ("month", 96),
        "setengah windu": ("month", 48),
        "setahun": ("month", 12),
        "sebulan": ("month", 1),
        "seminggu": ("day", 7),
        "sepekan": ("day", 7),
        "sehari": ("day", 1),
        "setengah tahun": ("month", 6),
        "seperempat tahun": ("month", 3),
        "tiga perempat tahun": ("month", 9),
        "setengah jam": ("minute", 30),
        "seperempat jam": ("minute", 15),
    },  # fmt: skip
    times={"sepasang": 2, "tunggal": 1},
    idioms=(
        r"satu sama lain",
        r"salah satu(?:nya)?",
        r"satu[- ]satunya",
        r"satu (?:atau|dan) lain",
        r"satu kesatuan",
        r"satu pun",
        r"kesatu(?:an)\b",
        r"pertama[- ]tama",
        r"ke-?dua(?:nya)\b",
        r"kedua (?:belah )?negara",
        r"satu atau lebih",
        r"satu pintu",
        r"hari ini",
    ),  # fmt: skip
    joiner=r"[\s-]+",
    percent=r"#\s*(?:%|persen|per ?seratus|prosen)",
    currencies={
        r"rp\.?|idr|rupiah": "IDR",
        r"us\$|usd|\$|(?:us )?dol+ar (?:amerika(?: serikat)?|as)": "USD",
        r"eur|€|euro": "EUR",
        r"jpy|¥|yen(?: jepang)?": "JPY",
        r"krw|₩|won(?: korea)?": "KRW",
        r"a\$|aud|dol+ar australia": "AUD",
        r"nz\$|nzd|dol+ar selandia baru": "NZD",
        r"s\$|sgd|dol+ar singapura": "SGD",
        r"gbp|£|pound(?:sterling| sterling)?": "GBP",
        r"chf|franc swiss": "CHF",
    },  # fmt: skip
    dates=(
        r"(?:tanggal\s+)?#d\s+(?:bulan\s+)?#M,?\s+(?:tahun\s+)?#y",
        r"(?:bulan\s+)?#M\s+(?:tahun\s+)?#y",
        r"(?:tanggal\s+)?#d\s+(?:bulan\s+)?#M",
    ),
    ends=r"akhir|penghujung|(?:hari|tanggal) terakhir",
    month_named=r"bulan\s+",
    year_named=r"\s*(?:tahun\s+)?",
    span_adjectives="(?!)",
    staged=r"tahap|tingkat|fase|golongan|kelas|bab|bagian|skala|level|termin|angkatan|kelompok",
    frequency=r"(?:#(?P<times>\s*kali)|sekali)\s*(?:dalam|di dalam|setiap|tiap|per)?\s*"
    r"(?P<span>setahun|satu tahun|tahun|#u tahun|sebulan|satu bulan|bulan|seminggu|sepekan|minggu|pekan)\b",
    spans_of_frequency={"bulan": ("month", 1), "minggu|pekan": ("day", 7)},
    every=r"(?:setiap|tiap|per)\s+(?=#)",
    laws=(
        r"(?:nomor|no\.?)\s*:?\s*#\s*(?:tahun|thn\.?|th\.?|/)\s*#",
        r"(?:uu|pp|perpres|permen\w*|permenlu|perka|keppres|inpres)\s+(?:no\.?\s*|nomor\s*)?#\s*/\s*#",
    ),
    clock=r"(?:pukul|jam)\s+(?P<h>\d{1,2})[.:](?P<m>\d{2})(?:\s*(?:wib|wita|wit))?",
    articles=r"pasal[- ]?(?:pasal)?",
    paragraphs=r"ayat",
    letters=r"huruf",
    this_article=r"pasal (?:ini|tersebut)",
    annexes=r"lampiran",
    joined_by=r"\s*(?:,?\s*(?:dan/atau|dan|serta|atau)|,)\s*",
    up_to=r"\s*(?:sampai dengan|s\.?d\.?|hingga|sampai|-|\u2013)\s*",
    party_ordinals={
        "pertama": 1,
        "kesatu": 1,
        "kedua": 2,
        "ketiga": 3,
        "keempat": 4,
        "kelima": 5,
        "keenam": 6,
        "I": 1,
        "II": 2,
        "III": 3,
        "IV": 4,
    },  # fmt: skip
    party_numbered=r"pihak (?:pertama|kesatu|kedua|ketiga|keempat|kelima|keenam)\b",
    party_all=r"para pihak|kedua (?:belah )?pihak|ketiga pihak|pihak-pihak",
    party_each=r"(?:masing-masing|setiap|tiap-tiap|tiap)(?: dari)? (?:para )?pihak",
    party_any=r"salah satu(?: dari)? (?:para )?pihak",
    party_other=r"pihak (?:yang )?lain(?:nya)?",
    party_third=r"pihak ketiga(?: lainnya)?|pihak-pihak ketiga",
    defined=r"disebut(?:\s+juga)?(?:\s+sebagai)?\s+[\"']?(?P<term>[^\"',;.:()]{2,60})",
    tongues=_TONGUES,
    tongue=rf"(?!(?:Bahasa)\b){_NAME}",
    tongue_list=rf"\bbahasa\s+{_NAME}(?:(?:,\s*(?:dan\s+|serta\s+)?|\s+(?:dan|serta)\s+)"
    rf"(?:(?:dalam\s+)?bahasa\s+)?{_NAME})*",
    shares=_SHARES,
    polities={
        "republic": "republik",
        "kingdom": "kerajaan",
        "commonwealth": "persemakmuran",
        "federation": "federasi",
        "sultanate": "kesultanan",
        "emirate": "keemiratan",
        "principality": "kepangeranan",
    },
    prevailing=rf"(?:naskah|teks|versi)\s+(?:dalam\s+)?bahasa\s+(?P<tongue>{'|'.join(_TONGUES)})\s+"
    r"(?:(?:yang|akan|harus|adalah|dinyatakan)\s+)*(?:berlaku|digunakan|diutamakan|dipakai|menjadi)\b",
    collective=("para pihak", "pihak-pihak", "kedua belah pihak"),
    respelled=(
        (r"(?<=\d)\s?[x\u00d7]\s?(?=\d)", " x "),
        (  # "tanggal 15 bulan berikutnya" is a day of a month, not fifteen months
            rf"\b(tanggal\s+\d{{1,2}}(?:\s*\([a-z ]+\))?)\s+(?=bulan\s+(?!{_MONTH}\b))",
            r"\1 dari ",
        ),
        (rf"\b({_DIGITS})(?=belas|puluh|ratus|ribu|juta)", r"\1 "),
        (rf"(?<=puluh)(?={_DIGITS})", " "),
        (r"\bper\s?seratus\b", "persen"),
        (r"\bH\s?-\s?(\d+)\b", r"\1 hari sebelum"),
        (r"\bH\s?\+\s?(\d+)\b", r"\1 hari sesudah"),
        (rf"\b({_DIGITS}|sepuluh|sebelas|belas|puluh|\d+)\s+setengah\b", r"\1 koma lima"),
        (r"\b(nomor|no\.)(?=\d)", r"\1 "),
        (r"\bps\.\s*(?=\d)", "Pasal "),
    ),
)
