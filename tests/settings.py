"""The settings of a test run: a home of its own, cheap passwords, nothing of the machine's."""

import os
import tempfile

os.environ["ECOOP_MODE"] = "test"
os.environ.setdefault("ECOOP_HOME", tempfile.mkdtemp(prefix="ecoop-test-"))
for _name in ("DATABASE_URL", "DATABASE_APP_URL", "ECOOP_SECRET_KEY", "ECOOP_HOSTS", "PORT"):
    os.environ.pop(_name, None)

from ecoop.config.settings import *  # noqa: E402, F403

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
