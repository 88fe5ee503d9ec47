"""Which column holds which field: heads first, then the content where heads leave a doubt."""

import re

from ecoop.matrix.reading.bands import Band, visible
from ecoop.matrix.reading.grid import Grid, column_number
from ecoop.matrix.reading.headers import heading
from ecoop.matrix.reading.place import Place
from ecoop.matrix.reading.profiles import SAMPLE, Profile, profile, visible_cell
from ecoop.matrix.reading.splitdates import settle_split_dates
from ecoop.matrix.reading.ticks import settle_ticks
from ecoop.matrix.reading.words import tidy

_SINGLE = {"rownum", "kind", "title", "signed_on", "in_force_from", "expires_on", "country", "year"}
_UNIT = re.compile(r"(?:jumlah |no\.? of |number of )?(?:years?|yrs?|tahun|thn?|months?|bulan|bln)")


def places_of(band: Band, grid: Grid, rows: list[int]) -> list[Place]:
    """The columns of the table below `band` whose body is `rows`."""
    places = [
        Place(
            col,
            " / ".join(" ".join(part.split()) for part in parts),
            band.heads[col].field,
            band.heads[col].score,
        )
        for col, parts in band.parts.items()
    ]
    texts = {place.col: _texts(grid, place.col, rows) for place in places}
    settle_split_dates(places, texts)
    settle_ticks(places, texts)
    profiles = {place.col: profile(grid, place.col, rows) for place in places}
    for settle in (
        _settle_names, _settle_lengths, _settle_by_content, _settle_parties, _settle_years, _settle_rivals, _fill_gaps,
        _settle_subjects,
    ):  # fmt: skip
        settle(places, profiles)
    return places


def with_mapping(places: list[Place], mapping: dict[str, str]) -> list[Place]:
    """The columns as a person corrected them: {column letter: field}; "" means not read."""
    known = {place.letter: place for place in places}
    for letter, name in mapping.items():
        place = known.get(letter.upper())
        if place is None:
            places.append(Place(column_number(letter), "", name, 1.0))
        else:
            place.field, place.score, place.guessed = name, 1.0, False
    return places


def _texts(grid: Grid, col: int, rows: list[int]) -> list[str]:
    """The first values of a column."""
    cells = (visible_cell(grid, row, col) for row in rows[:SAMPLE])
    return [cell.text for cell in cells if cell is not None]


def _has(places: list[Place], *fields: str) -> bool:
    return any(place.field in fields for place in places)


def _settle_by_content(places: list[Place], profiles: dict[int, Profile]) -> None:
    """Heads that may mean two things take the meaning of their values."""
    for place in places:
        values = profiles[place.col]
        if not values.count:
            continue
        if _holds_countries(place, values, places, profiles):
            place.field, place.score = "country", 0.8
        elif place.field == "rownum" and values.share("reference") >= 0.4:
            place.field = "number"
        elif place.field == "kind":
            _settle_kind(place, values, places, profiles)
        elif place.field in ("duration", "expires_on") and place.score <= 0.55:
            if values.share("status") >= 0.6 and values.share("duration") < 0.3:
                place.field = "status"
        elif (
            place.field == "duration"
            and values.share("status") >= 0.8
            and values.share("duration") < 0.5
        ):
            place.field = "status"
        elif place.field in ("count", "level") and values.share("kind") >= 0.7:
            place.field = "kind"
    _settle_documents(places, profiles)


def _holds_countries(place, values, places, profiles) -> bool:
    """A column of country names is the country, whatever its head says ("State", "Region")."""
    if place.field not in ("status", "place", "extra", "") or values.count < 3:
        return False
    others = [each for each in places if each.field == "country" and each is not place]
    sure = any(profiles[each.col].share("country") >= 0.5 for each in others)
    return values.share("country") >= 0.6 and values.share("status") < 0.2 and not sure


def _settle_lengths(places: list[Place], profiles: dict[int, Profile]) -> None:
    for place in places:
        unsure = place.field in ("year", "signed_on", "extra", "")
        if unsure and _holds_lengths(place, places, profiles):
            place.field, place.score = "duration", 0.8


def _holds_lengths(place: Place, places: list[Place], profiles: dict[int, Profile]) -> bool:
    """Whether small numbers stand under "Years" or "Bulan" beside a column of days: how long, not
    when."""
    values = profiles[place.col]
    if not _UNIT.fullmatch(tidy(place.header.rsplit(" / ", 1)[-1]).strip(" .()")):
        return False
    small = values.share("number") >= 0.8 and values.share("date") == 0 and values.length < 3
    dated = any(
        each is not place and profiles[each.col].share("date") >= 0.6
        for each in places
        if each.field in ("signed_on", "in_force_from", "number_date")
    )
    return small and dated and not _has(places, "duration")


