"""The facts on which two reports of one thing disagree."""

from __future__ import annotations

import pytest

from dateline.linking import differences
from dateline.model import Coded

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
