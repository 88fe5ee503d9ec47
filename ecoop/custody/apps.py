from django.apps import AppConfig


class CustodyConfig(AppConfig):
    name = "ecoop.custody"
    label = "custody"

    def ready(self):
        from ecoop.custody import receivers, wording  # noqa: F401, PLC0415 - models are loaded by now
