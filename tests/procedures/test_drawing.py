"""The picture of a track: whole words, each step in a place of its own."""

import pytest

from ecoop.procedures.drawing import svg
from ecoop.procedures.drawing.layout import layout
from ecoop.procedures.versions import shipped

TRACKS = {each.track: each for each in shipped()}


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("track", TRACKS)
def test_nothing_in_a_picture_is_cut(track, lang):
    assert "…" not in svg(TRACKS[track], lang=lang)
    assert "…" not in svg(TRACKS[track], lang=lang, marked=frozenset(TRACKS[track].steps))


def test_what_a_case_has_done_is_said_in_words():
    drawn = svg(TRACKS["grant"], lang="en", marked=frozenset(list(TRACKS["grant"].steps)[:3]))

    assert drawn.count("(✓ recorded)</title>") == 3 and ">✓ recorded</text>" in drawn
    assert "✓" not in svg(TRACKS["grant"], lang="en")


@pytest.mark.parametrize("track", TRACKS)
def test_no_two_steps_share_a_place(track):
    places = layout(TRACKS[track]).places

    assert set(places) == set(TRACKS[track].steps)
    assert len(set(places.values())) == len(places)


def test_a_step_that_nothing_leads_to_stands_where_the_file_has_it():
    places = layout(TRACKS["extension"]).places

    assert places["delegate_signing"][0] == places["sign_extension"][0] - 1
