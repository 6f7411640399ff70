"""A story as the sure events tell it: what is left out tells nothing, and what was linked stays linked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from dateline.linking import find_happenings, keep_sure, link
from dateline.model import Coded, Happening, Lineage, Story

from .codings import Draft

SURES = {"a": 0.9, "b": 0.4, "c": 0.7}


def visit(name: str, words: str, told_day: str, sure: float) -> Coded:
    draft = Draft(name, words, day="2023-03-18", title="Niinistö visits Ankara")
    sides = (draft.actor("Recep Tayyip Erdoğan", "Erdoğan"), draft.actor("Sauli Niinistö", "Niinistö"))
    coded = draft.event("CONSULT", words, sides, day=told_day, place="Ankara").coded()
    (event,) = coded.coding.events
    return Coded(coded.report, replace(coded.coding, events=(replace(event, sure=sure),)))


def reports(sures: Mapping[str, float] = SURES) -> tuple[Coded, ...]:
    return (
        visit("a", "Niinistö met Erdoğan in Ankara on Friday about the treaty.", "2023-03-17", sures["a"]),
        visit("b", "Erdoğan received his guest Niinistö in Ankara at the palace.", "2023-03-17", sures["b"]),
        visit("c", "Niinistö of Finland saw Erdoğan in Ankara in March.", "2023-03-17", sures["c"]),
    )


def one_story(coded: Sequence[Coded]) -> tuple[Story, Happening]:
    """The reports as one story with all that they tell as one happening."""
    lineages = tuple(Lineage(f"l{one.report.id}", (one.report.id,), one.report.id) for one in coded)
    lineage_of = {one.report.id: f"l{one.report.id}" for one in coded}
    (happening,) = find_happenings(coded, lineage_of)
    return Story("y1", "Ankara", tuple(lineage_of), lineages, happenings=(happening,)), happening


def test_sources_are_counted_by_what_is_sure_enough() -> None:
    story, happening = one_story(reports())
    assert len(happening.lineages) == 3
    (left,) = keep_sure(story, reports(), 0.7).happenings
    assert (left.id, left.lineages) == (happening.id, ("la", "lc"))
    assert [report for report, _ in left.events] == ["a", "c"]
    shown = {exhibit.report for field in left.fields for account in field.accounts for exhibit in account.exhibits}
    assert shown == {"a", "c"}


@pytest.mark.parametrize(("sure", "sources"), [(0.0, [3]), (0.4, [3]), (0.5, [2]), (0.9, [1]), (0.95, [])])
def test_a_happening_that_nothing_sure_tells_is_left_out(sure: float, sources: list[int]) -> None:
    story, _ = one_story(reports())
    kept = keep_sure(story, reports(), sure)
    assert [len(one.lineages) for one in kept.happenings] == sources
    assert replace(kept, happenings=story.happenings) == story


def test_where_all_are_sure_nothing_changes() -> None:
    coded = reports(dict.fromkeys(SURES, 1.0))
    for story in link(coded):
        assert keep_sure(story, [one for one in coded if one.report.id in story.reports], 1.0) == story


def test_the_order_of_the_reports_does_not_show() -> None:
    story, _ = one_story(reports())
    assert keep_sure(story, reports()[::-1], 0.7) == keep_sure(story, reports(), 0.7)


def test_what_is_no_probability_is_refused() -> None:
    story, _ = one_story(reports())
    with pytest.raises(ValueError, match="80 is no probability"):
        keep_sure(story, reports(), 80)
