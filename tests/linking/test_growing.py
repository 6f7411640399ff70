"""What is linked bit by bit is what is linked at once: any parts of the reports, in any order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.linking.assembly import tell
from dateline.linking.growing import grow
from dateline.linking.pieces import find_piece
from dateline.linking.shelves import MemoryShelf
from dateline.model import Coded, Coding, Story

from .codings import Draft
from .finland_texts import everything
from .test_repeats import INVITATION, coded

NOTICE = "More news on this page"


def _visit(name: str, day: str, *more: str) -> Coded:
    words = "Erdoğan received Niinistö in Ankara and spoke with him about the alliance and its next members."
    draft = Draft(name, words, *more, day=day, title="A visit in Ankara")
    return draft.event("CONSULT", words, (draft.actor("Recep Tayyip Erdoğan", "Erdoğan"),), day=day).coded()


CODED: tuple[Coded, ...] = (
    *(Coded(report, Coding(report.id)) for report in everything()),
    *(coded(name, INVITATION, NOTICE) for name in ("ferry", "glacier", "library", "salt")),
    *(_visit(f"v{number}", f"2023-03-{17 + number}", f"Part {number} of the talks was long.") for number in range(5)),
    _visit("w", "2021-06-01", "Another visit of another year."),
)
BY_ID = {one.report.id: one for one in CODED}


def grown(parts: Sequence[Sequence[str]], anchors: int, largest: int) -> tuple[Story, ...]:
    """The stories after these parts have come one after the other."""
    shelf = MemoryShelf(BY_ID)
    stories: dict[str, Story] = {}
    for part in parts:
        growth = grow(shelf, part, anchors=anchors, largest=largest)
        told = tell(growth)
        for gone in growth.gone:
            del stories[gone.id]
        assert not stories.keys() & {story.id for story in told}
        stories.update((story.id, story) for story in told)
        shelf.put_stories(told)
    return tuple(stories[name] for name in sorted(stories))


@st.composite
def in_parts(draw: st.DrawFn) -> list[list[str]]:
    names = draw(st.permutations(sorted(BY_ID)))
    cuts = sorted(draw(st.sets(st.integers(1, len(names) - 1), max_size=6)))
    return [names[start:end] for start, end in zip([0, *cuts], [*cuts, len(names)], strict=True)]


@pytest.mark.parametrize(("anchors", "largest"), [(64, 150), (2, 150), (64, 4), (1, 3)])
@settings(max_examples=15, deadline=None)
@given(parts=in_parts())
def test_any_parts_in_any_order_come_to_the_same(parts: list[list[str]], anchors: int, largest: int) -> None:
    """Also where crowds under one key are bounded, and where pieces are too large."""
    assert grown(parts, anchors, largest) == grown([sorted(BY_ID)], anchors, largest)


def test_what_a_new_report_does_not_touch_is_not_told_anew() -> None:
    shelf = MemoryShelf(BY_ID)
    shelf.put_stories(tell(grow(shelf, sorted(set(BY_ID) - {"v4"}))))
    growth = grow(shelf, ["v4"])
    assert [group.reports for group in growth.groups] == [("v0", "v1", "v2", "v3", "v4", "w")]
    assert [told.reports for told in growth.gone] == [("v0", "v1", "v2", "v3", "w")]


def test_a_line_on_its_third_page_changes_the_pages_before() -> None:
    shelf = MemoryShelf(BY_ID)
    shelf.put_stories(tell(grow(shelf, ["ferry", "glacier"])))
    growth = grow(shelf, ["library"])
    assert {group.reports for group in growth.groups} == {("ferry",), ("glacier",), ("library",)}
    told = {story.reports: {one.told for one in story.happenings} for story in tell(growth)}
    assert told.keys() == {("ferry",), ("glacier",), ("library",)}
    assert all(len(spans) == 2 for spans in growth.left_out.values())


def test_a_piece_that_is_too_large_is_cut_at_its_weaker_links() -> None:
    """Two chains of four, each at .5, tied at .2: eight are too many, four are not."""
    names = "abcdefgh"
    tied = dict.fromkeys(("ab", "bc", "cd", "ef", "fg", "gh"), 0.5) | {"de": 0.2}
    weights: dict[str, dict[str, float]] = {name: {} for name in names}
    for pair, weight in tied.items():
        weights[pair[0]][pair[1]] = weights[pair[1]][pair[0]] = weight
    assert find_piece("a", lambda _: weights, 8) == frozenset(names)
    assert find_piece("a", lambda _: weights, 7) == frozenset("abcd")
    assert find_piece("h", lambda _: weights, 4) == frozenset("efgh")
    assert find_piece("h", lambda _: weights, 3) == frozenset("h")
