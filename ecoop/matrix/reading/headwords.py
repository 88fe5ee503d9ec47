"""The words of heads in both languages: concepts with what names them, and words that slips are mended to."""

import re

_KS = r"kerja\s?-?sama|co-?operations?|collaborations?|kerjasma"
# Concept and the words that name it; longer phrases stand before what they contain.
_WORDS = (
    ("CONTACT", (r"tele(?:pon|pone|phone)|telp|no\.? hp|hp|e-?mail|phone|alamat|address|fax|faks(?:imile)?"
     r"|jabatan|website|contact details")),
    ("SIGNATORY", (r"(?:pejabat |para |yang |nama )*(?:penanda\s?tangan|menandatangani|penandatangan)(?!an)"
     r"|(?:di)?tanda\s?tangani oleh|signed by|signator(?:y|ies)|signers?")),
    ("FOLLOW", (r"rencana tindak(?: lanjut)?|tindak\s?-?lanjut(?:nya)?|follow(?:ing)?[\s-]?ups?(?: actions?)?"
     r"|next (?:steps?|actions?)|langkah(?: selanjutnya| berikutnya| lanjut)?|action (?:items?|points?"
     r"|required)|actions?|rtl|tl|rekomendasi|recommendations?")),
    ("PIC", (r"p\.?\s?i\.?\s?c\.?|penanggung[\s-]?jawab|pen\.?\s?ja(?:wa)?b|pj|p\.j\.?|narahubung|contact persons?"
     r"|focal points?|unit (?:kerja|pelaksana|pengampu|teknis|pemrakarsa|terkait|penanggung)|responsible"
     r"(?: unit| officer| person)?|(?:person |officer |unit )?in[\s-]charge|pengampu|pelaksana"
     r"|koordinator|coordinators?|lead(?:ing)? (?:unit|agency|sector)|satker|satuan kerja|pemrakarsa"
     r"|implementing (?:unit|agency)|desk(?: officers?)?|unit|owner|kontak")),
    ("PLACE", r"tempat|lokasi|place|venue|location|kota"),
    ("SIGN", (r"(?:pe[nl]?n?da\s?tangan+an|pena?n?da?\s?tangan+an|penandatangan+an|ditanda\s?tangani|tanda[\s-]?"
     r"tangan|ttd|signing|signed|signature|sig|sign)(?!\w)|t\.t\.d\.?"
     r"|agreed on|concluded|conclusion(?= date)|disepakati|diteken|done (?:at|in|on)(?:\s?/\s?(?:at|in|on))?")),
    ("END", (r"(?:tanggal |tgl )?jatuh tempo|(?:yang )?berakhir(?:nya)?|akhir|kad[ae]?lu?w?arsa"
     r"|ked[ae]?lu?w?arsa|expir(?:y|es|ed|ation|ing)?|exp|end(?:s|ed|ing)?|until|till|sampai(?: dengan)?"
     r"|s\s?\.\s?d\.?|s/d|sd|hingga|habis(?:nya)?|selesai|lapse[sd]?|terminat(?:ion|es)|thru|closing|tenggat|berhenti")),
    ("START", (r"mulai|awal|start(?:s|ing|ed)?|effective(?:ness)?|efektif|(?:entry|enter(?:ing|ed)?) into"
     r" force|in force(?: from| since)?|commenc\w+|sejak|tmt|since|terhitung|pemberlakuan|beginning"
     r"|mulainya|eif|(?:takes?|taking|took) effect|(?:comes?|coming|came|goes|going|entry|enter(?:s|ed|ing)?"
     r"|put) into (?:effect|force)|in effect(?: from| since)?|(?<=of )effect")),
    ("FROM", r"from|dari(?! mana)"),
    ("TO", r"to|ke"),
    ("DUR", (r"(?:masa|jangka)\s?(?:waktu)?|jk\.? waktu|durasi|durations?|period(?:e)?|terms? of validity|terms?(?! of)|dur\.?"
     r"|lama(?:nya)?|selama|how long|lengths?|tenor|kurun(?: waktu)?|rentang")),
    ("VALID", r"(?:ke)?berlaku(?:nya|an)?|validity|valid|berlaku\?"),
    ("STATUS", (r"status(?:nya)?|sts\.?|kondisi|keadaan|progres+|perkembangan|posisi|stage|tahap(?:an)?|state|standing|situation|situasi"
     r"|(?:ba)?gai?mana(?: sekarang| kabarnya)?|gimana(?: sekarang| kabarnya)?|sekarang(?:nya)?")),
    ("LEVEL", r"(?:tingkat|level|kerangka|skala|forum|lingkup (?:geografis|wilayah))|bilateral\s?/.*"),
    ("SCOPE", (r"(?:ruang\s?)?-?lingkup(?:nya)?|r\.? lingkup|scope(?: of)?|bidang|areas?(?: of)?"
     r"|fields?(?: of)?|sektor|sectors?|substansi|substance|isi|muatan|objek|fokus|focus|materi(?: pokok)?"
     r"|maksud|tujuan|objectives?|purpose|cakupan|pokok(?: kerja sama|-pokok)?|cluster|klaster|tema|contents?")),
    ("COUNT", (r"jumlah|total|banyak(?:nya)?|counts?|jml|jlh|qty|nilai|anggaran|amount|budget|value|persen\w*"
     r"|percentage|%|rp\.?|usd")),
    ("AID", r"bantuan|aid|assistance|barang|donasi|donation|logistik"),
    ("EVENT", (r"peserta|participants?|hasil|results?|outcomes?|acara|pertemuan|meetings?|undangan"
     r"|agenda|delegasi|delegation|narasumber|notulen|perjalanan|kunjungan|visits?")),
    ("NUM", (r"no(?:mor|mer)?(?:\.|\b)(?: urut)?|nmr|number|num|nr\.?|#|registrasi|registration|reference"
     r"|ref\.?|kode|code|nomer|urut|serial")),
    ("DATE", r"tanggal|tgl\.?|tg\.|dates?|dt|tahun|thn\.?|th\.?|years?|waktu|time|hari|bulan|bln\.?|tggl|months?|kapan|when"),
    ("KIND", (r"jenis|bentuk|types?(?: of)?|kinds?(?: of)?|kategori|categor(?:y|ies)|forms?(?: of)?|tipe"
     r"|jns\.?|nature(?: of)?|klasifikasi|classification|macam|golongan|(?:surat|dokumen|naskah|jenis) apa")),
    ("COUNTRY", r"(?:nama )?negara(?:-negara)?|countr(?:y|ies)|ctry|nations?|kawasan|neg\.|dari mana"),
    ("OURS", (r"bnpb|indonesia|ri|pihak (?:i|1|pertama|kesatu|indonesia|bnpb)(?!\w)|first party"
     r"|party (?:1|i|one)(?!\w)|kita|internal")),
    ("THEIRS", (r"pihak (?:ii|2|kedua|lain|asing)(?!\w)|second party|party (?:2|ii|two)(?!\w)|asing"
     r"|other part(?:y|ies)|foreign")),
    ("PARTNER", (r"mitra|partners?|counterparts?|instansi|lembaga|organi[sz]ations?|organisasi|institusi"
     r"|institutions?|(?:para )?pihak|part(?:y|ies)(?: involved)?|k/l|kementerian|perguruan tinggi|universitas"
     r"|entitas|entity|entities|stakeholders?|agenc(?:y|ies)|rekanan|donors?|badan|kontraparty?"
     r"|mitra\w+|perusahaan|ormas|pemda|pemerintah daerah"
     r"|universit(?:y|ies)|oki|i?ngos?|lsm|oms|csos?|yayasan|dunia usaha|swasta|think tanks?"
     r"|siapa(?: saja)?|(?:with )?whom?"
     r"|pemberi(?: hibah| pinjaman| dana)?|sumber dana|lenders?|creditors?|kreditur|fund(?:ers?|ing (?:source|agency))")),
    ("TITLE", (r"judul|titles?|what(?! (?:kind|type|sort|status|stage|state|field|area|sector)s?)|nama|names?|perihal|hal|tentang|subjects?|subjek|subyek|uraian|about|nomenklatur"
     r"|descriptions?|deskripsi|topik|topics?|soal|mengenai")),
    ("NOTES", (r"keterangan|ket\.?|catatan|remarks?|notes?|comments?|informasi(?: lain| tambahan)?"
     r"|lain-lain|penjelasan|additional information|kendala|isu|issues")),
    ("DOC", (r"dok(?:umen)?\.?|doc(?:s|uments?)?(?!\w)\.?|naskah|instrumen(?:t|ts)?|agreements?|perjanjian|m\.?o\.?u\.?s?"
     r"|nota kesepahaman|pks|kesepakatan|kesepahaman|arrangements?|instruments?|memorandum of understanding"
     r"|instr\.?|berkas|arsip")),
    ("COOP", _KS),
    ("WORK", r"kegiatan|activit(?:y|ies)|programs?|programmes?|proyek|projects?"),
    ("RENEWAL", r"renewals?|perpanjangan(?:nya)?|diperpanjang|extensions?|extended|renewed|pembaruan"),
    ("PLANNED", (r"(?:di)?rencana(?:kan|nya)?|(?:di)?target(?:kan|ed|nya)?|planned|expected|perkiraan|estimasi|estimated"
     r"|tentative|(?:di)?jadwal(?:kan)?|scheduled?|proyeksi|projected")),
)  # fmt: skip
CONCEPTS = tuple((name, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for name, words in _WORDS)
VOCABULARY = (
    "tanggal",
    "penandatanganan",
    "ditandatangani",
    "berakhir",
    "berakhirnya",
    "mulai",
    "berlaku",
    "jangka",
    "waktu",
    "durasi",
    "negara",
    "mitra",
    "instansi",
    "lembaga",
    "organisasi",
    "jenis",
    "bentuk",
    "dokumen",
    "judul",
    "perihal",
    "tentang",
    "lingkup",
    "bidang",
    "status",
    "keterangan",
    "catatan",
    "nomor",
    "tindak",
    "lanjut",
    "penanggung",
    "jawab",
    "kerjasama",
    "kerja",
    "kategori",
    "signed",
    "signing",
    "signature",
    "partner",
    "country",
    "duration",
    "validity",
    "period",
    "expiry",
    "title",
    "subject",
    "scope",
    "remarks",
    "number",
    "document",
    "follow",
    "agreement",
    "cooperation",
    "effective",
    "organization",
    "institution",
    "perjanjian",
    "kegiatan",
    "naskah",
    "program",
    "unit",
    "responsible",
)
