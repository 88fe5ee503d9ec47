from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "ecoop.tasks"
    label = "tasks"
