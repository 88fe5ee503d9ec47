from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "ecoop.cases"
    label = "cases"

    def ready(self):
        from ecoop.cases import (  # noqa: F401, PLC0415 - models are loaded by now
            receivers,
            wording,
        )
