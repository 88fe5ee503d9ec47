"""Everything that changes stored files."""

from django.db import transaction

from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.telling import describe_facts
from ecoop.documents import kinds
from ecoop.documents import store as shelves
from ecoop.documents.models import File


@transaction.atomic
def store(content, *, name, by, classification, seen_by=(), why=""):
    """Examine and keep `content`; returns its `File`. Raises `kinds.Unfit` with words for the user.

    The caller has asked its own policy whether `by` may attach. The bytes are on the disk before
    the row exists; bytes whose row never came are found by `ecoop files check`.
    """
    taken = kinds.examine(content, name=name)
    file = File(
        sha256=shelves.keep(taken.content), name=taken.name, mime=taken.kind.mime,
        size_bytes=len(taken.content), stored_by=by.user_id, seen_by=sorted(seen_by),
    )  # fmt: skip
    file.classify(classification)
    file.save(force_insert=True)
    _record(file, by, "file.stored", {"name": ["", file.name], "sha256": ["", file.sha256]}, why)
    return file


@transaction.atomic
def reclassify(*, files, by, classification, seen_by, why=""):
    """Give files the class and the keys of the record that holds them."""
    for file in File.objects.filter(pk__in=[file.pk for file in files]).select_for_update():
        before = file.classification
        file.classify(classification)
        file.seen_by = sorted(seen_by)
        file.version += 1
        file.save(update_fields=["classification", "class_rank", "seen_by", "version"])
        if before != classification:
            _record(file, by, "file.classified", {"classification": [before, classification]}, why)


describe_facts(
    "file",
    {"name": Text(id="Nama", en="Name"), "sha256": Text.same("SHA-256")},
)


def _record(file, by, act, changes, why):
    ledger.record(
        actor=by, act=act, kind="file", record_id=file.pk, code=file.name, why=why,
        changes=changes, class_rank=file.class_rank, seen_by=file.seen_by,
    )  # fmt: skip
