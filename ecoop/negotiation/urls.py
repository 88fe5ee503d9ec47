"""Addresses of the negotiation table, below those of its case."""

from django.urls import path

from ecoop.negotiation import clearance_pages, views

app_name = "negotiation"
urlpatterns = [
    path("cases/<code>/text/", views.table, name="table"),
    path("cases/<code>/text/bring-in/", views.bring_in, name="bring_in"),
    path("cases/<code>/text/export/", views.export, name="export"),
    path("cases/<code>/text/rounds/add/", views.record_round, name="record_round"),
    path("cases/<code>/text/rounds/", views.compare, name="compare"),
    path("cases/<code>/text/freeze/", views.freeze, name="freeze"),
    path("cases/<code>/text/initials/", views.initial, name="initial"),
    path("cases/<code>/text/clauses/<clause>/", views.waive, name="waive"),
    path("cases/<code>/text/articles/add/", views.add, name="add"),
    path("cases/<code>/text/articles/states/", views.states, name="states"),
    path("cases/<code>/text/articles/<key>/", views.article, name="article"),
    path("cases/<code>/text/articles/<key>/strike/", views.strike, name="strike"),
    path("cases/<code>/text/articles/<key>/position/", views.position, name="position"),
    path("cases/<code>/clearances/", clearance_pages.index, name="clearances"),
    path("cases/<code>/clearances/ask/", clearance_pages.ask, name="ask_clearance"),
    path("clearances/letters/<letter>/", clearance_pages.of_letter, name="of_letter"),
    path("clearances/<uuid:pk>/", clearance_pages.clearance, name="clearance"),
    path("clearances/<uuid:pk>/file/", clearance_pages.file, name="clearance_file"),
    path("clearances/<uuid:pk>/paper/", clearance_pages.on_paper, name="clearance_on_paper"),
    path("clearances/<uuid:pk>/withdraw/", clearance_pages.withdraw, name="withdraw_clearance"),
]
