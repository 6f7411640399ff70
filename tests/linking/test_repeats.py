"""A line that an outlet prints below any story is furniture; what is told twice about one story is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.linking import grow, link
from dateline.linking.repeats import leave_out_repeats, line_keys
from dateline.linking.shelves import MemoryShelf
from dateline.model import Coded, Coding, Report

from .codings import Draft

INVITATION = "Tell us what this story missed. Write to the editor."
TEASER = "Troops open fire in the capital"
QUOTATION = "“Finland will answer for itself,” Sauli Niinistö said in Helsinki."
STORIES = {
    "ferry": (
        "Crews of the ferries in Piraeus stopped work on Monday and left travellers on the quays of the harbour.",
        "The seamen's union said that pay had not kept up with prices, and ship owners called the strike unlawful.",
        "Mayors of the islands warned that shops and hospitals depended on the morning boats for fresh supplies.",
    ),
    "glacier": (
        "A lake behind a glacier burst its banks in the canton of Valais and flooded a road and several farms.",
        "Geologists had measured a sharp rise of the water and advised the villages to leave in good time.",
        "The road to the pass stays closed until engineers have looked at two bridges below the moraine.",
    ),
    "library": (
        "The national library in Tallinn opened its rebuilt reading rooms after a renovation of four years.",
        "Architects kept the limestone walls, and a third of the stacks stand open to readers for the first time.",
        "The catalogue counts five million items, among them the first printed book in the Estonian language.",
    ),
    "salt": (
        "Water came into the old salt mine of Wieliczka, and its lowest gallery is closed to all visitors.",
        "Miners pump day and night and have built a wall of clay to hold the flow from an old shaft.",
        "Guides lead groups past the chapel and the upper lakes until the company has mended the damage.",
    ),
}


def coded(name: str, *more: str, outlet: str | None = "Harbour Ledger") -> Coded:
    """A report on one of the stories with these lines below it; of each a statement and an event are coded."""
    draft = Draft(name, *STORIES[name], *more)
    for line in more:
        draft.says("Sauli Niinistö" if line == QUOTATION else "Harbour Ledger", line)
        draft.event("REQUEST", line, (draft.actor("Harbour Ledger", line.split()[0]),))
    one = draft.coded()
    return replace(one, report=replace(one.report, outlet=outlet))


def lines_of(reports: Sequence[Report]) -> set[str]:
    """The lines that are left out of what the reports tell."""
    texts = {report.id: report.text for report in reports}
    found = grow(MemoryShelf({report.id: Coded(report, Coding(report.id)) for report in reports}), texts).left_out
    return {span.cut(texts[name]) for name, spans in found.items() for span in spans}


@pytest.mark.parametrize("line", [INVITATION, TEASER, "Read on in the Harbour Ledger."])
def test_a_line_below_three_stories_is_furniture(line: str) -> None:
    reports = [coded(name, line).report for name in ("ferry", "glacier", "library")]
    assert lines_of(reports) == {line}


@pytest.mark.parametrize("line", [INVITATION, TEASER])
def test_two_stories_or_three_outlets_or_one_story_are_not_enough(line: str) -> None:
    reports = [coded(name, line).report for name in ("ferry", "glacier", "library")]
    assert not lines_of(reports[:2])
    assert not lines_of([replace(report, outlet=report.id) for report in reports])
    assert not lines_of([replace(report, outlet=None) for report in reports])
    assert not lines_of([replace(reports[0], id=name) for name in "abc"])


def test_a_sentence_that_names_somebody_stays_however_often_it_is_printed() -> None:
    report = coded("ferry", QUOTATION, INVITATION).report
    lines = {span.cut(report.text) for span in line_keys(report)}
    assert INVITATION in lines and QUOTATION not in lines


def test_only_what_stands_wholly_in_the_line_is_set_aside() -> None:
    one = coded("ferry", QUOTATION, INVITATION)
    (inside,) = [span for span in (part.span for part in one.report.parts) if span.cut(one.report.text) == INVITATION]
    left = leave_out_repeats({"ferry": one}, {"ferry": (inside,)})["ferry"]
    assert [said.content[0].cut(one.report.text) for said in left.coding.statements] == [QUOTATION]
    assert [event.evidence.cut(one.report.text) for event in left.coding.events] == [QUOTATION]
    assert left.report == one.report


EVERY = [coded(name, STORIES[name][1], INVITATION) for name in STORIES]


def test_no_story_tells_what_the_furniture_says() -> None:
    stories = link(EVERY)
    told = [pair for story in stories for happening in story.happenings for pair in happening.events]
    texts = {event.id: event.evidence.cut(one.report.text) for one in EVERY for event in one.coding.events}
    assert len(stories) == len(EVERY)
    assert {texts[event] for _, event in told} == {lines[1] for lines in STORIES.values()}


@settings(max_examples=10, deadline=None)
@given(st.permutations(EVERY), st.integers(0, 4))
def test_the_order_of_arrival_changes_nothing(every: list[Coded], first: int) -> None:
    link(every[:first])  # what was linked before more pages came leaves no trace
    assert link(every) == link(EVERY)
