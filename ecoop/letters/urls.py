"""Addresses of letters and dispositions."""

from django.urls import path

from ecoop.letters import views

app_name = "letters"
urlpatterns = [
    path("letters/", views.index, name="list"),
    path("letters/new/", views.register, name="register"),
    path("letters/<str:code>/", views.detail, name="detail"),
    path("letters/<str:code>/files/", views.attach, name="attach"),
    path("letters/<str:code>/dispose/", views.dispose, name="dispose"),
    path("dispositions/", views.mine, name="mine"),
    path("dispositions/<uuid:pk>/read/", views.read, name="read"),
    path("dispositions/<uuid:pk>/cancel/", views.cancel, name="cancel"),
]
