"""Which reports are compared depends on who stands under their keys, not on who came first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.linking.desk import Desk
from dateline.linking.growing import grow
from dateline.linking.pairs import make_links, post_sketches
from dateline.linking.shelves import Link, MemoryShelf, rank
from dateline.linking.sketches import Sketch
from dateline.model import Coded, Coding, Report

from .codings import Draft
from .test_repeats import coded

PLACES = ("harbour", "valley", "market", "old town", "station", "river")


def _talks(number: int) -> Coded:
    """A visit of the spring of 2023, told every sixth day: over three windows of days."""
    day = f"2023-{3 + number * 6 // 30:02}-{1 + number * 6 % 30:02}"
    words = f"Erdoğan received Niinistö at the {PLACES[number % 6]} in Ankara and spoke of the alliance."
    draft = Draft(f"t{number:02}", words, f"Round {number} of the talks in Ankara.", day=day, title="Talks in Ankara")
    return draft.coded()


BY_ID = {one.report.id: one for one in map(_talks, range(14))}
NAMES = sorted(BY_ID)
Links = dict[tuple[str, str], Link]


def links_of(shelf: MemoryShelf, names: Iterable[str]) -> Links:
    """All links on a shelf; each must stand at both of its ends."""
    found = shelf.links(list(names))
    for name, links in found.items():
        for other, link in links.items():
            assert found[other][name] == link
    return {(name, other): link for name, links in found.items() for other, link in links.items() if name < other}


def linked(parts: Sequence[Sequence[str]], anchors: int) -> tuple[Links, MemoryShelf]:
    """The links after these parts have come one after the other."""
    shelf = MemoryShelf(BY_ID)
    for part in parts:
        desk = Desk(shelf)
        make_links(desk, post_sketches(desk, part, anchors), anchors)
    return links_of(shelf, BY_ID), shelf


def may_be_compared(a: Sketch, b: Sketch, ends: tuple[str, str], under: dict[int, list[str]], anchors: int) -> bool:
    """The rule as it is told: a key brings both together, and one of them is an anchor under its own."""
    for one, other, (name, partner) in ((a, b, ends), (b, a, ends[::-1])):
        beside = {key.own for key in other.places()}
        for key in one.places():
            for near in beside.intersection(key.also):
                if name in under[key.own][:anchors] or partner in under[near][:anchors]:
                    return True
    return False


@st.composite
def in_parts(draw: st.DrawFn) -> list[list[str]]:
    names = draw(st.permutations(NAMES))
    cuts = sorted(draw(st.sets(st.integers(1, len(names) - 1), max_size=5)))
    return [names[start:end] for start, end in zip([0, *cuts], [*cuts, len(names)], strict=True)]


@pytest.mark.parametrize("anchors", [1, 2, 3, 64])
@settings(max_examples=15, deadline=None)
@given(parts=in_parts())
def test_links_are_those_of_the_rule_whatever_came_first(parts: list[list[str]], anchors: int) -> None:
    found, shelf = linked(parts, anchors)
    every, _ = linked([NAMES], 64)
    sketches = shelf.sketches(NAMES)
    under: dict[int, list[str]] = {}
    for name in sorted(NAMES, key=rank):
        for key in {key.own for key in sketches[name].places()}:
            under.setdefault(key, []).append(name)
    allowed = {
        pair
        for pair in combinations(NAMES, 2)
        if may_be_compared(sketches[pair[0]], sketches[pair[1]], pair, under, anchors)
    }
    assert found == {pair: link for pair, link in every.items() if pair in allowed}
    assert len(every) > len(found) or anchors > 2  # or the texts would show nothing


def test_a_link_that_hangs_on_furniture_alone_goes_at_both_ends() -> None:
    """Two reports share only a line of their outlet; on its third page it is left out, and neither is linked any more.

    Each of the two finds that the other has dropped their link already, and growing goes on.
    """
    line = "More of what our readers liked best this week and every week of the year, in a letter on each Sunday"
    reports = {one.report.id: one for one in (coded(name, line) for name in ("ferry", "glacier", "library"))}
    shelf = MemoryShelf(reports)
    grow(shelf, ["ferry", "glacier"])
    assert links_of(shelf, reports).keys() == {("ferry", "glacier")}
    growth = grow(shelf, ["library"])
    assert links_of(shelf, reports) == {}
    assert {group.reports for group in growth.groups} == {("ferry",), ("glacier",), ("library",)}


def test_a_report_without_any_key_is_a_story_of_its_own() -> None:
    shelf = MemoryShelf({"none": Coded(Report("none", "", ()), Coding("none")), **BY_ID})
    growth = grow(shelf, ["none", *NAMES])
    assert ("none",) in {group.reports for group in growth.groups}
