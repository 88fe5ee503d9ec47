"""Agreements in two languages with planted differences and innocent variations.

`agreement(seed, bank)` gives two plain texts and what was planted: [(kind, article number)].
The sentences are made up in the style of Indonesian MoU and PKS; parties and figures are invented.
"""

import random
import re
from dataclasses import dataclass, field

UNITS_ID = "nol satu dua tiga empat lima enam tujuh delapan sembilan".split()
SMALL_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
TENS_EN = "x x twenty thirty forty fifty sixty seventy eighty ninety".split()
MONTHS_ID = ("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November "
             "Desember").split()  # fmt: skip
MONTHS_EN = ("January February March April May June July August September October November "
             "December").split()  # fmt: skip
ORDERS_EN = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
SLOT = re.compile(r"\{(\w+?)(\d*)\}")
KIND = {"dur": "duration", "wd": "duration", "pct": "percent", "idr": "money", "usd": "money",
        "date": "date", "num": "number", "ref": "reference", "par": "reference", "law": "law",
        "p": "party", "q": "party"}  # fmt: skip


def words_id(n: int) -> str:
    if n < 10:
        return UNITS_ID[n]
    if n < 12:
        return {10: "sepuluh", 11: "sebelas"}[n]
    if n < 20:
        return f"{UNITS_ID[n - 10]} belas"
    for size, one, word in ((10**9, "", "miliar"), (10**6, "", "juta"), (1000, "seribu", "ribu"),
                            (100, "seratus", "ratus"), (10, "", "puluh")):  # fmt: skip
        if n >= size:
            head = one if one and n // size == 1 else f"{words_id(n // size)} {word}"
            return f"{head} {words_id(n % size)}" if n % size else head
    raise ValueError(n)


