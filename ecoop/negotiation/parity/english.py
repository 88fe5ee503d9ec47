"""English, as agreements are written in it."""

from decimal import Decimal

from ecoop.negotiation.parity import currencies, measures, spelling
from ecoop.negotiation.parity.language import DAILY, WEEKLY, Language

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDERS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_NUMBERS = {word: ("unit", value) for value, word in enumerate(_UNITS)} | {
    word: ("unit", 20 + 10 * place) for place, word in enumerate(_TENS)
} | {
    "hundred": ("times", 100), "thousand": ("group", 1000), "million": ("group", 10**6),
    "billion": ("group", 10**9), "trillion": ("group", 10**12), "dozen": ("times", 12),
    "hundredth": ("order", 100), "thousandth": ("order", 1000),
} | {word: ("order", value) for value, word in enumerate(_ORDERS, start=1)} | {
    word[:-1] + "ieth": ("order", 20 + 10 * place) for place, word in enumerate(_TENS)
}  # fmt: skip
_MONTHS = (
    ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",),
    ("june", "jun"), ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"),
    ("october", "oct"), ("november", "nov"), ("december", "dec"),
)  # fmt: skip
_YEAR = r"(?:,?\s*(?:in\s+the\s+year(?:\s+of)?|of\s+the\s+year|in|of|year)?\s*)"

_TONGUES = {
    "indonesian": "id", "english": "en", "korean": "ko", "japanese": "ja", "mandarin": "zh",
    "chinese": "zh", "turkish": "tr", "arabic": "ar", "french": "fr", "spanish": "es", "russian": "ru",
    "german": "de", "dutch": "nl", "portuguese": "pt", "vietnamese": "vi", "malay": "ms",
}  # fmt: skip
_NAME = r"(?-i:[A-Z][a-z]{2,})"
_KNOWN = "|".join(rf"(?-i:{word.capitalize()})" for word in _TONGUES)
_SPAN = r"(?![\s-]+(?:a[\s-]+)?(?:years?|months?|weeks?|days?|hours?|yearly|dozen)\b)(?![\s-]+(?:an?|of\s+an?)\s+(?:hour|year|decade|century)\b)"
_CLOCK = r"\d{1,2}(?:[.:]\d{2})?"
_TO = r"\s*(?:to|until|through|till|-|\u2013)\s*"
_OF_SPAN = r"(?!\s+of\s+an?\s+(?:year|hour|century)\b)"
_RATE = r"[\d.,]+\s*(?:%|per\s?cent)"
_UNDER = "|".join([*_ORDERS[2:], "thirtieth", "hundredth", "thousandth"])
_OVER = "|".join(_UNITS[1:10])
_QUARTERS = (
    rf"(?P<span>\b(?:within|for|every|each|per|after|during|last|next|following|previous)\s+)?"
    rf"\b(?P<over>one|a|three)[\s-](?P<under>quarter)s?\b{_OF_SPAN}"
    r"(?!\s+(?:after|before|later|earlier|prior|in\s+advance|ahead|of\s+(?:the\s+)?(?:\d{4}|year)))"
)
# What a mixed number counts: "two and three quarter million", "one and a quarter hours".
_MIXED = (
    r"(?=[\s-]+(?:million|billion|trillion|per\s?cent|years?|months?|weeks?|days?|hours?"
    rf"|{measures.WORDS['en']})\b)"
)
_SHARES = (
    rf"(?<!and a )(?<!and )(?<!first )(?<!second )(?<!other )\b(?:(?:one|a)[\s-])?(?P<under>half)\b{_SPAN}",
    rf"\b(?P<over>{_OVER})[\s-](?P<under>{_UNDER})s?\b(?![\s-](?:part(?:y|ies)|of\s+the\s+month))",
    rf"\b(?P<over>a)[\s-](?P<under>{_UNDER})(?=\s+of\b)(?!\s+of\s+(?:the\s+month|{_RATE}))",
    _QUARTERS,
)  # fmt: skip

