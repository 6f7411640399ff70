"""When it was: entries of a calendar and slides of a timeline hold the days that are told, and no others."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.exporting.calendars.ics import folded
from dateline.exporting.row_words import covered

from .conftest import Write


def entries(written: Write) -> dict[str, Any]:
    icalendar = pytest.importorskip("icalendar", reason="icalendar reads calendars: pip install 'dateline[dev]'")
    content, counted = written("ics")
    assert counted == {"entries": 3, "left out without a day": 1}
    found = icalendar.Calendar.from_ical(content)
    assert not found.errors
    return {str(one["SUMMARY"]): one for one in found.walk("VEVENT")}


@pytest.mark.parametrize(
    ("summary", "status", "first", "after"),
    [
        ("Visit: Norland and Sudland", "CONFIRMED", date(2023, 9, 15), date(2023, 9, 16)),
        ("Aid to Norland by Sudland (planned)", "TENTATIVE", date(2024, 5, 1), date(2024, 6, 1)),
        ("Expulsion of two diplomats of Sudland by Norland", "CONFIRMED", date(2023, 9, 16), date(2023, 9, 17)),
    ],
)
def test_icalendar_reads_all_day_entries(written: Write, summary: str, status: str, first: date, after: date) -> None:
    one = entries(written)[summary]
    assert (str(one["STATUS"]), one["DTSTART"].dt, one["DTEND"].dt) == (status, first, after)
    assert not one.errors


def test_the_words_and_the_place_arrive_whole(written: Write) -> None:
    one = entries(written)["Visit: Norland and Sudland"]
    assert str(one["LOCATION"]) == "Vard, NOR" and one["GEO"].to_ical() == "70.37;31.11"
    assert "“The foreign ministers of Norland and Sudland met in Vard on Friday”" in str(one["DESCRIPTION"])
    assert "2 independent sources, 3 pages" in str(one["DESCRIPTION"])


def test_what_is_denied_is_cancelled(written: Write) -> None:
    """With a day it would be an entry; the status is that of its telling."""
    content = written("ics")[0].decode()
    assert "STATUS:CANCELLED" not in content  # the denied shots have no day
    from dateline.exporting.calendars.ics import _STATUS

    assert {told for told, status in _STATUS.items() if status == "CANCELLED"} == {"denied", "did-not-happen"}


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400))
def test_lines_are_folded_at_75_octets_and_unfold_to_themselves(words: str) -> None:
    line = "X:" + "".join(c for c in words if c.isprintable())
    found = folded(line)
    assert all(len(part) <= 75 for part in found.split(b"\r\n"))
    assert found.replace(b"\r\n ", b"").removesuffix(b"\r\n").decode("utf-8") == line


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [("2023-09-15", "2023-09-15", "2023-09-15"), ("2024-02", "2024-02-01", "2024-02-29"),
     ("2023", "2023-01-01", "2023-12-31")],
)  # fmt: skip
def test_a_date_covers_all_its_days(value: str, first: str, last: str) -> None:
    assert covered(value) == (first, last)


def test_a_slide_has_no_day_that_nobody_told(written: Write) -> None:
    content, counted = written("timeline")
    assert counted == {"slides": 3, "left out without a day": 1}
    slides = {one["text"]["headline"]: one for one in json.loads(content)["events"]}
    assert slides["Aid to Norland by Sudland (planned)"]["start_date"] == {"year": 2024, "month": 5}
    assert "end_date" not in slides["Aid to Norland by Sudland (planned)"]
    assert {one["group"] for one in slides.values()} == {"Ministers meet in Vard 🚢"}
    assert slides["Visit: Norland and Sudland"]["start_date"] == {"year": 2023, "month": 9, "day": 15}


def test_words_of_a_page_are_no_mark_up_in_a_slide(written: Write) -> None:
    for one in json.loads(written("timeline")[0])["events"]:
        assert "<b>" not in one["text"]["text"] and 'href="javascript' not in one["text"]["text"]
