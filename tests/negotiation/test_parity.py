"""Parity: planted differences are found, innocent variations are not reported."""

import pytest

from ecoop.negotiation.articles import Article, Wording, read_text
from ecoop.negotiation.parity import check
from tests.negotiation import bank_one, bank_two, generator
from tests.negotiation.texts import both, differences

RECALL, PRECISION = 0.95, 0.90  # issue 3, part B


def measured(bank, seeds):
    right = missed = false = 0
    for seed in seeds:
        texts, planted = generator.agreement(seed, bank)
        pair = [read_text(texts[lang], lang=lang)[0] for lang in ("id", "en")]
        found, lost, wrong = generator.score(check(*pair), planted)
        right, missed, false = right + found, missed + len(lost), false + len(wrong)
    return right / (right + missed), right / (right + false)


@pytest.mark.parametrize("bank", [bank_one, bank_two], ids=["tuned on", "held out"])
def test_planted_differences_are_found_and_little_else(bank):
    recall, precision = measured(bank, range(7000, 7040))

    assert recall >= RECALL
    assert precision >= PRECISION


@pytest.mark.parametrize("seed", range(20))
def test_innocent_variations_are_not_reported(seed):
    texts, _ = generator.agreement(seed, bank_two, plants=0)
    pair = [read_text(texts[lang], lang=lang)[0] for lang in ("id", "en")]

    assert [str(f.text.en) for f in check(*pair)] == []