def _settle_kind(
    place: Place, values: Profile, places: list[Place], profiles: dict[int, Profile]
) -> None:
    told = any(
        profiles[each.col].share("bare kind") >= 0.6 for each in places if each.field == "document"
    )
    if values.share("level") >= 0.6:
        place.field = "level"
    elif values.share("country") >= 0.6 and not _has(places, "country", "partner"):
        place.field = "country"
    elif values.length > 45 and values.share("kind") < 0.3 and not _has(places, "title"):
        place.field = "title"
    elif values.share("kind") < 0.15 and (told or sum(each.field == "kind" for each in places) > 1):
        place.field = "extra"


def _settle_documents(places: list[Place], profiles: dict[int, Profile]) -> None:
    """A column headed only "Dokumen" or "Agreement" holds kinds or titles."""
    for place in places:
        values = profiles[place.col]
        strong_title = any(
            each.field == "title" and each.score >= 0.7 and each is not place for each in places
        )
        if place.field == "document":
            told = values.share("kind")
            bare = values.share("bare kind")
            names_subjects = (told < 0.9 or bare < 0.5) and not _has(places, "title")
            if told >= 0.6 and not names_subjects and not _has(places, "kind"):
                place.field = "kind"
            elif not strong_title and (values.length > 12 or told >= 0.6 and names_subjects):
                place.field = "title"
            else:
                place.field = "kind" if not _has(places, "kind") and values.length < 30 else "extra"
        elif place.field == "title" and place.score <= 0.5:
            bare = values.share("bare kind") >= 0.5
            if values.share("kind") >= 0.8 and bare and not _has(places, "kind"):
                place.field = "kind"
            elif strong_title:
                place.field = "scope" if not _has(places, "scope") else "extra"


def _settle_parties(places: list[Place], profiles: dict[int, Profile]) -> None:
    """Of two parties the one that is always BNPB is ours, the one of countries whose they are."""
    partners = [place for place in places if place.field == "partner"]
    for place in partners:
        if profiles[place.col].share("ours") >= 0.7 and len(partners) > 1:
            place.field = "our_party"
    partners = [place for place in places if place.field == "partner"]
    for place in partners if len(partners) > 1 and not _has(places, "country") else ():
        if (
            "COUNTRY" in heading(place.header).concepts
            and profiles[place.col].share("country") >= 0.6
        ):
            place.field = "country"
            break
    partners = [place for place in places if place.field == "partner"]
    ours = [place for place in places if place.field == "our_party"]
    for place in ours:
        if profiles[place.col].count and profiles[place.col].share("ours") < 0.3 and not partners:
            place.field = "partner"
            partners = [place]
    countries = [place for place in places if place.field == "country"]
    for place in countries:
        values = profiles[place.col]
        if values.count and values.share("country") < 0.25 and not partners:
            place.field = "partner"


def _settle_years(places: list[Place], profiles: dict[int, Profile]) -> None:
    """A year column is the signing date when there is no better one: one of days under a head that
    nobody knows is better."""
    if _has(places, "year") and not _has(places, "signed_on", "number_date"):
        _settle_unnamed_days(places, profiles)
    if not _has(places, "signed_on"):
        for place in places:
            if place.field == "year":
                place.field = "signed_on"
                break
    if _has(places, "signed_on", "number_date"):
        return
    for place in places:
        if place.field == "in_force_from" and place.score < 1 and not _has(places, "expires_on"):
            place.field = "signed_on"
            return


def _settle_unnamed_days(places: list[Place], profiles: dict[int, Profile]) -> None:
    for place in places:
        values = profiles[place.col]
        unnamed = not place.field or place.score < 0.4 or place.field == "extra"
        if unnamed and values.count > 1 and values.share("date") - values.share("year") >= 0.7:
            place.field, place.score, place.guessed = "signed_on", 0.5, True
            return


def _settle_rivals(places: list[Place], profiles: dict[int, Profile]) -> None:
    """Of two columns for one single-valued field the surer keeps it; copies of its head help."""
    for name in _SINGLE:
        rivals = [place for place in places if place.field == name]
        if len(rivals) < 2:
            continue
        best = max(
            rivals,
            key=lambda place: (
                name == "country" and profiles[place.col].share("country") >= 0.5,
                place.score,
                profiles[place.col].count > 0,
                -place.col,
            ),
        )
        for place in rivals:
            if place is not best and place.header != best.header and not _of_two_kinds(place, best):
                place.field = _second_choice(name, place, profiles[place.col], places)
                if place.guessed and place.field == "extra":  # its head still says nothing
                    place.score, place.guessed = 0.0, False


