"""What the register announces to the rooms above it, inside its own transaction."""

from django.dispatch import Signal

# ids: instruments registered, changed or withdrawn; by: actor
instruments_changed = Signal()
