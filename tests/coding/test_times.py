"""Time expressions: (text, report's day) → TimeML values. The sentences are ours."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dateline.coding.times import find_times
from dateline.coding.times.calendar import interval
from dateline.language import Parse, load
from dateline.language.pipeline import Language
from dateline.model import Report, Span, When

FRIDAY = "2023-09-15"


@cache
def english() -> Language:
    return load()


@cache
def untagged() -> spacy.language.Language:
    return spacy.blank("en")


def report(text: str, anchor: str | None) -> Report:
    return Report(id="p0", text=text, parts=(), anchor=anchor)


def parsed(text: str) -> Doc:
    paragraphs, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            paragraphs.append(Span(start, start + len(line.strip())))
        at += len(line) + 1
    return english().parse(text, paragraphs)


def found(text: str, anchor: str | None = FRIDAY) -> tuple[When, ...]:
    return find_times(report(text, anchor), Parse.of(parsed(text)))


def values(text: str, anchor: str | None = FRIDAY) -> list[tuple[str, str]]:
    return [(when.span.cut(text), when.value) for when in found(text, anchor)]


# days by name or by their place in the calendar
CALENDAR = [
    ("The lease ends on the last day of the month.", [("the last day of the month", "2023-09-30")]),
    ("Schools open on the first Monday of October.", [("the first Monday of October", "2023-10-02")]),
    ("It fell on the third Thursday in November 2021.", [("the third Thursday in November 2021", "2021-11-18")]),
    ("The vote was held on Easter Monday.", [("Easter Monday", "2023-04-10")]),
    ("They met on Thanksgiving 2020.", [("Thanksgiving 2020", "2020-11-26")]),
    ("She was arrested on Dec. 20.", [("Dec. 20", "2022-12-20")]),
    ("The fair ran from 7 to 10 August.", [("7 to 10 August", "2023-08-07/2023-08-10")]),
    (
        "The fair ran from June 29 to July 2, 2021.",
        [("June 29", "2021-06-29"), ("July 2, 2021", "2021-07-02")],
    ),
    ("He told the Sunday Times of it.", []),
    ("The law falls on the day of the vote.", []),
    ("The September 11 attacks changed that.", [("September 11 attacks", "2001-09-11")]),
    ("A fire broke out a week ago on Monday.", [("a week ago on Monday", "2023-09-04")]),
]


@pytest.mark.parametrize(("text", "expected"), CALENDAR)
def test_days_by_their_place_in_the_calendar(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


def test_lengths_that_end_or_begin_at_the_report_cover_days() -> None:
    spans = [
        (w.value, w.earliest, w.latest) for w in found("Over the past five days it rained. He will go in two weeks.")
    ]
    assert spans == [("P5D", "2023-09-10", "2023-09-15"), ("P2W", "2023-09-29", "2023-09-29")]


# what the others get wrong: the Saturday before; weekdays of another month; "we" as Wednesday; ages as dates
PEERS_FAULTS = [
    ("On Saturday, she is due to land in the harbour town.", [("Saturday", "2023-09-16")]),
    (
        "The presidents met Friday, and on Wednesday they had spoken.",
        [("Friday", "2023-09-15"), ("Wednesday", "2023-09-13")],
    ),
    ("We met them there, and we sat in the sun.", []),
    ("The officer, 52 years old, was a father of three. He is 52.", []),
    ("It was the seventh launch, by 2,015 people and 1999 kilometres away.", []),
    ("The country received this Friday (15) a new ambassador.", [("this Friday (15)", "2023-09-15")]),
]
WEEKDAYS = [
    ("Ministers will meet Monday in Geneva.", [("Monday", "2023-09-18")]),
    ("Ministers agreed Monday to meet.", [("Monday", "2023-09-11")]),
    ("The court ruled on Friday.", [("Friday", "2023-09-15")]),
    ("He left last Friday.", [("last Friday", "2023-09-08")]),
    ("They vote next Tuesday.", [("next Tuesday", "2023-09-19")]),
    ("The truce holds until Sunday.", [("Sunday", "2023-09-17")]),
    ("The bill had been due to pass on Thursday.", [("Thursday", "2023-09-14")]),
    ("The minister meets his colleague on Tuesday.", [("Tuesday", "2023-09-19")]),
    ("The polls will open Sunday and close Monday.", [("Sunday", "2023-09-17"), ("Monday", "2023-09-18")]),
    ("In Sunday's vote, the party won.", [("Sunday", "2023-09-10")]),
    ("Tickets had sold out ahead of Monday's match.", [("Monday", "2023-09-18")]),
    ("The minister said he would report on the talks of Wednesday.", [("Wednesday", "2023-09-13")]),
    ("The talks were held on Thursday, July 13.", [("Thursday, July 13", "2023-07-13")]),
]
CALENDAR = [
    ("The wall fell on 9 November 1989.", [("9 November 1989", "1989-11-09")]),
    ("It was signed on Sept. 5, 1978.", [("Sept. 5, 1978", "1978-09-05")]),
    ("It was signed on 2023-09-05.", [("2023-09-05", "2023-09-05")]),
    ("The invasion of February 2022 went on.", [("February 2022", "2022-02")]),
    ("It began in February.", [("February", "2023-02")]),
    ("The summit will open in November.", [("November", "2023-11")]),
    ("The treaty dates from the late 1980s.", [("the late 1980s", "198")]),
    ("It shaped the 20th century.", [("the 20th century", "19")]),
    ("It happened in nineteen ninety-six.", [("nineteen ninety-six", "1996")]),
    ("Exports grew in the third quarter of 2013.", [("the third quarter of 2013", "2013-Q3")]),
    ("The offensive began last spring.", [("last spring", "2023-SP")]),
    ("They left on Christmas Eve 2022.", [("Christmas Eve 2022", "2022-12-24")]),
    ("It costs 1990 dollars, or $2015.", []),
    ("They may march in august company.", []),
    ("Prime Minister May last week left. Theresa May won in May.", [("last week", "2023-W36"), ("May", "2023-05")]),
]
RELATIVE = [
    ("It rained yesterday and will rain tomorrow.", [("yesterday", "2023-09-14"), ("tomorrow", "2023-09-16")]),
    ("They spoke earlier this month.", [("earlier this month", "2023-09")]),
    ("They spoke last week.", [("last week", "2023-W36")]),
    ("This week's summit is over.", [("This week", "2023-W37")]),
    ("The vote is at the end of next year.", [("the end of next year", "2024")]),
    ("They married three years ago.", [("three years ago", "2020")]),
    ("They married four days ago.", [("four days ago", "2023-09-11")]),
    ("He was seen last night and this morning.", [("last night", "2023-09-14TNI"), ("this morning", "2023-09-15TMO")]),
    (
        "The army attacked on 3 May 2014. The next day it withdrew.",
        [("3 May 2014", "2014-05-03"), ("The next day", "2014-05-04")],
    ),
    (
        "The army attacked on 3 May 2014. Two days later it withdrew.",
        [("3 May 2014", "2014-05-03"), ("Two days later", "2014-05-05")],
    ),
    ("He is now in Minsk.", [("now", "PRESENT_REF")]),
    ("They met at 5 p.m. Friday.", [("5 p.m. Friday", "2023-09-15T17:00")]),
    ("The siren sounded at 16:08 UTC.", [("16:08 UTC", "2023-09-15T16:08Z")]),
]
LENGTHS = [
    ("The strike lasted three days.", [("three days", "P3D", "DURATION")]),
    ("It took two and a half years.", [("two and a half years", "P2Y6M", "DURATION")]),
    ("The talks took a few hours.", [("a few hours", "PTXH", "DURATION")]),
    ("Over the past six months prices fell.", [("Over the past six months", "P6M", "DURATION")]),
    ("It happened three days after the summit.", [("three days after", "P3D", "DURATION")]),
    ("They launch 15 a year.", [("a year", "P1Y", "SET")]),
    ("They meet every Tuesday.", [("every Tuesday", "XXXX-WXX-2", "SET")]),
    ("They meet every week.", [("every week", "P1W", "SET")]),
]
OPEN = [
    ("They met Friday.", [("Friday", "XXXX-WXX-5")]),
    ("They met on May 3.", [("May 3", "XXXX-05-03")]),
    ("They met last year.", [("last year", "XXXX")]),
]


@pytest.mark.parametrize(("text", "expected"), PEERS_FAULTS + WEEKDAYS + CALENDAR + RELATIVE)
def test_values(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == [(words, value) for words, value in expected]


@pytest.mark.parametrize(("text", "expected"), LENGTHS)
def test_lengths_and_sets(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(when.span.cut(text), when.value, when.kind) for when in found(text)] == expected


@pytest.mark.parametrize(("text", "expected"), OPEN)
def test_without_a_day_to_count_from_the_value_stays_open(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text, None) == expected
    assert all(when.earliest is None and when.anchor is None for when in found(text, None))


def test_the_anchor_and_the_interval_are_given() -> None:
    (when,) = found("They spoke last week.")
    assert (when.anchor, when.earliest, when.latest) == (FRIDAY, "2023-09-04", "2023-09-10")
    (when,) = found("It began on 24 February 2022.")
    assert (when.anchor, when.earliest, when.latest) == (None, "2022-02-24", "2022-02-24")


def test_a_quarter_of_figures_is_compared_with_its_year_before() -> None:
    text = "Sales fell in the second quarter. A year earlier they had risen."
    assert values(text) == [("the second quarter", "2023-Q2"), ("A year earlier", "2022-Q2")]


def test_untagged_words_go_by_their_endings() -> None:
    text = "On Saturday, she is due to land. They talked on Tuesday."
    whens = find_times(report(text, FRIDAY), Parse.of(untagged()(text)))
    assert [when.value for when in whens] == ["2023-09-16", "2023-09-12"]


@pytest.mark.parametrize(
    ("value", "covered"),
    [
        ("2013", ("2013-01-01", "2013-12-31")),
        ("2012-02", ("2012-02-01", "2012-02-29")),
        ("2013-W12", ("2013-03-18", "2013-03-24")),
        ("2013-W12-WE", ("2013-03-23", "2013-03-24")),
        ("2013-Q1", ("2013-01-01", "2013-03-31")),
        ("2013-H2", ("2013-07-01", "2013-12-31")),
        ("2013-WI", ("2013-06-01", "2014-02-28")),
        ("198", ("1980-01-01", "1989-12-31")),
        ("2013-03-22TMO", ("2013-03-22", "2013-03-22")),
        ("2013-02-31", None),
        ("P3D", None),
        ("PRESENT_REF", None),
        ("9999-WI", None),
        ("2024-05-03/2024-05-05", ("2024-05-03", "2024-05-05")),
        ("2024-05-05/2024-05-03", None),
    ],
)
def test_interval(value: str, covered: tuple[str, str] | None) -> None:
    assert interval(value) == covered


WORDS = st.sampled_from(
    "on Friday the next day two hundred 1999 31 - , . ( ) May Feb. 99:99 12:30 p.m. $ years ago later quarter of last "
    "a 13th twenty first half '82 1980s \n noon every each few 2/30/2020 0000-00-00 century 10000000000 1 1/2".split(
        " "
    )
)


@example(["in", "9" * 400, "years", "1" * 400, "May"], FRIDAY)
@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=14), st.sampled_from([FRIDAY, None, "0001-01-01", "9999-12-31", "2023-09", "nonsense"]))
def test_any_words_can_be_read(words: list[str], anchor: str | None) -> None:
    text = " ".join(words)
    last = 0
    for when in find_times(report(text, anchor), Parse.of(untagged()(text))):
        assert when.span.start >= last
        assert when.span.cut(text).strip() == when.span.cut(text) != ""
        assert (when.earliest or "") <= (when.latest or "")
        last = when.span.end


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80))
def test_any_string_can_be_read(text: str) -> None:
    assert all(when.span.cut(text) for when in find_times(report(text, FRIDAY), Parse.of(untagged()(text))))


@pytest.mark.parametrize("text", [text for text, _ in WEEKDAYS + RELATIVE])
def test_a_later_paragraph_changes_nothing_before_it(text: str) -> None:
    more = text + "\nElsewhere, the harbour will open on Monday after two years."
    assert found(more)[: len(found(text))] == found(text)
