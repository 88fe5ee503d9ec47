"""What the directory announces to the rooms above it, inside its own transaction."""

from django.dispatch import Signal

# ids: organisations whose names, parents or identity changed; merged_into: id or absent; by: actor
organisation_changed = Signal()
