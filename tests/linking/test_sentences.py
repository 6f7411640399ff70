"""Where sentences end: not after a title, a month or initials, always at the end of a paragraph."""

from __future__ import annotations

import pytest

from dateline.linking.sentences import sentences_in, sentences_of
from dateline.model import Part, PlaceLine, Report, Span


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Mr. Marlow left. He came back.", ["Mr. Marlow left.", "He came back."]),
        ("It opens on Sept. 11 in Lindau.", ["It opens on Sept. 11 in Lindau."]),
        ("J. R. Marlow spoke for the U.S. Navy today.", ["J. R. Marlow spoke for the U.S. Navy today."]),
        ("They met at 9 a.m. The doors were shut.", ["They met at 9 a.m.", "The doors were shut."]),
        ("“We left.” Nobody stayed!\nA heading", ["“We left.”", "Nobody stayed!", "A heading"]),
    ],
)
def test_ends(text: str, sentences: list[str]) -> None:
    assert [span.cut(text) for span in sentences_in(text, Span(0, len(text)))] == sentences


def test_a_weekday_behind_a_time_of_day_goes_on() -> None:
    text = "The talks ended at 2 a.m. Thursday in Geneva. They began at 9 p. m. Nobody signed."
    found = [span.cut(text) for span in sentences_in(text, Span(0, len(text)))]
    assert found == ["The talks ended at 2 a.m. Thursday in Geneva.", "They began at 9 p. m.", "Nobody signed."]


def test_the_dateline_is_left_out() -> None:
    text = "Talks end\nGENEVA (Meridian) — The talks ended. Nobody signed."
    start = text.index("GENEVA")
    report = Report(
        "p1",
        text,
        (Part("title", Span(0, 9)), Part("paragraph", Span(10, len(text)))),
        dateline=PlaceLine(Span(start, start + len("GENEVA (Meridian)")), "GENEVA"),
    )
    assert [span.cut(text) for span in sentences_of(report)] == ["The talks ended.", "Nobody signed."]


def test_a_paragraph_that_is_a_dateline_alone_has_no_sentence() -> None:
    text = "GENEVA (Meridian)\nThe talks ended."
    parts = (Part("paragraph", Span(0, 17)), Part("paragraph", Span(18, len(text))))
    report = Report("p1", text, parts, dateline=PlaceLine(Span(0, 17), "GENEVA"))
    assert [span.cut(text) for span in sentences_of(report)] == ["The talks ended."]
    assert sentences_in("  ", Span(0, 2)) == ()
