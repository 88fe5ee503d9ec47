from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "ecoop.places"
    label = "places"

    def ready(self):
        from ecoop.places import receivers  # noqa: F401, PLC0415 - says how regions are named
