"""Addresses of the public pages."""

from django.urls import path

from ecoop.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("data/", views.data, name="data"),
    path("help/", views.guide, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("map/", views.world, name="map"),
    path("countries/", views.countries, name="countries"),
    path("style/", views.style, name="style"),
]
