from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    name = "ecoop.assistance"
    label = "assistance"
