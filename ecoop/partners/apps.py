from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "ecoop.partners"
    label = "partners"

    def ready(self):
        from ecoop.partners import receivers  # noqa: F401, PLC0415 - says how partners are named
