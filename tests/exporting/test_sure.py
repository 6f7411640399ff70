"""How sure a record is, in tables and in the brief; and both without what is not sure enough."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import cast

import pytest

from dateline import exporting
from dateline.exporting import Brief, Selection, spreadsheet, table_rows
from dateline.exporting.table_kinds import dataset_table, table_of
from dateline.model import Coded, Story, probability, sure_words
from dateline.recording import Record

from .made_story import made_story


def weighed(meeting: float = 0.9, drones: float = 0.4) -> tuple[Story, tuple[Coded, ...]]:
    """The made story; its independent account of the meeting and all accounts of the drones are as sure as given."""
    story, every = made_story()

    def weigh(one: Coded) -> Coded:
        first, second = one.coding.events
        first = replace(first, sure=meeting) if one.report.id == "p3" else first
        return Coded(one.report, replace(one.coding, events=(first, replace(second, sure=drones))))

    return story, tuple(map(weigh, every))


@pytest.mark.parametrize("dataset", ["dateline", "polecat", "icews", "eventreport"])
def test_every_table_says_how_sure(dataset: str) -> None:
    _, coded = weighed(0.8125, 0.4)
    out = io.StringIO(newline="")
    table = table_of("events") if dataset == "dateline" else dataset_table(dataset, "events")
    table = replace(table, rows=lambda _: table_rows.events(coded))
    spreadsheet.write(table, Selection(cast(Record, None)), out, delimiter=",")
    lines = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert [line["sure"] for line in lines] == ["1", "0.4", "1", "0.4", "0.8125", "0.4"]


def test_the_brief_says_how_sure_where_it_is_not_quite() -> None:
    brief = exporting.brief(*weighed())
    assert {one.type: one.sure for one in brief.happened} == {"CONSULT": 1.0, "ASSAULT": 0.4}
    for shown in (brief.text(), brief.html()):
        assert "sure .4" in shown and "sure 1" not in shown and "left out" not in shown
    told = json.loads(brief.json())
    assert sorted(one["sure"] for one in told["happened"]) == [0.4, 1.0]
    assert "sure ." not in exporting.brief(*made_story()).text()


def test_a_brief_without_what_is_less_sure_counts_what_it_leaves_out() -> None:
    story, coded = weighed(meeting=0.9)
    brief = exporting.brief(story, coded, sure=0.95)
    assert [one.type for one in brief.happened] == ["CONSULT"]
    assert (brief.happened[0].agreement, brief.differences) == ("one source", ())
    assert (brief.pages, brief.independent, brief.unsure, brief.least_sure) == (3, 2, 1, 0.95)
    assert {words.report for words in brief.happened[0].words} == {"p1"}
    for shown in (brief.text(), brief.html()):
        assert "1 happening less sure than .95 left out" in shown
    assert json.loads(brief.json())["unsure"] == 1


@pytest.mark.parametrize("sure", [0.0, 0.4])
def test_a_brief_in_which_all_is_sure_enough_is_the_whole_brief(sure: float) -> None:
    story, coded = weighed()
    brief = exporting.brief(story, coded, sure=sure)
    assert replace(brief, least_sure=0.0) == exporting.brief(story, coded)
    assert isinstance(brief, Brief)


def test_a_brief_of_nothing_sure_says_so() -> None:
    story, coded = weighed()
    unsure = [
        replace(one, coding=replace(one.coding, events=tuple(replace(e, sure=0.2) for e in one.coding.events)))
        for one in coded
    ]
    brief = exporting.brief(story, unsure, sure=0.5)
    assert (brief.happened, brief.unsure) == ((), 2)
    assert "2 happenings less sure than .5 left out" in brief.text()


def test_what_is_no_probability_is_refused() -> None:
    with pytest.raises(ValueError, match="3 is no probability"):
        exporting.brief(*weighed(), sure=3)


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0, "0"), (0.004, "0"), (0.5, ".5"), (0.618, ".62"), (0.994, ".99"), (0.996, "1"), (1, "1")]
)
def test_probabilities_in_two_digits(value: float, shown: str) -> None:
    assert probability(value) == shown
    assert sure_words(value) == ("" if shown == "1" else f"sure {shown}")