def _of_two_kinds(place: Place, best: Place) -> bool:
    """Whether each of two columns belongs to a kind of its own, named above it."""
    return bool(place.kind and best.kind) and place.kind != best.kind


def _second_choice(name: str, place: Place, values: Profile, places: list[Place]) -> str:
    if name == "signed_on" and "START" in heading(place.header).concepts:
        return "extra" if _has(places, "in_force_from") else "in_force_from"
    if name == "signed_on" and place.score < 1 and values.share("date") > 0.5:
        return "extra"
    if name == "title" and values.length < 25 and not _has(places, "partner", "country"):
        return "partner"
    if name == "country":
        return "partner" if not _has(places, "partner") else "extra"
    return "extra"


def _fill_gaps(places: list[Place], profiles: dict[int, Profile]) -> None:
    """Columns with unknown heads are taken for what their content plainly is."""
    wanted = (
        ("signed_on", "date", 0.7, ("signed_on", "number_date", "year")),
        ("duration", "duration", 0.6, ("duration", "expires_on")),
        ("kind", "kind", 0.6, ("kind",)),
        ("country", "country", 0.7, ("country", "partner")),
        ("status", "status", 0.8, ("status",)),
    )
    for place in places:
        values = profiles[place.col]
        if place.score >= 0.4 and place.field or values.count < 2:
            continue
        if place.score >= 0.15 and _is_needed(place, values, places):
            place.guessed = True
            continue
        place.field = "extra"
        for name, look, share, others in wanted:
            if values.share(look) >= share and not _has(places, *others):
                place.field, place.guessed = name, True
                break
        else:
            if (
                values.length > 35
                and not _has(places, "title")
                and heading(place.header).score < 0.4
            ):
                place.field, place.guessed = "title", True


def _settle_subjects(places: list[Place], profiles: dict[int, Profile]) -> None:
    """Where no column holds titles, what a paper is about ("Pokok Kerja Sama") is its title."""
    if _has(places, "title", "document"):
        return
    subjects = [place for place in places if place.field == "scope"]
    longest = max(subjects, key=lambda place: profiles[place.col].length, default=None)
    if longest is not None and profiles[longest.col].length > 12:
        longest.field, longest.guessed = "title", True


def _settle_names(places: list[Place], profiles: dict[int, Profile]) -> None:
    """Where no column holds titles, that of kinds and titles ("Bentuk & Judul") is read as titles,
    in which the kind is found."""
    if _has(places, "title", "document"):
        return
    for place in places:
        both = {"KIND", "TITLE"} <= heading(place.header).concepts
        if place.field == "kind" and both and profiles[place.col].length > 15:
            place.field = "title"
            return


def _is_needed(place: Place, values: Profile, places: list[Place]) -> bool:
    """Whether a head among other words names what no other column holds, and the values agree."""
    if any(each.field == place.field and each is not place for each in places):
        return False
    wordy = values.share("number") < 0.3 and values.share("date") < 0.3
    return wordy and (place.field == "title" and values.length > 12 or place.field == "partner")


def guessed_places(grid: Grid, rows: list[int]) -> list[Place]:
    """Columns of a table without any head, by content alone; [] when that is not convincing."""
    columns = sorted({col for row in rows[:SAMPLE] for col in visible(grid, row)})[:60]
    places = [Place(col, "", "", 0.0) for col in columns]
    profiles = {place.col: profile(grid, place.col, rows) for place in places}
    for place in places:
        if profiles[place.col].share("running") >= 0.8 and profiles[place.col].length <= 4:
            place.field, place.score = "rownum", 0.5
            break
    _fill_gaps(places, profiles)
    _longest_is_title(places, profiles)
    if not _has(places, "title") or not _has(places, "kind", "signed_on"):
        return []
    free = [place for place in places if place.field == "extra" and profiles[place.col].length > 2]
    if not _has(places, "country", "partner") and free:
        free[0].field = "partner"
    return places


def _longest_is_title(places: list[Place], profiles: dict[int, Profile]) -> None:
    for place in places:
        if place.field == "title":
            place.field = "extra"
    free = [place for place in places if place.field == "extra"]
    longest = max(free, key=lambda place: profiles[place.col].length, default=None)
    if longest is not None and profiles[longest.col].length > 20:
        longest.field, longest.guessed = "title", True
