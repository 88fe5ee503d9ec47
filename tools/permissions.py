"""Write docs/permissions.md from the policy table."""

import os
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("ECOOP_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecoop.config.settings")
django.setup()

from ecoop.accounts.handbook import page  # noqa: E402 - settings come first

(Path(__file__).parents[1] / "docs" / "permissions.md").write_text(page(), encoding="utf-8")
