"""Entries in words: "mendaftarkan KS-INT-2015-0007", "registered KS-INT-2015-0007"."""

from collections.abc import Callable, Mapping

from ecoop.core.bilingual import Text

SYSTEM = Text(id="Sistem", en="The system")
ACTS = {
    "created": Text(id="membuat", en="created"),
    "registered": Text(id="mendaftarkan", en="registered"),
    "changed": Text(id="mengubah", en="changed"),
    "revised": Text(id="memperbaiki", en="revised"),
    "removed": Text(id="menghapus", en="removed"),
    "restored": Text(id="memulihkan", en="restored"),
    "undone": Text(id="membatalkan", en="undid"),
    "imported": Text(id="mengimpor", en="imported"),
    "exported": Text(id="mengekspor", en="exported"),
    "downloaded": Text(id="mengunduh", en="downloaded"),
    "received": Text(id="menerima", en="received"),
    "confirmed": Text(id="mengonfirmasi", en="confirmed"),
    "decided": Text(id="memutuskan", en="decided on"),
    "reported": Text(id="mencatat laporan tentang", en="noted a report on"),
    "settled": Text(id="menyelesaikan perbedaan pada", en="settled a contradiction in"),
    "claimed": Text(id="mencatat laporan tentang", en="noted a report on"),
    "classified": Text(id="mengubah klasifikasi", en="classified"),
    "declassified": Text(id="membuka klasifikasi", en="declassified"),
    "assigned": Text(id="menetapkan penanggung jawab", en="assigned"),
    "planned": Text(id="menetapkan langkah berikut", en="set the next step of"),
    "linked": Text(id="menautkan", en="linked"),
    "unlinked": Text(id="melepas tautan", en="unlinked"),
    "attached": Text(id="melampirkan berkas pada", en="attached a file to"),
    "noted": Text(id="menulis catatan pada", en="wrote a note on"),
    "merged": Text(id="menggabungkan", en="merged"),
    "absorbed": Text(id="menyerap duplikat ke dalam", en="took a duplicate into"),
    "signed_in": Text(id="masuk", en="signed in"),
    "sign_in_failed": Text(id="gagal masuk", en="failed to sign in"),
    "signed_out": Text(id="keluar", en="signed out"),
    "locked": Text(id="terkunci", en="was locked out"),
    "granted": Text(id="memberikan peran", en="granted a role"),
    "revoked": Text(id="mencabut", en="revoked"),
    "password_changed": Text(id="mengganti kata sandi", en="changed the password"),
    "mfa_added": Text(id="menambah faktor masuk", en="added a sign-in factor"),
    "mfa_removed": Text(id="menghapus faktor masuk", en="removed a sign-in factor"),
    "viewed": Text(id="melihat", en="viewed"),
    "erased": Text(id="menghapus data pribadi pada", en="erased personal data of"),
    "owner_set": Text(id="menetapkan penanggung jawab", en="set the owner of"),
    "next_step_set": Text(id="menetapkan langkah berikutnya", en="set the next step of"),
    "status_settled": Text(id="menyelesaikan status", en="settled the status of"),
    "report_settled": Text(id="memilih laporan untuk", en="chose a report for"),
    "note_written": Text(id="menulis catatan pada", en="wrote a note on"),
    "file_attached": Text(id="melampirkan berkas pada", en="attached a file to"),
    "stored": Text(id="menyimpan berkas", en="stored the file"),
    "withdrawn": Text(id="menarik", en="withdrew"),
    "alias_added": Text(id="mencatat nama lain", en="noted another name of"),
    "person_added": Text(id="menambah orang pada", en="added a person to"),
    "post_ended": Text(id="mengakhiri jabatan pada", en="ended a post at"),
    "role_assigned": Text(id="memberikan peran kepada", en="gave a role to"),
    "role_ended": Text(id="mengakhiri peran", en="ended a role of"),
    "proposed": Text(id="mengusulkan perubahan akun", en="proposed a change to the account"),
    "proposal_confirmed": Text(id="menyetujui usulan untuk", en="agreed to a proposal for"),
    "proposal_refused": Text(id="menolak usulan untuk", en="refused a proposal for"),
    "proposal_withdrawn": Text(id="menarik usulan untuk", en="withdrew a proposal for"),
    "acted_alone": Text(
        id="tanpa administrator kedua mengubah", en="without a second administrator changed"
    ),
    "opened": Text(id="membuka akun", en="opened the account"),
    "enabled": Text(id="mengaktifkan akun", en="enabled the account"),
    "disabled": Text(id="menonaktifkan akun", en="disabled the account"),
    "invited": Text(id="mengundang", en="invited"),
    "factors_forgotten": Text(id="menghapus faktor masuk", en="removed the sign-in factors of"),
    "locked_out": Text(id="terkunci di halaman masuk", en="was locked out at the sign-in page"),
    "session_ended": Text(id="mengakhiri sesi", en="ended a session of"),
    "other_sessions_ended": Text(id="mengakhiri sesi lain", en="ended the other sessions of"),
    "password_chosen": Text(id="memilih kata sandi", en="chose a password"),
    "key_rotated": Text(id="mengganti kunci buku besar", en="replaced the ledger's key"),
}
_DESCRIBED: dict[str, Text] = {}
_CODES: dict[str, Callable[[str], Text]] = {}


def describe(acts: Mapping[str, tuple[str, str]]) -> None:
    """Give words to the acts of a room, Indonesian and English: a verb that stands between the actor
    and the code."""
    _DESCRIBED.update({act: Text(*verbs) for act, verbs in acts.items()})


def describe_codes(kind: str, say: Callable[[str], Text]) -> None:
    """Give words to the codes of records of `kind` that are no code for people."""
    _CODES[kind] = say


def words(entry) -> Text:
    """What the entry says in one sentence: who did what to which record."""
    verb = _DESCRIBED.get(entry.act) or ACTS.get(entry.act.rpartition(".")[2])
    if verb is None:
        verb = Text(id=f"melakukan \N{LEFT DOUBLE QUOTATION MARK}{entry.act}\N{RIGHT DOUBLE QUOTATION MARK} pada",
                    en=f"did \N{LEFT DOUBLE QUOTATION MARK}{entry.act}\N{RIGHT DOUBLE QUOTATION MARK} to")  # fmt: skip
    who = getattr(entry, "actor", None) or getattr(entry, "actor_label", "")
    actor = SYSTEM if who in {"", "system"} else Text.same(who)
    code = _CODES.get(entry.kind, Text.same)(entry.code)
    return Text(id=f"{actor.id} {verb.id} {code.id}".rstrip(),
                en=f"{actor.en} {verb.en} {code.en}".rstrip())  # fmt: skip
