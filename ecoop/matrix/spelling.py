"""Whom the spellings of a file mean: proposed by aliases, the gazetteer and likeness; decided by a
person where these do not tell. Reads only; `actions.naming` writes."""

from ecoop.core.words import fold
from ecoop.matrix import values
from ecoop.partners import gazetteer, shortening
from ecoop.partners.models import Alias, Organisation
from ecoop.partners.queries import of_country

KNOWN, NAMED, NEAR, NEW = "known", "named", "near", "new"
CERTAIN = 0.9
LOOKED_UP = 200


def key_of(text: str, country: str) -> str:
    """The key of a spelling in `ImportBatch.partners`."""
    return f"{fold(text)}|{country}"


def keys_of(row_values) -> list[tuple[str, str, str]]:
    """(key, spelling, country) of every partner named in a row."""
    names = values.spellings(row_values)
    country = (row_values.get("partner_country_iso2") or "") if len(names) == 1 else ""
    return [(key_of(name, country), name, country) for name in names]


def propose(all_values, decided) -> dict[str, dict]:
    """{key: what is proposed} for every spelling; what was decided before stays decided."""
    found: dict[str, dict] = {}
    for row_values in all_values:
        for key, text, country in keys_of(row_values):
            entry = found.setdefault(key, {"text": text, "country": country, "rows": 0})
            entry["rows"] += 1
    aliases = _aliases(entry["text"] for entry in found.values())
    unknown: list[dict] = []
    for key, entry in found.items():
        entry.update(_proposal(entry, aliases.get(fold(entry["text"]), [])))
        if entry["how"] == NEW and len(unknown) < LOOKED_UP:
            unknown.append(entry)
            entry.update(_near(entry))
        entry["decision"] = decided.get(key, {}).get("decision", "")
    _pair(unknown)
    return found


def _pair(unknown) -> None:
    """Of two spellings of the file that may be one new body the fuller is proposed for the other."""
    fullest = sorted(unknown, key=lambda entry: -len(entry["text"]))
    for number, entry in enumerate(fullest):
        for other in fullest[:number] if entry["how"] == NEW else ():
            apart = entry["country"] and other["country"] not in ("", entry["country"])
            if (
                other["how"] == NEW
                and not apart
                and shortening.is_kin(entry["text"], other["text"])
            ):
                candidate = {"organisation": "", "name": other["text"]}
                entry.update(how=NEAR, name="", candidates=[candidate])
                break


def _aliases(texts) -> dict[str, list[Organisation]]:
    keys = {fold(text) for text in texts}
    rows = Alias.objects.filter(key__in=keys, organisation__merged_into=None)
    found: dict[str, list[Organisation]] = {}
    for alias in rows.select_related("organisation").order_by("pk"):
        held = found.setdefault(alias.key, [])
        if alias.organisation not in held:
            held.append(alias.organisation)
    return found


def _proposal(entry, named) -> dict:
    fitting = of_country(named, entry["country"])
    if len(fitting) == 1:
        return {"how": KNOWN, **_told(fitting[0])}
    match = gazetteer.match(entry["text"], entry["country"])
    is_certain = match is not None and match.score >= CERTAIN
    if named and (fitting or not is_certain):
        return {"how": NEAR, "candidates": [_told(o) for o in (fitting or named)[:4]], "name": ""}
    if match is None:
        return {"how": NEW, "name": entry["text"]}
    held = of_country(_aliases([match.canonical]).get(fold(match.canonical), []), match.country)
    if not is_certain:
        return {"how": NEAR, "name": "", "candidates": [_told(o) for o in held[:3]] or
                [{"organisation": "", "name": match.canonical}]}  # fmt: skip
    if held:
        return {"how": KNOWN, **_told(held[0])}
    return {"how": NAMED, "name": match.canonical}


def _near(entry) -> dict:
    rows = Organisation.objects.filter(
        merged_into=None, haystack__trigram_word_similar=fold(entry["text"])
    )
    if entry["country"]:
        rows = rows.filter(country=entry["country"])
    candidates = [_told(one) for one in rows.order_by("pk")[:4]]
    return {"how": NEAR, "candidates": candidates, "name": ""} if candidates else {}


def _told(organisation) -> dict:
    country = organisation.country_id or ""
    return {"organisation": str(organisation.pk), "name": str(organisation), "country": country}


def organisation_keys(entries, row_values) -> frozenset[str]:
    """Comparable keys of a row's partners: ids of known organisations, else the spelling."""
    keys = set()
    for key, _, _ in keys_of(row_values):
        entry = entries.get(key, {})
        decision = entry.get("decision", "")
        keys.add(decision.removeprefix("org:") if decision.startswith("org:")
                 else entry.get("organisation") or f"?{key}")  # fmt: skip
    return frozenset(keys)


def is_open(entry) -> bool:
    """True when a person should look: alike to somebody known, and nothing decided."""
    return entry["how"] == NEAR and not entry.get("decision")
