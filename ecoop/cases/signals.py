"""What cases ask of the rooms above."""

from django.dispatch import Signal

# Sent before a step is asked for or recorded: `case`, `step`, `by`. A receiver gives back the facts that
# its room can compute for that step, {} when it has none; nobody types those.
facts_wanted = Signal()

# Sent in the transaction in which a case got another class: `case`, `classification` of its acts. What a
# room above keeps of the case gets that class.
reclassified = Signal()
