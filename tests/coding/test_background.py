"""Who vouches for an event inside reported words, and a side that is named twice."""

from __future__ import annotations

import pytest

from dateline.language import Language
from tests.coding.texts import LOST, events

WITNESSES = [
    # what is told of "the men" in passing, the outlet knows
    pytest.param("Meloni said Italy would visit the sailors whom Libya arrested on Monday.", [], marks=LOST),
    ("Meloni said she had no news of the sailors arrested in Libya on Monday.", []),
    # men not told of before are part of what is said
    ("Meloni said Italy would visit ten sailors whom Libya arrested on Monday.", ["Giorgia Meloni"]),
    ("Meloni said that Libya arrested ten sailors on Monday.", ["Giorgia Meloni"]),
    # and so is what stands between quotation marks
    ('"We shall visit the sailors whom Libya arrested on Monday," Meloni said.', ["Giorgia Meloni"]),
]


@pytest.mark.parametrize(("text", "names"), WITNESSES)
def test_background_in_reported_words_is_the_outlet_s(language: Language, text: str, names: list[str]) -> None:
    (arrest,) = (event for event in events(language, text) if event.type == "COERCE")
    assert [voice.speaker.name for voice in arrest.said_by] == names


def test_a_description_right_before_a_name_is_that_name(language: Language) -> None:
    (meeting,) = events(language, "Macron and the Finnish president, Sauli Niinisto, met in Helsinki.")
    assert len(meeting.actors) == 2
