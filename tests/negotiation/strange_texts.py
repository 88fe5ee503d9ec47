"""Agreements in other formats than the generator's, with single differences planted by hand."""

MEMO = {
    "id": """MEMORANDUM SALING PENGERTIAN
ANTARA
BADAN NASIONAL PENANGGULANGAN BENCANA REPUBLIK INDONESIA
DAN
KEMENTERIAN DALAM NEGERI DAN KEAMANAN REPUBLIK KOREA
TENTANG
KERJA SAMA DI BIDANG PENANGGULANGAN BENCANA

Badan Nasional Penanggulangan Bencana Republik Indonesia dan Kementerian Dalam Negeri dan Keamanan Republik Korea (selanjutnya secara sendiri-sendiri disebut sebagai "Pihak" dan secara bersama-sama disebut sebagai "Para Pihak"),

MEMPERTIMBANGKAN hubungan persahabatan antara Republik Indonesia dan Republik Korea;
MENGAKUI pentingnya kerja sama dalam mengurangi risiko bencana;
SESUAI dengan hukum dan peraturan perundang-undangan yang berlaku di masing-masing negara;

TELAH MENCAPAI kesepahaman sebagai berikut:

PASAL I
TUJUAN
Tujuan dari Memorandum Saling Pengertian ini adalah untuk membentuk kerangka kerja sama di antara Para Pihak dalam bidang penanggulangan bencana, atas dasar persamaan dan saling menguntungkan.

PASAL II
RUANG LINGKUP
Para Pihak wajib bekerja sama dalam bidang-bidang sebagai berikut:
a. pengurangan risiko bencana dan kesiapsiagaan;
b. sistem peringatan dini multi-bahaya;
c. pertukaran data, informasi, dan teknologi satelit;
d. pengembangan kapasitas melalui pelatihan bagi 20 orang pejabat per tahun;
e. bidang lain yang disepakati bersama.

PASAL III
PELAKSANAAN
1. Untuk melaksanakan Memorandum ini, Para Pihak akan membentuk Komite Bersama yang diketuai bersama oleh pejabat setingkat Direktur Jenderal.
2. Komite Bersama bertemu sekurang-kurangnya sekali setahun secara bergantian di Jakarta dan Sejong.
3. Anggaran tahunan untuk kegiatan sebagaimana dimaksud pada ayat 1 adalah sebesar US$ 1,5 juta.

PASAL IV
KERAHASIAAN
1. Masing-masing Pihak wajib menjaga kerahasiaan dokumen, informasi, dan data lain yang diterima selama periode pelaksanaan Memorandum ini.
2. Jika salah satu Pihak ingin mengungkapkan informasi rahasia kepada pihak ketiga, Pihak yang mengungkapkan harus memperoleh persetujuan tertulis dari Pihak lainnya paling lambat 14 (empat belas) hari sebelumnya.

PASAL V
MULAI BERLAKU, JANGKA WAKTU DAN PENGAKHIRAN
1. Memorandum ini mulai berlaku pada tanggal penandatanganan dan tetap berlaku untuk jangka waktu 5 (lima) tahun.
2. Memorandum ini dapat diperpanjang untuk periode 5 (lima) tahun berikutnya, kecuali salah satu Pihak memberitahukan secara tertulis melalui saluran diplomatik maksudnya untuk mengakhiri Memorandum ini sekurang-kurangnya 6 (enam) bulan sebelum tanggal pengakhiran.
3. Pengakhiran Memorandum ini tidak akan mempengaruhi kegiatan yang sedang berjalan berdasarkan Pasal III.

SEBAGAI BUKTI, yang bertanda tangan di bawah ini telah menandatangani Memorandum ini.

DIBUAT dalam rangkap dua di Seoul pada tanggal dua puluh empat Juni tahun dua ribu dua puluh empat, masing-masing dalam bahasa Indonesia, Korea, dan Inggris, semua naskah memiliki keabsahan yang sama. Dalam hal terdapat perbedaan penafsiran, naskah bahasa Inggris yang berlaku.

UNTUK BADAN NASIONAL PENANGGULANGAN BENCANA REPUBLIK INDONESIA
UNTUK KEMENTERIAN DALAM NEGERI DAN KEAMANAN REPUBLIK KOREA
""",
    "en": """MEMORANDUM OF UNDERSTANDING
BETWEEN
THE NATIONAL DISASTER MANAGEMENT AGENCY OF THE REPUBLIC OF INDONESIA
AND
THE MINISTRY OF THE INTERIOR AND SAFETY OF THE REPUBLIC OF KOREA
ON
COOPERATION IN THE FIELD OF DISASTER MANAGEMENT

The National Disaster Management Agency of the Republic of Indonesia and the Ministry of the Interior and Safety of the Republic of Korea (hereinafter referred to individually as the "Party" and collectively as the "Parties");

CONSIDERING the friendly relations between the Republic of Indonesia and the Republic of Korea;
RECOGNIZING the importance of cooperation in reducing disaster risk;
PURSUANT to the prevailing laws and regulations in their respective countries;

HAVE REACHED the following understanding:

ARTICLE I
OBJECTIVE
The objective of this Memorandum of Understanding is to establish a framework of cooperation between the Parties in disaster management on the basis of equality and mutual benefit.

ARTICLE II
SCOPE OF COOPERATION
The Parties shall cooperate in the following areas:
a. disaster risk reduction and preparedness;
b. multi-hazard early warning systems;
c. exchange of data, information and satellite technology;
d. capacity building through training for 20 officials annually;
e. other areas mutually agreed upon.

ARTICLE III
IMPLEMENTATION
1. For the purpose of implementing this Memorandum, the Parties shall establish a Joint Committee co-chaired by officials at Director-General level.
2. The Joint Committee shall convene at least once a year, alternately in Jakarta and Sejong.
3. The annual budget for the activities referred to in paragraph 1 shall be USD 1,500,000.

ARTICLE IV
CONFIDENTIALITY
1. Each Party shall undertake to observe the confidentiality of documents, information and other data received during the period of the implementation of this Memorandum.
2. If either Party wishes to disclose confidential information to any third party, the disclosing Party must obtain the prior written consent of the other Party at least fourteen days in advance.

ARTICLE V
ENTRY INTO FORCE, DURATION AND TERMINATION
1. This Memorandum shall enter into force on the date of its signing and shall remain in force for a period of five years.
2. It may be extended for further five-year periods unless either Party notifies the other in writing through diplomatic channels of its intention to terminate it at least six months prior to the date of termination.
3. The termination of this Memorandum shall not affect the ongoing activities under Article III.

IN WITNESS WHEREOF, the undersigned have signed this Memorandum.

DONE in duplicate at Seoul, on this twenty-fourth day of June in the year of two thousand and twenty-four, in the Indonesian, Korean and English languages, all texts being equally authentic. In case of any divergence of interpretation, the English text shall prevail.

FOR THE NATIONAL DISASTER MANAGEMENT AGENCY OF THE REPUBLIC OF INDONESIA
FOR THE MINISTRY OF THE INTERIOR AND SAFETY OF THE REPUBLIC OF KOREA
""",
}  # fmt: skip

