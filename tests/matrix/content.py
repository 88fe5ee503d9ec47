"""Material for generated matrices: partners, kinds, titles, dates and durations in many hands.

The partners are real bodies; the instruments made of them are invented for testing only.
"""

import datetime as dt
import random
from dataclasses import dataclass, field

# country written (several ways), ISO code, agency (several ways)
FOREIGN = (
    (("Jepang", "Japan", "JEPANG"), "JP", ("JICA", "Japan International Cooperation Agency (JICA)", "Cabinet Office of Japan", "MLIT Jepang")),
    (("Korea Selatan", "Republik Korea", "Republic of Korea", "Rep. Korea", "South Korea"), "KR", ("KOICA", "Ministry of the Interior and Safety (MOIS)", "MOIS")),
    (("Australia", "AUSTRALIA"), "AU", ("DFAT", "Geoscience Australia", "Department of Foreign Affairs and Trade (DFAT)", "Emergency Management Australia")),
    (("Selandia Baru", "New Zealand"), "NZ", ("MFAT", "GNS Science", "Ministry of Foreign Affairs and Trade (MFAT)")),
    (("Turki", "Turkiye", "Türkiye", "Turkey"), "TR", ("AFAD", "Disaster and Emergency Management Authority (AFAD)")),
    (("Amerika Serikat", "United States", "USA", "Amerika Serikat (AS)"), "US", ("USAID", "US Forest Service", "FEMA", "USGS")),
    (("Inggris", "United Kingdom", "Inggris Raya"), "GB", ("UK Met Office", "Foreign, Commonwealth and Development Office")),
    (("Belanda", "Netherlands", "The Netherlands"), "NL", ("Deltares", "Cordaid")),
    (("Perancis", "France", "Prancis"), "FR", ("Agence Française de Développement (AFD)", "AFD")),
    (("Jerman", "Germany"), "DE", ("GIZ", "GFZ Potsdam", "BMBF")),
    (("Swiss", "Switzerland"), "CH", ("SDC", "Swiss Agency for Development and Cooperation")),
    (("India", "INDIA"), "IN", ("NDMA India", "National Disaster Management Authority of India")),
    (("Tiongkok", "RRT", "Republik Rakyat Tiongkok", "China"), "CN", ("Ministry of Emergency Management of China", "China Earthquake Administration")),
    (("Singapura", "Singapore"), "SG", ("Singapore Civil Defence Force (SCDF)",)),
    (("Malaysia",), "MY", ("NADMA", "Agensi Pengurusan Bencana Negara (NADMA)")),
    (("Filipina", "Philippines", "The Philippines"), "PH", ("Office of Civil Defense", "OCD Philippines")),
    (("Thailand", "Muangthai"), "TH", ("DDPM Thailand",)),
    (("Vietnam", "Viet Nam"), "VN", ("Vietnam Disaster Management Authority",)),
    (("Timor-Leste", "Timor Leste", "RDTL"), "TL", ("Civil Protection Authority of Timor-Leste",)),
    (("Papua Nugini", "Papua New Guinea", "PNG"), "PG", ("National Disaster Centre PNG",)),
    (("Fiji", "FIJI"), "FJ", ("NDMO Fiji",)),
    (("Rusia", "Federasi Rusia", "Russian Federation"), "RU", ("EMERCOM",)),
    (("Hongaria", "Hungary"), "HU", ("National Directorate General for Disaster Management of Hungary",)),
    (("Meksiko", "Mexico"), "MX", ("CENAPRED",)),
    (("Qatar",), "QA", ("Qatar Charity",)),
    (("Uni Emirat Arab", "UEA", "United Arab Emirates"), "AE", ("Emirates Red Crescent",)),
    (("Bangladesh",), "BD", ("Department of Disaster Management Bangladesh",)),
    (("Sri Lanka",), "LK", ("Disaster Management Centre Sri Lanka",)),
    (("Norwegia", "Norway"), "NO", ("NORCAP", "Norwegian Geotechnical Institute")),
    (("Italia", "Italy"), "IT", ("Dipartimento della Protezione Civile",)),
)  # fmt: skip
MANY = ("ASEAN", "UNDP", "UN OCHA", "World Food Programme (WFP)", "Bank Dunia", "UNICEF", "AHA Centre",
        "Uni Eropa", "Asian Development Bank (ADB)", "IFRC", "IOM Indonesia", "UN Women", "Islamic Development Bank")  # fmt: skip
