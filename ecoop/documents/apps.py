from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "ecoop.documents"
    label = "documents"
