"""Addresses of cases."""

from django.urls import path

from ecoop.cases import (
    letter_pages,
    list_pages,
    procedure_pages,
    proposal_pages,
    renewal_pages,
    views,
)

app_name = "cases"
urlpatterns = [
    path("propose/", proposal_pages.begin, name="propose"),
    path("propose/confirm/<slug:token>/", proposal_pages.confirm, name="confirm"),
    path("propose/<slug:key>/", proposal_pages.draft, name="draft"),
    path("procedures/", procedure_pages.index, name="procedures"),
    path("procedures/<slug:track>/edit/", procedure_pages.edit, name="edit_procedure"),
    path("procedures/<slug:track>/<int:number>/", procedure_pages.version, name="procedure"),
    path("procedures/<slug:track>/<int:number>/track.svg", procedure_pages.picture, name="drawn"),
    path("track/", proposal_pages.tracker, name="tracker"),
    path("cases/", list_pages.index, name="list"),
    path("cases/board/", list_pages.board, name="board"),
    path("cases/calendar/", list_pages.calendar_page, name="calendar"),
    path("cases/new/", views.open_case, name="open"),
    path("cases/from/<paper>/", views.enter, name="enter"),
    path("cases/letters/<letter>/", letter_pages.of_letter, name="of_letter"),
    path("cases/renew/<paper>/", renewal_pages.renew, name="renew"),
    path("cases/<code>/evaluation/", renewal_pages.evaluation, name="evaluation"),
    path("cases/<code>/go-on/", renewal_pages.go_on, name="go_on"),
    path("cases/<code>/", views.detail, name="detail"),
    path("cases/<code>/letters/", letter_pages.add, name="file_letter"),
    path("cases/<code>/letters/<letter>/", letter_pages.take_out, name="take_out"),
    path("cases/<code>/procedure/", procedure_pages.move, name="move"),
    path("cases/<code>/paper/", views.enter_paper, name="enter_paper"),
    path("cases/<code>/mandate/", views.mandate, name="mandate"),
    path("cases/<code>/classification/", views.classify, name="classify"),
    path("cases/<code>/edit/", views.edit, name="edit"),
    path("cases/<code>/track.svg", views.picture, name="picture"),
    path("cases/<code>/record/<slug:step>/", views.record, name="record"),
    path("cases/<code>/acts/<uuid:act>/", views.correct, name="correct"),
]
