from django.apps import AppConfig

ACTS = {
    "case.opened": ("membuka proses", "opened the case"),
    "case.step": ("mencatat langkah pada", "recorded a step in"),
    "case.revised": ("mengubah", "revised"),
    "case.mandate_written": ("menulis pedoman delegasi untuk", "wrote the mandate of"),
    "case.moved": ("memindahkan ke versi prosedur lain", "moved to another version the case"),
    "proposal.confirmed": ("menerima usulan untuk", "took in the proposal for"),
    "procedure.published": ("menerbitkan prosedur", "published the procedure"),
}


class CasesConfig(AppConfig):
    name = "ecoop.cases"
    label = "cases"

    def ready(self):
        from ecoop.cases import receivers  # noqa: F401, PLC0415 - connects the receivers
        from ecoop.core.ledger import describe  # noqa: PLC0415 - models are loaded by now

        for act, (indonesian, english) in ACTS.items():
            describe(act, id=indonesian, en=english)
