from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    name = "ecoop.assistance"
    label = "assistance"

    def ready(self):
        from ecoop.assistance import receivers  # noqa: F401, PLC0415 - connects the receivers
