"""Addresses of custody."""

from django.urls import path

from ecoop.custody import views

app_name = "custody"
ONE = "custody/<code>/originals/<int:number>/"
urlpatterns = [
    path("custody/", views.index, name="list"),
    path("custody/<code>/", views.paper, name="paper"),
    path("custody/<code>/originals/", views.open_originals, name="open"),
    path("custody/<code>/record/<slug:step>/", views.record, name="record"),
    path("custody/<code>/copies/", views.ask_copy, name="ask_copy"),
    path("custody/<code>/copies/<int:number>/", views.receive_copy, name="receive_copy"),
    path(ONE, views.original, name="original"),
    path(ONE + "check/", views.check, name="check"),
    path(ONE + "move/", views.move, name="move"),
    path(ONE + "lend/", views.lend, name="lend"),
    path(ONE + "return/", views.take_back, name="take_back"),
]
