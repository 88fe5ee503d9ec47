"""Days by stage and by side."""

from datetime import date

from hypothesis import Phase, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from ecoop.procedures.history import days_by_side, days_by_stage, stays
from tests.procedures import oracle
from tests.procedures.test_log import BEGIN, walk, walked


def test_korea_lay_so_many_days_on_each_desk():
    found = stays(walked(), date(2024, 10, 1))

    assert [(stay.stage, stay.actor, stay.days) for stay in found] == [
        ("consulted", "SESTAMA", 22),  # 10 January to 1 February: the mandate is to be submitted
        ("mandated", "HOKS", 144),
        ("negotiating", "HOKS", 7),
        ("text_agreed", "HOKS", 9),
        ("cleared", "KEMLU", 22),  # full powers
        ("authorised", "HOKS", 41),
        ("signed", "HOKS", 20),
    ]
    assert days_by_side(found) == {"ours": 243, "theirs": 0, "authority": 22, "": 0}
    assert days_by_stage(found)["mandated"] == 144


def test_a_case_without_acts_lay_nowhere():
    assert stays(walked(0), date(2024, 10, 1)) == ()
    assert stays(walked(), date(2023, 1, 1)) == ()


@settings(max_examples=20, deadline=None, phases=(Phase.explicit, Phase.generate))
@drawn(track=st.sampled_from(sorted(oracle.SIGNINGS)), data=st.data())
def test_every_day_is_counted_once(track, data):
    log = walk(data.draw, track)
    until = date(2025, 1, 1)

    found = stays(log, until)

    if log.acts:
        first = min(act.on for act in log.standing_acts)
        assert sum(stay.days for stay in found) == (until - first).days
        assert all(a.ends == b.begins for a, b in zip(found, found[1:], strict=False))
        assert sum(days_by_side(found).values()) == sum(days_by_stage(found).values())
        assert found[0].begins >= BEGIN.replace(year=2023)
