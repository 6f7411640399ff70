"""All of linking in one call: every report in one story, whatever the order of arrival."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.linking import link
from dateline.model import Coded, Coding, Report, pages_in

from .codings import Draft
from .finland_texts import everything

CODED = [Coded(report, Coding(report.id)) for report in everything()]


def test_every_report_is_in_one_story_and_the_counts_add_up() -> None:
    stories = link(CODED)
    assert sorted(name for story in stories for name in story.reports) == [report.id for report in everything()]
    for story in stories:
        assert pages_in(story.lineages) == len(story.reports)
        assert all({kin.a, kin.b} <= set(story.reports) for kin in story.kinships)


def test_title_and_days_of_the_story() -> None:
    story = next(story for story in link(CODED) if "a-wire" in story.reports)
    assert story.title == "Finland joins NATO"
    assert (story.earliest, story.latest) == ("2023-04-04", "2023-04-06")


def test_a_report_whose_date_was_refuted_takes_the_days_of_what_it_tells() -> None:
    words = "Erdoğan received Niinistö in Ankara."
    draft = Draft("x", words, title="A visit")
    coded = draft.event("CONSULT", words, (draft.actor("Recep Tayyip Erdoğan", "Erdoğan"),), day="2023-03-17").coded()
    (story,) = link([coded])
    assert coded.report.published.value is None
    assert (story.earliest, story.latest) == ("2023-03-17", "2023-03-17")


@settings(max_examples=15, deadline=None)
@given(st.permutations(CODED), st.integers(0, 5))
def test_order_and_repetition_change_nothing(coded: list[Coded], again: int) -> None:
    assert link([*coded, coded[again]]) == link(CODED)


@pytest.mark.parametrize("reports", [[], [Report(id="x", text="", parts=())]])
def test_little_is_enough(reports: list[Report]) -> None:
    stories = link([Coded(report, Coding(report.id)) for report in reports])
    assert [story.reports for story in stories] == [(report.id,) for report in reports]