SAME = [
    ("beresolusi 50 sentimeter", "at half-metre resolution"),
    ("mengirim data setiap 15 menit", "send data every quarter of an hour"),
    ("mengirim data setiap 15 menit", "send data every quarter-hour"),
    ("mengirim data tiap 6 jam", "send data four times a day"),
    ("mengirim data empat kali sehari", "send data every six hours"),
    ("mengirim data dua kali sehari", "send data twice daily"),
    ("bersidang sekali dalam sehari", "meet once a day"),
    ("melapor tiga bulan setelah itu", "report a quarter after that"),
    ("sesuai dengan Paragraf 8", "in accordance with Paragraph 8"),
    ("dengan dana pada Pasal 5 ayat (2)", "with the funds in paragraph 5.2"),
    ("seluas setengah hektare", "of half a hectare"),
    ("menyampaikan laporan tengah tahunan", "furnish half-yearly reports"),
    ("menyampaikan laporan setengah tahunan", "furnish semi-annual reports"),
    ("dalam tahap 30%, 50%, dan 20%", "in stages of thirty, fifty and twenty per cent"),
    ("5% sampai 10%", "5 to 10 per cent"),
    ("di atas RM100.000", "above MYR 100,000"),
    ("di Nusa Tenggara Timur", "in East Nusa Tenggara"),
    ("di Provinsi Jawa Barat", "in the province of West Java"),
    ("di Papua Barat Daya", "in Southwest Papua"),
    ("ditanggung Pihak penerima", "borne by the receiving Party"),
    ("sebesar EUR2.750.000 (dua juta tujuh ratus lima puluh ribu euro)",
     "of two and three quarter million euros"),
    ("selama 75 menit", "for one and a quarter hours"),
    ("sebesar Rp750.000", "of IDR three-quarters of a million"),
    ("menyampaikan laporan setiap caturwulan", "report every four months"),
    ("ditanggung Penerima Hibah", "borne by the Recipient"),
    ("dalam 30 (tiga puluh) hari", "within thirty (30) days"),
    ("selama 1 (satu) tahun", "for twelve months"),
    ("paling lambat 14 hari", "within two weeks"),
    ("2 (dua) kali dalam 1 (satu) tahun", "twice a year"),
    ("setiap enam bulan", "semi-annually"),
    ("setiap tahun", "annually"),
    ("sebesar Rp1.500.000.000,00 (satu miliar lima ratus juta rupiah)", "of IDR 1.5 billion"),
    ("sebesar 12,5% (dua belas koma lima persen)", "of 12.5 per cent"),
    ("tanggal dua puluh empat bulan Juni tahun dua ribu dua puluh empat (24-06-2024)",
     "the twenty-fourth day of June in the year two thousand and twenty-four"),
    ("pada 3 Mei 2025", "on May 3rd, 2025"),
    ("pada 24 Juni 2024", "on 2024-06-24"),
    ("Pasal 5 ayat (2) huruf b", "paragraph (2) letter b of Article 5"),
    ("Pasal 3 sampai dengan Pasal 5", "Articles 3 to 5"),
    ("Undang-Undang Nomor 24 Tahun 2007", "Law No. 24 of 2007"),
    ("pukul 14.00 WIB", "at 2:00 p.m."),
    ("salah satu PIHAK", "either Party"),
    ("kedua belah pihak", "both Parties"),
    ("PIHAK PERTAMA menyerahkan laporan", "The First Party shall submit a report"),
    ("Lampiran II", "Annex 2"),
    ("dalam rangkap 2 (dua)", "in duplicate"),
    ("2.750 relawan", "2,750 volunteers"),
    ("rencana kerja lima tahunan", "a five-year work plan"),
    ("menanggung setengah biaya", "bears one half of the costs"),
    ("menanggung setengah biaya", "bears 50 per cent of the costs"),
    ("menanggung dua pertiga biaya", "bears two-thirds of the costs"),
    ("menanggung 1/3 biaya", "bears 33.3 per cent of the costs"),
    ("tinggal setengah tahun pada pihak ketiga", "stay half a year with a third party"),
    ("pada tahun ketiga", "in the 3rd year"),
    ("pada tahun ketiga", "in the third year"),
    ("Pasal 22 ayat (2)", "Art. 22(2)"),
    ("dalam bahasa Indonesia, Korea, dan Inggris",
     "in the Indonesian, Korean and English languages"),
    ("dalam bahasa Indonesia dan bahasa Tetun", "in Indonesian and in the Tetum language"),
    ("pada tanggal 15 bulan berikutnya", "on the 15th of the following month"),
    ("pada tanggal 15 bulan Juni 2026", "on 15 June 2026"),
    ("pada hari ketiga setelah dikirim", "3 days after dispatch"),
    ("3 (tiga) hari setelah dikirim", "on the third day after dispatch"),
    ("pada bulan ke-30", "in the thirtieth month"),
    ("dalam 72 jam", "within three days"),
    ("selama satu setengah tahun", "for eighteen months"),
    ("selama 18 bulan", "for one and a half years"),
    ("sebesar tujuh setengah persen", "of seven and a half per cent"),
    ("dalam seperempat tahun", "within a quarter of a year"),
    ("selama setengah jam", "for half an hour"),
    ("sampai akhir Juni 2032", "until 30 June 2032"),
    ("sampai 31 Desember 2028", "until the end of 2028"),
    ("sampai akhir tahun 2028", "until the close of the year 2028"),
    ("paling lambat 30 September 2031", "by the last day of September 2031"),
    ("paling lambat pertengahan 2027", "by mid-2027"),
    ("dua kali setiap bulan", "fortnightly"),
    ("dua kali sebulan", "twice a month"),
    ("tiap dua bulan", "bi-monthly"),
    ("setiap minggu", "weekly"),
    ("paling lambat H-14 sebelum pelatihan", "no later than 14 days before the training"),
    ("tahap II sebesar 50 persen", "the second instalment of 50 per cent"),
    ("skala I sampai dengan V", "a scale from 1 to 5"),
    ("2 juru runding", "a pair of negotiators"),
    ("1 (satu) arbiter", "a sole arbitrator"),
    ("ayat (1) huruf c", "paragraph (1)(c)"),
    ("pada dua tahun pertama", "in the first two years"),
    ("pada paruh pertama setiap tahun", "in the first half of each year"),
    ("dalam 3x24 jam", "within 3 x 24 hours"),
    ("dalam 7 x 24 jam", "within seven days"),
    ("Lampiran I sampai dengan Lampiran III", "Annexes I to III"),
    ("Lampiran I, II, dan III", "Annexes I to III"),
    ("8 jam pelajaran", "eight teaching hours"),
    ("selama sewindu", "for eight years"),
    ("selama 1 (satu) tahun 6 (enam) bulan", "for eighteen months"),
    ("disimpan selama 10 tahun", "kept for a decade"),
    ("sebesar USD 2.400.000", "of US$2.4 million"),
    ("para pejabat Indonesia dan Korea", "Indonesian and Korean officials"),
    ("dari Kerajaan Belanda", "of the Kingdom of the Netherlands"),
    ("sebesar empat koma dua lima miliar yen", "of 4.25 billion yen"),
    ("sebesar 6½ persen", "of six and a half per cent"),
    ("sebesar 6 1/2 persen", "of 6.5%"),
    ("sebesar tujuh persepuluh dari nilai", "of seven tenths of the value"),
    ("sebesar sepertiga puluh dari nilai", "of one thirtieth of the value"),
    ("sebesar satu perseratus dari nilai", "of one hundredth of the value"),
    ("sebesar tiga per seribu", "of 0.3 per cent"),
    ("berkurang seperempat", "shrinks by one quarter"),
    ("dua pertiganya perempuan", "two thirds of whom are women"),
    ("pada pertemuan kedua belas", "at the twelfth meeting"),
    ("setiap 90 detik", "every one and a half minutes"),
    ("dalam empat minggu", "within two fortnights"),
    ("dijaga 24 jam", "guarded around the clock"),
    ("seluas 2,5 hektare", "of 25,000 square metres"),
    ("berjarak 30 sampai dengan 45 km", "30 km to 45 km away"),
    ("pada suhu 2°C sampai 8°C", "at between 2 and 8 degrees Celsius"),
    ("seberat 1.200 kg", "weighing 1.2 tonnes"),
    ("daya 3.500 VA", "a supply of 3.5 kVA"),
    ("sebesar CNY 3 juta", "of three million renminbi"),
    ("MYR 200.000,00 (dua ratus ribu ringgit)", "200,000 Malaysian ringgit"),
    ("pukul 08.00 sampai dengan 15.00 WIT", "from 8 a.m. to 3 p.m. Eastern Indonesia Time"),
    ("pukul 09.00 WITA", "at nine o'clock in the morning (GMT+8)"),
    ("dalam rangkap empat", "in quadruplicate"),
    ("Menteri Dalam Negeri menilai", "the Minister of Home Affairs assesses"),
    ("Kementerian Hukum menilai", "the Ministry of Law and Human Rights assesses"),
    ("ayat (1) huruf b dan huruf c", "subparagraphs 1(b) and 1(c)"),
    ("Pasal 3 ayat (2) huruf a", "Art. 3 para. 2 lit. a"),
    ("Pasal 7 huruf a", "letter a of Article 7"),
    ("Pasal 3 ayat (1) dan ayat (2)", "Article 3(1) and (2)"),
    ("Pasal 3 ayat (1) dan Pasal 4 ayat (2)", "Articles 3(1) and 4(2)"),
    ("Pasal 2.1 huruf (c) dan Pasal 3.1 huruf (b)", "Articles 2.1(c) and 3.1(b)"),
    ("pada hari ke-60 (keenam puluh)", "on the sixtieth day"),
    ("periode 1 Juli sampai dengan 30 Juni", "the twelve months from 1 July to 30 June"),
    ("dari 1 Januari 2027 sampai 31 Desember 2029",
     "for three years, from 1 January 2027 until 31 December 2029"),
    ("angsuran ketiga 25%", "a third of 25 per cent"),
    ("80% untuk daerah dan sisanya untuk desa",
     "80 per cent for regions and the remaining 20 per cent for villages"),
    ("dalam 2 x 24 (dua kali dua puluh empat) jam", "within 48 hours"),
    ("60% oleh kami dan 40% oleh mereka", "in the ratio of 60:40"),
    ("dengan perbandingan 3 banding 1", "in the ratio 3:1"),
    ("berskala 1:50.000", "at a scale of 1:50,000"),
    ("tahun anggaran 2026/2027", "fiscal year 2026/27"),
    ("pada tanggal 3 s.d. 7 Mei 2027", "from May 3 to May 7, 2027"),
    ("Januari 2027 s.d. Juni 2027", "January to June 2027"),
    ("setiap dua minggu sekali", "every fortnight"),
    ("setiap dua tahun sekali", "every other year"),
    ("sekali dalam tiga tahun", "triennially"),
    ("2 lusin selimut", "two dozen blankets"),
    ("1.234.567 jiwa", "1 234 567 people"),
    ("sebesar Rp 2,5 M", "of IDR 2.5 billion"),
    ("sebesar USD 3,5 juta", "of US$3.5M"),
    ("sebesar 0,5 persen", "of one half of one per cent"),
    ("setengah juta orang", "half a million people"),
    ("naik tiga kali lipat", "grows threefold"),
    ("lima belas tahun", "a decade and a half"),
    ("seperempat abad", "a quarter of a century"),
    ("selama 36 jam", "for a day and a half"),
    ("sembilan dari sepuluh", "90 per cent of them"),
    ("pukul 09.00 WIB (02.00 UTC)", "09:00 WIB (02:00 UTC)"),
]  # fmt: skip


