"""Custody is read inside BNPB only, and as far as the instrument is; never by a partner."""

from django.db import migrations

from ecoop.core.guards import child_of, wall

# Those whom rule N1 of the policy table lets read internal notes; tests/custody compares.
READERS = "(select ecoop.holds('staff', 'legal', 'unit', 'leader', 'auditor', 'system'))"


class Migration(migrations.Migration):
    dependencies = [("custody", "0001_initial"), ("instruments", "0002_walls")]

    operations = [
        wall("custody_dossier", child_of("instruments_instrument", "instrument_id"), also=READERS),
        wall("custody_original", child_of("custody_dossier", "dossier_id")),
        wall("custody_loan", child_of("custody_original", "original_id")),
    ]
