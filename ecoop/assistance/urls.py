"""Addresses of emergency aid."""

from django.urls import path

from ecoop.assistance import views

app_name = "assistance"
urlpatterns = [
    path("assistance/", views.index, name="list"),
    path("assistance/<code>/", views.detail, name="detail"),
]
