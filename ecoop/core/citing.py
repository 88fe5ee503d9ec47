"""Laws and rules as pages cite them. A source is kept once, in English, and said in the language of
the page: "UU 24/2000 art. 5(1)" is "UU 24/2000 pasal 5(1)" in Indonesian."""

from ecoop.core.bilingual import Text

SOURCE_WORDS = (
    (" art. ", " pasal "),
    ("rule of the procedure", "kaidah prosedur"),
    ("rule of the house", "kaidah kerja"),
    ("rule of the register", "kaidah register"),
    ("rule of the log", "kaidah catatan"),
    ("permissions, ", "daftar hak, "),
    ("rules ", "kaidah "),
    ("rule ", "kaidah "),
    ("(acts are recorded, never changed)", "(yang dicatat tidak diubah)"),
    ("(a PKS usually implements an MoU)", "(PKS biasanya melaksanakan nota kesepahaman)"),
    ("(ladder of reminders)", "(tangga pengingat)"),
    ("disposition", "disposisi"),
    ("what was agreed at ", "yang disepakati pada "),
    ("(screening)", "(penelaahan)"),
    ("final clauses of ", "ketentuan penutup "),
    ("(clearance by ministries)", "(persetujuan kementerian)"),
    ("(days that contradict each other)", "(hari yang saling bertentangan)"),
    ("(ended before signing)", "(berhenti sebelum tanda tangan)"),
    ("(legal and inter-ministry clearance)", "(telaahan hukum dan antarkementerian)"),
    ("(no extension)", "(tanpa perpanjangan)"),
    ("(plan of action)", "(rencana aksi)"),
    ("(termination withdrawn)", "(pengakhiran dibatalkan)"),
    ("(no statutory period)", "(tanpa jangka waktu undang-undang)"),
    ("(period not seen; setting)", "(jangka waktu tidak terlihat; pengaturan)"),
    ("(signatory table of the agency)", "(tabel penanda tangan lembaga)"),
    ("(clause checklist: ", "(daftar klausul: "),
    ("(model for the required set)", "(model berkas usulan)"),
    ("(models)", "(model)"),
    ("the instrument's own text", "naskah itu sendiri"),
    ("the text itself", "naskah itu sendiri"),
    ("travel permission guidance", "panduan izin perjalanan"),
    ("(State Secretariat)", "(Sekretariat Negara)"),
    ("BRIN practice", "praktik BRIN"),
)


def in_both(source: str) -> Text:
    """A source in both languages."""
    return Text(id=source_in(source, "id"), en=source)


def source_in(source: str, lang: str) -> str:
    """A source, kept in English, as it is written in that language: art., pasal."""
    if lang != "id":
        return source
    for english, indonesian in SOURCE_WORDS:
        source = source.replace(english, indonesian)
    return source
