"""What is proposed for each row: new, changed, doubtful, unchanged, twice or incomplete."""

from collections import defaultdict

from ecoop.core.words import fold
from ecoop.matrix import lifecycle, matching, queries, spelling, values
from ecoop.matrix.matching import Paper

COMPARED = (
    "kind", "level", "title_id", "title_en", "signed_on", "in_force_from", "duration_rule",
    "months", "until", "renew_months", "duration_text", "status_written", "is_completed",
    "place_signed", "scope_id", "scope_en", "note", "next_step",
)  # fmt: skip
# A report of the matrix fills these when the record says nothing there.
FILLED = (
    "level", "title_id", "title_en", "signed_on", "in_force_from", "duration_text", "place_signed",
    "scope_id", "scope_en", "next_step",
)  # fmt: skip
DURATION = ("duration_rule", "months", "until", "renew_months")


def plan_all(batch, rows):
    """Set group, plan, record and differences of every row of `batch` (unsaved rows are welcome)."""
    for row in rows:
        row.record, row.differences, row.reason = None, {}, ""
    previous, settled = _earlier(batch, rows)
    batch.previous = previous
    left = _by_fingerprint(rows, settled)
    matched = _by_likeness(left, [old for old in settled if old.batch_id == _pk(previous)], rows)
    left = [row for row in left if row.position not in matched]
    _against_register(batch, left)
    batch.vanished = _vanished(rows, settled, previous)


def plan_some(batch, rows):
    """Plan rows anew after a correction or a decision on a partner; other rows stay as they are."""
    keep = {row.position: row for row in rows}
    fresh = [row for row in keep.values() if row.group in REPLANNED]
    _against_register(batch, fresh)


def compare_again(row):
    """After a correction of a row whose record is known: what would change in it now."""
    differences = differences_of(row.record, row.values)
    if differences:
        _put(row, lifecycle.CHANGED, lifecycle.REVISE, record=row.record, differences=differences)
    else:
        _put(row, lifecycle.SAME, record=row.record)


REPLANNED = (lifecycle.NEW, lifecycle.DOUBTFUL, lifecycle.UNREADABLE)


def _earlier(batch, rows):
    fingerprints = {row.fingerprint for row in rows}
    previous = queries.previous_of(batch, fingerprints)
    return previous, queries.settled_rows(batch, fingerprints, previous)


def _pk(batch):
    return batch.pk if batch else None


def _put(row, group, plan="", *, record=None, reason="", differences=None):
    allowed = lifecycle.choices(group, reason)
    row.group, row.reason, row.record = group, reason, record
    row.differences = differences or {}
    row.plan = plan if plan in allowed else allowed[0]


def _by_fingerprint(rows, settled):
    """Rows that say what a confirmed row said; returns those that do not."""
    shelf = defaultdict(list)
    for old in settled:
        shelf[old.fingerprint].append(old)
    left, taken = [], set()
    for row in rows:
        olds = [old for old in shelf[row.fingerprint] if old.pk not in taken]
        if not olds:
            left.append(row)
            continue
        taken |= {old.pk for old in olds if old.batch_id == olds[0].batch_id} & {olds[0].pk}
        _like_before(row, olds[0])
    return left


def _like_before(row, old):
    row.corrected = {**old.corrected, **row.corrected}
    if old.record is None:
        if row.understood.get("duplicate_of"):
            return _put(row, lifecycle.DUPLICATE)
        if values.missing(row.values):
            return _put(row, lifecycle.UNREADABLE)
        return _put(row, lifecycle.NEW, reason=lifecycle.LEFT_OUT_BEFORE)
    if old.record.withdrawn_at:
        return _put(row, lifecycle.NEW, reason=lifecycle.WITHDRAWN)
    return _put(row, lifecycle.SAME, record=old.record)


def _by_likeness(rows, olds, all_rows):
    """Rows that changed since the earlier import of this file; {position: earlier row}."""
    held = {row.record_id for row in all_rows if row.record_id}
    olds = [
        old for old in olds
        if old.record and not old.record.withdrawn_at and old.record_id not in held
    ]  # fmt: skip
    if not rows or not olds:
        return {}
    by_id = {old.pk: old for old in olds}
    shelf = matching.Shelf(_as_written(old, old.pk) for old in olds)
    pairs = matching.best_pairs(
        [_as_written(row, row.position) for row in rows if not row.understood.get("duplicate_of")],
        shelf, clash=-0.1, by_place=True,
    )  # fmt: skip
    by_position = {row.position: row for row in rows}
    matched = {p: by_id[pair.key] for p, pair in pairs.items() if pair.score >= matching.STRONG}
    records = queries.records({old.record_id for old in matched.values()})
    for position, old in matched.items():
        _changed(by_position[position], old, records[old.record_id])
    return matched