@pytest.mark.parametrize(("home", "away"), SAME)
def test_the_same_said_differently_is_the_same(home, away):
    assert differences(f"Hal itu {home}.", f"This {away}.") == []


OTHER = [
    ("di Nusa Tenggara Timur", "in West Nusa Tenggara", "party"),
    ("di Papua Barat Daya", "in West Papua", "party"),
    ("ditanggung Pihak penerima", "borne by the sending Party", "party"),
    ("berusia di bawah 45 tahun", "aged below fifty-five", "duration"),
    ("beresolusi 50 sentimeter", "at five-metre resolution", "measure"),
    ("dalam tahap 30% dan 70%", "in stages of thirty and sixty per cent", "percent"),
    ("di atas RM100.000", "above MYR 10,000", "money"),
    ("dalam 30 hari", "within 60 days", "duration"),
    ("dalam 30 hari", "within 30 months", "duration"),
    ("dalam 30 hari kerja", "within 30 days", "duration"),
    ("setiap tahun", "quarterly", "duration"),
    ("sebesar Rp1.500.000.000,00", "of IDR 1,500,000", "money"),
    ("sebesar USD 250.000", "of EUR 250,000", "money"),
    ("sebesar 12,5%", "of 15%", "percent"),
    ("pada 24 Juni 2024", "on 26 June 2024", "date"),
    ("pada 24 Juni 2024", "on 24 July 2024", "date"),
    ("Pasal 5 ayat (2)", "Article 5 paragraph (3)", "reference"),
    ("Pasal 5 ayat (2)", "Article 6 paragraph (2)", "reference"),
    ("Undang-Undang Nomor 24 Tahun 2007", "Law Number 24 of 2000", "law"),
    ("PIHAK PERTAMA membayar", "the Second Party shall pay", "party"),
    ("PARA PIHAK membayar", "the First Party shall pay", "party"),
    ("menunjuk tiga wakil", "designate four representatives", "number"),
    ("menunjuk tiga (4) wakil", "designate three representatives", "words"),
    ("pukul 09.00 WIB", "at 10:00 a.m.", "time"),
    ("Pemerintah Jepang membayar", "the Government of Türkiye shall pay", "party"),
    ("menanggung setengah biaya", "bear one third of the costs", "percent"),
    ("menanggung seperempat biaya", "bear three quarters of the costs", "percent"),
    ("pada tahun ketiga", "in the second year", "number"),
    ("dalam bahasa Indonesia, bahasa Tetun, dan bahasa Inggris",
     "in the Indonesian and English languages", "language"),
    ("dalam bahasa Indonesia, Korea, dan Inggris",
     "in the Indonesian, Japanese and English languages", "language"),
    ("dari Republik Fantasia", "from the Kingdom of Fantasia", "party"),
    ("pada hari ketiga setelah dikirim", "4 days after dispatch", "duration"),
    ("dalam 72 jam", "within two days", "duration"),
    ("dalam 24 jam", "within one working day", "duration"),
    ("sampai akhir Juni 2032", "until 30 July 2032", "date"),
    ("sampai akhir Februari 2028", "until 28 February 2028", "date"),
    ("selama satu setengah tahun", "for one year", "duration"),
    ("dua kali sebulan", "weekly", "duration"),
    ("3 arbiter", "a sole arbitrator", "number"),
    ("Lampiran I sampai dengan Lampiran III", "Annexes I to IV", "reference"),
    ("ayat (1) huruf c", "paragraph (1)(d)", "reference"),
    ("H-14", "15 days before it", "duration"),
    ("setiap caturwulan", "every three months", "duration"),
    ("milik Pemberi Hibah", "the property of the Grantee", "party"),
    ("sebesar EUR2.750.000", "of two and a quarter million euros", "money"),
    ("sebesar empat koma dua miliar yen", "of 4.2 million yen", "money"),
    ("sebesar 6½ persen", "of 6 per cent", "percent"),
    ("sebesar tujuh persepuluh dari nilai", "of nine tenths of the value", "percent"),
    ("setiap 90 detik", "every 90 minutes", "duration"),
    ("seluas 2,5 hektare", "of 2.5 square kilometres", "measure"),
    ("berjarak 12 km", "at a distance of 12 miles", "measure"),
    ("seberat 1.200 kg", "weighing 12 tonnes", "measure"),
    ("sebesar CNY 3 juta", "of INR 3 million", "money"),
    ("pukul 09.00 WITA", "at 9 a.m. Western Indonesia Time", "time"),
    ("pukul 08.00 sampai dengan 15.00", "from 8 a.m. to 4 p.m.", "time"),
    ("Menteri Dalam Negeri menilai", "the Minister of Defence assesses", "party"),
    ("Badan Pemeriksa Keuangan menilai", "the Search and Rescue Agency assesses", "party"),
    ("ayat (1) huruf b dan huruf c", "subparagraphs 1(b) and 1(d)", "reference"),
    ("Pasal 3 ayat (1) dan ayat (2)", "Article 3(1) and (3)", "reference"),
    ("Pasal 7 huruf a", "letter b of Article 7", "reference"),
    ("pada hari ke-30", "on the sixtieth day", "number"),
    ("periode 1 Juli sampai dengan 30 Juni", "the six months from 1 July to 30 June", "duration"),
    ("80% untuk daerah dan sisanya untuk desa",
     "80 per cent for regions and the remaining 30 per cent for villages", "percent"),
    ("dalam 2 x 24 (tiga kali dua puluh empat) jam", "within 48 hours", "words"),
    ("dengan perbandingan 3:1", "in the ratio of 4:1", "number"),
    ("pada tanggal 3 s.d. 7 Mei 2027", "from May 4 to May 7, 2027", "date"),
    ("pada triwulan III tahun 2027", "in the fourth quarter of 2027", "number"),
    ("setiap hari", "weekly", "duration"),
    ("setiap 15 menit", "every quarter", "duration"),
    ("tiap 6 jam", "six times a day", "duration"),
    ("menurut Pasal 5 ayat (2)", "under paragraph 5.1", "reference"),
    ("sesuai dengan Paragraf 8", "in accordance with Paragraph 7", "reference"),
    ("sebesar Rp 2,5 M", "of IDR 2.5 million", "money"),
    ("sebesar NZD 5 (lima dolar Selandia Baru)", "of AUD 5 (five Australian dollars)", "money"),
]  # fmt: skip


