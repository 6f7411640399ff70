"""Lines of your own: (line, kind) of furniture in the middle of a story, and sentences that read alike and are news."""

from __future__ import annotations

import pytest

from dateline.model import FurnitureKind, Page, Report
from dateline.reading import read

from .reading_samples import PARAGRAPHS

ASIDE: list[tuple[str, FurnitureKind]] = [
    ("The Harbour Ledger is free to read, thanks to its members.", "sign-up"),
    ("Sign up for our daily newsletter", "sign-up"),
    ("Advertisement", "advert"),
    ("Share on Facebook", "share"),
    ("Did you like this article?", "reaction"),
]

NEWS = [
    "The archive of the line's timetables is free to read, the ministry said on its website.",
    "The ministry shared the figures on Facebook, where 2,000 readers commented.",
]


def read_with(line: str) -> Report:
    """A story that has the line in its middle."""
    lines = ("Tallinn votes for coastal radar", "March 3, 2024", "", *PARAGRAPHS[:2], line, *PARAGRAPHS[2:])
    report = read(Page("\n".join(lines).encode(), media="text/plain", charset="utf-8"))
    assert isinstance(report, Report), report
    return report


@pytest.mark.parametrize(("line", "kind"), ASIDE)
def test_the_line_is_set_aside_and_the_story_goes_on(line: str, kind: str) -> None:
    report = read_with(line)
    assert [item.kind for item in report.furniture if item.text == line] == [kind]
    assert line not in report.text
    assert all(paragraph in report.text for paragraph in PARAGRAPHS)


@pytest.mark.parametrize("sentence", NEWS)
def test_a_sentence_that_reads_alike_is_news(sentence: str) -> None:
    assert sentence in read_with(sentence).text.split("\n")
