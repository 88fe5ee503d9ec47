"""Decisions on partners: whom a spelling means, and what confirmation makes of it."""

from django.db import transaction

from ecoop.accounts.policy import require
from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.verdicts import Refusal, Refused
from ecoop.matrix import policies, spelling, values
from ecoop.matrix.models import ImportBatch
from ecoop.partners import actions as partners
from ecoop.partners import gazetteer, shortening
from ecoop.partners.kindwords import guess_kind
from ecoop.partners.models import Organisation
from ecoop.places.models import Country

NO_SUCH = Refusal(
    Text("Pilihan mitra ini tidak dikenal.", "This choice of partner is not known."),
    "rule of the register",
)


@transaction.atomic
def decide_partner(*, batch, key, choice, by):
    """Say whom a spelling means: "org:<uuid>", "name:<canonical>" or "new".

    The organisation chosen learns the spelling as an alias when the import is confirmed.
    """
    require(by, "import_matrix", batch)
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    policies.require_move("mend", batch)
    entry = batch.partners.get(key)
    if entry is None or not _is_choice(choice):
        raise Refused(NO_SUCH)
    before, entry["decision"] = entry.get("decision", ""), choice
    if choice.startswith("org:"):
        entry["chosen"] = str(Organisation.objects.get(pk=choice[4:]))
    batch.save(update_fields=["partners"])
    ledger.record(
        actor=by, act="matrix.partner_decided", subject=batch, kind="matrix",
        changes={entry["text"]: [before, choice]},
    )  # fmt: skip
    return batch


def _is_choice(choice) -> bool:
    if choice in ("", "new") or choice.startswith("name:"):
        return True
    if not choice.startswith("org:"):
        return False
    try:
        return Organisation.objects.filter(pk=choice[4:], merged_into=None).exists()
    except ValueError:
        return False


def settle_all(entries, *, by, source) -> dict[str, Organisation]:
    """{key: organisation} for every spelling, registering the new ones; aliases are remembered."""
    ids = {entry[k] for entry in entries.values() for k in ("organisation",) if entry.get(k)}
    ids |= {e["decision"][4:] for e in entries.values() if e.get("decision", "").startswith("org:")}
    known = {str(pk): o for pk, o in Organisation.objects.in_bulk(list(ids)).items()}
    # Who is meant by the name of another spelling comes after that other has been registered.
    by_name = {k for k, e in entries.items() if e.get("decision", "").startswith("name:")}
    order = sorted(entries, key=by_name.__contains__)
    return {key: _settle(entries[key], known, by, source) for key in order}


def _settle(entry, known, by, source):
    decision = entry.get("decision", "")
    if decision.startswith("org:"):
        organisation = known[decision[4:]]
        partners.remember_alias(organisation=organisation, by=by, text=entry["text"], source=source)
        return organisation
    if decision.startswith("name:"):
        organisation = _find(decision[5:], entry["country"], by, source)
        partners.remember_alias(organisation=organisation, by=by, text=entry["text"], source=source)
        return organisation
    if not decision and entry["how"] == spelling.KNOWN:
        return known[entry["organisation"]]
    if entry["how"] == spelling.NAMED and decision != "new":
        return _find(entry["text"], entry["country"], by, source)
    return _register(entry["text"], entry["country"], by, source)


def _find(text, country, by, source):
    kind, guessed = _kind(text, country)
    return partners.find_or_register(by=by, text=text, kind=kind, country=guessed, why=source)


def _register(text, country, by, source):
    kind, home = _kind(text, country)
    parent = partners.the_state(home, by=by) if kind == "foreign_state" and home else None
    return partners.register(
        by=by, kind=kind, name_en=text[:300], country=home, parent=parent, why=source,
        aliases=shortening.parts(text),
    )  # fmt: skip


def _kind(text, country) -> tuple[str, str | None]:
    kind, guessed = guess_kind(text)
    home = country or guessed or None
    if home and not Country.objects.filter(pk=home).exists():
        home = None
    if not kind:
        kind = "ingo" if not home else "agency_domestic" if home == "ID" else "foreign_state"
    return kind, home


def home_party(text, *, by, source, kept):
    """The Indonesian side: what the row names, else BNPB; `kept` remembers within one import."""
    name = (text or values.HOME).strip()
    if name not in kept:
        kept[name] = [
            partners.find_or_register(
                by=by, text=piece, kind="agency_domestic", country="ID", why=source
            )
            for piece in gazetteer.pieces(name, "ID")
        ]
    return kept[name]
