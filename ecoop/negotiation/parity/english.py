"""English, as agreements are written in it."""

from decimal import Decimal

from ecoop.negotiation.parity.language import WEEKLY, Language

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
    "thirtieth": ("order", 30),
} | {word: ("order", value) for value, word in enumerate(_ORDERS, start=1)}  # fmt: skip
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
_SPAN = r"(?![\s-]+(?:a[\s-]+)?(?:years?|months?|weeks?|days?|hours?|yearly|dozen)\b)(?![\s-]+(?:an|of\s+an?)\s+(?:hour|year)\b)"
_OF_SPAN = r"(?!\s+of\s+an?\s+(?:year|hour)\b)"
_SHARES = (
    (rf"(?<!and a )(?<!and )(?<!first )(?<!second )(?<!other )\b(?:(?:one|a)[\s-])?half\b{_SPAN}", 1, 2),
    *(
        (rf"\b{over}[\s-]{under}s?\b(?![\s-](?:part(?:y|ies)|of\s+the\s+month))", top, bottom)
        for over, top in (("one", 1), ("two", 2), ("three", 3), ("four", 4))
        for under, bottom in (("third", 3), ("fourth", 4), ("fifth", 5), ("sixth", 6),
                              ("eighth", 8), ("tenth", 10))
        if top < bottom
    ),
    (r"\ba[\s-]third(?=\s+of\b)", 1, 3),
    (rf"\b(?:one|a)[\s-]quarter\b(?=\s+of\b){_OF_SPAN}", 1, 4),
    (rf"\bthree[\s-]quarters\b(?=\s+of\b){_OF_SPAN}", 3, 4),
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
        r"(?:calendar[\s-]+)?months?": ("month", 1),
        r"quarters?": ("month", 3),
        r"semesters?": ("month", 6),
        r"years?": ("month", 12),
        r"decades?": ("month", 120),
        r"hours?": ("hour", 1),
        r"minutes?": ("minute", 1),
    },  # fmt: skip
    rhythms={
        r"quarterly": 3,
        r"(?:every|each|per) quarter": 3,
        r"semi-?annual(?:ly)?": 6,
        r"bi-?annual(?:ly)?": 6,
        r"half-?yearly": 6,
        r"(?:every|each|per) semester": 6,
        r"annual(?:ly)?": 12,
        r"yearly": 12,
        r"(?:every|each|per|a) year": 12,
        r"per annum": 12,
        r"bi-?monthly": frozenset({("month", Decimal(2)), ("month", Decimal("0.5"))}),
        r"monthly": 1,
        r"bi-?weekly": frozenset({("day", Decimal(14)), ("day", Decimal("3.5"))}),
        r"fortnightly": frozenset({("day", 14), ("month", Decimal("0.5"))}),
        r"(?:every|each|per) week": WEEKLY,
        r"weekly": WEEKLY,
        r"(?:every|each|per) month": 1,
    },  # fmt: skip
    single_spans={
        "half (?:of )?a year": ("month", 6),
        "(?:a|one) quarter of a year": ("month", 3),
        "three[ -]quarters of a year": ("month", 9),
        "half an hour": ("minute", 30),
        "(?:a|one) quarter of an hour": ("minute", 15),
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
        "pair": 2,
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
        r"once(?! (?:a|every|each|per|in)\b)",
    ),  # fmt: skip
    joiner=r"(?:[\s-]+(?:and[\s-]+)?)",
    percent=r"#\s*(?:%|per ?cent(?:um)?|pct)",
    currencies={
        r"rp\.?|idr|(?:indonesian )?rupiahs?": "IDR",
        r"us\$|usd|\$|(?:united states(?: of america)?|us|u\.s\.|american) dollars?": "USD",
        r"eur|€|euros?": "EUR",
        r"jpy|¥|(?:japanese )?yen": "JPY",
        r"krw|₩|(?:south )?(?:korean )?won": "KRW",
        r"a\$|aud|australian dollars?": "AUD",
        r"nz\$|nzd|new zealand dollars?": "NZD",
        r"s\$|sgd|singapore dollars?": "SGD",
        r"gbp|£|(?:pounds? sterling|british pounds?)": "GBP",
        r"chf|swiss francs?": "CHF",
    },  # fmt: skip
    dates=(
        rf"(?:the\s+)?#d\s+(?:day\s+)?(?:of\s+)?(?:the\s+month\s+of\s+)?#M{_YEAR}#y",
        rf"#M\s+(?:the\s+)?#d,?{_YEAR}#y",
        rf"(?:the\s+month\s+of\s+)?#M{_YEAR}#y",
        r"(?:the\s+)?#d\s+(?:day\s+)?(?:of\s+)?#M",
        r"#M\s+(?:the\s+)?#d",
    ),
    ends=r"(?:the\s+)?(?:end|close|last\s+day)\s+of",
    month_named=r"(?:the\s+month\s+of\s+)",
    year_named=r"\s*(?:,\s*|of\s+|the\s+year\s+|of\s+the\s+year\s+)?",
    span_adjectives="full|whole|consecutive|successive|additional|further|more|teaching|training",
    staged=r"phase|stage|level|grade|class|chapter|part|scale(?:\s+from)?|instal?lment|batch|tier|group",
    frequency=r"#(?P<times>\s*times?)?\s+(?:in\s+|within\s+|during\s+)?(?P<span>a year|per year|each year|"
    r"every year|annually|yearly|per annum|#u year|(?:a|per|each|every) (?:month|week)|monthly|weekly)\b",
    spans_of_frequency={"month": ("month", 1), "week": ("day", 7)},
    every=r"(?:every|each|per)\s+(?=#)",
    laws=(
        r"(?:number|no\.?|nr\.?)\s*:?\s*#\s*(?:of\s+(?:the\s+year\s+)?|year\s+|/|on\s+year\s+)#",
        r"(?:law|act|regulation|decree|instruction)\s+(?:number\s*|no\.?\s*)?#\s*(?:of|/)\s*#",
    ),
    clock=r"(?:at\s+)?(?<![\w.,])(?P<h>\d{1,2})(?:(?:[.:](?P<m>\d{2}))?\s*(?P<half>[ap]\.?m\b\.?)"
    r"|:(?P<minute>\d{2})(?:\s*(?:hours|hrs))?(?!\w)"
    r"|\.(?P<minutes>\d{2})\s*(?:hours|hrs)\b)",
    articles=r"(?:articles?|clauses?)",
    paragraphs=r"(?:paragraphs?|sub-?\s?articles?|sections?)",
    letters=r"(?:sub-?\s?paragraphs?|letters?|points?|items?|sub-?\s?points?)",
    this_article=r"(?:this|the said|said) article",
    annexes=r"(?:annex(?:es)?|appendi(?:x|ces)|attachments?|schedules?)",
    joined_by=r"\s*(?:,?\s*(?:and/or|and|or|as well as)|,)\s*",
    up_to=r"\s*(?:to|through|until|up to|-|\u2013)\s*",
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
    r"(?:(?:shall|will|is|to)\s+)*(?:prevail|be used|control|govern|take precedence)s?\b",
    collective=("parties", "both parties", "the parties"),
    respelled=(
        (r"(?<=\d)\s?[x\u00d7]\s?(?=\d)", " x "),
        (rf"\b(\d+|{'|'.join(_UNITS)})[\s-]+and[\s-]+(?:a|one)[\s-]+half\b", r"\1 point five"),
        (r"\b(number|no\.|nr\.)(?=\d)", r"\1 "),
        (r"\bart(s?)\.\s*(?=\d)", r"article\1 "),
        (r"\bpara(s?)\.\s*(?=\(?\d)", r"paragraph\1 "),
    ),
)
