from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "ecoop.core"
    label = "core"

    def ready(self):
        from ecoop.core import receivers  # noqa: F401, PLC0415 - connects them
