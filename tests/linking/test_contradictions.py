"""Two sentences that say the same with another number, day, year, age or name in them; and what only looks so."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.linking.contradictions import contradictions
from dateline.linking.slots import are_other_first_names
from dateline.model import Coded, Coding, Entity, Part, Published, Report, Span, When

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
PEOPLE = ("Sanna Marin", "Jens Stoltenberg", "Hillary Clinton", "Bill Clinton", "Katherine Clark", "Kate Clark")
TIMES = {"A": "l1", "B": "l2"}


def told(name: str, text: str, day: str | None = "2023-09-15") -> Coded:
    """A report of one paragraph with its weekdays, years and people marked, as coding would."""
    times = [
        When(f"XXXX-WXX-{WEEKDAYS.index(found[0].split()[-1]) + 1}", "DATE", Span(found.start(), found.end()))
        for found in re.finditer(rf"(?:late |early )?(?:{'|'.join(WEEKDAYS)})", text)
    ]
    times += [
        When(found[0], "DATE", Span(found.start(), found.end()), f"{found[0]}-01-01", f"{found[0]}-12-31")
        for found in re.finditer(r"\b(?:19|20)\d\d\b", text)
    ]
    people = [
        Entity(f"n{number}", who, "person", tuple(Span(m.start(), m.end()) for m in re.finditer(who, text)))
        for number, who in enumerate(PEOPLE)
        if who in text
    ]
    report = Report(name, text, (Part("paragraph", Span(0, len(text))),), published=Published(day))
    return Coded(report, Coding(name, times=tuple(times), entities=tuple(people)))


def found_in(ours: str, theirs: str, *, later: str | None = "2023-09-15") -> list[tuple[str, set[str]]]:
    """What the two texts put against each other: the thing, and the words of both."""
    pair = [told("A", ours), told("B", theirs, later)]
    found = contradictions(pair, TIMES)
    assert {(one.thing, one.a.words, one.b.words) for one in found} == {
        (one.thing, one.a.words, one.b.words) for one in contradictions(pair[::-1], TIMES)
    }
    return [(one.thing, {one.a.words, one.b.words}) for one in found]


@pytest.mark.parametrize(
    ("ours", "theirs", "thing", "words"),
    [
        (
            "The ferry sank off Lindau in a storm, killing 12 people and injuring 40.",
            "A ferry sank in the storm off Lindau, killing 12 people and wounding another 30.",
            "people injured",
            {"40", "30"},
        ),
        (
            "The 5.9-magnitude quake struck the island of Lindau, home to many fishermen, state media said.",
            "The 6.1-magnitude quake struck the island of Lindau, home to many fishermen, state media said.",
            "magnitude",
            {"5.9-magnitude", "6.1-magnitude"},
        ),
        (
            "The minister spoke to the Harbour Gazette of Lindau in an interview published Saturday.",
            "She said so to the Harbour Gazette of Lindau in a long interview published Sunday.",
            "day",
            {"Saturday", "Sunday"},
        ),
        (
            "The ferry left the pier at 6:10 a.m. on Tuesday with all its cars.",
            "At the pier nobody saw the ship after 6.10 a.m. on Wednesday, the harbour master said.",
            "day",
            {"Tuesday", "Wednesday"},
        ),
        (
            "The party has led the council of Lindau since 2003, and that is its trouble.",
            "The party has led the council of Lindau since 2002.",
            "year",
            {"2003", "2002"},
        ),
        (
            "Sanna Marin, 34, became the head of government in Helsinki.",
            "In the evening Sanna Marin, 37, was sworn in.",
            "age of Sanna Marin",
            {"Sanna Marin, 34", "Sanna Marin, 37"},
        ),
        (
            "In Helsinki Hillary Clinton met the allies and Jens Stoltenberg at the port.",
            "At the port of Helsinki the allies and Jens Stoltenberg met Bill Clinton.",
            "name of Clinton",
            {"Hillary Clinton", "Bill Clinton"},
        ),
    ],
)
def test_opposite(ours: str, theirs: str, thing: str, words: set[str]) -> None:
    assert found_in(ours, theirs) == [(thing, words)]


FERRY = "The ferry sank off Lindau in a storm on Friday and 12 passengers of the line were killed."


@pytest.mark.parametrize(
    "theirs",
    [
        "A ferry sank off Lindau in the storm on Friday and 12 passengers of the line were killed.",
        "A ferry sank off Lindau in the storm on Friday and more than 10 passengers of the line were killed.",
        "A ferry sank off Lindau in the storm on Friday and 14 passengers of the line were rescued.",
        "Of the ferry that sank off Lindau on Friday 14 passengers were killed, 12 passengers of them at once.",
        "In 1994 another ferry sank off Bregenz in a storm, and 15 passengers of that line were killed.",
        "The council met on Thursday to speak of the harbour and its 14 passengers a day.",
    ],
    ids=["same", "finer", "another deed", "a part", "another ferry", "another matter"],
)
def test_none(theirs: str) -> None:
    assert found_in(FERRY, theirs) == []


@pytest.mark.parametrize(("theirs", "rounded"), [("$13.2 billion", True), ("$13.9 billion", False)])
def test_a_rounded_sum_is_no_other_sum(theirs: str, rounded: bool) -> None:
    ours = "The harbour company of Lindau buys the shipyard of Bregenz for $13 billion, the owners say."
    assert bool(found_in(ours, ours.replace("$13 billion", theirs))) is not rounded


def test_the_night_between_two_days_is_no_contradiction() -> None:
    ours = "The minister spoke to the Harbour Gazette of Lindau in an interview published late Saturday."
    theirs = "She said so to the Harbour Gazette of Lindau in a long interview published early Sunday."
    assert found_in(ours, theirs) == []


@pytest.mark.parametrize(
    "theirs",
    [
        "Near the Harbour Gazette of Lindau the minister met Sanna Marin on Sunday.",
        "Nobody knew of the interview of the minister with the Harbour Gazette of Lindau published September 16.",
    ],
    ids=["a name beside it", "a date of some year"],
)
def test_two_days_that_are_no_contradiction(theirs: str) -> None:
    ours = (
        "The minister spoke to the Harbour Gazette of Lindau with Sanna Marin Friday in an interview published Friday."
    )
    assert found_in(ours, theirs) == []


def test_an_age_in_words_is_an_age() -> None:
    ours, theirs = "Thirty-four-year-old Sanna Marin leads the party.", "The party is led by 37-year-old Sanna Marin."
    assert [thing for thing, _ in found_in(ours, theirs)] == ["age of Sanna Marin"]
    assert found_in(ours, theirs.replace("37", "34")) == []


def test_who_grew_older_between_two_pages_has_one_age() -> None:
    ours, theirs = "Sanna Marin, 34, leads the party.", "Sanna Marin, 37, leads the party."
    assert found_in(ours, theirs, later="2026-09-16") == []
    assert found_in(ours, theirs, later="2023-09-16")


def test_a_report_that_gives_both_numbers_disputes_nothing() -> None:
    theirs = f"{FERRY.replace('12', '14')} Earlier it was said that 12 passengers were killed."
    assert found_in(FERRY, theirs) == []


@pytest.mark.parametrize(
    ("one", "other", "are_two"),
    [
        ("Hillary Clinton", "Bill Clinton", True),
        ("Kate Clark", "Katherine Clark", False),
        ("William Clinton", "Bill Clinton", False),
        ("B. Clinton", "Bill Clinton", False),
        ("President Bill Clinton", "Bill Clinton", False),
        ("Kamala Harris", "Josh Harris", True),
    ],
)
def test_first_names(one: str, other: str, are_two: bool) -> None:
    assert are_other_first_names(one, other) is are_two


@given(st.integers(2, 400), st.integers(2, 400))
def test_two_counts_are_opposite_only_where_they_differ(one: int, other: int) -> None:
    ours, theirs = (FERRY.replace("12", str(number)) for number in (one, other))
    found = found_in(ours, theirs)
    near = max(one, other) <= 3 * min(one, other)
    assert bool(found) is (one != other and near)
