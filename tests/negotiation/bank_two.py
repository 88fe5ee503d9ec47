"""Sentences of a cooperation agreement in another hand; nothing was tuned on these."""

OPENING = {
    "id": """PERJANJIAN KERJA SAMA

Pada hari ini, Rabu, tanggal tujuh bulan Mei tahun dua ribu dua puluh lima (07-05-2025), bertempat di Jakarta, kami yang bertanda tangan di bawah ini:
1. Deputi Bidang Contoh, dalam hal ini bertindak untuk dan atas nama Badan Nasional Penanggulangan Bencana, berkedudukan di Jalan Contoh Kav. 38 Jakarta 13120, selanjutnya disebut PIHAK PERTAMA; dan
2. Direktur Yayasan Contoh Tanggap Bencana, dalam hal ini bertindak untuk dan atas nama Yayasan Contoh Tanggap Bencana, berkedudukan di Bandung, selanjutnya disebut PIHAK KEDUA.
PIHAK PERTAMA dan PIHAK KEDUA secara bersama-sama disebut PARA PIHAK.""",
    "en": """COOPERATION AGREEMENT

On this day, Wednesday, the seventh of May two thousand and twenty-five (7 May 2025), in Jakarta, we, the undersigned:
1. the Deputy for Example, acting for and on behalf of the National Disaster Management Authority, having its seat at Jalan Contoh Kav. 38 Jakarta 13120, hereinafter called the First Party; and
2. the Director of the Example Disaster Response Foundation, acting for and on behalf of the Example Disaster Response Foundation, having its seat in Bandung, hereinafter called the Second Party.
The First Party and the Second Party are together called the Parties.""",
}
CLOSING = {
    "id": """Perjanjian ini dibuat dan ditandatangani di Jakarta pada hari dan tanggal tersebut di atas dalam 2 (dua) rangkap bermeterai cukup.

PIHAK PERTAMA                    PIHAK KEDUA""",
    "en": """Done at Jakarta on the day and date first above written in two copies, each bearing sufficient stamp duty.

FIRST PARTY                    SECOND PARTY""",
}
ARTICLES = [
    ("Ketentuan Umum", "General Provisions", [
        ("Dalam Perjanjian ini yang dimaksud dengan:", "In this Agreement:", [
            ("Bencana adalah peristiwa sebagaimana diatur dalam Undang-Undang {law1};", "Disaster means an event as governed by Law {law1};"),
            ("Relawan adalah orang yang terdaftar pada {p1}; dan", "Volunteer means a person registered with the {p1}; and"),
            ("Gudang adalah tempat penyimpanan barang bantuan.", "Warehouse means a place where relief goods are stored."),
        ]),
    ]),
    ("Maksud dan Tujuan", "Intent and Objectives", [
        ("Perjanjian ini dimaksudkan sebagai landasan bagi PARA PIHAK dalam menyelenggarakan pelatihan relawan.",
         "This Agreement is intended as a basis for the Parties in conducting volunteer training."),
        ("Perjanjian ini bertujuan menghasilkan {num1} relawan terlatih sampai dengan {date1}.",
         ("This Agreement aims to produce {num1} trained volunteers by {date1}.", "By {date1}, this Agreement is to yield {num1} trained volunteers.")),
    ]),
    ("Objek dan Lokasi", "Object and Locations", [
        ("Objek Perjanjian ini adalah pelatihan relawan di {num2} kabupaten.", "The object of this Agreement is the training of volunteers in {num2} districts."),
        ("Lokasi kegiatan ditetapkan oleh {p2} dengan memperhatikan:", "Locations shall be determined by the {p2}, having regard to:", [
            ("tingkat ancaman;", "the level of hazard;"),
            ("jumlah penduduk;", "the number of inhabitants;"),
            ("kesiapan pemerintah daerah;", "the readiness of the local government;"),
            ("ketersediaan pelatih.", "the availability of trainers."),
        ]),
    ]),
    ("Hak dan Kewajiban Pihak Pertama", "Rights and Obligations of the First Party", [
        ("PIHAK PERTAMA berhak:", "The First Party shall be entitled to:", [
            ("menerima laporan kemajuan setiap {dur1};", "receive progress reports every {dur1};"),
            ("memeriksa pembukuan kegiatan; dan", "inspect the books of the activities; and"),
            ("meminta penggantian pelatih.", "request the replacement of trainers."),
        ]),
        ("PIHAK PERTAMA wajib menyediakan {num3} modul dan {num4} ruang kelas.", "The First Party shall make available {num3} modules and {num4} classrooms."),
        ("Kewajiban menurut {par1} dipenuhi dalam {wd1} sejak permintaan diterima.",
         ("Obligations under {par1} shall be fulfilled within {wd1} of receipt of the request.",
          "Within {wd1} of receipt of the request, obligations under {par1} shall be fulfilled.")),
    ]),
    ("Hak dan Kewajiban Pihak Kedua", "Rights and Obligations of the Second Party", [
        ("PIHAK KEDUA wajib:", "The Second Party shall:", [
            ("menyiapkan sekurang-kurangnya {num5} pelatih bersertifikat;", "provide at least {num5} certified trainers;"),
            ("menanggung asuransi peserta;", "bear the insurance of participants;"),
            ("menyampaikan laporan keuangan dalam {dur2} setelah kegiatan selesai.", "submit a financial report within {dur2} after completion of the activities."),
        ]),
        ("PIHAK KEDUA berhak menggunakan lambang kegiatan sesuai {ref1}.", "The Second Party may use the emblem of the activities in accordance with {ref1}."),
        ("PIHAK KEDUA tidak diperkenankan memungut biaya dari peserta.", "The Second Party shall not charge participants any fee."),
    ]),
    ("Pembiayaan dan Tata Cara Pembayaran", "Funding and Payment Procedure", [
        ("Seluruh biaya kegiatan sebesar {idr1} dibebankan kepada anggaran {p3}.",
         ("The total cost of {idr1} shall be charged to the budget of the {p3}.", "The budget of the {p3} shall be charged with the total cost of {idr1}.")),
        ("Pembayaran dilakukan dalam tiga tahap:", "Payment shall be made in three instalments:", [
            ("tahap pertama sebesar {pct1} setelah penandatanganan;", "a first instalment of {pct1} upon signature;"),
            ("tahap kedua sebesar {pct2} pada {date2};", "a second instalment of {pct2} on {date2};"),
            ("tahap ketiga setelah laporan akhir diterima.", "a third instalment upon receipt of the final report."),
        ]),
        ("Keterlambatan dikenai denda {pct3} untuk setiap hari keterlambatan.", "Delay shall incur a penalty of {pct3} for each day of delay."),
        ("Bantuan dari luar negeri paling sedikit {usd1} dicatat tersendiri.", "Foreign contributions of no less than {usd1} shall be recorded separately."),
    ]),
    ("Pemantauan dan Evaluasi", "Monitoring and Evaluation", [
        ("{q1} melakukan pemantauan dan evaluasi sekurang-kurangnya {num6} kali selama masa Perjanjian.",
         "{q1} shall carry out monitoring and evaluation at least {num6} times during the term of this Agreement."),
        ("Hasil evaluasi dibahas dalam rapat tahunan.", "The results of evaluation shall be discussed at an annual meeting."),
    ]),
    ("Keadaan Kahar", "Force Majeure", [
        ("Keadaan kahar adalah peristiwa di luar kendali PARA PIHAK, antara lain gempa bumi, banjir, kebakaran, wabah, dan perang.",
         "Force majeure means events beyond the control of the Parties, among others earthquake, flood, fire, epidemic and war."),
        ("Pihak yang mengalami keadaan kahar memberitahukannya paling lambat {dur3} sejak peristiwa terjadi.",
         ("The Party affected by force majeure shall give notice within {dur3} of the event.", "Within {dur3} of the event, the Party affected by force majeure shall give notice thereof.")),
        ("Keadaan kahar yang melampaui {dur4} memberikan hak kepada {p4} untuk mengakhiri Perjanjian.",
         "Force majeure exceeding {dur4} entitles the {p4} to terminate this Agreement."),
    ]),
    ("Korespondensi", "Correspondence", [
        ("Semua surat-menyurat ditujukan kepada alamat dalam Lampiran dan dianggap diterima setelah {wd2}.",
         "All correspondence shall be addressed as set out in the Annex and deemed received after {wd2}."),
        ("Perubahan alamat diberitahukan kepada pihak lainnya.", "Changes of address shall be notified to the other Party."),
    ]),
    ("Penyelesaian Perselisihan", "Dispute Resolution", [
        ("Perselisihan diselesaikan secara musyawarah untuk mufakat dalam {dur5}.", "Disputes shall be resolved by deliberation and consensus within {dur5}."),
        ("Dalam hal musyawarah tidak tercapai, perselisihan diajukan menurut {ref2}.", "Should deliberation fail, the dispute shall be submitted in accordance with {ref2}."),
    ]),
    ("Jangka Waktu", "Term", [
        ("Perjanjian ini berlaku selama {dur6} terhitung sejak {date3}.",
         ("This Agreement shall be valid for {dur6} commencing on {date3}.", "Commencing on {date3}, this Agreement shall be valid for {dur6}.")),
        ("Perpanjangan diusulkan paling lambat {dur7} sebelum Perjanjian ini berakhir.", "An extension shall be proposed no later than {dur7} before the expiry of this Agreement."),
        ("Pengakhiran lebih awal tunduk pada {ref3} dan tidak menghapus kewajiban yang belum diselesaikan.",
         "Early termination is subject to {ref3} and shall not extinguish outstanding obligations."),
    ]),
    ("Ketentuan Lain-lain", "Miscellaneous", [
        ("Hal-hal yang belum diatur dituangkan dalam adendum yang ditandatangani oleh PARA PIHAK.", "Matters not yet provided for shall be laid down in an addendum signed by the Parties."),
        ("Perjanjian ini tunduk pada Peraturan Pemerintah {law2}.", "This Agreement is subject to Government Regulation {law2}."),
    ]),
]  # fmt: skip
