from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "ecoop.partners"
    label = "partners"
