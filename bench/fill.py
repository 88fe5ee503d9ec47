"""Fill the bench's database: a thousand records through the house, the others as their copies.

The originals are registered by `actions.register_many`, so every derived column, search vector
and ledger entry is the house's own. Copies are made inside the database: new id, new code, one
word of a large vocabulary added to title and search, own parties, own ledger entry.
"""

import random

import psycopg

from bench import settled
from bench.tables import columns_of, drop_indexes

ORIGINALS = 1_000
UNSEALED = "select (select count(*) from core_entry) - (select count(*) from core_seal)"
TABLES = ("instruments_instrument", "instruments_party", "core_entry")
SEED = 20261121
CROWD = 50_000  # instruments from which on the partners grow in number, too
HAZARDS = ("gempa bumi", "tsunami", "banjir", "erupsi gunung api", "kekeringan", "kebakaran hutan",
           "tanah longsor", "cuaca ekstrem", "epidemi", "kegagalan teknologi")  # fmt: skip
TOPICS = ("peringatan dini", "pendidikan dan pelatihan", "logistik dan peralatan", "riset bersama",
          "pertukaran tenaga ahli", "pemulihan pascabencana", "pengurangan risiko bencana",
          "pencarian dan pertolongan", "sistem informasi", "pembiayaan dan asuransi")  # fmt: skip
TOPICS_EN = ("early warning", "education and training", "logistics and equipment", "joint research",
             "exchange of experts", "post-disaster recovery", "disaster risk reduction",
             "search and rescue", "information systems", "finance and insurance")  # fmt: skip
KINDS = (
    "mou",
    "pks",
    "arrangement",
    "grant",
    "agreement",
    "implementing_arrangement",
    "declaration",
)
STATUSES = ("Berlaku", "Kadaluarsa", "Dalam proses", "Draft", "")


def originals() -> None:
    """Register the first thousand as the house does (Django must be set up)."""
    from django.db.models import Q  # noqa: PLC0415 - needs Django set up

    from ecoop.core.identity import SYSTEM, acting  # noqa: PLC0415
    from ecoop.instruments import actions  # noqa: PLC0415
    from ecoop.partners.models import Organisation  # noqa: PLC0415

    chance = random.Random(SEED)  # noqa: S311 - repeatable on purpose
    with acting(SYSTEM) as by:
        home = list(Organisation.objects.filter(country="ID").order_by("slug")[:40])
        abroad = list(Organisation.objects.filter(~Q(country="ID")).order_by("slug")[:400])
        have = actions.Instrument.objects.count()
        drafts = [_draft(chance, n, home, abroad, actions) for n in range(max(0, ORIGINALS - have))]
        actions.register_many(drafts, by=by)


def _draft(chance, number, home, abroad, actions):
    from ecoop.core.dates import PartialDate  # noqa: PLC0415
    from ecoop.instruments.models import Party  # noqa: PLC0415

    place, topic = chance.randrange(len(TOPICS)), chance.choice(HAZARDS)
    year = chance.randint(2001, 2026)
    precision = chance.choice(("", "-%02d", "-%02d-%02d", "-%02d-%02d"))
    day = f"{year}" + (
        precision % ((chance.randint(1, 12), chance.randint(1, 28))[: precision.count("%")])
    )
    parties = [Party(organisation=chance.choice(home), side="home", number=f"{number}/BNPB/{year}")]
    parties += [
        Party(organisation=o, side="partner", signatory="Pejabat contoh")
        for o in chance.sample(abroad, chance.choice((1, 1, 1, 2)))
    ]
    rule = chance.choice(("FIXED", "FIXED", "UNTIL", "EVERGREEN", "AUTO_RENEW", "UNKNOWN"))
    facts = {
        "kind": chance.choice(KINDS),
        "level": "international",
        "title_id": f"Nota kesepahaman tentang {TOPICS[place]} menghadapi {topic}",
        "title_en": f"Memorandum of understanding on {TOPICS_EN[place]}",
        "scope_id": " ".join(f"Kerja sama {chance.choice(TOPICS)} untuk {chance.choice(HAZARDS)}." for _ in range(6)),
        "scope_en": " ".join(f"Cooperation on {chance.choice(TOPICS_EN)}." for _ in range(6)),
        "signed_on": PartialDate.parse(day),
        "duration_rule": rule,
        "fields": chance.sample(("early_warning", "education", "logistics", "research"), 2),
        "phases": chance.sample(("pre", "during", "post"), chance.randint(1, 2)),
        "status_written": chance.choice(STATUSES),
        "next_step": chance.choice(("", "Menunggu konsep pembaruan")),
        "classification": chance.choice(("public", "public", "public", "limited", "confidential")),
    }  # fmt: skip
    if rule in {"FIXED", "AUTO_RENEW"}:
        facts["months"] = chance.choice((12, 24, 36, 60))
    if rule == "UNTIL":
        facts["until"] = PartialDate.parse(str(year + chance.randint(1, 6)))
    return actions.Draft(facts=facts, parties=parties, why="bench")


def multiply(url: str, size: int) -> None:
    """Copy the originals until the register has `size` instruments; `url` is a superuser's."""
    with psycopg.connect(url) as connection:
        have = one(connection, "select count(*) from instruments_instrument")
        if have >= size:
            return
        connection.execute("set maintenance_work_mem = '512MB'")
        connection.execute("set synchronous_commit = off")
        indexes = drop_indexes(connection, TABLES)
        _plan(connection, size - have)
        _copy_partners(connection, size)
        _copy_instruments(connection)
        _copy_parties(connection)
        _copy_entries(connection)
        settled.copy(connection)
        connection.execute("set constraints all immediate")
        for definition in indexes:
            connection.execute(definition)
    seal(url)


