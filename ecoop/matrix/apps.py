from django.apps import AppConfig


class MatrixConfig(AppConfig):
    name = "ecoop.matrix"
    label = "matrix"
