from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "ecoop.desk"
    label = "desk"
