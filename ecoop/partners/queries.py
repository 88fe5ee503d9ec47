"""Reads of the directory."""

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Q, TextField, UUIDField
from django.db.models.expressions import RawSQL

from ecoop.core import compiled
from ecoop.core.shown import language
from ecoop.core.vocabulary import vocabulary
from ecoop.core.words import fold
from ecoop.partners.models import Alias, Organisation


def visible_to(actor):
    """The organisations `actor` may read: the public directory, and their own beyond it."""
    reach = max(actor.reach, 0)
    own = Q(class_rank__lte=actor.own_reach, seen_by__overlap=sorted(actor.keys))
    rows = Organisation.objects.filter(merged_into=None)
    if actor.own_reach <= reach or not actor.keys:
        return rows.filter(class_rank__lte=reach)
    return rows.filter(Q(class_rank__lte=reach) | own)


def lineage(organisation_ids) -> dict:
    """For each organisation its own id and those of all its parents, nearest first."""
    return lineage_and_aliases(organisation_ids)[0]


def lineage_and_aliases(organisation_ids) -> tuple[dict, dict]:
    """`lineage`, and {organisation id: its other names} of those that have any, in one statement."""
    ids = list(organisation_ids)
    lines = {identifier: [identifier] for identifier in ids}
    aliases: dict = {}
    if not ids:
        return lines, aliases
    with connection.cursor() as cursor:
        cursor.execute(LINES_AND_ALIASES, [ids, ids])
        for start, ancestor, alias, _ in cursor.fetchall():
            if ancestor:
                lines[start].append(ancestor)
            else:
                aliases.setdefault(start, []).append(alias)
    return lines, aliases


def with_lines(rows):
    """Organisations that know what `told_of` would ask: `line`, those above them, nearest first, and
    `other_names`. `rows` are of organisations, or name them once by a join."""
    return rows.annotate(
        line=RawSQL(LINE, (), output_field=ArrayField(UUIDField())),  # noqa: S611 - a constant
        other_names=RawSQL(OTHER_NAMES, (), output_field=ArrayField(TextField())),  # noqa: S611
    )


def told_of(organisations) -> tuple[dict, dict]:
    """`lineage_and_aliases` of these organisations; those that know it (`with_lines`) are not asked."""
    known = {body.pk: body for body in organisations if hasattr(body, "line")}
    lines, aliases = lineage_and_aliases({body.pk for body in organisations} - known.keys())
    lines |= {key: [key, *body.line] for key, body in known.items()}
    aliases |= {key: body.other_names for key, body in known.items() if body.other_names}
    return lines, aliases


LINE = """array(
    with recursive line(id, depth) as (
        select partners_organisation.parent_id, 1
        union all
        select o.parent_id, line.depth + 1
        from line join partners_organisation o on o.id = line.id
        where line.depth < 12
    ) select id from line where id is not null order by depth
)"""
OTHER_NAMES = """array(
    select text from partners_alias a where a.organisation_id = partners_organisation.id order by a.id
)"""
LINES_AND_ALIASES = """
with recursive line(start, id, depth) as (
    select id, parent_id, 1 from partners_organisation where id = any(%s)
    union all
    select line.start, o.parent_id, line.depth + 1
    from line join partners_organisation o on o.id = line.id
    where line.depth < 12
)
select start, id, '', depth from line where id is not null
union all
select organisation_id, null, text, id from partners_alias where organisation_id = any(%s)
order by 1, 4
"""


KIN = """
with recursive above(id, depth) as (
    select unnest({ids}), 0
    union
    select o.parent_id, above.depth + 1 from above
    join partners_organisation o on o.id = above.id
    where o.parent_id is not null and above.depth < 12
), below(id, depth) as (
    select unnest({ids}), 0
    union
    select o.id, below.depth + 1 from below
    join partners_organisation o on o.parent_id = below.id
    where o.merged_into_id is null and below.depth < 12
), namesakes as (
    select other.organisation_id as id from partners_alias own
    join partners_alias other on other.key = own.key
    where own.organisation_id = any({ids})
)
select id, min(rank) as rank from (
    select id, least(depth, 1) as rank from above
    union all select id, 2 * least(depth, 1) from below
    union all select id, 3 from namesakes
) found group by id
"""
NEARNESS = ("same", "above", "below", "namesake")


def kin_of(ids: str) -> str:
    """SQL for use inside a larger statement: (id, place in NEARNESS) of the organisations in `ids`,
    an expression for an array of their ids, of those above and below them, and of those known under
    one of their names; as far as the asker may see."""
    return KIN.format(ids=ids)


def by_alias(text: str):
    """Organisations known under exactly this spelling, after folding."""
    ids = Alias.objects.filter(key=fold(text)).values("organisation")
    return Organisation.objects.filter(merged_into=None, pk__in=ids)


def of_country(organisations, country) -> list[Organisation]:
    """Those that are in `country` or in none; a namesake abroad is another body. All, without one."""
    return [o for o in organisations if not country or o.country_id in (None, "", country)]


def named(texts) -> dict:
    """{text: the organisation known under exactly this spelling or address}, in two statements."""
    keys = {fold(text): text for text in texts}
    rows = Organisation.objects.filter(merged_into=None)
    found = {o.slug: o for o in rows.filter(slug__in=list(texts))}
    for alias in Alias.objects.filter(key__in=keys, organisation__merged_into=None).select_related(
        "organisation"
    ):
        found.setdefault(keys[alias.key], alias.organisation)
    return {text: found[text] for text in texts if text in found}


def meant(text: str):
    """The organisations somebody means who types `text`: an address name, else a known name."""
    rows = Organisation.objects.filter(merged_into=None)
    return rows.filter(slug=text.casefold()).order_by("pk") or by_alias(text).order_by("pk")


def names_of(ids) -> dict[str, str]:
    """{id: name} of the organisations among these ids that the asker may see."""
    found = Organisation.objects.filter(pk__in=list(ids)).only("name_id", "name_en")
    return {str(one.pk): one.name.in_(language()) for one in found}


def resolve(actor, slug):
    """The organisation at `slug`, or the one it was merged into; None when not to be seen."""

    def build(slug):
        return visible_to(actor).filter(slug=slug)

    for live in compiled.rows("organisation", actor.scope, build=build, given=[slug]):
        return live
    found = Organisation.objects.filter(slug=slug).first()
    while found and found.merged_into_id:
        found = Organisation.objects.filter(pk=found.merged_into_id).first()
    return visible_to(actor).filter(pk=found.pk).first() if found else None


def is_foreign(body) -> bool | None:
    """Whether an organisation is a foreign party: by its kind, else by its country; None when
    neither tells."""
    by_kind = vocabulary("partner_kinds")[body.kind].extra["is_foreign"]
    if by_kind == "yes":
        return True
    if body.country_id:
        return body.country_id != "ID"
    return False if by_kind == "no" else None