DOMESTIC = (
    "Universitas Indonesia", "Universitas Brawijaya", "UGM", "Institut Pertanian Bogor (IPB)", "Kementerian Sosial",
    "Kementerian Kesehatan RI", "TNI AD", "Kepolisian Negara Republik Indonesia", "PT Telkom Indonesia",
    "PT. Astra International Tbk", "Palang Merah Indonesia", "Muhammadiyah Disaster Management Center (MDMC)",
    "Pemerintah Provinsi Jawa Barat", "Pemkab Cianjur", "BPBD Provinsi Bali", "LIPI", "Badan Informasi Geospasial",
    "Metro TV", "Radio Elshinta", "Politeknik Negeri Bandung", "Yayasan Plan International Indonesia", "Kwarnas Pramuka",
    "Universitas Sam Ratulangi", "Perum LKBN Antara", "BMKG", "Basarnas", "Badan Geologi Kementerian ESDM",
)  # fmt: skip
KINDS = {
    "mou": ("MoU", "Memorandum of Understanding", "Nota Kesepahaman", "NK", "MOU", "Nota Kesepahaman (MoU)", "Mou"),
    "pks": ("PKS", "Perjanjian Kerja Sama", "Perjanjian Kerjasama", "Perjanjian Kerja Sama (PKS)"),
    "moc": ("MoC", "Memorandum of Cooperation", "Memorandum Kerja Sama"),
    "agreement": ("Agreement", "Persetujuan", "Perjanjian"),
    "arrangement": ("Arrangement", "Pengaturan", "Pengaturan Teknis"),
    "implementing_arrangement": ("Implementing Arrangement", "IA", "Pengaturan Pelaksanaan"),
    "plan_of_action": ("Plan of Action", "Rencana Aksi", "PoA"),
    "letter_of_intent": ("Letter of Intent", "LoI", "Surat Pernyataan Kehendak"),
    "record_of_discussion": ("Record of Discussion", "RoD", "R/D"),
    "grant": ("Hibah", "Grant Agreement", "Perjanjian Hibah", "Grant"),
    "loan": ("Pinjaman", "Loan Agreement", "Perjanjian Pinjaman"),
    "programme": ("Program", "Programme", "Kemitraan"),
    "project": ("Proyek", "Project"),
    "handover_record": ("BAST", "Berita Acara Serah Terima"),
    "joint_statement": ("Joint Statement", "Pernyataan Bersama"),
    "joint_agreement": ("Kesepakatan Bersama", "Joint Agreement"),
    "declaration": ("Declaration", "Deklarasi", "Deklarasi Bersama"),
    "amendment": ("Amandemen", "Addendum", "Amendment", "Adendum"),
    "subsidiary_arrangement": ("Subsidiary Arrangement",),
    "other": ("SOP", "Kerja Sama", "Komitmen"),
}  # fmt: skip
LIKELY_KINDS = ("mou",) * 12 + ("pks",) * 6 + tuple(KINDS)
SUBJECTS = (
    "peringatan dini tsunami", "penanganan kebakaran hutan dan lahan", "pelatihan tim reaksi cepat", "logistik dan peralatan",
    "rehabilitasi dan rekonstruksi", "sistem informasi kebencanaan", "pengurangan risiko bencana berbasis komunitas",
    "gladi dan simulasi", "penelitian gunung api", "pembiayaan risiko", "pertukaran tenaga ahli", "sekolah aman bencana",
    "pemetaan rawan longsor", "layanan kesehatan darurat", "air bersih dan sanitasi", "media center kedaruratan",
    "climate risk and resilience", "urban search and rescue", "flood forecasting", "landslide monitoring",
    "humanitarian logistics", "community preparedness", "remote sensing for hazards", "earthquake engineering",
    "kajian gempa megathrust", "relawan penanggulangan bencana", "inklusi penyandang disabilitas", "dana siap pakai",
)  # fmt: skip
MONTHS_ID = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
)
MONTHS_EN = (
    "January February March April May June July August September October November December".split()
)
SHORT_ID = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()
SHORT_EN = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
OLD = {2: "Pebruari", 11: "Nopember", 8: "Agustus"}
DAYS_ID = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()
DAYS_EN = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()
CITIES = (
    "Jakarta",
    "Bogor",
    "Ankara",
    "Tokyo",
    "Denpasar",
    "Banda Aceh",
    "Sentul",
    "Canberra",
    "New Delhi",
)
NUMBERS_ID = {1: "satu", 2: "dua", 3: "tiga", 4: "empat", 5: "lima", 6: "enam", 10: "sepuluh"}
NUMBERS_EN = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 10: "ten"}
NOTHING_ID = (
    "-",
    "",
    None,
    "n/a",
    "belum ada",
    "tidak ada data",
    "–",
    "N/A",
    "tidak diketahui",
    "?",
)
NOTHING_EN = ("-", "", None, "n/a", "N/A", "TBD", "not available", "unknown", "TBC", "—")
UNSIGNED = (
    "belum ttd",
    "proses",
    "belum ditandatangani",
    "dalam proses",
    "not yet signed",
    "draft",
    "masih dalam pembahasan",
)
EPOCH = dt.date(1899, 12, 30)


