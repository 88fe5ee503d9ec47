from django.db import migrations

from ecoop.core.guards import RECORD, child_of, wall

INSTRUMENT = "instruments_instrument"
# Those whom rule N1 of the policy table lets read internal notes; tests/test_walls.py compares.
READERS = "(select ecoop.holds('staff', 'legal', 'unit', 'leader', 'auditor', 'system'))"


class Migration(migrations.Migration):
    dependencies = [("instruments", "0001_initial"), ("core", "0002_identity")]

    operations = [
        wall(INSTRUMENT, RECORD),
        wall("instruments_party", child_of(INSTRUMENT, "instrument_id")),
        wall("instruments_attachment", child_of(INSTRUMENT, "instrument_id")),
        wall("instruments_note", child_of(INSTRUMENT, "instrument_id"), also=READERS),
        wall(
            "instruments_link",
            child_of(INSTRUMENT, "later_id"),
            also=child_of(INSTRUMENT, "earlier_id"),
        ),
    ]
