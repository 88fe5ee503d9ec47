from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "ecoop.letters"
    label = "letters"

    def ready(self):
        from ecoop.letters import receivers  # noqa: F401, PLC0415 - connects the receivers
