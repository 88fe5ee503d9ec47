"""Sentences of a memorandum of understanding; the parity check was tuned on these."""

OPENING = {
    "id": """NOTA KESEPAHAMAN
ANTARA
BADAN NASIONAL PENANGGULANGAN BENCANA REPUBLIK INDONESIA
DAN
BADAN PENANGGULANGAN DARURAT REPUBLIK CONTOH

Badan Nasional Penanggulangan Bencana Republik Indonesia (BNPB), selanjutnya disebut "PIHAK PERTAMA", dan Badan Penanggulangan Darurat Republik Contoh (BPD), selanjutnya disebut "PIHAK KEDUA", yang secara bersama-sama disebut "PARA PIHAK" dan masing-masing disebut "PIHAK",
a. bahwa Para Pihak berkeinginan memperkuat kerja sama;
b. bahwa kesiapsiagaan merupakan kepentingan bersama;
telah menyepakati hal-hal sebagai berikut:""",
    "en": """MEMORANDUM OF UNDERSTANDING
BETWEEN
THE NATIONAL DISASTER MANAGEMENT AUTHORITY OF THE REPUBLIC OF INDONESIA
AND
THE EMERGENCY MANAGEMENT AGENCY OF THE REPUBLIC OF EXAMPLE

The National Disaster Management Authority of the Republic of Indonesia (BNPB), hereinafter referred to as the "FIRST PARTY", and the Emergency Management Agency of the Republic of Example (EMA), hereinafter referred to as the "SECOND PARTY", jointly referred to as the "PARTIES" and individually as a "PARTY",
a. desiring to strengthen their cooperation;
b. recognising that preparedness is a common interest;
have agreed as follows:""",
}
CLOSING = {
    "id": """Demikian Nota Kesepahaman ini dibuat dalam rangkap 2 (dua) asli, dalam bahasa Indonesia dan bahasa Inggris, yang mempunyai kekuatan hukum yang sama.

UNTUK PIHAK PERTAMA
UNTUK PIHAK KEDUA""",
    "en": """IN WITNESS WHEREOF, the undersigned have signed this Memorandum in duplicate in the Indonesian and English languages, both texts being equally authentic.

FOR THE FIRST PARTY
FOR THE SECOND PARTY""",
}
ARTICLES = [
    ("Tujuan", "Purpose", [
        ("Tujuan Nota Kesepahaman ini adalah memperkuat kerja sama PARA PIHAK dalam penanggulangan bencana berdasarkan asas kesetaraan dan saling menguntungkan.",
         "The purpose of this Memorandum of Understanding is to strengthen the cooperation of the Parties in disaster management on the basis of equality and mutual benefit."),
    ]),
    ("Ruang Lingkup", "Scope of Cooperation", [
        ("Ruang lingkup kerja sama meliputi:", "The scope of cooperation covers:", [
            ("pertukaran informasi dan pengalaman;", "exchange of information and experience;"),
            ("pendidikan dan pelatihan bagi {num1} petugas setiap tahun;", "education and training for {num1} officers every year;"),
            ("sistem peringatan dini;", "early warning systems;"),
            ("tanggap darurat dan pencarian dan pertolongan;", "emergency response and search and rescue;"),
            ("rehabilitasi dan rekonstruksi; dan", "rehabilitation and reconstruction; and"),
            ("bidang lain yang disepakati PARA PIHAK.", "other fields agreed by the Parties."),
        ]),
    ]),
    ("Pelaksanaan", "Implementation", [
        ("PARA PIHAK menyusun rencana kerja paling lambat {dur1} setelah Nota Kesepahaman ini ditandatangani.",
         ("The Parties shall draw up a work plan within {dur1} after the signing of this Memorandum.",
          "Within {dur1} after this Memorandum is signed, the Parties shall draw up a work plan.")),
        ("Rencana kerja sebagaimana dimaksud pada {par1} memuat kegiatan, jadwal, dan penanggung jawab.",
         "The work plan referred to in {par1} shall set out activities, schedules and persons in charge."),
        ("{p1} menunjuk {num2} narahubung dan memberitahukannya secara tertulis.",
         "The {p1} shall designate {num2} focal points and give written notice thereof."),
        ("Pelaksanaan kegiatan dapat dituangkan dalam perjanjian kerja sama tersendiri.",
         "Activities may be implemented through separate cooperation agreements."),
    ]),
    ("Kelompok Kerja", "Joint Working Group", [
        ("PARA PIHAK membentuk Kelompok Kerja Bersama yang terdiri atas {num1} anggota dari masing-masing PIHAK.",
         ("The Parties shall establish a Joint Working Group consisting of {num1} members from each Party.",
          "A Joint Working Group consisting of {num1} members from each Party shall be established by the Parties.")),
        ("Kelompok Kerja bertemu setiap {dur2} secara bergantian di Indonesia dan di negara mitra.",
         "The Working Group shall meet every {dur2}, alternately in Indonesia and in the partner country."),
        ("Pertemuan pertama diselenggarakan pada {date1}.", "The first meeting shall be held on {date1}."),
        ("Undangan rapat disampaikan paling lambat {wd1} sebelum pertemuan.",
         "Invitations shall be sent no later than {wd1} before the meeting."),
    ]),
    ("Pembiayaan", "Financing", [
        ("Biaya pelaksanaan kegiatan ditanggung bersama, dengan {p2} menanggung {pct1} dari seluruh biaya.",
         ("The costs of the activities shall be shared, the {p2} bearing {pct1} of all costs.",
          "Costs of activities shall be shared; {pct1} of all costs shall be borne by the {p2}.")),
        ("Nilai hibah dalam rangka Nota Kesepahaman ini adalah {idr1}.",
         "The value of the grant under this Memorandum is {idr1}."),
        ("Bantuan peralatan diberikan senilai paling banyak {usd1}.",
         "Equipment shall be provided up to a value of {usd1}."),
        ("Pembayaran dilakukan paling lambat {wd2} setelah tagihan diterima.",
         "Payment shall be made no later than {wd2} after receipt of the invoice."),
    ]),
    ("Hak Kekayaan Intelektual", "Intellectual Property Rights", [
        ("Hak kekayaan intelektual yang dihasilkan dari kegiatan bersama menjadi milik bersama PARA PIHAK.",
         "Intellectual property rights arising from joint activities shall be jointly owned by the Parties."),
        ("Setiap PIHAK menjamin bahwa hak kekayaan intelektual yang dibawanya tidak melanggar hak pihak ketiga.",
         "Each Party warrants that the intellectual property it brings does not infringe the rights of any third party."),
        ("Publikasi hasil kegiatan memerlukan persetujuan tertulis {p3}.",
         "Publication of results requires the written consent of the {p3}."),
    ]),
    ("Kerahasiaan", "Confidentiality", [
        ("Masing-masing PIHAK menjaga kerahasiaan dokumen dan informasi yang diterima dari PIHAK lainnya.",
         "Each Party shall keep confidential the documents and information received from the other Party."),
        ("Kewajiban dalam {par1} tetap berlaku selama {dur3} setelah Nota Kesepahaman ini berakhir.",
         ("The obligation in {par1} shall survive for {dur3} after the termination of this Memorandum.",
          "For {dur3} after this Memorandum ends, the obligation in {par1} shall continue to apply.")),
    ]),
    ("Pembatasan Kegiatan Personel", "Limitation of Activities of Personnel", [
        ("Personel yang terlibat dalam kegiatan wajib:", "Personnel engaged in the activities shall:", [
            ("menghormati kemerdekaan politik dan kedaulatan;", "respect political independence and sovereignty;"),
            ("menaati peraturan perundang-undangan negara tuan rumah;", "comply with the laws and regulations of the host country;"),
            ("tidak mencampuri urusan dalam negeri; dan", "not interfere in internal affairs; and"),
            ("menghindari kegiatan yang tidak sesuai dengan tujuan Nota Kesepahaman ini.", "avoid activities inconsistent with the purpose of this Memorandum."),
        ]),
        ("Pelanggaran ketentuan {ref1} dapat mengakibatkan pencabutan izin kegiatan.",
         "Violation of {ref1} may result in the revocation of permits for the activities."),
    ]),
    ("Bantuan Darurat", "Emergency Assistance", [
        ("Permintaan bantuan disampaikan secara tertulis dan dijawab oleh {num3} petugas jaga.",
         "Requests for assistance shall be made in writing and answered by {num3} officers on duty."),
        ("Tim penolong yang dikirim oleh {p1} membawa bekal sendiri untuk sedikitnya {dur4}.",
         "Rescue teams sent by the {p1} shall bring their own supplies for at least {dur4}."),
        ("Ketentuan masuknya personel mengikuti Undang-Undang {law1} dan {ref2}.",
         "Entry of personnel is governed by Law {law1} and {ref2}."),
    ]),
    ("Penyelesaian Perselisihan", "Settlement of Disputes", [
        ("Perselisihan yang timbul dari penafsiran atau pelaksanaan Nota Kesepahaman ini diselesaikan secara damai melalui konsultasi atau perundingan antara PARA PIHAK.",
         "Any dispute arising from the interpretation or implementation of this Memorandum shall be settled amicably through consultation or negotiation between the Parties."),
    ]),
    ("Perubahan", "Amendment", [
        ("Nota Kesepahaman ini dapat diubah setiap saat dengan persetujuan tertulis {q1}.",
         "This Memorandum may be amended at any time by the written consent of {q1}."),
        ("Perubahan merupakan bagian yang tidak terpisahkan dari Nota Kesepahaman ini.",
         "Amendments shall form an integral part of this Memorandum."),
    ]),
    ("Mulai Berlaku, Jangka Waktu, dan Pengakhiran", "Entry into Force, Duration and Termination", [
        ("Nota Kesepahaman ini mulai berlaku pada {date2}.",
         ("This Memorandum shall enter into force on {date2}.", "On {date2}, this Memorandum shall enter into force.")),
        ("Nota Kesepahaman ini berlaku untuk jangka waktu {dur5} dan dapat diperpanjang atas kesepakatan PARA PIHAK.",
         "This Memorandum shall remain in force for a period of {dur5} and may be extended by agreement of the Parties."),
        ("Salah satu PIHAK dapat mengakhiri Nota Kesepahaman ini dengan pemberitahuan tertulis {dur6} sebelumnya.",
         ("Either Party may terminate this Memorandum by giving written notice {dur6} in advance.",
          "This Memorandum may be terminated by either Party upon {dur6} prior written notice.")),
        ("Pengakhiran tidak memengaruhi kegiatan yang sedang berjalan menurut {ref3}.",
         "Termination shall not affect ongoing activities under {ref3}."),
    ]),
]  # fmt: skip