WRAPPED = {
    "id": """PERJANJIAN KERJA SAMA ANTARA DEPUTI BIDANG PENCEGAHAN BNPB DENGAN
UNIVERSITAS CONTOH TENTANG PENELITIAN DAN PENGABDIAN KEPADA MASYARAKAT
NOMOR: PKS.01/BNPB/D-I/2025
NOMOR: 77/UN1/HK/2025

Pada hari ini, Senin tanggal Tiga bulan Maret tahun Dua Ribu Dua Puluh Lima,
yang bertanda tangan di bawah ini:

I.   Deputi Bidang Pencegahan, berkedudukan di Jalan Contoh Kav. 38, Jakarta
     Timur, dalam hal ini bertindak untuk dan atas nama Badan Nasional
     Penanggulangan Bencana, selanjutnya disebut PIHAK KESATU.

II.  Rektor Universitas Contoh, berkedudukan di Yogyakarta, dalam hal ini
     bertindak untuk dan atas nama Universitas Contoh, selanjutnya disebut
     PIHAK KEDUA.

PIHAK KESATU dan PIHAK KEDUA selanjutnya secara bersama-sama disebut PARA PIHAK,
terlebih dahulu menerangkan bahwa PARA PIHAK telah menandatangani Nota
Kesepahaman Nomor 12 Tahun 2023 tanggal 5 Juli 2023.

                              Pasal 1
                          DASAR HUKUM

Perjanjian ini didasarkan pada:
1. Undang-Undang Nomor 24 Tahun 2007 tentang Penanggulangan Bencana;
2. Peraturan Pemerintah Nomor 21 Tahun 2008;
3. Peraturan Presiden Nomor 1 Tahun 2019.

                              Pasal 2
                         RUANG LINGKUP

Ruang lingkup Perjanjian ini meliputi (a) penelitian; (b) pendidikan dan
pelatihan; serta (c) pengabdian kepada masyarakat.

                              Pasal 3
                      HAK DAN KEWAJIBAN

(1) PIHAK KESATU berkewajiban menyediakan data sebanyak-banyaknya 1.250 berkas
    setiap semester dan menugaskan paling sedikit 3 (tiga) orang pendamping.
(2) PIHAK KEDUA berkewajiban:
    a. menyusun laporan triwulanan;
    b. menyerahkan laporan akhir paling lama 30 (tiga puluh) hari kalender
       setelah kegiatan berakhir; dan
    c. menjaga kerahasiaan data sebagaimana dimaksud pada ayat (1).

                              Pasal 4
                          PEMBIAYAAN

(1) Biaya pelaksanaan sebesar Rp2.750.000.000,00 (dua miliar tujuh ratus lima
    puluh juta rupiah) dibebankan pada DIPA BNPB Tahun Anggaran 2025.
(2) Pembayaran dilakukan dalam 3 (tiga) tahap, yaitu 40% (empat puluh persen),
    35% (tiga puluh lima persen), dan 25% (dua puluh lima persen).

                              Pasal 5
                         KEADAAN KAHAR

Pihak yang mengalami keadaan kahar wajib memberitahukan secara tertulis kepada
pihak lainnya dalam waktu 3 x 24 jam. Apabila keadaan kahar berlangsung lebih
dari 3 (tiga) bulan, PARA PIHAK dapat mengakhiri Perjanjian ini.

                              Pasal 6
                         JANGKA WAKTU

Perjanjian ini berlaku selama 3 (tiga) tahun sejak ditandatangani, dan berakhir
pada tanggal 2 Maret 2028, kecuali diakhiri lebih awal sesuai Pasal 5.

                              Pasal 7
                            PENUTUP

Perjanjian ini dibuat dalam rangkap 2 (dua), bermeterai cukup, dan mempunyai
kekuatan hukum yang sama.

PIHAK KEDUA                                                  PIHAK KESATU
Rektor                                                       Deputi
""",
    "en": """COOPERATION AGREEMENT BETWEEN THE DEPUTY FOR PREVENTION OF BNPB AND
EXAMPLE UNIVERSITY ON RESEARCH AND COMMUNITY SERVICE
NUMBER: PKS.01/BNPB/D-I/2025
NUMBER: 77/UN1/HK/2025

On this day, Monday the third of March two thousand and twenty-five, the
undersigned:

I.   the Deputy for Prevention, domiciled at Jalan Contoh Kav. 38, East Jakarta,
     acting for and on behalf of the National Disaster Management Agency,
     hereinafter referred to as the FIRST PARTY.

II.  the Rector of Example University, domiciled in Yogyakarta, acting for and on
     behalf of Example University, hereinafter referred to as the SECOND PARTY.

The FIRST PARTY and the SECOND PARTY, hereinafter jointly referred to as the
PARTIES, hereby declare that the PARTIES have signed Memorandum of Understanding
Number 12 of 2023 dated July 5, 2023.

                              Article 1
                          LEGAL BASIS

This Agreement is based on:
1. Law Number 24 of 2007 on Disaster Management;
2. Government Regulation Number 21 of 2008;
3. Presidential Regulation Number 1 of 2019.

                              Article 2
                             SCOPE

The scope of this Agreement comprises (a) research; (b) education and training;
and (c) community service.

                              Article 3
                    RIGHTS AND OBLIGATIONS

(1) The FIRST PARTY shall provide data of at most 1,250 files per semester and
    assign no fewer than three facilitators.
(2) The SECOND PARTY shall:
    a. prepare quarterly reports;
    b. submit a final report no later than thirty (30) days after the end of
       the activities; and
    c. keep confidential the data referred to in paragraph (1).

                              Article 4
                            FUNDING

(1) Implementation costs of IDR 2.75 billion shall be charged to the BNPB budget
    (DIPA) for Fiscal Year 2025.
(2) Payment shall be made in three instalments of 40 percent, 35 percent and 25
    percent.

                              Article 5
                         FORCE MAJEURE

A party affected by force majeure shall notify the other party in writing within
72 hours. Should force majeure last longer than three months, the PARTIES may
terminate this Agreement.

                              Article 6
                              TERM

This Agreement is valid for three years from its signing and ends on 2 March
2028, unless terminated earlier under Article 5.

                              Article 7
                            CLOSING

This Agreement is made in two copies, duly stamped, both having equal legal
force.

SECOND PARTY                                                 FIRST PARTY
Rector                                                       Deputy
""",
}  # fmt: skip

