"""What tasks announce to the rooms above them, inside their own transaction."""

from django.dispatch import Signal

# task: as it lies now; before: the desk on which it lay; by: actor
passed_on = Signal()
