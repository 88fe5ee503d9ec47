"""Random cases for the legal clock, as plain values with the keys of docs/clock.md."""

from datetime import date, timedelta

from hypothesis import strategies as st

MIDDLE = date(2020, 2, 15)
DAYS = st.integers(-2600, 2600).map(lambda days: MIDDLE + timedelta(days))
EDGES = st.sampled_from(
    [date(2019, 12, 31), date(2020, 1, 1), date(2020, 1, 31), date(2020, 2, 28), date(2020, 2, 29),
     date(2020, 3, 1), date(2016, 2, 29), date(2021, 2, 28), date(2018, 8, 31), date(2020, 12, 31)]
)  # fmt: skip
ANY_DAY = DAYS | EDGES
PRECISION = st.sampled_from([10, 10, 7, 4])
DATES = st.builds(lambda day, length: day.isoformat()[:length], ANY_DAY, PRECISION)
MONTHS = st.sampled_from([1, 2, 6, 12, 12, 18, 24, 36, 36, 48, 60, 60, 7, 120])
NOTICE = st.sampled_from([0, 1, 3, 6, 6, 12])
RULE_NAMES = ["FIXED", "UNTIL", "EVERGREEN", "AUTO_RENEW", "TASK_BASED", "UNKNOWN"]
ENTRY_NAMES = ["SIGNATURE", "UNKNOWN", "UNKNOWN", "DATE", "NOTIFICATION", "RATIFICATION"]
RULES = st.sampled_from(RULE_NAMES)
ENTRY = st.sampled_from(ENTRY_NAMES)
EXTENSIONS = st.lists(
    st.fixed_dictionaries({"months": MONTHS}, optional={"signed_on": DATES})
    | st.fixed_dictionaries({"until": DATES}, optional={"signed_on": DATES}),
    max_size=2,
)


def rarely(strategy):
    """Mostly left out, so that the common cases are common."""
    return st.one_of(st.none(), st.none(), st.none(), st.none(), strategy)


def usually(strategy):
    return st.one_of(strategy, strategy, strategy, st.none())


def without_gaps(case):
    return {key: value for key, value in case.items() if value is not None}


CASES = st.fixed_dictionaries(
    {
        "rule": RULES,
        "signed_on": usually(DATES),
        "in_force_from": rarely(DATES),
        "entry_rule": ENTRY,
        "entry_days": st.sampled_from([0, 0, 30, 60]),
        "last_notification_on": st.none() | DATES,
        "ratified_on": st.none() | DATES,
        "months": usually(MONTHS),
        "until": st.none() | DATES,
        "renew_months": st.none() | MONTHS,
        "max_renewals": rarely(st.integers(0, 4)),
        "notice_months": usually(NOTICE),
        "extensions": st.just([]) | EXTENSIONS,
        "notice_given_on": rarely(DATES),
        "terminated_on": rarely(DATES),
        "completed_on": rarely(DATES),
        "replaced_on": rarely(DATES),
        "replaced_by": rarely(st.just("KS-INT-2024-0001")),
        "is_completed": rarely(st.just(True)),
        "is_draft": st.sampled_from([None] * 15 + [True]),
    }
).map(without_gaps)


def a_random_case(chance):
    """The same kinds of cases without hypothesis: not shrunk, but a hundred times as quick."""
    some = {
        "signed_on": (0.75, a_random_date), "in_force_from": (0.15, a_random_date),
        "last_notification_on": (0.5, a_random_date), "ratified_on": (0.5, a_random_date),
        "months": (0.8, a_random_length), "until": (0.5, a_random_date),
        "renew_months": (0.4, a_random_length), "max_renewals": (0.2, a_small_number),
        "notice_months": (0.7, a_small_number), "entry_days": (0.5, a_small_number),
        "notice_given_on": (0.15, a_random_date), "terminated_on": (0.1, a_random_date),
        "completed_on": (0.1, a_random_date), "replaced_on": (0.1, a_random_date),
    }  # fmt: skip
    case = {key: make(chance) for key, (odds, make) in some.items() if chance.random() < odds}
    case["rule"] = chance.choice(RULE_NAMES)
    case["entry_rule"] = chance.choice(ENTRY_NAMES)
    case["extensions"] = [a_random_extension(chance) for _ in range(chance.choice([0, 0, 0, 1, 2]))]
    case |= {key: True for key in ("is_draft", "is_completed") if chance.random() < 0.04}
    return case | ({"replaced_by": "KS-INT-2024-0001"} if chance.random() < 0.05 else {})


def a_random_day(chance):
    return MIDDLE + timedelta(chance.randint(-2600, 2600))


def a_random_date(chance):
    return a_random_day(chance).isoformat()[: chance.choice([10, 10, 7, 4])]


def a_random_length(chance):
    return chance.choice([1, 2, 6, 7, 12, 12, 18, 24, 36, 48, 60, 60, 120])


def a_small_number(chance):
    return chance.choice([0, 1, 2, 3, 6, 12])


def a_random_extension(chance):
    length = {"months": a_random_length(chance)} if chance.random() < 0.5 else {}
    extension = length or {"until": a_random_date(chance)}
    return extension | ({"signed_on": a_random_date(chance)} if chance.random() < 0.8 else {})
