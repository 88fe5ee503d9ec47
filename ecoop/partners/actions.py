"""Everything that changes the directory."""

from django.db import transaction
from django.utils import timezone

from ecoop.accounts.policy import require
from ecoop.core import ledger
from ecoop.core.classification import Classification
from ecoop.core.words import fold, slugify
from ecoop.partners import gazetteer, queries
from ecoop.partners.models import Alias, Organisation, Person, Post
from ecoop.partners.signals import organisation_changed
from ecoop.places.models import Country

# Below this score the gazetteer proposes, and a person decides.
CERTAIN = 0.9

FIELDS = (
    "slug", "name_id", "name_en", "abbreviation", "kind", "country_id", "parent_id",
    "region_code", "website", "note", "classification",
)  # fmt: skip


@transaction.atomic
def register(
    *, by, kind, name_en="", name_id="", country=None, parent=None, aliases=(), why="", **facts
):
    """Add an organisation with its other names; the address is made from the English name."""
    require(by, "edit_partner")
    organisation = Organisation(
        kind=kind, name_en=name_en, name_id=name_id, country_id=country, parent=parent, **facts
    )
    organisation.slug = _free_slug(
        facts.get("abbreviation") or name_en or name_id, name_en or name_id
    )
    organisation.seen_by = [f"org:{organisation.pk}"]
    organisation.haystack = _haystack(organisation, aliases)
    organisation.last_act_at = timezone.now()
    organisation.save(force_insert=True)
    names = [name_en, name_id, organisation.abbreviation, *aliases]
    _add_aliases(organisation, names, source="")
    _record(organisation, by, "partner.registered", {}, why, aliases=list(aliases))
    return organisation


@transaction.atomic
def find_or_register(*, by, text, kind, country=None, why=""):
    """The organisation written as `text`: by an alias we know, else by the gazetteer, else new.

    A body of a foreign state is placed under that state, so that an embassy sees its papers. Who
    bears the name in another country than `country` is meant only when nobody else is known by it.
    """
    name = text.strip()
    namesakes = list(queries.by_alias(name).order_by("pk"))
    for known in queries.of_country(namesakes, country):
        return known
    match = gazetteer.match(name, country or "")
    if match is None or match.score < CERTAIN:
        if namesakes:
            return namesakes[0]
        parent = the_state(country, by=by) if kind == "foreign_state" and country else None
        return register(by=by, kind=kind, name_en=name, country=country, parent=parent, why=why)
    held = queries.of_country(queries.by_alias(match.canonical).order_by("pk"), match.country)
    known = held[0] if held else _from_gazetteer(match, by, why)
    remember_alias(organisation=known, by=by, text=name, source=why)
    return known


def _from_gazetteer(match, by, why):
    home = match.country or None
    state = the_state(home, by=by) if match.kind == "foreign_state" and home else None
    if state and match.is_state:
        return state
    return register(
        by=by, kind=match.kind, name_en=match.name_en, name_id=match.name_id, country=home,
        abbreviation=match.abbreviation, parent=state, aliases=match.aliases, why=why,
    )  # fmt: skip


def the_state(iso2, *, by):
    """The foreign state itself, above all its ministries and agencies; made when first needed."""
    country = Country.objects.get(pk=iso2)
    state = Organisation.objects.filter(
        country=country, kind="foreign_state", parent=None, is_state=True
    )
    return state.first() or register(
        by=by, kind="foreign_state", is_state=True, country=iso2,
        name_en=f"Government of {country.name_en}", name_id=f"Pemerintah {country.name_id}",
        aliases=[country.name_en, country.name_id],
    )  # fmt: skip


@transaction.atomic
def revise(*, organisation, by, why="", aliases=(), **changes):
    """Change plain facts of an organisation; a former name stays findable as an alias."""
    require(by, "edit_partner", organisation)
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    before = snapshot(organisation)
    former = [organisation.name_en, organisation.name_id]
    for field, value in changes.items():
        setattr(organisation, field, value)
    names = [organisation.name_en, organisation.name_id, organisation.abbreviation]
    _add_aliases(organisation, [*names, *former, *aliases], source="")
    _save(organisation)
    _record(organisation, by, "partner.revised", _difference(before, snapshot(organisation)), why)
    organisation_changed.send(sender=Organisation, ids=[organisation.pk], by=by)
    return organisation


@transaction.atomic
def remember_alias(*, organisation, by, text, source):
    """Keep a spelling met in an imported sheet, so that it is recognised next time."""
    if _add_aliases(organisation, [text], source=source):
        _save(organisation)
        _record(organisation, by, "partner.alias_added", {"aliases": ["", text]}, source)


