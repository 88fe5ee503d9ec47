"""Addresses of tasks."""

from django.urls import path

from ecoop.tasks import acting_pages, ladder_pages, reminder_pages, views

app_name = "tasks"
urlpatterns = [
    path("tasks/", views.index, name="list"),
    path("tasks/<uuid:pk>/", views.detail, name="detail"),
    path("tasks/<uuid:pk>/finish/", views.finish, name="finish"),
    path("tasks/<uuid:pk>/pass-on/", views.pass_on, name="pass_on"),
    path("tasks/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("acting/", acting_pages.index, name="acting"),
    path("acting/<int:number>/end/", acting_pages.end, name="end_acting"),
    path("reminders/", reminder_pages.index, name="reminders"),
    path("reminders/ladder/", ladder_pages.index, name="ladder"),
    path("reminders/ladder/<slug:code>/", ladder_pages.edit, name="edit_rung"),
    path("reminders/kinds/", reminder_pages.change, name="change_mute"),
    path("reminders/mute/<str:token>/", reminder_pages.mute, name="mute"),
    path("reminders/letters/<int:number>/", reminder_pages.decide, name="decide_letter"),
]
