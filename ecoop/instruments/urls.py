"""Addresses of the register."""

from django.urls import path

from ecoop.instruments import contradiction_pages, record_pages, view_pages, views

app_name = "instruments"
urlpatterns = [
    path("instruments/", views.index, name="list"),
    path("instruments/new/", views.register, name="register"),
    path("instruments/many/", views.change_many, name="change_many"),
    path("views/<slug:page>/save/", view_pages.save, name="save_view"),
    path("views/<slug:page>/remove/", view_pages.drop, name="drop_view"),
    path("instruments/contradictions/", contradiction_pages.index, name="contradictions"),
    path("instruments/<code>/", views.detail, name="detail"),
    path("instruments/<code>/edit/", views.edit, name="edit"),
    path("instruments/<code>/next-step/", views.next_step, name="next_step"),
    path("instruments/<code>/status/", views.settle, name="settle"),
    path("instruments/<code>/classification/", views.classify, name="classify"),
    path("instruments/<code>/notes/", views.note, name="note"),
    path("instruments/<code>/history/", views.history, name="history"),
    path("instruments/<code>/files/", record_pages.attach, name="attach"),
    path("instruments/<code>/links/", record_pages.link, name="link"),
    path("instruments/<code>/report/", record_pages.report, name="report"),
    path("instruments/<code>/reports/<slug:field>/", record_pages.reports, name="reports"),
    path("instruments/<code>/withdraw/", record_pages.withdraw, name="withdraw"),
]
