"""From rows and logs of cases to the declared shapes."""

from ecoop.api.answers import iso, words
from ecoop.cases import labels, queries
from ecoop.instruments.queries import today
from ecoop.procedures.explain import as_dict


def item(row, *, inside: bool) -> dict:
    """One line of a list, of `cases.listing.Row` or a whole case; the outline unless `inside`."""
    return {
        "code": row.code,
        "title": words(row.title_id, row.title_en),
        "track": row.track,
        "partners": row.partner_names,
        "stage": row.stage,
        "turn": row.turn_side,
        "promised_on": iso(row.promised_on),
        "url": f"/api/v1/cases/{row.code}",
        "inside": _inside(row) if inside else None,
    }


def _inside(row) -> dict:
    return {
        "status": row.status,
        "since": iso(row.since),
        "next_due": iso(row.next_due),
        "owner_unit": row.owner_unit_id,
        "last_act_on": iso(row.last_act_on),
        "classification": row.classification,
    }


def record(case, *, inside: bool, deep: bool) -> dict:
    """A whole case; its acts and its standing only where `deep`."""
    return item(case, inside=inside) | {"file": _file(case) if deep else None}


def _file(case) -> dict:
    lines = queries.lines_of(case)
    log = queries.log_of(case, lines)
    told = {str(line.uid): line for line in lines}
    gone = {act.supersedes for act in log.acts}
    return {
        "instrument": case.instrument.code if case.instrument else None,
        "acts": [
            {
                "step": act.step, "name": labels.step(log.procedure, act.step).as_dict(),
                "on": act.on.isoformat(), "recorded_at": told[act.id].at.isoformat(),
                "who": told[act.id].actor, "by": act.by, "note": told[act.id].why,
                "facts": dict(act.facts), "is_superseded": act.id in gone,
            }
            for act in log.acts
        ],
        "standing": as_dict(log.standing(today())),
    }  # fmt: skip
