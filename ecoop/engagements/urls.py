"""Addresses of engagements."""

from django.urls import path

from ecoop.engagements import views

app_name = "engagements"
urlpatterns = [
    path("engagements/", views.index, name="list"),
    path("engagements/<code>/", views.detail, name="detail"),
    path("engagements/<code>/steps/<int:place>/", views.hand_out, name="hand_out"),
]
