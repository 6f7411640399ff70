"""Whose words they are: (text, speaker of the last statement). The sentences are ours."""

from __future__ import annotations

import pytest

from dateline.coding.entities.chains import find_chains
from dateline.language import Parse, load
from dateline.model import Page, Report, Span
from dateline.reading import read
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
    said = statements("A diplomat, who asked not to be quoted, said the talks had failed.")
    assert [s.cue.cut("A diplomat, who asked not to be quoted, said the talks had failed.") for s in said if s.cue] == [
        "said"
    ]


def test_a_headline_describes_whom_the_story_names() -> None:
    page = (
        "<html><head><title>Finnish president visits Tallinn</title></head><body><article>"
        "<h1>Finnish president visits Tallinn</h1>"
        "<p>President Sauli Niinistö of Finland spoke in Tallinn on Monday about the ferries of the winter.</p>"
        "<p>The harbour was closed for three days after the storm, and the first boats left again in the morning.</p>"
        "</article></body></html>"
    )
    report = read(Page(page.encode(), media="text/html", charset="utf-8", origin="p"))
    assert isinstance(report, Report)
    assert report.title == "Finnish president visits Tallinn"
    doc = load().parse(report.text, [part.span for part in report.parts])
    named = find_chains(report, Parse.of(doc)).of(Span(0, 17))
    assert named is not None
    assert named.name == "Sauli Niinistö"
