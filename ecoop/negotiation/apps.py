from django.apps import AppConfig

ACTS = {
    "text.opened": ("membuka naskah", "opened the text of"),
    "text.imported": ("memasukkan naskah dari berkas pada", "brought in the text of"),
    "text.changed": ("mengubah naskah", "changed the text of"),
    "text.state": ("mengubah keadaan pasal pada", "changed the state of an article of"),
    "text.position": ("mencatat posisi perundingan pada", "recorded a negotiating position on"),
    "text.round": ("mencatat putaran perundingan pada", "recorded a round of negotiation on"),
    "text.frozen": ("membekukan naskah", "froze the text of"),
    "text.initialled": ("mencatat paraf pada naskah", "recorded initials on the text of"),
    "text.voided": (
        "mengubah naskah beku, sehingga paraf dan persetujuan batal, pada",
        "changed the frozen text and so voided initials and clearances of",
    ),
    "text.waived": ("mengecualikan klausul pada naskah", "waived a clause of the text of"),
    "text.unwaived": ("mencabut pengecualian klausul pada naskah", "withdrew a waiver of"),
}


class NegotiationConfig(AppConfig):
    name = "ecoop.negotiation"
    label = "negotiation"

    def ready(self):
        from ecoop.core.ledger import describe  # noqa: PLC0415 - models are loaded by now

        for act, (indonesian, english) in ACTS.items():
            describe(act, id=indonesian, en=english)
