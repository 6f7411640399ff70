"""The example pages are read as examples/README.md says that a careful analyst reads them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dateline import reading
from dateline.linking import find_text_reuse, lineages
from dateline.model import Page, Report, Skipped

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def read() -> tuple[Report | Skipped, ...]:
    pages = reading.pages(EXAMPLES)
    return tuple(reading.read(one) if isinstance(one, Page) else one for one in pages)


def named(name: str) -> Report | Skipped:
    """The page whose file (and line) ends so."""
    (found,) = [one for one in read() if one.origin.replace("\\", "/").split("/")[-1].startswith(name)]
    return found


def test_every_page_is_a_report_or_skipped_with_a_reason() -> None:
    skipped = [one for one in read() if isinstance(one, Skipped)]
    assert len(read()) == 19
    assert len(skipped) == 2
    assert all(one.reason for one in skipped)


@pytest.mark.parametrize("name", ["14-section-front", "15-video-stub"])
def test_what_is_no_report_is_skipped(name: str) -> None:
    assert isinstance(named(name), Skipped)


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("01-", "2023-09-15"),
        ("02-", "2023-09-16"),
        ("03-", "2023-09-16"),
        ("05-", "2023-09-15"),
        ("06-", "2023-09-16"),
        ("07-", "2022-07-22"),
        ("08-", "2022-07-23"),
        ("09-", "2022-07"),
        ("10-black-sea.jsonl:2", "2022-07-24"),
        ("11-", "2023-04-04"),
        ("12-", "2023-04-04"),
        ("13-", "2023-04-03"),
    ],
)
def test_the_day_that_the_page_gives_is_found_and_none_is_made_up(name: str, published: str) -> None:
    report = named(name)
    assert isinstance(report, Report)
    assert report.published.value == published


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("03-", "Belarus leader asks to join Moscow and Pyongyang"),
        ("04-", "Lukashenko offers Belarus as third partner as Putin weighs closer ties with North Korea"),
        ("09-", "Missiles strike port of Odesa a day after grain agreement"),
        ("12-", "Finland joins NATO, and Russia says it will respond"),
    ],
)
def test_the_headline_is_told_from_what_is_glued_to_it(name: str, title: str) -> None:
    report = named(name)
    assert isinstance(report, Report)
    assert report.title == title


def test_the_false_date_is_told_as_contradicted() -> None:
    farm = named("04-")
    assert isinstance(farm, Report)
    assert farm.published.declared == "2025-02-19"
    assert farm.published.value is None
    assert farm.published.doubts


def test_no_furniture_in_any_text() -> None:
    texts = [one.text for one in read() if isinstance(one, Report)]
    furniture = ("Troops open fire", "Sign up", "toasters", "Photo:", "All rights reserved", "Advertisement", "Related")
    assert not [(words, text[:60]) for words in furniture for text in texts if words in text]


def test_copies_are_one_source() -> None:
    reports = [one for one in read() if isinstance(one, Report)]
    found = lineages(reports, find_text_reuse(reports))
    assert sorted((len(one.reports) for one in found), reverse=True)[:3] == [5, 2, 1]
    assert len(found) == 12
