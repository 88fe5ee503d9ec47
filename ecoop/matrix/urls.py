"""Addresses of the imports."""

from django.urls import path

from ecoop.matrix import views

app_name = "matrix"
urlpatterns = [
    path("matrix/", views.start, name="start"),
    path("matrix/<slug:code>/", views.batch, name="batch"),
    path("matrix/<slug:code>/rows/", views.decide, name="decide"),
    path("matrix/<slug:code>/rows/<int:position>/", views.row, name="row"),
    path("matrix/<slug:code>/rows/<int:position>/fix/", views.fix, name="fix"),
    path("matrix/<slug:code>/partners/", views.partners, name="partners"),
    path("matrix/<slug:code>/columns/", views.columns, name="columns"),
    path("matrix/<slug:code>/confirm/", views.confirm, name="confirm"),
    path("matrix/<slug:code>/undo/", views.undo, name="undo"),
    path("matrix/<slug:code>/discard/", views.discard, name="discard"),
    path("matrix/<slug:code>/findings.xlsx", views.findings, name="findings"),
]
