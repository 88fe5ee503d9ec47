"""Addresses of the public pages."""

from django.urls import path
from django.views.generic import RedirectView

from ecoop.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("data/", views.data, name="data"),
    path("help/", views.guide, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("map/", views.world, name="map"),
    # the countries are listed beside the map
    path("countries/", RedirectView.as_view(pattern_name="portal:map"), name="countries"),
    path("style/", views.style, name="style"),
]