def _as_written(row, key) -> Paper:
    said = row.values
    return Paper(
        key=key,
        partners=frozenset(fold(name) for name in values.spellings(said)),
        kind=said.get("doc_type") or "other",
        signed_on=said.get("signed_on") or "",
        titles=tuple(title for title in [said.get("title")] if title),
        numbers=numbers_of(said),
        place=(row.sheet, row.row),
    )


def numbers_of(said) -> frozenset[str]:
    names = ("number_ours", "number_theirs", "number")
    return frozenset(said[name] for name in names if said.get(name))


def _changed(row, old, record):
    carried = {
        name: value for name, value in old.corrected.items()
        if row.understood.get(name) == old.understood.get(name)
    }  # fmt: skip
    row.corrected = {**carried, **row.corrected}
    before, after = values.facts_of(old.values), values.facts_of(row.values)
    moved = [name for name in COMPARED if before[name] != after[name]]
    differences = {
        name: [text(getattr(record, name)), text(after[name])]
        for name in moved
        if getattr(record, name) != after[name]
    }
    if values.spellings(old.values) != values.spellings(row.values):
        differences["parties"] = ["; ".join(values.spellings(v)) for v in (old.values, row.values)]
    if not differences:
        return _put(row, lifecycle.SAME, record=record)
    edited = any(getattr(record, name) != before[name] for name in moved)
    if edited:
        return _put(row, lifecycle.DOUBTFUL, record=record, reason=lifecycle.EDITED,
                    differences=differences)  # fmt: skip
    return _put(row, lifecycle.CHANGED, record=record, differences=differences)


def _against_register(batch, rows):
    """Rows not met in an import before: perhaps their records are in the register already."""
    open_rows = []
    for row in rows:
        if row.understood.get("duplicate_of"):
            _put(row, lifecycle.DUPLICATE, row.plan)
        elif values.missing(row.values):
            _put(row, lifecycle.UNREADABLE)
        else:
            open_rows.append(row)
    found = {
        row.position: spelling.organisation_keys(batch.partners, row.values) for row in open_rows
    }
    ids = {key for keys in found.values() for key in keys if not key.startswith("?")}
    shelf = matching.Shelf(queries.papers(ids)) if ids else matching.Shelf([])
    wanted = [_as_registered(row, found[row.position]) for row in open_rows]
    pairs = matching.best_pairs(wanted, shelf)
    strong = {p: pair.key for p, pair in pairs.items() if pair.score >= matching.STRONG}
    records = queries.records(strong.values())
    for row in open_rows:
        _propose(row, records.get(strong.get(row.position)))


def _as_registered(row, keys) -> Paper:
    said = row.values
    return Paper(
        key=row.position, partners=keys, kind=said.get("doc_type") or "other",
        signed_on=said.get("signed_on") or "", numbers=numbers_of(said),
        titles=tuple(title for title in [said.get("title")] if title),
    )  # fmt: skip


def _propose(row, record):
    plan = row.plan if row.is_decided else ""
    if record is not None:
        _put(row, lifecycle.DOUBTFUL, plan, record=record, reason=lifecycle.LIKELY,
             differences=differences_of(record, row.values))  # fmt: skip
    elif any(one["code"] == "possible_duplicate" for one in row.findings):
        _put(row, lifecycle.DOUBTFUL, plan, reason=lifecycle.PERHAPS_TWICE)
    else:
        _put(row, lifecycle.NEW, plan)


def differences_of(record, said) -> dict[str, list[str]]:
    """{field: [the register's value, the file's]} where the file says something else or more."""
    facts = values.facts_of(said)
    return {
        name: [text(getattr(record, name)), text(facts[name])]
        for name in COMPARED
        if facts[name] not in (None, "", [], False, "UNKNOWN") and getattr(record, name) != facts[name]
        and not (name == "renew_months" and _renews_otherwise(record))
    }  # fmt: skip


def _renews_otherwise(record) -> bool:
    """Whether it renews by another period than its first: a matrix tells one length only, so what
    somebody entered beside it stays."""
    return record.renew_months not in (None, record.months)


def fillings(record, facts) -> dict:
    """What a report may fill in a record: only what is empty there (a duration as a whole)."""
    filled = {
        name: facts[name] for name in FILLED
        if facts[name] not in (None, "") and getattr(record, name) in (None, "")
    }  # fmt: skip
    if record.duration_rule == "UNKNOWN" and facts["duration_rule"] != "UNKNOWN":
        filled |= {name: facts[name] for name in DURATION}
    return filled


def text(value) -> str:
    """A fact as the differences show it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(value)
    return str(value)


def _vanished(rows, settled, previous) -> list[dict]:
    """Records of the earlier import that this file no longer has."""
    held = {row.record_id for row in rows if row.record_id}
    return [
        {"code": old.record.code, "sheet": old.sheet, "row": old.row,
         "title": old.values.get("title") or "", "partner": old.values.get("partner_written") or ""}
        for old in settled
        if previous is not None and old.batch_id == previous.pk and old.record
        and not old.record.withdrawn_at and old.record_id not in held
    ]  # fmt: skip
