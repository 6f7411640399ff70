"""The facts on which two reports of one thing disagree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.linking import differences
from dateline.model import Coded, Place, Span

from .codings import Draft

BASE = "On Friday shelling by rebels killed six civilians near the town of Marea, a doctor said."


def _coded(name: str, *sentences: str) -> Coded:
    return Draft(name, *sentences).coded()


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        (BASE, ()),
        (BASE.replace("Friday", "Tuesday"), ("date",)),
        (BASE.replace("rebels", "government forces"), ("actor",)),
        (BASE.replace("shelling", "poison gas"), ("cause",)),
        (BASE.replace("six civilians", "six soldiers"), ("casualty",)),
        (BASE.replace("Marea", "Tadef"), ("place",)),
        (BASE.replace("Friday", "Tuesday").replace("Marea", "Tadef"), ("place", "date")),
    ],
)
def test_fields(changed: str, fields: tuple[str, ...]) -> None:
    rest = "The hospital asked for blood and said that more wounded were on their way."
    found = differences(_coded("a", BASE, rest), _coded("b", changed, rest))
    assert tuple(difference.field for difference in found) == fields


@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        (
            "Four people died when rebels blew up a bridge.",
            "Four people died when soldiers blew up a bridge.",
            ("actor",),
        ),
        ("A bomb exploded near the old mill.", "A bomb explosion near the old mill.", ()),
        ("The monitor said air strikes hit the port.", "The monitor said raids hit the port.", ()),
        ("The shells fell on the town of Marea.", "The shells fell on the northern town of Marea.", ()),
        ("In the north France seized two ships.", "In the north Spain seized two ships.", ("actor",)),
        ("Two ships were seized in France.", "Two ships were seized in Spain.", ("place",)),
    ],
)
def test_what_is_replaced_is_told_by_what_stands_beside_it(one: str, other: str, fields: tuple[str, ...]) -> None:
    found = differences(_with_states("a", one), _with_states("b", other))
    assert tuple(difference.field for difference in found) == fields


def _with_states(name: str, words: str) -> Coded:
    coded = _coded(name, words)
    places = tuple(
        Place(state, Span(words.index(state), words.index(state) + len(state)), feature="country")
        for state in ("France", "Spain")
        if state in words
    )
    return replace(coded, coding=replace(coded.coding, places=places))


def test_what_one_report_leaves_out_is_no_difference() -> None:
    """A sentence more, of another day, place and cause, contradicts nothing."""
    more = "On Sunday a mine had killed two soldiers in Tadef, and the army blamed the rebels for it."
    assert differences(_coded("a", BASE), _coded("b", BASE, more, more.replace("Sunday", "Monday"))) == ()


def test_exhibits_show_the_words_of_both() -> None:
    one, other = _coded("a", BASE), _coded("b", BASE.replace("Friday", "Tuesday"))
    (found,) = differences(one, other)
    assert [exhibit.span.cut(one.report.text) for exhibit in found.a] == ["Friday"]
    assert [exhibit.span.cut(other.report.text) for exhibit in found.b] == ["Tuesday"]


def test_house_style_is_no_difference() -> None:
    assert differences(_coded("a", BASE), _coded("b", BASE.upper().replace(",", " –"))) == ()


@pytest.mark.parametrize("text", ["x", "…", "12 13 14", "\ud800"])
def test_any_text_is_compared(text: str) -> None:
    found = differences(_coded("a", text), _coded("b", BASE))
    assert all(difference.strength > 0 for difference in found)
