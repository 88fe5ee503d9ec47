"""The tables of the ledger. Read them; they are written by `ledger.record` and by sealing only.

Unmanaged: migration 0001 makes them in SQL with their guards, and a flush of the tests does not
try to empty what refuses to be emptied.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

__all__ = ["Batch", "Entry", "Seal"]


class Entry(models.Model):
    """One act: who, in what role, what, on which record, when, why, and the differences.

    `body` is the signed content; the other columns repeat it for searching. Actor and record
    are named, not referenced, so that the ledger outlives what it speaks about.
    """

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(unique=True)
    at = models.DateTimeField()
    actor_id = models.TextField()
    actor_label = models.TextField()
    role = models.TextField()
    act = models.TextField()
    kind = models.TextField()
    record_id = models.UUIDField(null=True)
    code = models.TextField()
    why = models.TextField()
    class_rank = models.SmallIntegerField()
    seen_by = ArrayField(models.CharField(max_length=64))
    body = models.JSONField()
    digest = models.BinaryField()
    signature = models.BinaryField()
    key_id = models.TextField()

    class Meta:
        managed = False
        db_table = "core_entry"
        app_label = "core"

    def __str__(self):
        return f"{self.act} {self.code or self.kind} ({self.actor_label})"


class Seal(models.Model):
    """The place of an entry in the one sequence, made after its transaction committed."""

    seq = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    leaf = models.BinaryField()
    chain = models.BinaryField()

    class Meta:
        managed = False
        db_table = "core_seal"
        app_label = "core"

    def __str__(self):
        return f"{self.seq}: entry {self.entry_id}"


class Batch(models.Model):
    """Entries sealed together, with the root of the Merkle tree over all entries up to here."""

    n = models.BigIntegerField(primary_key=True)
    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    root = models.BinaryField()
    peaks = ArrayField(models.BinaryField())
    low_id = models.BigIntegerField()
    high_id = models.BigIntegerField()
    horizon = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "core_batch"
        app_label = "core"

    def __str__(self):
        return f"batch {self.n}: {self.first_seq} to {self.last_seq}"