@dataclass
class Fact:
    """One invented instrument and what a perfect reader makes of it."""

    country: str
    iso2: str
    agency: str
    partner: str
    kind: str
    kind_written: str
    subject: str
    title: str
    signed_on: str | None = None
    months: int | None = None
    indefinite: bool = False
    expires_on: str | None = None
    rule: str = "none"
    starts_on: str | None = None
    status: str = "unknown"
    status_written: str | None = None
    conflict: bool = False
    scope: list[str] = field(default_factory=list)
    number: str | None = None
    domestic: bool = False
    twin: "Fact | None" = None
    expiry_conflict: bool = False
    spot: tuple[str, int] | None = None


def written_day(day: dt.date, rng: random.Random, lang: str) -> object:
    """A full date as some clerk writes it: text, a real date or a serial number."""
    d, m, y = day.day, day.month, day.year
    if lang == "id":
        long, short, weekday = MONTHS_ID[m - 1], SHORT_ID[m - 1], DAYS_ID[day.weekday()]
    else:
        long, short, weekday = MONTHS_EN[m - 1], SHORT_EN[m - 1], DAYS_EN[day.weekday()]
    forms = [
        f"{d} {long} {y}", f"{d:02} {long} {y}", f"{d} {short} {y}", f"{d}-{short}-{y}", f"{d}/{m}/{y}",
        f"{d:02}/{m:02}/{y}", f"{d:02}-{m:02}-{y}", f"{d:02}.{m:02}.{y}", f"{d}/{m}/{y % 100:02}", f"{y}-{m:02}-{d:02}",
        f"{weekday}, {d} {long} {y}", f"{rng.choice(CITIES)}, {d} {long} {y}", f"{d} {long.upper()} {y}", f"{d} {long}\n{y}",
        f"\u00a0{d} {long}\u00a0{y} ", f"{d} {short} '{y % 100:02}", f"{d} {short} ’{y % 100:02}", f"{d}-{short}-{y % 100:02}",
        day, day, day, day, (day - EPOCH).days, str((day - EPOCH).days), f"{d}/{ROMAN[m - 1]}/{y}",
        f"{y}/{m:02}/{d:02}", f"{d:02}{m:02}{y}", f"{d} {long.lower()} {y}", f"{d} - {m} - {y}",
    ]  # fmt: skip
    if lang == "id":
        forms += [f"tgl. {d} {long} {y}", f"ttd {d} {long} {y}", f"{rng.choice(CITIES)}, {weekday} {d} {long} {y}",
                  f"{d} {OLD.get(m, long)} {y}", f"tanggal {d} bulan {long} tahun {y}", f"{d} {long} {y} ({rng.choice(CITIES)})",
                  f"{d} {long[:-1] if len(long) > 6 else long} {y}"]  # fmt: skip
    else:
        suffix = "th" if 4 <= d <= 20 or 24 <= d <= 30 else {1: "st", 2: "nd", 3: "rd"}[d % 10]
        forms += [f"{long} {d}, {y}", f"{short} {d}, {y}", f"{d}{suffix} {long} {y}", f"{long} {d}{suffix}, {y}",
                  f"Signed on {d} {long} {y}", f"{d} {long}, {y}", f"{rng.choice(CITIES)}, {long} {d}, {y}"]  # fmt: skip
    return rng.choice(forms)


def written_month(year: int, month: int, rng: random.Random, lang: str) -> object:
    """A month of a year."""
    long = (MONTHS_ID if lang == "id" else MONTHS_EN)[month - 1]
    short = (SHORT_ID if lang == "id" else SHORT_EN)[month - 1]
    forms = [f"{long} {year}", f"{month:02}/{year}", f"{short} {year}", f"{month}/{year}", f"{year}-{month:02}",
             f"{short}-{year % 100:02}", f"{long.upper()} {year}", f"{month:02}-{year}", f"{short} '{year % 100:02}"]  # fmt: skip
    if lang == "id":
        forms += [f"bulan {long} {year}", f"{long} tahun {year}"]
    return rng.choice(forms)


def written_date(iso: str | None, rng: random.Random, lang: str) -> object:
    """Any date of reduced precision, or one of the words for none."""
    if iso is None:
        return rng.choice(NOTHING_ID if lang == "id" else NOTHING_EN)
    if len(iso) == 10:
        return written_day(dt.date.fromisoformat(iso), rng, lang)
    if len(iso) == 7:
        return written_month(int(iso[:4]), int(iso[5:]), rng, lang)
    return rng.choice([int(iso), iso, f"tahun {iso}" if lang == "id" else iso, iso])


