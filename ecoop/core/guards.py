"""The guard of every business row: its class, who else sees it, and the wall in the database."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import Q

from ecoop.core.classification import RANKS, Classification, rank
from ecoop.core.ids import uuid7


class GuardedQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """The first wall: the same rule as the database's policy, written so that indexes serve it."""
        own = Q(class_rank__lte=actor.own_reach, seen_by__overlap=sorted(actor.keys))
        if actor.own_reach <= actor.reach or not actor.keys:
            return self.filter(class_rank__lte=actor.reach)
        return (
            self.filter(own | Q(class_rank__lte=actor.reach))
            if actor.reach >= 0
            else self.filter(own)
        )


class Guarded(models.Model):
    """A row that only some may see.

    `class_rank` repeats `classification` as a number for the database's policy; `seen_by`
    holds the keys of organisations, units and regions to whom the record is their own.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    space = models.SmallIntegerField(default=1, editable=False)
    classification = models.CharField(
        max_length=12, choices=Classification.choices, default=Classification.PUBLIC
    )
    class_rank = models.SmallIntegerField(default=0, editable=False)
    seen_by = ArrayField(models.CharField(max_length=64), default=list, blank=True, editable=False)
    declassify_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True

    def classify(self, classification):
        """Set the class and its number together; the caller saves."""
        self.classification, self.class_rank = classification, rank(classification)


def class_constraint(name):
    """The number always says the same as the word."""
    pairs = Q()
    for classification, number in RANKS.items():
        pairs |= Q(classification=classification, class_rank=number)
    return models.CheckConstraint(condition=pairs, name=name)


RECORD = (
    "class_rank <= (select ecoop.reach()) or "
    "(class_rank <= (select ecoop.own_reach()) and seen_by && (select ecoop.keys()))"
)
# A directory entry of the public class is read by everybody who has said who they are.
DIRECTORY = (
    "class_rank <= (select ecoop.directory_reach()) or "
    "(class_rank <= (select ecoop.own_reach()) and seen_by && (select ecoop.keys()))"
)
INTERNAL = "(select ecoop.is_internal())"


def child_of(parent, column):
    """A row is seen when its parent is; the parent's own policy decides."""
    return f"exists (select 1 from {parent} parent where parent.id = {column})"  # noqa: S608 - names of ours


def wall(table, rule, *, also="", write="(select ecoop.may_write())"):
    """A migration operation: row-level security with FORCE on `table` under `rule`.

    Nobody changes a row that they do not see, and only those for whom `write` is true change
    any: the restrictive "pen" policies stand beside the wall and cost a reader nothing.
    """
    condition = f"({rule}) and ({also})" if also else rule
    return migrations.RunSQL(
        f"""
        alter table {table} enable row level security;
        alter table {table} force row level security;
        create policy wall on {table} using ({condition}) with check ({condition});
        create policy pen_insert on {table} as restrictive for insert with check ({write});
        create policy pen_update on {table} as restrictive for update using ({write});
        create policy pen_delete on {table} as restrictive for delete using ({write});
        """,
        f"""
        drop policy pen_delete on {table};
        drop policy pen_update on {table};
        drop policy pen_insert on {table};
        drop policy wall on {table};
        alter table {table} no force row level security;
        alter table {table} disable row level security;
        """,
    )


def fence(table, *, read="true", write="(select ecoop.may_write())"):
    """A migration operation for a table without secrets: `read` says who sees a row, `write` who
    changes one. Not forced on the owner, whose functions and migrations must get through."""
    return migrations.RunSQL(
        f"""
        alter table {table} enable row level security;
        create policy known on {table} for select using ({read});
        create policy manage on {table} using (({read}) and ({write})) with check ({write});
        """,
        f"""
        drop policy manage on {table};
        drop policy known on {table};
        alter table {table} disable row level security;
        """,
    )
