"""How letters leave: by SMTP where one is named, else into a folder of the home."""

from urllib.parse import parse_qs, unquote, urlsplit

from ecoop.config.environment import Environment, Misconfigured


def settings(env: Environment) -> dict:
    """Django's EMAIL_* for ECOOP_EMAIL_URL (smtp://user:password@host:587?tls=1)."""
    if env.mode == "test":
        return {"EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
    if not env.email_url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(env.home / "mail"),
        }
    parts = urlsplit(env.email_url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise Misconfigured("ECOOP_EMAIL_URL must look like smtp://user:password@host:587?tls=1.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parse_qs(parts.query).get("tls") == ["1"],
        "EMAIL_TIMEOUT": 20,
    }