@pytest.mark.parametrize(("home", "away", "kind"), OTHER)
def test_each_kind_of_difference_is_found_once(home, away, kind):
    assert differences(f"Peserta {home}.", f"Participants {away}.") == [kind]


def test_a_point_that_is_missing_is_named_with_its_place_in_both_languages():
    (found,) = check(
        *both(
            "Ruang lingkup meliputi:\na. pelatihan;\nb. peringatan dini;\nc. pertukaran ahli.",
            "The scope covers:\na. training;\nb. exchange of experts.",
        )
    )

    assert found.kind == "list"
    assert found.places == {"id": "Pasal 1", "en": "Article 1"}
    assert "peringatan dini" in found.text.en
    assert found.text.id.startswith("Jumlah butir berbeda: 3 ")
    assert found.mend.id
    assert found.mend.en


def test_a_finding_names_paragraph_and_letter():
    (found,) = check(
        *both("(1) Satu.\n(2) Dua:\na. dua;\nb. dalam 5 hari.",
              "(1) One.\n(2) Two:\n(a) two;\n(b) within 6 days.")
    )  # fmt: skip

    assert found.places == {
        "id": "Pasal 1 ayat (2) huruf b",
        "en": "Article 1 paragraph (2) letter (b)",
    }


def test_articles_counted_anew_after_a_missing_one_are_not_all_different():
    texts, _ = generator.agreement(5, bank_one, plants=0)
    home, away = (read_text(texts[lang], lang=lang)[0] for lang in ("id", "en"))
    gone = away.numbered()[3]
    rest = [each for each in away.articles if each is not gone]
    anew = [
        Article(each.kind, each.number - (each.number > gone.number), each.title, each.body)
        for each in rest
    ]

    found = check(home, Wording("en", tuple(anew)))

    assert [(f.kind, f.article["id"]) for f in found if f.kind != "reference"] == [
        ("article", str(gone.number))
    ]


