from django.apps import AppConfig


class NegotiationConfig(AppConfig):
    name = "ecoop.negotiation"
    label = "negotiation"

    def ready(self):
        from ecoop.negotiation import receivers, wording  # noqa: F401, PLC0415 - models are loaded by now
