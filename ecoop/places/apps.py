from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "ecoop.places"
    label = "places"