@transaction.atomic
def merge(*, duplicate, into, by, why):
    """Fold `duplicate` into another organisation; its history and address stay reachable."""
    require(by, "merge_partners", into)
    rows = Organisation.objects.select_for_update(of=("self",)).order_by("pk")
    both = {row.pk: row for row in rows.filter(pk__in=[duplicate.pk, into.pk])}
    duplicate, into = both[duplicate.pk], both[into.pk]
    names = [
        duplicate.name_en,
        duplicate.name_id,
        *duplicate.aliases.values_list("text", flat=True),
    ]
    _add_aliases(into, names, source=f"merge:{duplicate.slug}")
    Organisation.objects.filter(parent=duplicate).update(parent=into)
    duplicate.posts.update(organisation=into)
    duplicate.merged_into = into
    _save(duplicate)
    _save(into)
    _record(duplicate, by, "partner.merged", {"merged_into": ["", into.slug]}, why)
    _record(into, by, "partner.absorbed", {"merged_from": ["", duplicate.slug]}, why)
    organisation_changed.send(sender=Organisation, ids=[duplicate.pk], merged_into=into.pk, by=by)
    return into


@transaction.atomic
def take_over(rows, *, of, organisation_ids, target):
    """After a merge: the duplicates' places in `rows` (parties, participants ...) become the
    target's, once for each record, which the column `of` names."""
    doubled = rows.filter(organisation=target).values(of)
    moving = rows.filter(organisation__in=organisation_ids)
    moving.filter(**{f"{of}__in": doubled}).delete()
    moving.update(organisation=target)


@transaction.atomic
def add_person(
    *,
    organisation,
    by,
    name,
    office,
    why="",
    is_focal_point=False,
    from_on=None,
    to_on=None,
    **contact,
):
    """Add a person and the post they hold; contact details are Limited, and the body's own."""
    require(by, "edit_partner", organisation)
    person = Person(name=name, seen_by=organisation.seen_by, **contact)
    person.classify(Classification.LIMITED)
    person.save(force_insert=True)
    Post.objects.create(
        person=person, organisation=organisation, office=office, is_focal_point=is_focal_point,
        from_on=from_on, to_on=to_on,
    )  # fmt: skip
    ledger.record(
        actor=by, act="partner.person_added", kind="partner", record_id=organisation.pk,
        code=organisation.slug, why=why, changes={"people": ["", f"{name}, {office}"]},
        class_rank=person.class_rank, seen_by=person.seen_by,
    )  # fmt: skip
    return person


@transaction.atomic
def end_post(*, post, by, on):
    """Say when somebody left a post; who they were and when stays known."""
    require(by, "edit_partner", post.organisation)
    post.to_on = on
    post.save(update_fields=["to_on"])
    ledger.record(
        actor=by, act="partner.post_ended", kind="partner", record_id=post.organisation_id,
        code=post.organisation.slug, changes={post.office: ["", on.isoformat()]},
        class_rank=1, seen_by=post.organisation.seen_by,
    )  # fmt: skip


def snapshot(organisation) -> dict:
    """The organisation as plain values, for the ledger."""
    return {field: _plain(getattr(organisation, field)) for field in FIELDS}


def _record(organisation, by, act, changes, why, **more):
    ledger.record(
        actor=by, act=act, kind="partner", record_id=organisation.pk, code=organisation.slug,
        why=why, changes=changes, after=snapshot(organisation) | more,
        class_rank=organisation.class_rank, seen_by=organisation.seen_by,
    )  # fmt: skip


def _save(organisation):
    texts = organisation.aliases.values_list("text", flat=True)
    organisation.haystack = _haystack(organisation, texts)
    organisation.version += 1
    organisation.last_act_at = timezone.now()
    organisation.save()


def _add_aliases(organisation, texts, *, source) -> bool:
    known = set(organisation.aliases.values_list("key", flat=True))
    new = {fold(text): text for text in texts if text and fold(text) not in known}
    Alias.objects.bulk_create(
        Alias(organisation=organisation, text=text[:300], key=key[:300], source=source[:300])
        for key, text in new.items()
        if key
    )
    return bool(new)


def _haystack(organisation, aliases) -> str:
    names = [organisation.name_en, organisation.name_id, organisation.abbreviation, *aliases]
    return " | ".join(dict.fromkeys(fold(name) for name in names if name))


def _free_slug(short, long) -> str:
    for base in (slugify(short), slugify(long)):
        if base and not Organisation.objects.filter(slug=base).exists():
            return base
    base, number = slugify(long)[:70] or "partner", 2
    while Organisation.objects.filter(slug=f"{base}-{number}").exists():
        number += 1
    return f"{base}-{number}"


def _difference(before, after):
    return {name: [before[name], after[name]] for name in after if before[name] != after[name]}


def _plain(value):
    return "" if value is None else str(value)
