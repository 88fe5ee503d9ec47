from django.db import migrations

from ecoop.core.guards import INTERNAL, RECORD, child_of, wall

INSTRUMENT = "instruments_instrument"


class Migration(migrations.Migration):
    dependencies = [("instruments", "0001_initial"), ("core", "0002_identity")]

    operations = [
        wall(INSTRUMENT, RECORD),
        wall("instruments_party", child_of(INSTRUMENT, "instrument_id")),
        wall("instruments_attachment", child_of(INSTRUMENT, "instrument_id")),
        wall("instruments_note", child_of(INSTRUMENT, "instrument_id"), also=INTERNAL),
        wall(
            "instruments_link",
            child_of(INSTRUMENT, "later_id"),
            also=child_of(INSTRUMENT, "earlier_id"),
        ),
    ]
