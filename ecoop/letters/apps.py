from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "ecoop.letters"
    label = "letters"