def test_currencies_are_no_names_of_parties():
    home = "Dana sebesar USD 100.000 dan BNPB.\nBNPB menerima USD 5."
    away = "Funds of EUR 100,000 and BNPB.\nBNPB receives USD 5."
    assert differences(home, away) == ["money"]


def test_short_articles_counted_anew_are_known_by_what_they_state():
    """A title that nobody has listed and a planted difference do not part an article from its own."""
    home, away = [], []
    for number, (title, body, other, words) in enumerate((
        ("Gladi", "Gladi dilaksanakan setiap 3 bulan.", "Drills", "Drills are held every 3 months."),
        ("Rumah Sakit", "Sepuluh rumah sakit menerima peralatan.", "Hospitals",
         "Ten hospitals receive equipment."),
        ("Pemulihan", "1.250 keluarga dibantu.\nSetiap keluarga menerima Rp15.000.000,00.",
         "Recovery", "1,250 families are aided.\nEach family receives IDR 50,000,000."),
        ("Lingkungan", "Sebanyak 60.000 bibit ditanam.\nSedikitnya 70 persen hidup.", "Environment",
         "A total of 60,000 seedlings are planted.\nNo fewer than 70 per cent live."),
    ), start=1):  # fmt: skip
        home.append(Article(number=number, title=title, body=body))
        if number != 2:
            away.append(Article(number=number - (number > 2), title=other, body=words))

    found = check(Wording("id", tuple(home)), Wording("en", tuple(away)))

    assert [(each.kind, each.article["id"]) for each in found] == [("article", "2"), ("money", "3")]


