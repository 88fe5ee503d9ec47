"""Times of day: in figures, in words, by a name, and the zone in which they count."""

from ecoop.negotiation.parity.language import Language
from ecoop.negotiation.parity.scanning import Scan, compiled
from ecoop.negotiation.parity.stating import TIME, Fact, fact


def _minute(said: dict) -> int:
    return int(next((said[key] for key in ("m", "minute", "minutes", "past") if said.get(key)), 0))


def times(scan: Scan, language: Language) -> list[Fact]:
    found = []
    for match in scan.each(compiled(language.clock)):
        said = match.groupdict()
        hour, minute = int(said["h"] or said["hour"]) % 24, _minute(said)
        half = (said.get("half") or "").replace(".", "").lower()
        hour = hour % 12 + 12 * (half == "pm") if half else hour
        found.append(fact(TIME, (hour, minute), match, scan))
    for match, moment in scan.chosen(language.moments):
        found.append(fact(TIME, moment, match, scan, weak=True))
    return found + _zones(scan, language)


GREENWICH = compiled(r"\b(?:GMT|UTC)\b(?:\s?(?P<sign>[+-])\s?(?P<hours>\d{1,2})(?::?00)?\b)?")


def _zones(scan: Scan, language: Language) -> list[Fact]:
    """Zones count only against others: a place tells its own."""
    found = []
    for match, hours in scan.chosen(language.zones):
        found.append(fact(TIME, ("zone", hours), match, scan, weak=True))
    for match in scan.each(GREENWICH):
        hours = int(f"{match['sign'] or ''}{match['hours'] or 0}")
        found.append(fact(TIME, ("zone", hours), match, scan, weak=True))
    return found


def hours(scan: Scan, language: Language, own: str) -> list[Fact]:
    """'Six o'clock in the morning', 'pukul enam pagi'."""
    found = []
    for match in scan.each(compiled(language.hour), keep=lambda m: not _is_hour(m, scan)):
        hour = int(scan.numbers_in(match)[0].value)
        part = (match["part"] or "").lower()
        noon = 12 if hour < language.late.get(part, 0) else 0
        found.append(fact(TIME, ((hour + noon) % 24, 0), match, scan))
    return found


def _is_hour(match, scan: Scan) -> bool:
    (number,) = scan.numbers_in(match)
    return number.value in range(25) and not number.is_ordinal  # "72 jam pertama"
