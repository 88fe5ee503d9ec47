from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "ecoop.core"
    label = "core"