PARTIES = (
    'Badan A (selanjutnya disebut "BNA") dan Badan B (selanjutnya disebut "BNB") sepakat:',
    'Agency A (hereinafter referred to as "BNA") and Agency B (hereinafter referred to as "BNB") agree:',
)


def between_parties(home, away):
    pair = [
        Wording(lang, (Article("opening", body=opening), Article(number=1, title="X", body=body)))
        for lang, opening, body in zip(("id", "en"), PARTIES, (home, away), strict=True)
    ]
    return [finding.kind for finding in check(*pair)]


HOME = "Biaya ditanggung 70% oleh BNA dan 30% oleh BNB."


@pytest.mark.parametrize("away", [
    "The costs are borne 70% by BNA and 30% by BNB.",
    "BNB bears 30% of the costs and BNA 70%.",
    "The costs are borne by BNA and BNB as to 70% and 30%.",
])  # fmt: skip
def test_shares_of_the_parties_in_another_order_are_the_same(away):
    assert between_parties(HOME, away) == []


@pytest.mark.parametrize("away", [
    "The costs are borne 30% by BNA and 70% by BNB.",
    "BNB bears 70% of the costs and BNA 30%.",
])  # fmt: skip
def test_shares_that_changed_places_between_the_parties_are_told_once(away):
    assert between_parties(HOME, away) == ["percent"]


@pytest.mark.parametrize(("home", "away", "kinds"), [
    ("Royalti dibagi 60:40 antara BNA dan BNB.", "Royalties go 40:60 to BNB and BNA.", []),
    ("Royalti dibagi 60:40 antara BNA dan BNB.", "Royalties go 40:60 to BNA and BNB.", ["percent"]),
    ("Royalti dibagi 60:40 antara BNA dan BNB.", "Royalties go 60:40 to BNB and BNA.", ["percent"]),
    ("BNA dan BNB menanggung 60% dan 40%.", "BNA and BNB bear 40% and 60%.", ["percent"]),
    ("BNA dan BNB menanggung 60% dan 40%.", "60% and 40% are for BNA and BNB.", []),
])  # fmt: skip
def test_the_first_figure_of_two_is_that_of_the_first_party(home, away, kinds):
    assert between_parties(home, away) == kinds


@pytest.mark.parametrize(("away", "kinds"), [
    ("The costs are borne 70:30 by YTB and BNPB.", []),
    ("The costs are borne 30:70 by YTB and BNPB.", ["percent"]),
])  # fmt: skip
def test_shares_of_two_abbreviations_that_nobody_defined_are_told_apart(away, kinds):
    assert differences("Biaya ditanggung 70:30 oleh YTB dan BNPB.", away) == kinds


@pytest.mark.parametrize(("away", "kinds"), [
    ("Indonesia bears two thirds of the costs and Fiji one third.", []),
    ("Indonesia bears one third of the costs and Fiji two thirds.", ["percent"]),
])  # fmt: skip
def test_shares_of_two_countries_that_nobody_defined_are_told_apart(away, kinds):
    assert (
        differences("Dua pertiga biaya ditanggung Indonesia dan sepertiganya Fiji.", away) == kinds
    )
