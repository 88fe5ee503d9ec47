"""Facts as examiners write them: tolerant in form, strict in keys."""

from datetime import date

import pytest

from ecoop.procedures.intake import FactsError, given_from
from ecoop.procedures.loading import fact_library

FACTS = fact_library()


def values(plain):
    return dict(given_from(plain, FACTS).values)


@pytest.mark.parametrize(
    ("plain", "read"),
    [
        ({"signed_on": "2024-05-02"}, {"signed_on": date(2024, 5, 2)}),
        ({"signed_on": "2024-05"}, {"signed_on": date(2024, 5, 1)}),
        ({"ends_on": "2024"}, {"ends_on": date(2024, 12, 31)}),
        ({"signed_on": True}, {"signed_on": date.min}),
        ({"signed_on": False}, {}),
        ({"signed_on": None, "ends_on": "", "deposit_receipt": False}, {}),
        ({"sign": "2024-05-02"}, {"signed_on": date(2024, 5, 2)}),
        ({"ministry_consulted_on": "2024-05-02"}, {"kemlu_consulted_on": date(2024, 5, 2)}),
        ({"languages": "Indonesian, English"}, {"languages": ("id", "en")}),
        ({"languages": ["ID", "ko", "id"]}, {"languages": ("id", "ko")}),
        ({"signing_authority": "exempt 7-5"}, {"signing_authority": "EXEMPT_7_5"}),
        ({"termination_ground": "h"}, {"termination_ground": "national_interest"}),
        ({"foreign_staff_count": "3"}, {"foreign_staff_count": 3}),
        ({"clause_meter": 100.0}, {"clause_meter_percent": 100}),
        ({"open_commitments": ["a", "b"]}, {"open_commitments_count": 2}),
        ({"mandate_approved": True}, {"mandate_approved_on": date.min}),
        ({"signed_date": "2024-05-02"}, {"signed_on": date(2024, 5, 2)}),
        (
            {"subjects": ["defence", "other"]},
            {"ratification_subjects": ("politics_peace_defence_security",)},
        ),
        ({"has_grant": "yes"}, {"has_grant": True}),
        ({"deposit_receipt": True}, {"deposit_receipt": True}),
    ],
)
def test_what_is_understood(plain, read):
    assert values(plain) == read


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ({"signd_on": "2024-05-02"}, "unknown key: signd_on; did you mean signed_on"),
        ({"kemlu_consulter": "2024-05-02"}, "kemlu_consulted_on"),
        ({"subjects": ["fish"]}, "ratification_subjects: 'fish' is none of"),
        ({"zzz": 1}, "unknown key: zzz"),
        ({"in_force": True}, "computed from evidence and dates"),
        ({"signed_on": "2/5/2024"}, "signed_on: not a date"),
        ({"signed_on": 20240502}, "signed_on: not a date"),
        ({"ends_on": True}, "ends_on: not a date"),
        ({"has_grant": "perhaps"}, "has_grant: true or false is needed"),
        ({"foreign_staff_count": -1}, "a whole number, 0 or more"),
        ({"termination_ground": "boredom"}, "termination_ground: 'boredom' is none of procedure"),
        ({"languages": 7}, "languages: a list is needed"),
        ({"source_classifications": ["cosmic"]}, "'cosmic' is none of public"),
        ([], "must be an object"),
    ],
)
def test_what_is_not_understood_is_said(plain, said):
    with pytest.raises(FactsError, match=said.replace("(", r"\(").split(";")[0]):
        given_from(plain, FACTS)


def test_an_act_of_a_later_day_has_not_happened():
    given = given_from({"signed_on": "2024-05-02", "ends_on": "2029-05-02"}, FACTS)

    assert "signed_on" not in given.on(date(2024, 5, 1))
    assert given.on(date(2024, 5, 1))["ends_on"] == date(2029, 5, 2)
    assert "signed_on" in given.on(date(2024, 5, 2))


def test_no_alias_means_two_things():
    aliases = [alias for fact in FACTS.values() for alias in fact.aliases]

    assert len(aliases) == len(set(aliases))
    assert not set(aliases) & set(FACTS)
    assert all(fact.meaning.id and fact.meaning.en for fact in FACTS.values())
