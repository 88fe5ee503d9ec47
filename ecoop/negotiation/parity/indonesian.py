"""Indonesian, as agreements are written in it."""

from ecoop.negotiation.parity import currencies, measures, spelling
from ecoop.negotiation.parity.language import DAILY, WEEKLY, Language

_UNITS = "nol satu dua tiga empat lima enam tujuh delapan sembilan".split()
_NUMBERS = {word: ("unit", value) for value, word in enumerate(_UNITS)} | {
    "sepuluh": ("unit", 10), "sebelas": ("unit", 11), "belas": ("teen", 10),
    "puluh": ("times", 10), "ratus": ("times", 100), "seratus": ("hundred", 100),
    "seribu": ("group-one", 1000), "ribu": ("group", 1000), "juta": ("group", 10**6),
    "sejuta": ("group-one", 10**6), "miliar": ("group", 10**9), "milyar": ("group", 10**9),
    "triliun": ("group", 10**12), "trilyun": ("group", 10**12),
    "pertama": ("order", 1), "kesatu": ("order", 1), "lusin": ("times", 12), "selusin": ("unit", 12),
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
_CLOCK = r"\d{1,2}[.:]\d{2}"
_TO = r"(?:sampai dengan|s\.?d\.?|hingga|sampai|dan|-|\u2013)"
_NO_SPAN = r"(?!\s+(?:tahun(?:an)?|bulan(?:an)?|minggu|hari|jam|abad|windu|dasawarsa|dekade)\b)"
_UNDER = rf"(?:{_DIGITS})(?:\s+(?:belas|puluh))?|sepuluh|sebelas|seratus|seribu"
_SHARES = (
    rf"\b(?P<under>setengah|separuh|separo)(?:nya)?\b{_NO_SPAN}",
    rf"\bseper(?P<under>{_UNDER})(?:nya)?\b{_NO_SPAN}",
    rf"\b(?P<over>{_DIGITS})\s+per\s?(?P<under>{_UNDER})(?:nya)?\b{_NO_SPAN}",
)

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
        "triwulan|kuartal": ("month", 3),
        "caturwulan": ("month", 4),
        "semester": ("month", 6),
        "tahunan": ("month", 12),
        "tahun": ("month", 12),
        "dasawarsa|dekade": ("month", 120),
        "abad": ("month", 1200),
        "windu": ("month", 96),
        "jam": ("second", 3600),
        "menit": ("second", 60),
        "detik": ("second", 1),
    },  # fmt: skip
    rhythms={
        r"(?:setiap|tiap|per) (?:triwulan|kuartal)": 3,
        "triwulanan|kuartalan": 3,
        r"(?:setiap|tiap|per) caturwulan|caturwulanan": 4,
        r"(?:setiap|tiap|per) semester": 6,
        r"semesteran|(?:se)?tengah[ -]?tahunan|(?:setiap|tiap|per) (?:se)?tengah tahun": 6,
        r"(?:setiap|tiap-tiap|tiap|per) tahun(?:nya)?": 12,
        "tahunan": 12,
        r"(?:setiap|tiap-tiap|tiap|per) bulan(?:nya)?": 1,
        "dwitahunan": 24,
        "dwibulanan": 2,
        "bulanan": 1,
        r"(?:setiap|tiap-tiap|tiap|per) (?:minggu|pekan)(?:nya)?": WEEKLY,
        r"mingguan": WEEKLY,
        r"(?:setiap|tiap-tiap|tiap|per) hari(?!\s+kerja)": DAILY,
        r"harian": DAILY,
        "sekali setahun": 12,
    },  # fmt: skip
    single_spans={
        "sedasawarsa|sedekade": ("month", 120),
        "seabad": ("month", 1200),
        "setengah abad": ("month", 600),
        "seperempat abad": ("month", 300),
        "setengah (?:dasawarsa|dekade)": ("month", 60),
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
        "setengah jam": ("second", 1800),
        "seperempat jam": ("second", 900),
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
        r"(?:roda empat|empat roda|4\s?x\s?4)\b",
        r"hari ini",
    ),  # fmt: skip
    joiner=r"[\s-]+",
    point="koma",
    percent=r"#\s*(?:%|persen|per ?seratus|prosen)",
    permille=r"#\s*(?:‰|per ?mil\b|per ?seribu\b)",
    currencies=currencies.of("id"),
    dates=(
        r"(?:tanggal\s+)?#d\s+(?:bulan\s+)?#M,?\s+(?:tahun\s+)?#y",
        r"(?:bulan\s+)?#M\s+(?:tahun\s+)?#y",
        r"(?:tanggal\s+)?#d\s+(?:bulan\s+)?#M",
    ),
    counts_days=False,
    ends=r"akhir|penghujung|(?:hari|tanggal) terakhir",
    month_named=r"bulan\s+",
    year_named=r"\s*(?:tahun\s+)?",
    span_adjectives="(?!)",
    staged=r"tahap|tingkat|fase|golongan|kelas|bab|bagian|skala|level|termin|angkatan|kelompok(?:\s+kerja)?"
    r"|triwulan|kuartal|semester|komponen|gelombang|paket|lot|zona|wilayah|klaster|komisi|komite",
    frequency=r"(?:#(?P<times>\s*kali)|sekali)\s*(?:dalam|di dalam|setiap|tiap|per)?\s*"
    r"(?P<span>setahun|satu tahun|tahun|#u tahun|sebulan|satu bulan|bulan|seminggu|sepekan|minggu|pekan|(?:sehari|satu hari|hari)(?!\s+kerja))\b",
    spans_of_frequency={
        "bulan": ("month", 1),
        "minggu|pekan": ("day", 7),
        "hari": ("second", 86400),
    },
    every=r"(?:setiap|tiap|per)\s+(?=#)",
    laws=(
        r"(?:nomor|no\.?)\s*:?\s*#\s*(?:tahun|thn\.?|th\.?|/)\s*#",
        r"(?:uu|pp|perpres|permen\w*|permenlu|perka|keppres|inpres)\s+(?:no\.?\s*|nomor\s*)?#\s*/\s*#",
    ),
    clock=r"(?:pukul|jam)\s+(?P<h>\d{1,2})[.:](?P<m>\d{2})"
    r"|(?<![\w.,:])(?P<hour>\d{1,2})[.:](?P<past>\d{2})(?=\s*(?:wib|wita|wit|utc|gmt)\b)",
    hour=r"(?<!\ue001)(?<!\ue001\s)(?:pukul|jam)\s+#(?:\s+(?P<part>pagi|siang|sore|petang|malam))?",
    late={"siang": 6, "sore": 12, "petang": 12, "malam": 12},
    moments={r"tengah hari": (12, 0), r"tengah malam": (0, 0)},
    zones={
        r"WIB|waktu indonesia (?:bagian )?barat|waktu jakarta": 7,
        r"WITA|waktu indonesia (?:bagian )?tengah": 8,
        r"WIT|waktu indonesia (?:bagian )?timur": 9,
    },
    articles=r"pasal[- ]?(?:pasal)?",
    paragraphs=r"(?:ayat|paragraf)",
    letters=r"huruf",
    this_article=r"pasal (?:ini|tersebut)",
    annexes=r"lampiran",
    joined_by=r"\s*(?:,?\s*(?:dan/atau|dan|serta|atau)|,)\s*",
    up_to=r"\s*(?:sampai dengan|s\.?d\.?|hingga|sampai|-|\u2013)\s*",
    rest=r"sisa(?:nya)?|selebihnya|selisih(?:nya)?",
    ratio=r"#\s*(?:\u2236|banding)\s*#",
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
    under={"setengah": 2, "separuh": 2, "separo": 2},
    measures=measures.BY_SIGN | measures.of("id"),
    polities={
        "republic": "republik",
        "kingdom": "kerajaan",
        "commonwealth": "persemakmuran",
        "federation": "federasi",
        "sultanate": "kesultanan",
        "emirate": "keemiratan",
        "principality": "kepangeranan",
    },
    prevailing=rf"(?:naskah|teks|versi)\s+(?:(?:dalam\s+)?bahasa\s+)?(?P<tongue>{'|'.join(_TONGUES)})\s+"
    r"(?:(?:yang|akan|harus|adalah|dinyatakan)\s+)*(?:berlaku|digunakan|diutamakan|dipakai|menentukan|menjadi)\b"
    r"|yang\s+(?:berlaku|digunakan|diutamakan|dipakai|menentukan)\s+(?:adalah|ialah|yakni|yaitu)\s+(?:(?:naskah|teks|versi)"
    rf"\s+)?(?:dalam\s+)?(?:bahasa\s+)?(?P<named>{'|'.join(_TONGUES)})\b",
    collective=("para pihak", "pihak-pihak", "kedua belah pihak"),
    shortened=(
        *spelling.SHARED,
        *spelling.sizes({"[rR]b": "ribu", "jt|Jt": "juta", "M": "miliar", "T": "triliun"}),
        *spelling.ranges(
            _MONTH,
            r"\s*(?:sampai dengan|s\.?d\.?|hingga|sampai|-|\u2013)\s*(?:tanggal\s+)?",
            year=r"\s+(?:tahun\s+)?",
        ),
        *spelling.ratios("rasio|perbandingan|proporsi|skala|komposisi"),
    ),
    respelled=(
        (  # "2 x 24 (dua kali dua puluh empat) jam"
            r"(\d+)\s?[x\u00d7]\s?(\d+)\s*\(\s*([a-z ]+?)\s+kali\s+([a-z ]+?)\s*\)",
            r"\1 (\3) x \2 (\4)",
        ),
        (r"(?<=\d)\s?[x\u00d7]\s?(?=\d)", " x "),
        (  # "tanggal 15 bulan berikutnya" is a day of a month, not fifteen months
            rf"\b(tanggal\s+\d{{1,2}}(?:\s*\([a-z ]+\))?)\s+(?=bulan\s+(?!{_MONTH}\b))",
            r"\1 dari ",
        ),
        (rf"\b((?:ke|seper)?(?:{_DIGITS}))(?=belas|puluh|ratus|ribu|juta)", r"\1 "),
        (rf"\b({_DIGITS})\s?per\s?(?=(?:{_DIGITS}|se(?:puluh|ratus|ribu)))", r"\1 per "),
        (rf"(?<=puluh)(?={_DIGITS})", " "),
        (r"\bper\s?seratus\b", "persen"),
        (  # "pukul 08.00 sampai dengan 16.00"
            rf"\b((?:pukul|jam)\s+{_CLOCK}(?:\s*wi(?:b|ta|t))?\s*{_TO})\s*(?={_CLOCK})",
            r"\1 pukul ",
        ),
        (r"\bH\s?-\s?(\d+)\b", r"\1 hari sebelum"),
        (r"\bH\s?\+\s?(\d+)\b", r"\1 hari sesudah"),
        (rf"\b({_DIGITS}|sepuluh|sebelas|belas|puluh|\d+)\s+setengah\b", r"\1 koma lima"),
        (rf"\bsetengah (persen|juta|miliar|milyar|triliun|{measures.WORDS['id']})\b", r"0,5 \1"),
        (rf"\bseperempat (persen|juta|miliar|milyar|triliun|{measures.WORDS['id']})\b", r"0,25 \1"),
        (r"\b(nomor|no\.)(?=\d)", r"\1 "),
        (r"\bps\.\s*(?=\d)", "Pasal "),
    ),
)
