"""Addresses of the public pages."""

from django.urls import path

from ecoop.portal import views

app_name = "portal"
urlpatterns = [
    path("style/", views.style, name="style"),
]
