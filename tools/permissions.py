"""Write docs/permissions.md from the policy table."""

import os
from pathlib import Path

import django

os.environ.setdefault("ECOOP_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecoop.config.settings")
django.setup()

from ecoop.accounts.handbook import page  # noqa: E402 - settings come first

(Path(__file__).parents[1] / "docs" / "permissions.md").write_text(page(), encoding="utf-8")
