"""Whose words they are: (text, speaker of the last statement). The sentences are ours."""

from __future__ import annotations

import pytest

from tests.coding.test_statements import statements

LAST = [
    (
        "A Defence Ministry statement said the ship was safe. The crew was unhurt, the statement said.",
        "Defence Ministry",
    ),
    ("A letter from Oxfam said that wells had run dry.", "Oxfam"),
    ("Greenpeace published a map. The group said the spill was growing.", "Greenpeace"),
    ("Fires burned, according to two farmers. They said the wind had turned.", "two farmers"),
    ("Jacinda Ardern spoke in Auckland. She said the rain would stop.", "Jacinda Ardern"),
    ("Unnamed American officials said the ship was safe.", "Unnamed American officials"),
    # who is apposed to the subject is the subject
    (
        "The ruler of Belarus, Alexander Lukashenko, met Vladimir Putin. He said the road was open.",
        "Alexander Lukashenko",
    ),
    ("The president of Finland, Sauli Niinistö, spoke. According to the Finn, the road was open.", "Sauli Niinistö"),
    ("Senator Susan Collins of Maine, a member of the panel, told reporters that the bill was dead.", "Susan Collins"),
    # a call inside somebody's words does not speak on for him
    ('The ship received a call saying pirates were near, the navy said.\n"The crew is safe."', "navy"),
]


@pytest.mark.parametrize(("text", "name"), LAST)
def test_who_speaks_last(text: str, name: str) -> None:
    speaker = statements(text)[-1].speaker
    assert speaker is not None
    assert speaker.name == name


def test_an_apposition_before_the_cue_names_the_speaker() -> None:
    text = "In a statement, the organisation's chairman, Kofi Annan, said the talks would go on."
    speaker = statements(text)[0].speaker
    assert speaker is not None
    assert speaker.name == "Kofi Annan"


def test_it_takes_up_the_thing_before() -> None:
    text = "A survey was published in Geneva. It found that prices had risen."
    speaker = statements(text)[-1].speaker
    assert speaker is not None
    assert speaker.name == "survey"


def test_a_wish_to_stay_unnamed_is_nothing_said() -> None:
    said = statements("A diplomat, who asked not to be named, said the talks had failed.")
    assert [s.cue.cut("A diplomat, who asked not to be named, said the talks had failed.") for s in said if s.cue] == [
        "said"
    ]
