from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "ecoop.accounts"
    label = "accounts"

    def ready(self):
        from ecoop.accounts.receivers import install_policy  # noqa: PLC0415 - models must be loaded

        post_migrate.connect(install_policy, dispatch_uid="accounts.install_policy")
