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
    ("To continue reading, subscribe for 2 euros a month.", "sign-up"),
    ("Subscribe to continue reading.", "sign-up"),
    ("Already a subscriber? Log in.", "sign-up"),
    ("You have 2 free articles left this month.", "sign-up"),
    ("This story is only for our members.", "sign-up"),
    ("Unlimited access to every story. Cancel at any time.", "sign-up"),
    ("Keep reading for just 1 euro a month.", "sign-up"),
    ("Gift this article", "sign-up"),
    ("As a subscriber, you have ten articles to give each month.", "sign-up"),
    ("Have a tip? Write to tips@harbour-ledger.example", "sign-up"),
    ("Listen to this article (4 minutes)", "navigation"),
    ("This audio was generated automatically. Tell us if you have feedback.", "navigation"),
    ("Your browser does not support the audio element.", "navigation"),
    ("4 min read", "navigation"),
    ("Save for later", "navigation"),
    ("We use cookies to improve your visit. By going on you accept our cookie policy.", "legal"),
    ("A version of this piece appears in print on May 15, 2024, on page 3.", "contributor"),
    ("Correction, 15 May 2024: An earlier version said that the minister had resigned. He has not.", "correction"),
    ("Clarification (May 15): The parliament voted by 61 to 40, not by 60 to 41.", "correction"),
    ("An earlier version of this story misstated the number of stations.", "correction"),
    ("This article was amended on 15 May 2024 to correct the name of a station.", "correction"),
    ("We have corrected the name of the bay. We regret the error.", "correction"),
    ("Update, 15 May: This article has been updated with the ministry's answer.", "correction"),
]

NEWS = [
    "The archive of the line's timetables is free to read, the ministry said on its website.",
    "The ministry shared the figures on Facebook, where 2,000 readers commented.",
    "Subscribers to the water service must pay two euros more, the ministry said.",
    "Unlimited access to the bay was granted to fishermen in 1920.",
    "An earlier version of the plan left the southern coast out, engineers said.",
    "The article of the law was amended on 13 May 2024 to allow the vote.",
    "To continue the works, the ministry needs the consent of the court.",
    "The correction of the coast line began in 1855, the ministry said: it took forty years.",
    "Members of the port's council vote only once a year, the rules say.",
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
