from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "ecoop.instruments"
    label = "instruments"

    def ready(self):
        from ecoop.instruments import receivers  # noqa: F401, PLC0415 - connects the receivers
