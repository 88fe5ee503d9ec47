"""The register as the bureau's matrix: instruments become the records that a reader would find."""

from collections.abc import Mapping

from ecoop.core.bilingual import Text
from ecoop.core.vocabulary import vocabulary
from ecoop.instruments import queries as register
from ecoop.instruments.models import Party
from ecoop.matrix import queries
from ecoop.matrix.reading import Record
from ecoop.matrix.writing import write_matrix

ABROAD, HOME = "Luar Negeri", "Dalam Negeri"
LEVELS = ("bilateral", "regional", "multilateral", "national", "subnational", "")
OTHERS = Text("Lainnya", "Other")


def workbook(actor) -> tuple[bytes, int]:
    """The bytes of the matrix of everything `actor` may see, and the number of instruments."""
    found = records(actor)
    return write_matrix(found, as_of=register.today()), len(found)


def records(actor) -> list[Record]:
    """Every visible instrument, by sheet, level and signing date."""
    instruments = list(register.visible_to(actor).order_by("signed_on", "code"))
    parties_of = register.parties_of_many(instruments)
    units = queries.units()
    found = [record_of(one, parties_of[one.pk], units) for one in instruments]
    found.sort(key=lambda record: (record.sheet != ABROAD, _rank(record.level)))
    for number, record in enumerate(found, start=1):
        record.row = number
    return found


def _rank(level: str | None) -> int:
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def record_of(instrument, parties, units: Mapping[str, tuple[str, str]]) -> Record:
    """One instrument in the words of a row; dates keep their precision."""
    home = [party for party in parties if party.side == Party.Side.HOME]
    theirs = [party for party in parties if party.side == Party.Side.PARTNER]
    countries = {p.organisation.country_id for p in theirs if p.organisation.country_id}
    country = next(iter(countries)) if len(countries) == 1 else ""
    is_home = instrument.level in ("national", "subnational") or countries == {"ID"}
    unit = units.get(instrument.owner_unit_id, ("", ""))
    return Record(
        sheet=HOME if is_home else ABROAD,
        row=0,
        section=_section(instrument.level),
        level=instrument.level,
        partner_written="; ".join(party.organisation.name.id for party in theirs),
        partner_country_iso2=country,
        our_party="; ".join(party.organisation.name.id for party in home),
        doc_type=instrument.kind,
        title=instrument.title.id,
        number_ours=_number(home),
        number_theirs=_number(theirs),
        signed_on=_iso(instrument.signed_on),
        in_force_from=_iso(instrument.in_force_from),
        duration_months=instrument.months,
        indefinite=instrument.duration_rule == "EVERGREEN",
        auto_renews=instrument.duration_rule == "AUTO_RENEW",
        task_based=instrument.duration_rule == "TASK_BASED",
        expires_on=_iso(instrument.until),
        status_written=instrument.status_written,
        scope_items=[item for item in instrument.scope.id.split("; ") if item],
        follow_up=instrument.next_step,
        pic=unit[0],
        notes=instrument.note,
        place=instrument.place_signed,
    )


def _section(level: str) -> str:
    letter = "ABCDEFG"[_rank(level)]
    label = vocabulary("levels").label(level) if level else OTHERS
    return f"{letter}. {label.id.upper()}"


def _number(parties) -> str:
    return next((party.number for party in parties if party.number), "")


def _iso(value) -> str | None:
    return str(value) if value else None
