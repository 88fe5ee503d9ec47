from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    name = "ecoop.engagements"
    label = "engagements"
