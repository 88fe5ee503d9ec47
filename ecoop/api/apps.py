from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "ecoop.api"
    label = "api"
