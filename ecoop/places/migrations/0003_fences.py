"""Everybody reads the world; only the system changes it."""

from django.db import migrations

from ecoop.core.guards import fence

SYSTEM = "(select ecoop.holds('system'))"


class Migration(migrations.Migration):
    dependencies = [("places", "0002_areas_and_seats"), ("core", "0002_identity")]

    operations = [fence("places_country", write=SYSTEM), fence("places_region", write=SYSTEM)]
