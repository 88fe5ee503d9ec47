from allauth.account.signals import password_changed, password_set
from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "ecoop.accounts"
    label = "accounts"

    def ready(self):
        from ecoop.accounts import (  # noqa: PLC0415 - models must be loaded
            receivers,
            wording,  # noqa: F401 - gives words to what the ledger keeps
        )

        post_migrate.connect(receivers.install_policy, dispatch_uid="accounts.install_policy")
        for signal in (password_changed, password_set):
            signal.connect(receivers.end_other_sessions, dispatch_uid="accounts.end_others")
