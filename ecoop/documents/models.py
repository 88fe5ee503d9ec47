"""Files by content: the bytes live in the store under their hash, rows say what they are."""

from django.db import models

from ecoop.core.guards import Guarded, class_constraint


class File(Guarded):
    """One stored file. It does not know its holders; whoever holds it sets who may see it."""

    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    mime = models.CharField(max_length=120)
    size_bytes = models.BigIntegerField()
    stored_at = models.DateTimeField(auto_now_add=True)
    stored_by = models.UUIDField(null=True)

    class Meta:
        constraints = [class_constraint("file_class")]
        indexes = [models.Index(fields=["sha256"], name="file_hash")]

    def __str__(self):
        return self.name

    @property
    def key(self) -> str:
        """Where the store keeps the bytes."""
        return f"{self.sha256[:2]}/{self.sha256}"
