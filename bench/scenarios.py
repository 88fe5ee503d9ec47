"""What is asked of the house: each page in the variety that people ask for it."""

import itertools
import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from bench.load import request

KINDS = ("mou", "pks", "arrangement", "grant", "agreement", "declaration")
STATUSES = ("in_force", "expired", "expiring")
SORTS = ("signed", "ends", "code", "active")
WORDS = ("gempa", "tsunami", "peringatan dini", "logistics", "joint research", "banjir", "asuransi",
         "early warning", "nota kesepahaman", "kekeringan")  # fmt: skip
POINTS = str.maketrans("01", ".,")
LISTS = [
    {"kind": kind, "status": status, "sort": sort}
    for kind, status, sort in itertools.product(KINDS, STATUSES, SORTS)
]


@dataclass
class World:
    """What the scenarios need to know of the filled house."""

    staff: str
    staff_principal: str
    csrf: str
    codes: list[str]
    partners: list[str]
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Scenario:
    """One line of the table: who asks what. `paths` is gone through again and again; what is sent
    stands in `body`, one for each path when `is_paired`. `answers` is the status of a good answer."""

    name: str
    who: str
    paths: tuple[str, ...]
    make: Callable[[int], bytes]
    body: tuple[bytes, ...] = ()
    is_paired: bool = False
    answers: int = 200
    acts: Callable[[int], bytes] | None = None  # what others do in the meantime


def all_of(world: World) -> list[Scenario]:
    pages = {
        "list": [f"/id/instruments/?{urlencode(query)}" for query in LISTS],
        "JSON list": [f"/api/v1/instruments?{urlencode(q | {'limit': 50})}" for q in LISTS],
        "search": [f"/id/search/?{urlencode({'q': word})}" for word in (*WORDS, *world.words)],
        "record": [f"/id/instruments/{code}/" for code in world.codes],
        "partner": [f"/id/partners/{slug}/" for slug in world.partners],
    }
    scenarios = []
    for who, cookie in (("staff", world.staff), ("anonymous", "")):
        for name, paths in pages.items():
            requests = [request(path, cookie=cookie) for path in paths]
            order = _cycle(requests) if who == "staff" else _crowd(requests)
            scenarios.append(Scenario(name, who, tuple(paths), order))
    update = _update(world)
    scenarios += [_anew(scenario, world) for scenario in scenarios[:3]]
    scenarios += [_amid_acts(scenario, update) for scenario in scenarios[:2]]
    return [*scenarios, update]


def _amid_acts(scenario: Scenario, update: Scenario) -> Scenario:
    """The same pages while others act: each act is a new state of the ledger, for which rows and
    counts are brought up to date."""
    return replace(scenario, name=f"{scenario.name}, amid acts", acts=update.make)


def _anew(scenario: Scenario, world: World) -> Scenario:
    """The same pages as right after an act: no two requests are alike, so none is answered with
    what was made for another. Words are asked for with points behind them, which mean nothing."""
    turn = itertools.count(secrets.randbelow(10**9))

    def make(n: int) -> bytes:
        path = scenario.paths[n % len(scenario.paths)]
        points = f"{next(turn):b}".translate(POINTS)
        unlike = f"+{points}" if scenario.name == "search" else f"&turn={points}"
        return request(path + unlike, cookie=world.staff)

    return Scenario(f"{scenario.name}, anew", scenario.who, scenario.paths, make)


def _update(world: World) -> Scenario:
    """One change of a record: its next step, through the form's own address."""
    paths = tuple(f"/id/instruments/{code}/next-step/" for code in world.codes)
    token = world.csrf
    bodies = tuple(
        urlencode(
            {"csrfmiddlewaretoken": token, "owner_unit": "HOKS", "next_step": f"Langkah {n}"}
        ).encode()
        for n in range(997)
    )

    def make(n: int) -> bytes:
        path, body = paths[n % len(paths)], bodies[n % len(bodies)]
        return request(path, method="POST", cookie=world.staff, body=body)

    return Scenario("update", "staff", paths, make, body=bodies[:3], answers=302)


def _cycle(requests: list[bytes]) -> Callable[[int], bytes]:
    return lambda n: requests[n % len(requests)]


def _crowd(requests: list[bytes]) -> Callable[[int], bytes]:
    """As a crowd asks: the k-th page 1/k as often as the first (Zipf), in a fixed disorder."""
    chance = random.Random(len(requests))  # noqa: S311 - repeatable on purpose
    weights = [1 / place for place in range(1, len(requests) + 1)]
    order = chance.choices(requests, weights, k=10_007)
    return lambda n: order[n % len(order)]
