"""Numbers of one thing stand together; ages, dates and lengths of time are none."""

from __future__ import annotations

import pytest

from dateline.linking.figures import figures_of, tallies
from dateline.model import Part, Report, Span


def report(name: str, text: str) -> Report:
    return Report(name, text, (Part("paragraph", Span(0, len(text))),))


@pytest.mark.parametrize(
    ("text", "thing", "bounds"),
    [
        ("At least four people were killed in the port.", "people killed", (4, None)),
        ("A magnitude 6.1 quake shook Lindau.", "magnitude", (6.1, 6.1)),
        ("They took jewels worth $2.6 million.", "money ($)", (2_600_000, 2_600_000)),
        ("Up to 1,200 soldiers left the town.", "soldiers", (0, 1200)),
        ("About 50 percent of the ships sailed.", "percent", (45, 55)),
        ("Police arrested two dozen students.", "students arrested", (24, 24)),
        ("It came after killing at least 12.", "people killed", (12, None)),
        ("The death toll rose to 36.", "people killed", (36, 36)),
        ("The storm injured another 30.", "people injured", (30, 30)),
        ("They offered between $140 million and $150 million.", "money ($)", (140_000_000, 150_000_000)),
        ("In all 23 have been arrested.", "people arrested", (23, 23)),
        ("Lindau has a population of more than 12,000.", "inhabitants", (12_000, None)),
        ("Lindau is home to 12,000 people.", "inhabitants", (12_000, 12_000)),
        ("The quake was 4.4 in magnitude.", "magnitude", (4.4, 4.4)),
        ("It costs $22 million per season.", "money ($) a season", (22_000_000, 22_000_000)),
    ],
)
def test_read(text: str, thing: str, bounds: tuple[float, float | None]) -> None:
    (found,) = figures_of(report("p1", text))
    assert found.thing == thing
    assert (found.low, found.high or 0.0) == pytest.approx((bounds[0], bounds[1] or 0.0))
    assert (found.high is None) is (bounds[1] is None)


@pytest.mark.parametrize(
    "text",
    [
        "The 43-year-old man was born on April 29th.",
        "He was jailed for 12 years in 2013.",
        "The Z10 sold well at 8 p.m. on May 4, 2012.",
        "They won the best-of-seven series in the 2016 World Series.",
        "It has a pair of 3.0 ports.",
    ],
)
def test_no_figure(text: str) -> None:
    assert figures_of(report("p1", text)) == ()


def test_numbers_of_one_thing_stand_together_and_others_apart() -> None:
    first = report("p1", "The ferry sank off Lindau and 12 passengers were killed in the storm.")
    other = report("p2", "A ferry sank in a storm off Lindau; 14 passengers were killed.")
    third = report("p3", "At the bank 12 passengers of a bus lost their keys.")
    (found,) = tallies([third, other, first], {"p1": "l1", "p2": "l2", "p3": "l3"})
    assert found.thing == "passengers killed"
    assert [(one.report, one.low) for one in found.figures] == [("p1", 12), ("p2", 14)]
    assert tallies([first, other], {"p1": "l1", "p2": "l1"}) == ()


def test_what_befell_whom_is_read_count_by_count() -> None:
    text = "The storm hit seven villages, killing 10 people and injuring 80; in all 12 people were killed and 90 hurt."
    assert [(one.thing, one.low) for one in figures_of(report("p1", text))] == [
        ("villages", 7),
        ("people killed", 10),
        ("people injured", 80),
        ("people killed", 12),
        ("people injured", 90),
    ]
