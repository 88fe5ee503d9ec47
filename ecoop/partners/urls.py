"""Addresses that change the directory."""

from django.urls import path

from ecoop.partners import views

app_name = "directory"
urlpatterns = [
    path("partners/names/", views.names, name="names"),
    path("partners/new/", views.register, name="register"),
    path("partners/<slug:slug>/edit/", views.edit, name="edit"),
    path("partners/<slug:slug>/merge/", views.merge, name="merge"),
    path("partners/<slug:slug>/people/add/", views.add_person, name="add_person"),
    path("partners/<slug:slug>/history/", views.history, name="history"),
]
