"""Addresses of the screening of a case."""

from django.urls import path

from ecoop.screening import views

app_name = "screening"
urlpatterns = [path("cases/<code>/screening/", views.detail, name="detail")]