ENGLISH = Language(
    code="en",
    numbers=_NUMBERS,
    decimal=".",
    months=_MONTHS,
    weekdays=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    durations={
        r"(?:working|business|work)[\s-]+days?": ("working", 1),
        r"(?:calendar|consecutive)[\s-]+days?": ("day", 1),
        r"days?": ("day", 1),
        r"weeks?": ("day", 7),
        r"fortnights?": ("day", 14),
        r"(?:calendar[\s-]+)?months?": ("month", 1),
        r"quarters?": ("month", 3),
        r"semesters?": ("month", 6),
        r"years?": ("month", 12),
        r"decades?": ("month", 120),
        r"centur(?:y|ies)": ("month", 1200),
        r"hours?|hrs": ("second", 3600),
        r"minutes?": ("second", 60),
        r"seconds?": ("second", 1),
    },  # fmt: skip
    rhythms={
        r"quarterly": 3,
        r"(?:every|each|per) quarter(?![\s-]+(?:of\s+)?(?:an\s+)?hour)": 3,
        r"semi-?annual(?:ly)?": 6,
        r"bi-?annual(?:ly)?": 6,
        r"half[\s-]?yearly|(?:every|each|per) half[\s-]year": 6,
        r"(?:every|each|per) semester": 6,
        r"annual(?:ly)?": 12,
        r"yearly": 12,
        r"(?:every|each|per|a) year": 12,
        r"per annum": 12,
        r"biennial(?:ly)?": 24,
        r"every (?:other|second) year": 24,
        r"triennial(?:ly)?": 36,
        r"every (?:other|second) month": 2,
        r"bi-?monthly": frozenset({("month", Decimal(2)), ("month", Decimal("0.5"))}),
        r"monthly": 1,
        r"bi-?weekly": frozenset({("day", Decimal(14)), ("day", Decimal("3.5"))}),
        r"fortnightly": frozenset({("day", 14), ("month", Decimal("0.5"))}),
        r"(?:every|each|per) fortnight|every (?:other|second) week": frozenset({("day", 14)}),
        r"(?:every|each|per) week": WEEKLY,
        r"weekly": WEEKLY,
        r"daily": DAILY,
        r"(?:every|each|per) month": 1,
    },  # fmt: skip
    single_spans={
        "half (?:of )?a year": ("month", 6),
        "(?:a|one) quarter of a year": ("month", 3),
        "three[ -]quarters of a year": ("month", 9),
        "half (?:an )?hour|half-hour(?:ly)?": ("second", 1800),
        "(?:(?:a|one) )?quarter[ -](?:of an )?hour(?:ly)?": ("second", 900),
        "(?:a)?round[ -]the[ -]clock": ("second", 86400),
        "a decade and a half": ("month", 180),
        "half (?:of )?a decade": ("month", 60),
        "half (?:of )?a century": ("month", 600),
        "(?:a|one) quarter of a century": ("month", 300),
        "a quarter(?=\\s+(?:after|before|later|earlier|prior|in\\s+advance|ahead)\\b)": (
            "month",
            3,
        ),
        "a century": ("month", 1200),
        "a decade": ("month", 120),
        "a year": ("month", 12),
        "a month": ("month", 1),
        "a week": ("day", 7),
        "a fortnight": ("day", 14),
        "a day": ("day", 1),
    },  # fmt: skip
    times={
        "once": 1,
        "twice": 2,
        "thrice": 3,
        "both": 2,
        "duplicate": 2,
        "triplicate": 3,
        "quadruplicate": 4,
        "quintuplicate": 5,
        "pair": 2,
        "double": 2,
        "triple": 3,
        "treble": 3,
        "quadruple": 4,
        "sole": 1,
    },  # fmt: skip
    idioms=(
        r"one another",
        r"no one",
        r"one or more",
        r"(?:on )?the one hand",
        r"at one time",
        r"one of the",
        r"one of",
        r"any one",
        r"the other hand",
        r"first[- ]class",
        r"at first",
        r"one-stop",
        r"today",
        r"(?:on )?this day",
        r"on the day",
        r"day-to-day",
        r"every day",
        r"both countries",
        r"once(?=\s+(?:the|it|they|this|that|these|those|all|both|such|either|an?\s+\w+\s+(?:is|has))\b)",
        r"at once",
        r"(?:two|four|4)[\s-]?(?:wheel[\s-]drive|x[\s-]?4\b)",
    ),  # fmt: skip
    joiner=r"(?:[\s-]+(?:and[\s-]+)?)",
    point="point",
    percent=r"#\s*(?:%|per ?cent(?:um)?|pct)",
    permille=r"#\s*(?:‰|per ?mill?e?\b)",
    currencies=currencies.of("en"),
    dates=(
        rf"(?:the\s+)?#d\s+(?:day\s+)?(?:of\s+)?(?:the\s+month\s+of\s+)?#M{_YEAR}#y",
        rf"#M\s+(?:the\s+)?#d,?{_YEAR}#y",
        rf"(?:the\s+month\s+of\s+)?#M{_YEAR}#y",
        r"(?:the\s+)?#d\s+(?:day\s+)?(?:of\s+)?#M",
        r"#M\s+(?:the\s+)?#d",
    ),
    counts_days=True,
    ends=r"(?:the\s+)?(?:end|close|last\s+day)\s+of",
    month_named=r"(?:the\s+month\s+of\s+)",
    year_named=r"\s*(?:,\s*|of\s+|the\s+year\s+|of\s+the\s+year\s+)?",
    span_adjectives="full|whole|consecutive|successive|additional|further|more|teaching|training",
    staged=r"phase|stage|level|grade|class|chapter|part|scale(?:\s+from)?|instal?lment|batch|tier|group"
    r"|component|wave|package|lot|zone|region|cluster|commission|committee",
    frequency=r"#(?P<times>\s*times?)?\s+(?:in\s+|within\s+|during\s+)?(?P<span>a year|per year|each year|"
    r"every year|annually|yearly|per annum|#u year|(?:a|per|each|every) (?:month|week|day)|monthly|weekly|daily)\b",
    spans_of_frequency={"month": ("month", 1), "week": ("day", 7), "day|daily": ("second", 86400)},
    every=r"(?:every|each|per)\s+(?=#)",
    laws=(
        r"(?:number|no\.?|nr\.?)\s*:?\s*#\s*(?:of\s+(?:the\s+year\s+)?|year\s+|/|on\s+year\s+)#",
        r"(?:law|act|regulation|decree|instruction)\s+(?:number\s*|no\.?\s*)?#\s*(?:of|/)\s*#",
    ),
    clock=r"(?:at\s+)?(?<![\w.,])(?P<h>\d{1,2})(?:(?:[.:](?P<m>\d{2}))?\s*(?P<half>[ap]\.?m\b\.?)"
    r"|:(?P<minute>\d{2})(?:\s*(?:hours|hrs))?(?!\w)"
    r"|\.(?P<minutes>\d{2})\s*(?:hours|hrs)\b)"
    r"|\b(?:at|by|from|until|before|after)\s+(?P<hour>[01]\d|2[0-3])(?P<past>[0-5]\d)\s*(?:hours|hrs)\b",
    hour=r"#\s*o'?clock(?:\s+(?:in\s+the\s+|at\s+)?(?P<part>morning|afternoon|evening|night))?",
    late={"afternoon": 12, "evening": 12, "night": 12},
    moments={r"(?:12 )?noon|midday": (12, 0), r"(?:12 )?midnight": (0, 0)},
    zones={
        r"WIB|western indonesian? (?:standard )?time|jakarta time": 7,
        r"WITA|central indonesian? (?:standard )?time": 8,
        r"WIT|eastern indonesian? (?:standard )?time": 9,
    },
    articles=r"(?:articles?|clauses?)",
    paragraphs=r"(?:paragraphs?|sub-?\s?articles?|sections?)",
    letters=r"(?:sub-?\s?paragraphs?|letters?|points?|items?|sub-?\s?points?|lit\.?)",
    this_article=r"(?:this|the said|said) article",
    annexes=r"(?:annex(?:es)?|appendi(?:x|ces)|attachments?|schedules?)",
    joined_by=r"\s*(?:,?\s*(?:and/or|and|or|as well as)|,)\s*",
    up_to=r"\s*(?:to|through|until|up to|-|\u2013)\s*",
    rest=r"rest|remainder|remaining|balance",
    ratio=r"#\s*\u2236\s*#|\b(?:ratio|proportion)\s+(?:of\s+)?#\s*to\s*#|#\s*to\s*#\s+(?:ratio|split)\b",
    party_ordinals={
        "first": 1,
        "second": 2,
        "third": 3,
        "fourth": 4,
        "fifth": 5,
        "sixth": 6,
        "1": 1,
        "2": 2,
        "3": 3,
    },  # fmt: skip
    party_numbered=r"(?:first|second|third|fourth|fifth|sixth) part(?:y|ies)\b|party [1-6]\b",
    party_all=r"(?:both|two|three|all)(?: of)?(?: the)? parties|parties",
    party_each=r"each (?:of the part(?:ies)|party)|respective part(?:y|ies)|every party",
    party_any=r"(?:either|any)(?: of the)? part(?:y|ies)|one (?:of the parties|party)|a party",
    party_other=r"(?:the )?other part(?:y|ies)|another party",
    party_third=r"(?:any |a )?third part(?:y|ies)",
    defined=r"(?:(?:here(?:in)?after|herein)(?:\s+\w+){0,2}?\s+(?:referred\s+to|called|known|"
    r"designated)(?:\s+as)?|hereinafter|\(\s*the(?=\s+[\"'])|referred\s+to\s+(?:herein\s+)?as)\s+(?:the\s+)?[\"']?(?:the\s+)?"
    r"(?P<term>[^\"',;.:()]{2,60})",
    tongues=_TONGUES,
    tongue=rf"(?!(?:Language|Text|Version)s?\b){_NAME}",
    tongue_list=rf"(?:\b{_NAME}(?:\s+language)?(?:,\s*(?:and\s+)?|\s+and\s+)(?:the\s+)?)+"
    rf"{_NAME}\s+(?:languages?|texts?|versions?)\b"
    rf"|\b(?:{_KNOWN})(?:(?:,\s*(?:and\s+)?|\s+and\s+)(?:{_KNOWN}))+(?=\s*[,.;:)]|\s*$)",
    shares=_SHARES,
    under={"half": 2, "quarter": 4, "a": 1},
    measures=measures.BY_SIGN | measures.of("en"),
    polities={
        "republic": "republic",
        "kingdom": "kingdom",
        "commonwealth": "commonwealth",
        "federation": "federation",
        "sultanate": "sultanate",
        "emirate": "emirate",
        "principality": "principality",
    },
    prevailing=rf"\b(?P<tongue>{'|'.join(_TONGUES)})(?:\s+language)?\s+(?:text|version)s?\s+"
    r"(?:(?:shall|will|is|to)\s+)*(?:prevail|be used|control|govern|take precedence|be decisive|decisive)s?\b"
    rf"|\b(?:prevailing|governing|controlling)\s+(?:text|version)\s+(?:(?:shall|will)\s+be|is)\s+(?:the\s+)?"
    rf"(?P<named>{'|'.join(_TONGUES)})\b",
    collective=("parties", "both parties", "the parties"),
    shortened=(
        *spelling.SHARED,
        *spelling.sizes(
            {"[kK]": "thousand", "[mM]|mn|mln|mio": "million", "bn|B": "billion", "tn": "trillion"}
        ),
        *spelling.ranges("|".join(name for names in _MONTHS for name in names), _TO, year=_YEAR),
        *spelling.ratios("ratio|proportion|scale|split"),
    ),
    respelled=(
        (r"\b(?:(?:one|a)[\s-])?half\s+(?:of\s+)?(?:an?|one)\s+per\s?cent\b", "0.5 per cent"),
        (r"\b(?:one|a)[\s-]quarter\s+(?:of\s+)?(?:an?|one)\s+per\s?cent\b", "0.25 per cent"),
        (r"\ban?\s+(year|month|week|day|hour|decade)\s+and\s+a\s+half\b", r"1.5 \1s"),
        (r"\bhalf\s+a\s+(thousand|million|billion|trillion)\b", r"0.5 \1"),
        (rf"\bhalf(?:[\s-]an?)?[\s-]({measures.WORDS['en']})\b", r"0.5 \1"),
        (
            rf"\b(?:a\s+)?quarter(?:[\s-]of)?(?:[\s-]an?)?[\s-]({measures.WORDS['en']})\b",
            r"0.25 \1",
        ),
        (r"\ba\s+quarter\s+of\s+a\s+(million|billion|trillion)\b", r"0.25 \1"),
        (rf"\b({'|'.join(_UNITS[2:])})-?fold\b", r"\1 times"),
        (r"\bsub-?\s?paragraphs?\s+(?=\d+\s?\([a-z]\))", "paragraph "),
        (r"(?<=\d)\s?[x\u00d7]\s?(?=\d)", " x "),
        (  # "from 8 to 10 a.m."
            rf"(?<![\w.,])({_CLOCK})\s*(to|until|and|-|\u2013)\s*({_CLOCK})\s*([ap]\.?m\b\.?)",
            r"\1 \4 \2 \3 \4",
        ),
        (rf"\b(\d+|{'|'.join(_UNITS)})[\s-]+and[\s-]+(?:a|one)[\s-]+half\b", r"\1 point five"),
        (
            rf"\b(\d+|{'|'.join(_UNITS)})[\s-]+and[\s-]+(?:a|one)[\s-]+quarters?{_MIXED}",
            r"\1 point two five",
        ),
        (
            rf"\b(\d+|{'|'.join(_UNITS)})[\s-]+and[\s-]+three[\s-]+quarters?{_MIXED}",
            r"\1 point seven five",
        ),
        (r"\bthree[\s-]quarters\s+of\s+a\s+(million|billion|trillion)\b", r"0.75 \1"),
        (r"\b(number|no\.|nr\.)(?=\d)", r"\1 "),
        (r"\bQ([1-4])\b", r"\1th quarter"),
        (r"\bart(s?)\.\s*(?=\d)", r"article\1 "),
        (r"\bpara(s?)\.\s*(?=\(?\d)", r"paragraph\1 "),
    ),
)