def words_en(n: int, joined: bool = True) -> str:
    if n < 20:
        return SMALL_EN[n]
    if n < 100:
        return TENS_EN[n // 10] + (f"-{SMALL_EN[n % 10]}" if n % 10 else "")
    for size, word in (
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        if n >= size:
            rest = n % size
            link = " and " if joined and rest and (size == 100 or rest < 100) else " "
            return f"{words_en(n // size)} {word}" + (link + words_en(rest) if rest else "")
    raise ValueError(n)


def order_en(n: int) -> str:
    if n <= 20:
        return ORDERS_EN[n]
    return "thirtieth" if n == 30 else f"{TENS_EN[n // 10]}-{ORDERS_EN[n % 10]}"


def suffix(n: int) -> str:
    return "th" if 10 < n < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")


@dataclass
class Maker:
    """Renders slot values in both languages, each time in a style of its own."""

    rng: random.Random
    values: dict = field(default_factory=dict)

    def value(self, sort: str, name: str):
        if name not in self.values:
            self.values[name] = getattr(self, f"new_{sort}")()
        return self.values[name]

    def other(self, sort: str, old):
        new = old
        while new == old or (sort == "dur" and months(new) == months(old)):
            new = getattr(self, f"new_{sort}")(old)
        return new

    def new_num(self, old=None):
        if old and self.rng.random() < 0.5:
            return max(3, old + self.rng.choice((-2, -1, 1, 2, 10)))
        return self.rng.choice((3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 40, 120, 1500, 2750))

    def new_dur(self, old=None):
        if old and self.rng.random() < 0.3:
            unit = {"year": "month", "month": "day", "day": "month", "week": "month"}[old[1]]
            return (old[0], unit)
        return self.rng.choice(
            ((2, "year"), (3, "year"), (4, "year"), (5, "year"), (3, "month"), (6, "month"),
             (9, "month"), (14, "day"), (30, "day"), (60, "day"), (90, "day"), (2, "week"))
        )  # fmt: skip

    def new_wd(self, old=None):
        return self.rng.choice((3, 5, 7, 10, 14, 15, 30, 45))

    def new_pct(self, old=None):
        return self.rng.choice((5, 7.5, 10, 12.5, 20, 25, 30, 40, 50, 60, 70))

    def new_idr(self, old=None):
        if old and self.rng.random() < 0.4:
            return old * 10
        return self.rng.choice((50, 75, 150, 250, 500, 1200, 1500, 2750, 3500)) * 10**6

    def new_usd(self, old=None):
        return self.rng.choice((15000, 25000, 50000, 125000, 250000, 750000, 1250000, 2500000))

    def new_date(self, old=None):
        if old and self.rng.random() < 0.6:
            day, month, year = old
            return self.rng.choice(
                ((day % 28 + 1, month, year), (day, month % 12 + 1, year), (day, month, year + 1))
            )
        return (self.rng.randint(1, 28), self.rng.randint(1, 12), self.rng.randint(2021, 2031))

    def new_ref(self, old=None):
        return (self.rng.randint(2, 9), self.rng.choice((0, 0, 1, 2, 3)))

    def new_par(self, old=None):
        return self.rng.randint(1, 4)

    def new_law(self, old=None):
        return (self.rng.randint(3, 60), self.rng.randint(1999, 2023))

    def new_p(self, old=None):
        return 3 - old if old else self.rng.choice((1, 2))

    def new_q(self, old=None):
        return 2 if old == 1 else 1

    # ---- rendering: one method for each sort and language

    def say(self, sort: str, lang: str, value) -> str:
        return getattr(self, f"{sort}_{lang}")(value)

    def counted(self, n: int, lang: str) -> str:
        word = words_id(n) if lang == "id" else words_en(n, self.rng.random() < 0.7)
        figure = f"{n:,}".replace(",", ".") if lang == "id" else f"{n:,}"
        figure = str(n) if self.rng.random() < 0.2 else figure
        return self.rng.choice((f"{figure} ({word})", f"{word} ({figure})", figure, word))

    def num_id(self, n):
        return self.counted(n, "id")

    def num_en(self, n):
        return self.counted(n, "en")

    def dur_id(self, value):
        n, unit = value
        word = {"year": "tahun", "month": "bulan", "day": self.rng.choice(("hari", "hari kalender")),
                "week": "minggu"}[unit]  # fmt: skip
        return f"{self.counted(n, 'id')} {word}"

    def dur_en(self, value):
        n, unit = value
        if unit == "year" and self.rng.random() < 0.2:
            return f"{self.counted(n * 12, 'en')} months"
        if unit == "day" and self.rng.random() < 0.2:
            return f"{self.counted(n, 'en')} calendar days"
        return f"{self.counted(n, 'en')} {unit}s"

    def wd_id(self, n):
        return f"{self.counted(n, 'id')} hari kerja"

    def wd_en(self, n):
        return f"{self.counted(n, 'en')} {self.rng.choice(('working', 'business'))} days"

    def pct_id(self, n):
        figure = str(n).replace(".", ",")
        word = f"{words_id(int(n))} persen" if n == int(n) else f"{figure} persen"
        return self.rng.choice((f"{figure}%", f"{figure} persen", word, f"{figure} %"))

    def pct_en(self, n):
        word = f"{words_en(int(n))} percent" if n == int(n) else f"{n} per cent"
        return self.rng.choice((f"{n}%", f"{n} percent", f"{n} per cent", word))

    def idr_id(self, n):
        figure = f"{n:,}".replace(",", ".")
        short = (
            f"{n / 10**9:g}".replace(".", ",") + " miliar" if n >= 10**9 else f"{n // 10**6} juta"
        )
        return self.rng.choice(
            (f"Rp{figure},00 ({words_id(n)} rupiah)", f"Rp {figure}", f"Rp{figure},-", f"Rp{short}",
             f"IDR {figure}")
        )  # fmt: skip

    def idr_en(self, n):
        short = f"{n / 10**9:g} billion" if n >= 10**9 else f"{n // 10**6} million"
        return self.rng.choice(
            (f"IDR {n:,} ({words_en(n)} rupiah)", f"IDR {n:,}.00", f"Rp {n:,}", f"IDR {short}",
             f"{short} Indonesian rupiah")
        )  # fmt: skip

    def usd_id(self, n):
        figure = f"{n:,}".replace(",", ".")
        return self.rng.choice(
            (f"USD {figure},00", f"US${figure}", f"{figure} dolar Amerika Serikat", f"USD {figure}")
        )

    def usd_en(self, n):
        return self.rng.choice(
            (f"USD {n:,}.00", f"US${n:,}", f"{n:,} United States dollars", f"US$ {n:,}")
        )

    def date_id(self, value):
        d, m, y = value
        return self.rng.choice(
            (f"{d} {MONTHS_ID[m - 1]} {y}", f"tanggal {d} {MONTHS_ID[m - 1]} {y}", f"{d:02}-{m:02}-{y}",
             f"{d}/{m}/{y}",
             f"tanggal {words_id(d)} bulan {MONTHS_ID[m - 1]} tahun {words_id(y)}")
        )  # fmt: skip

    def date_en(self, value):
        d, m, y = value
        return self.rng.choice(
            (f"{d} {MONTHS_EN[m - 1]} {y}", f"{MONTHS_EN[m - 1]} {d}, {y}",
             f"the {d}{suffix(d)} of {MONTHS_EN[m - 1]} {y}", f"{d} {MONTHS_EN[m - 1][:3]} {y}",
             f"{y}-{m:02}-{d:02}",
             f"the {order_en(d)} day of {MONTHS_EN[m - 1]} in the year {words_en(y)}")
        )  # fmt: skip

    def ref_id(self, value):
        a, p = value
        return f"Pasal {a} ayat ({p})" if p else f"Pasal {a}"

    def ref_en(self, value):
        a, p = value
        if not p:
            return f"Article {a}"
        return self.rng.choice(
            (f"Article {a} paragraph ({p})", f"paragraph {p} of Article {a}", f"Article {a}({p})",
             f"Article {a}, paragraph {p}")
        )  # fmt: skip

    def par_id(self, p):
        return self.rng.choice((f"ayat ({p})", f"ayat ({p}) Pasal ini"))

    def par_en(self, p):
        return self.rng.choice((f"paragraph ({p})", f"paragraph {p} of this Article"))

    def law_id(self, value):
        return f"Nomor {value[0]} Tahun {value[1]}"

    def law_en(self, value):
        n, y = value
        return self.rng.choice((f"Number {n} of {y}", f"No. {n} of {y}", f"Number {n} Year {y}"))

    def p_id(self, k):
        return ("PIHAK PERTAMA", "PIHAK KEDUA")[k - 1]

    def p_en(self, k):
        return self.rng.choice((("FIRST PARTY", "SECOND PARTY"), ("First Party", "Second Party")))[
            k - 1
        ]

    def q_id(self, k):
        return ("PARA PIHAK", "PIHAK PERTAMA")[k - 1]

    def q_en(self, k):
        return ("the Parties", "the First Party")[k - 1]


def months(value):
    """The same length in another unit is the same duration."""
    unit, factor = {"year": ("m", 12), "month": ("m", 1), "week": ("d", 7), "day": ("d", 1)}[
        value[1]
    ]
    return unit, factor * value[0]


# ---- the agreement


@dataclass
class Unit:
    """A paragraph with its points: sentences by language, slots unfilled."""

    id: str
    en: str
    points: list = field(default_factory=list)


def _unit(rng, raw) -> Unit:
    home, away, *points = raw
    pick = lambda said: said if isinstance(said, str) else rng.choice(said)  # noqa: E731
    return Unit(
        pick(home), pick(away), [_unit(rng, each) for each in (points[0] if points else ())]
    )


def agreement(seed, bank, *, plants=None):
    """({"id": text, "en": text}, planted)."""
    rng = random.Random(seed)  # noqa: S311 - the same text for the same seed
    articles = [(t_id, t_en, [_unit(rng, u) for u in units]) for t_id, t_en, units in bank.ARTICLES]
    kept = sorted(rng.sample(range(len(articles)), rng.randint(8, len(articles))))
    articles = [articles[n] for n in kept]
    plants = rng.randint(0, 7) if plants is None else plants
    texts = {"id": [*articles], "en": [*articles]}
    planted = []
    chosen = rng.sample(range(len(articles)), min(plants, len(articles)))
    values: dict = {}
    wrong: dict = {}
    for place in chosen:
        _plant(rng, bank, texts, articles, place, planted, wrong)
    maker = Maker(rng, values)
    return {lang: _written(rng, maker, bank, texts[lang], lang, wrong) for lang in texts}, planted


def _plant(rng, bank, texts, articles, place, planted, wrong):
    title_id, title_en, units = articles[place]
    lang = rng.choice(("id", "en"))
    slots = [(u, n, m) for u, unit in enumerate(units) for n, m in _slots(unit)]
    choices = (
        ["value"] * 5 * bool(slots) + ["article"] * (place > 0) + ["paragraph"] * (len(units) > 2)
    )
    lists = [u for u, unit in enumerate(units) if len(unit.points) > 2]
    choices += ["list"] * 2 * bool(lists)
    choice = rng.choice(choices or ["nothing"])
    number = str(place + 1)
    if choice == "value":
        _, _, match = rng.choice(slots)
        wrong[lang, place, match[0]] = True
        planted.append((KIND[match[1]], number))
    elif choice == "article":
        texts[lang][place] = None
        planted.append(("article", number))
    elif choice == "paragraph":
        gone = rng.randrange(len(units))
        texts[lang][place] = (title_id, title_en, [u for n, u in enumerate(units) if n != gone])
        planted.append(("paragraph", number))
    elif choice == "list":
        at = rng.choice(lists)
        unit, gone = units[at], rng.randrange(len(units[at].points))
        less = Unit(unit.id, unit.en, [p for n, p in enumerate(unit.points) if n != gone])
        texts[lang][place] = (
            title_id,
            title_en,
            [less if n == at else u for n, u in enumerate(units)],
        )
        planted.append(("list", number))


def _slots(unit):
    yield from ((unit, m) for m in SLOT.finditer(unit.id) if m[0] in unit.en)
    for point in unit.points:
        yield from _slots(point)


def _written(rng, maker, bank, articles, lang, wrong) -> str:
    style = rng.choice(("(1)", "(1)", "1."))
    letter = rng.choice(("a.", "a)", "(a)"))
    upper = rng.random() < 0.5
    lines = [bank.OPENING[lang], ""]
    for place, article in enumerate(articles):
        if article is None:
            continue
        word = {"id": "Pasal", "en": "Article"}[lang]
        title = article[0] if lang == "id" else article[1]
        head = f"{word} {place + 1}"
        lines += [head.upper() if upper else head, title.upper() if upper else title, ""]
        fill = lambda text, place=place: _filled(text, maker, lang, place, wrong)  # noqa: E731
        for n, unit in enumerate(article[2], start=1):
            mark = f"{style.replace('1', str(n))} " if len(article[2]) > 1 else ""
            lines.append(mark + fill(getattr(unit, lang)))
            for k, point in enumerate(unit.points):
                lines.append(f"{letter.replace('a', chr(97 + k))} {fill(getattr(point, lang))}")
        lines.append("")
    return "\n".join([*lines, bank.CLOSING[lang]])


def _filled(text, maker, lang, place, wrong):
    def one(match):
        name = f"{match[0]}@{place}"
        value = maker.value(match[1], name)
        if (lang, place, match[0]) in wrong:
            value = maker.other(match[1], value)
        return maker.say(match[1], lang, value)

    return SLOT.sub(one, text)


def score(found, planted):
    """(right, missed, false): each planted difference is found once, the rest is false."""
    rest = list(found)
    missed = []
    for kind, number in planted:
        hit = next((f for f in rest if f.kind == kind and number in f.article.values()), None)
        if hit is None:
            missed.append((kind, number))
        else:
            rest.remove(hit)
    return len(planted) - len(missed), missed, rest
