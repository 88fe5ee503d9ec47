"""Addresses of cases."""

from django.urls import path

from ecoop.cases import list_pages, proposal_pages, views

app_name = "cases"
urlpatterns = [
    path("propose/", proposal_pages.begin, name="propose"),
    path("propose/confirm/<slug:token>/", proposal_pages.confirm, name="confirm"),
    path("propose/<slug:key>/", proposal_pages.draft, name="draft"),
    path("track/", proposal_pages.tracker, name="tracker"),
    path("cases/", list_pages.index, name="list"),
    path("cases/board/", list_pages.board, name="board"),
    path("cases/new/", views.open_case, name="open"),
    path("cases/from/<paper>/", views.enter, name="enter"),
    path("cases/<code>/", views.detail, name="detail"),
    path("cases/<code>/edit/", views.edit, name="edit"),
    path("cases/<code>/track.svg", views.picture, name="picture"),
    path("cases/<code>/record/<slug:step>/", views.record, name="record"),
    path("cases/<code>/acts/<uuid:act>/", views.correct, name="correct"),
]