def plain_date(iso: str, rng: random.Random, lang: str) -> str:
    """A date for the middle of a sentence."""
    if len(iso) == 4:
        return iso
    months = MONTHS_ID if lang == "id" else MONTHS_EN
    if len(iso) == 7:
        return f"{months[int(iso[5:]) - 1]} {iso[:4]}"
    day = dt.date.fromisoformat(iso)
    return rng.choice([f"{day.day} {months[day.month - 1]} {day.year}", f"{day.day:02}/{day.month:02}/{day.year}",
                       f"{day.day:02}-{day.month:02}-{day.year}", f"{day.day}/{day.month}/{day.year}"])  # fmt: skip


def written_length(months: int, rng: random.Random, lang: str) -> str:
    """A length of time."""
    years = months // 12
    if months % 12:
        half = (
            [f"{months} bulan", f"{years},5 tahun"]
            if lang == "id"
            else [f"{months} months", f"{years}.5 years"]
        )
        return rng.choice(half if months % 12 == 6 else half[:1])
    words_id, words_en = NUMBERS_ID.get(years, str(years)), NUMBERS_EN.get(years, str(years))
    if lang == "id":
        forms = [f"{years} tahun", f"{years} ({words_id}) tahun", f"{years} thn", f"{words_id} tahun", f"{months} bulan",
                 f"{years} (" + words_id + ") Tahun sejak ditandatangani", f"{years} th", f"Berlaku {years} tahun sejak tanggal penandatanganan",
                 f"{years} tahun dan dapat diperpanjang", f"selama {years} tahun", f"{years} Thn", f"{words_id} ({years}) tahun",
                 f"{years} tahun,\ndapat diperpanjang atas persetujuan Para Pihak", f"{months} bln", f"{words_id.capitalize()} Tahun"]  # fmt: skip
    else:
        forms = [f"{years} years", f"{words_en} years", f"{words_en} ({years}) years", f"{years} yrs", f"{months} months",
                 f"{years} ({words_en}) years from the date of signature", f"{years}-year", f"{years} years (renewable)",
                 f"{words_en.capitalize()} years, may be extended", f"Valid for {years} years"]  # fmt: skip
    return rng.choice(forms)


def written_until(iso: str, rng: random.Random, lang: str) -> str:
    """An end date in a column of periods."""
    date = plain_date(iso, rng, lang)
    if lang == "id":
        return rng.choice([f"s.d. {date}", f"s/d {date}", f"sampai dengan {date}", f"hingga {date}", f"sampai {date}",
                           f"Berlaku sampai dengan {date}", f"berakhir {date}", f"sd {date}"])  # fmt: skip
    return rng.choice(
        [
            f"until {date}",
            f"Until {date}",
            f"valid until {date}",
            f"up to {date}",
            f"expires {date}",
            f"to {date}",
        ]
    )


def written_range(start: str, end: str, rng: random.Random, lang: str) -> str:
    """A period from one date to another."""
    first, last = plain_date(start, rng, lang), plain_date(end, rng, lang)
    if lang == "id":
        joint = rng.choice(
            [" - ", " – ", " s.d. ", " s/d ", " sampai dengan ", " hingga ", "-", " sd "]
        )
        return f"{first}{joint}{last}" if rng.random() < 0.8 else f"sejak {first} sampai {last}"
    joint = rng.choice([" - ", " – ", " to ", " until "])
    return f"{first}{joint}{last}" if rng.random() < 0.8 else f"from {first} to {last}"


ENDLESS_ID = ("tidak terbatas", "Tidak ada batas waktu", "sampai diakhiri oleh Para Pihak", "tanpa batas waktu", "tak terbatas",
              "berlaku terus sampai diakhiri")  # fmt: skip
ENDLESS_EN = (
    "indefinite",
    "unlimited",
    "until terminated by either Party",
    "no expiry",
    "open-ended",
    "Indefinitely",
)
STATUS_ID = {
    "active": ("Berlaku", "Masih berlaku", "Aktif", "AKTIF", "berlaku", "Masih Aktif"),
    "expired": ("Berakhir", "Kadaluarsa", "Tidak berlaku", "Habis masa berlaku", "Sudah berakhir", "Kedaluwarsa", "Tidak aktif"),
    "draft": ("Proses", "Draf", "Dalam pembahasan", "dlm proses", "Penjajakan", "Draft dalam pembahasan", "Belum ditandatangani"),
    "completed": ("Selesai", "SELESAI", "Telah selesai"),
    "unknown": ("?", "Perlu konfirmasi", "-", None, ""),
}  # fmt: skip
STATUS_EN = {
    "active": ("Active", "In force", "Valid", "Ongoing", "active", "Still in force"),
    "expired": ("Expired", "Lapsed", "Not active", "expired", "Ended", "No longer in force"),
    "draft": ("Draft", "Under negotiation", "In process", "Drafting", "Not yet signed", "Under discussion"),
    "completed": ("Completed", "Closed", "Finished"),
    "unknown": ("?", "To be confirmed", "-", None, ""),
}  # fmt: skip
