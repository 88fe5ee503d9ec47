from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "ecoop.screening"
    label = "screening"

    def ready(self):
        from ecoop.screening import receivers, wording  # noqa: F401, PLC0415 - models are loaded by now
