"""What custody announces to the rooms above it, inside its own transaction."""

from django.dispatch import Signal

# instrument, days {step of the procedures: its day, None when it was taken back}, facts that go with
# them, by: actor; besides: the id of the record above from which they came, which knows them already
duties_recorded = Signal()
