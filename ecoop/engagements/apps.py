from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    name = "ecoop.engagements"
    label = "engagements"

    def ready(self):
        from ecoop.engagements import receivers  # noqa: F401, PLC0415 - connects the receivers
