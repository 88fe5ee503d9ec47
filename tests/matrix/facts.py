"""Invented instruments for generated matrices, with their truth."""

import calendar
import datetime as dt
import random

from tests.matrix.content import (
    DOMESTIC,
    FOREIGN,
    KINDS,
    LIKELY_KINDS,
    MANY,
    STATUS_EN,
    STATUS_ID,
    SUBJECTS,
    Fact,
)

AS_OF = dt.date(2025, 12, 31)


def later(iso: str, months: int) -> str:
    """`iso` plus months in its own precision (an independent reckoning)."""
    year, month = int(iso[:4]), int(iso[5:7] or 1)
    total = year * 12 + month - 1 + months
    year, month = total // 12, total % 12 + 1
    if len(iso) == 4:
        return str(year)
    if len(iso) == 7:
        return f"{year}-{month:02}"
    day = min(int(iso[8:]), calendar.monthrange(year, month)[1])
    return f"{year}-{month:02}-{day:02}"


def last_day(iso: str) -> dt.date:
    if len(iso) == 4:
        return dt.date(int(iso), 12, 31)
    if len(iso) == 7:
        year, month = int(iso[:4]), int(iso[5:])
        return dt.date(year, month, calendar.monthrange(year, month)[1])
    return dt.date.fromisoformat(iso)


def make_fact(rng: random.Random, lang: str, *, domestic: bool, number: int) -> Fact:
    """One instrument; its words for the status may contradict its dates on purpose."""
    kind = rng.choice(LIKELY_KINDS)
    fact = Fact(
        "", "", "", "", kind, rng.choice(KINDS[kind]), rng.choice(SUBJECTS), "", domestic=domestic
    )
    _who(fact, rng)
    fact.signed_on = _signed(rng)
    _validity(fact, rng)
    _status(fact, rng, lang)
    fact.title = _title(fact, rng, lang)
    fact.scope = rng.sample(SUBJECTS, rng.randint(1, 3))
    fact.number = (
        f"{rng.choice(['HK.01', 'PKS', 'NK', 'MoU'])}/{number:03}/BNPB/{rng.randint(2005, 2025)}"
    )
    return fact


def _who(fact: Fact, rng: random.Random) -> None:
    if fact.domestic:
        fact.iso2, fact.agency = "ID", rng.choice(DOMESTIC)
        fact.country, fact.partner = "Indonesia", fact.agency
    elif rng.random() < 0.15:
        fact.iso2, fact.agency = "", rng.choice(MANY)
        fact.country = fact.partner = fact.agency
    else:
        names, fact.iso2, agencies = rng.choice(FOREIGN)
        fact.country, fact.agency = rng.choice(names), rng.choice(agencies)
        joint = rng.choice(
            [
                "{c} ({a})",
                "{c} - {a}",
                "{c} / {a}",
                "{c}\n({a})",
                "{a}, {c}",
                "{a}",
                "Pemerintah {c}",
                "{c}",
                "{a} ({c})",
            ]
        )
        fact.partner = joint.format(c=fact.country, a=fact.agency)


def _signed(rng: random.Random) -> str | None:
    draw = rng.random()
    day = dt.date(2001, 1, 1) + dt.timedelta(days=rng.randint(0, 9000))
    if draw < 0.68:
        return day.isoformat()
    if draw < 0.77:
        return day.isoformat()[:7]
    return day.isoformat()[:4] if draw < 0.85 else None


def _validity(fact: Fact, rng: random.Random) -> None:
    fact.rule = rng.choice(
        ["months"] * 9 + ["until"] * 3 + ["range"] * 3 + ["endless"] * 2 + ["none"] * 4
    )
    base = fact.signed_on
    if fact.rule == "months":
        fact.months = rng.choice([12, 18, 24, 36, 36, 36, 48, 60, 60, 60, 60, 120])
        if base and len(base) == 4 and fact.months % 12:
            fact.months = 24
        fact.expires_on = later(base, fact.months) if base else None
    elif fact.rule in ("until", "range"):
        start = base or f"{rng.randint(2005, 2024)}"
        end = later(start, rng.choice([24, 36, 60]))
        fact.expires_on = rng.choice([end, end[:4], f"{end[:4]}-12-31", end[:7]])
        if fact.rule == "range":
            start = start[: len(fact.expires_on)]
            fact.starts_on = start
            fact.expires_on = fact.expires_on[: len(start)]
    elif fact.rule == "endless":
        fact.indefinite = True


def _status(fact: Fact, rng: random.Random, lang: str) -> None:
    words = STATUS_ID if lang == "id" else STATUS_EN
    clock = ""
    if fact.expires_on:
        clock = "active" if last_day(fact.expires_on) >= AS_OF else "expired"
    elif fact.indefinite:
        clock = "active"
    claim = clock or ("draft" if fact.signed_on is None and rng.random() < 0.5 else "unknown")
    if not clock and fact.signed_on and rng.random() < 0.1:
        claim = "completed"
    if clock == "expired" and rng.random() < 0.15:
        claim, fact.conflict = "active", True
    elif clock == "active" and rng.random() < 0.06:
        claim, fact.conflict = "expired", True
    elif clock and rng.random() < 0.1:
        claim = "unknown"
    fact.status_written = rng.choice(words[claim])
    fact.status = clock or (claim if claim in ("draft", "completed") else "unknown")


def _title(fact: Fact, rng: random.Random, lang: str) -> str:
    head = fact.kind_written if rng.random() < 0.75 else ""
    other = fact.agency if rng.random() < 0.6 or fact.domestic else fact.country
    if lang == "id":
        forms = [
            f"{head} BNPB - {other} tentang {fact.subject}", f"{head} antara BNPB dengan {other} tentang {fact.subject}",
            f"{head} BNPB dan {other} di bidang {fact.subject}",
        ]  # fmt: skip
        bare = [
            f"Kerja sama {fact.subject} dengan {other}",
            f"Peningkatan {fact.subject}",
            fact.subject.capitalize(),
        ]
    else:
        forms = [
            f"{head} between BNPB and {other} on {fact.subject}", f"{head} BNPB-{other} on {fact.subject}",
            f"{head} concerning {fact.subject}",
        ]  # fmt: skip
        bare = [
            f"Cooperation on {fact.subject} with {other}",
            f"Strengthening {fact.subject}",
            fact.subject.capitalize(),
        ]
    return rng.choice(forms if head else bare)


def make_twin(fact: Fact, rng: random.Random, lang: str) -> Fact:
    """The same instrument entered again under another spelling, without validity."""
    names = [row for row in FOREIGN if row[1] == fact.iso2 and fact.agency in row[2]]
    twin = Fact(**{name: getattr(fact, name) for name in fact.__dataclass_fields__})
    if names:
        twin.country = rng.choice(names[0][0])
        twin.partner = rng.choice(
            [f"{twin.country} - {fact.agency}", f"{twin.country} / {fact.agency}"]
        )
    twin.kind_written = rng.choice(KINDS[fact.kind])
    other = fact.agency
    twin.title = (
        f"{twin.kind_written} {'dengan' if lang == 'id' else 'with'} {other}: {fact.subject}"
    )
    twin.rule, twin.months, twin.indefinite, twin.expires_on, twin.starts_on = (
        "none",
        None,
        False,
        None,
        None,
    )
    twin.status, twin.status_written, twin.conflict, twin.twin = "unknown", None, False, fact
    twin.number = None
    return twin
