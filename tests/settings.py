"""The settings of a test run: a home of its own, cheap passwords, nothing of the machine's."""

import os
import tempfile

# The home is deleted when the run ends, so it is never one that somebody exported; only the
# workers of a run share the one it has made.
RUN = "ECOOP_TEST_RUN"
KNOBS = ("ECOOP_TEST_SITE", "ECOOP_GUESSES", "ECOOP_KILLS", "ECOOP_SEED")
for _name in list(os.environ):
    is_ours = _name.startswith(("ECOOP_", "DATABASE_")) or _name == "PORT"
    if is_ours and _name not in (RUN, *KNOBS):
        del os.environ[_name]
if RUN not in os.environ:
    os.environ[RUN] = tempfile.mkdtemp(prefix="ecoop-test-")
os.environ |= {"ECOOP_MODE": "test", "ECOOP_HOME": os.environ[RUN]}

from ecoop.config.settings import *  # noqa: E402, F403

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
