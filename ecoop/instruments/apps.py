from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "ecoop.instruments"
    label = "instruments"