DECIMAL = {
    "id": """NOTA KESEPAHAMAN
antara Badan Nasional Penanggulangan Bencana dan Yayasan Tanggap Contoh

Nota Kesepahaman ini dibuat antara Badan Nasional Penanggulangan Bencana, selanjutnya disebut "BNPB", dan Yayasan Tanggap Contoh, selanjutnya disebut "Yayasan".

Pasal 1 - Definisi
1.1 "Hari" berarti hari kerja.
1.2 "Kegiatan" berarti kegiatan dalam Lampiran A.

Pasal 2 - Kewajiban
2.1 BNPB akan menunjuk duapuluhlima orang petugas.
2.2 Yayasan wajib melaporkan kegiatannya kepada BNPB setiap enam bulan sesuai Pasal 3.1 huruf (b).
2.3 Yayasan tidak boleh mempekerjakan lebih dari tiga (3) orang asing.

Pasal 3 - Laporan
3.1 Laporan memuat:
 - ringkasan kegiatan;
 - penggunaan dana sejumlah Rp. 1.000.000,-;
 - kendala yang dihadapi;
3.2 Laporan diserahkan pada tanggal 31 Desember setiap tahun, mulai tahun 2026.

Pasal 4 - Masa Berlaku
4.1 Nota Kesepahaman berlaku sejak 1 Januari 2026 sampai dengan 31 Desember 2028 (tiga tahun).
4.2 BNPB atau Yayasan dapat mengakhiri Nota Kesepahaman dengan pemberitahuan 90 hari.
""",
    "en": """MEMORANDUM OF UNDERSTANDING
between the National Agency for Disaster Management and the Example Response Foundation

This Memorandum is made between the National Agency for Disaster Management, hereinafter "BNPB", and Example Response Foundation (the "Foundation").

Article 1 - Definitions
1.1 "Day" means a working day.
1.2 "Activities" means the activities in Annex A.

Article 2 - Obligations
2.1 Twenty-five officers shall be appointed by BNPB.
2.2 In accordance with Article 3.1(b), the Foundation shall report on its activities to BNPB every six months.
2.3 The Foundation may employ no more than three foreigners.

Article 3 - Reports
3.1 Reports shall contain:
 - a summary of activities;
 - the use of funds amounting to IDR 1,000,000;
 - obstacles encountered;
3.2 Reports shall be submitted by 31 December of each year, starting in 2026.

Article 4 - Validity
4.1 The Memorandum is valid from 1 January 2026 until 31 December 2028 (three years).
4.2 BNPB or the Foundation may terminate the Memorandum with ninety days' notice.
""",
}  # fmt: skip
