"""The columns of a case that repeat what its log and its partners say: their one writer."""

from dataclasses import asdict

from ecoop.cases import lifecycle
from ecoop.core.words import fold
from ecoop.partners.queries import lineage
from ecoop.places.names import country_names

FROM_LOG = tuple(lifecycle.Index.__dataclass_fields__)
FROM_PARTNERS = ("countries", "partner_names", "haystack", "seen_by")


def index_log(case, log, on) -> tuple:
    """Set the columns that follow from the log on that day; the caller saves. Returns the course of
    the case as far as it is known, for the ledger."""
    way = lifecycle.ahead(log)
    for name, value in asdict(lifecycle.index_of(log, on, lifecycle.until(way, on))).items():
        setattr(case, name, value)
    return way


def index_partners(cases, partners) -> None:
    """Set what follows from the partners and the unit; `partners` maps ids of cases."""
    lines = lineage({body.pk for bodies in partners.values() for body in bodies})
    for case in cases:
        bodies = partners[case.pk]
        case.partner_names = [body.abbreviation or str(body) for body in bodies]
        case.countries = sorted({body.country_id for body in bodies if body.country_id})
        keys = {f"org:{line}" for body in bodies for line in lines[body.pk]}
        keys |= {f"region:{body.region_code}" for body in bodies if body.region_code}
        if case.owner_unit_id:
            keys.add(f"unit:{case.owner_unit_id}")
        case.seen_by = sorted(keys)
        words = [case.code, case.title_id, case.title_en]
        words += [
            word for body in bodies for word in (body.name_id, body.name_en, body.abbreviation)
        ]
        words += [
            word for iso2 in case.countries for word in country_names()[iso2].as_dict().values()
        ]
        case.haystack = " | ".join(fold(word) for word in words if word)
