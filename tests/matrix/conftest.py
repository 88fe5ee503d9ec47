"""Staff with a register: units and countries are there, the store is the test's own."""

import pytest

from ecoop.accounts.actions import load_units
from ecoop.core.identity import SYSTEM, acting
from ecoop.places.actions import load_reference
from tests.people import someone


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        }
    }


@pytest.fixture
def reference(db):
    with acting(SYSTEM):
        load_reference()
        load_units()


@pytest.fixture
def staff(reference):
    return someone("staff", unit="HOKS")