def seal(url: str) -> None:
    """Seal what is entered, whether here or by the worker, and tidy up as after years."""
    with psycopg.connect(url, autocommit=True) as connection:
        while one(connection, UNSEALED):
            connection.execute("select ecoop.seal_entries(4000000, true)")
        connection.execute("vacuum (analyze)")
        connection.execute("checkpoint")


def _plan(connection, wanted: int) -> None:
    """Which original becomes which new id and code."""
    words = vocabulary(20_000)
    connection.execute("create temp table word (n int primary key, word text)")
    with connection.cursor().copy("copy word from stdin") as copy:
        for number, word in enumerate(words):
            copy.write_row((number, word))
    connection.execute(
        """
        create temp table plan on commit drop as
        select a.id as base, uuidv7() as id, a.code || '-' || g as code, w.word, g
        from (select id, code, row_number() over (order by id) as place
              from instruments_instrument where code !~ '-[0-9]+-[0-9]+-[0-9]+$'
              order by id limit %(originals)s) a
        cross join generate_series(
            (select count(*) / %(originals)s from instruments_instrument),
            (select count(*) / %(originals)s from instruments_instrument)
                + %(wanted)s / %(originals)s) g
        join word w on w.n = (a.place * 7919 + g * 104729) %% 20000
        order by g, a.place limit %(wanted)s""",
        {"originals": ORIGINALS, "wanted": wanted},
    )
    connection.execute("analyze plan")


def _copy_instruments(connection) -> None:
    changed = {
        "id": "p.id",
        "code": "p.code",
        # mixed anew, or equal copies would lie side by side in every order
        "kind": f"(array{list(KINDS)})[1 + abs(hashtext(p.code)) % {len(KINDS)}]",
        "title_id": "a.title_id || ' ' || p.word",
        "haystack": "p.word || ' ' || a.haystack",
        "search": "a.search || setweight(to_tsvector('simple', p.code || ' ' || p.word), 'A')",
        "last_act_at": "a.last_act_at - (p.g || ' hours')::interval",
    }
    columns = columns_of(connection, "instruments_instrument")
    chosen = ", ".join(changed.get(name, f"a.{name}") for name in columns)
    connection.execute(
        f"insert into instruments_instrument ({', '.join(columns)}) select {chosen}"  # noqa: S608 - names from the catalogue
        " from plan p join instruments_instrument a on a.id = p.base"
    )


def _copy_partners(connection, size: int) -> None:
    """A larger register has more partners, not more papers with each: one twin of every partner
    for each further `CROWD` instruments. `twin` says who stands for whom in copy number g."""
    twins = max(1, size // CROWD)
    connection.execute(
        """
        create temp table twin on commit drop as
        select o.id as base, o.slug || '-' || g as slug, g,
               coalesce((select t.id from partners_organisation t where t.slug = o.slug || '-' || g),
                        uuidv7()) as id
        from partners_organisation o cross join generate_series(1, %s) g
        where o.slug !~ '-[0-9]+$' and exists (
            select from instruments_party y where y.organisation_id = o.id and y.side = 'partner')""",
        [twins - 1],
    )
    changed = {"id": "t.id", "slug": "t.slug", "haystack": "o.haystack || ' ' || t.g",
               "name_id": "o.name_id || ' ' || t.g", "name_en": "o.name_en || ' ' || t.g"}  # fmt: skip
    columns = columns_of(connection, "partners_organisation")
    chosen = ", ".join(changed.get(name, f"o.{name}") for name in columns)
    connection.execute(
        f"insert into partners_organisation ({', '.join(columns)}) select {chosen}"  # noqa: S608 - names from the catalogue
        " from twin t join partners_organisation o on o.id = t.base on conflict do nothing"
    )
    connection.execute(
        "delete from twin where id not in (select id from partners_organisation)"  # a name was taken
    )
    connection.execute("analyze twin")


def _copy_parties(connection) -> None:
    columns = [name for name in columns_of(connection, "instruments_party") if name != "id"]
    changed = {"instrument_id": "p.id", "organisation_id": "coalesce(t.id, a.organisation_id)"}
    chosen = ", ".join(changed.get(name, f"a.{name}") for name in columns)
    connection.execute(
        f"insert into instruments_party ({', '.join(columns)}) select {chosen}"  # noqa: S608
        " from plan p join instruments_party a on a.instrument_id = p.base"
        " left join twin t on t.base = a.organisation_id and a.side = 'partner'"
        " and t.g = p.g % (select coalesce(max(g), 0) + 1 from twin)"
    )


def _copy_entries(connection) -> None:
    """One entry each, with a signature that does not fit: it is counted and read, not verified."""
    columns = [name for name in columns_of(connection, "core_entry") if name != "id"]
    changed = {"uid": "gen_random_uuid()", "record_id": "p.id", "code": "p.code"}
    chosen = ", ".join(changed.get(name, f"e.{name}") for name in columns)
    connection.execute(
        f"insert into core_entry ({', '.join(columns)}) select {chosen}"  # noqa: S608
        " from plan p join core_entry e on e.record_id = p.base and e.act = 'instrument.registered'"
    )


def vocabulary(count: int) -> list[str]:
    """Words that could be names of places, each once."""
    chance, words = random.Random(SEED), set()  # noqa: S311
    while len(words) < count:
        parts = (chance.choice("bcdghjklmnprstw") + chance.choice("aeiou") for _ in range(4))
        words.add("".join(parts) + chance.choice(("", "n", "ng", "r", "k")))
    return sorted(words)


def one(connection, query: str):
    return connection.execute(query).fetchone()[0]
