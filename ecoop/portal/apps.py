from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "ecoop.portal"
    label = "portal"
