"""Addresses for machines stand at the root, in no language."""

from django.urls import path

from ecoop.api.views import api

machine_urlpatterns = [path("api/v1/", api.urls)]
