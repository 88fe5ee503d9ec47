from django.apps import AppConfig


class MatrixConfig(AppConfig):
    name = "ecoop.matrix"
    label = "matrix"

    def ready(self):
        from ecoop.matrix import wording  # noqa: F401, PLC0415 - models are loaded by now
