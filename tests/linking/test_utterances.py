"""The same words of one speaker in several reports."""

from __future__ import annotations

import pytest

from dateline.linking import find_utterances
from dateline.linking.utterances import quote_one_utterance
from dateline.model import Coded

from .codings import Draft

LINES = {"a": "l1", "b": "l2"}


def _said(name: str, speaker: str, content: str) -> Coded:
    return (
        Draft(name, content, "Nothing else was said about the ships, the port or the weather.")
        .says(speaker, content)
        .coded()
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The door of the alliance stays open", "The door of the alliance stays open", True),
        ("the door of the alliance “stays open” to Sweden", "For Sweden the alliance keeps an open door", True),
        ("Sweden can join the alliance before July", "the price of bread must fall at once", False),
        ("The Alliance and Sweden signed a paper in Vilnius", "The Alliance and Sweden trust Vilnius", False),
        ("We have drawn a new plan for the harbour", "The harbour is a secret part of a plan", False),
        ("The Alliance's harbour is open", "It is for Sweden's good that the Alliance has an open mind", False),
        ("the harbour of Sweden got 40 ships this year", "the harbour of Sweden got 50 ships this year", False),
        ("the harbour of Sweden got 40 ships this year", "the harbour of Sweden got ships this year", True),
        ("no one in this alliance is above the treaty", "It is true that “no one in this alliance is above” it", True),
    ],
)
def test_contents(one: str, other: str, same: bool) -> None:
    found = find_utterances([_said("a", "Jens Stoltenberg", one), _said("b", "Stoltenberg", other)], LINES)
    assert bool(found) is same
    if found:
        assert found[0].speaker == "Jens Stoltenberg"
        assert [wording.report for wording in found[0].wordings] == ["a", "b"]
        assert found[0].lineages == ("l1", "l2")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("I will not sell the harbour, and I never will", "We never will sell a harbour if a lease does it", False),
        ("I will not sell the harbour, and I never will", "I will not sell this harbour and never will", True),
        ("Well, that is the one thing a town does not do, sell its harbour",
         "the one thing a town does not do, friends, since all who did it before us were poor", True),
    ],
    ids=["said twice", "translated twice", "cut at both ends"],
)  # fmt: skip
def test_quotations_of_one_utterance(one: str, other: str, same: bool) -> None:
    assert quote_one_utterance(one, other) is quote_one_utterance(other, one) is same


def test_two_speakers_are_never_one_utterance() -> None:
    words = "The door of the alliance stays open"
    assert find_utterances([_said("a", "Jens Stoltenberg", words), _said("b", "Antony Blinken", words)], LINES) == ()


def test_a_report_may_give_it_twice_but_alone_it_is_no_utterance() -> None:
    lead, full = "The door stays open", "The door of the alliance stays open, and it will stay open"
    twice = Draft("a", lead, full).says("Jens Stoltenberg", lead).says("Jens Stoltenberg", full).coded()
    assert find_utterances([twice], LINES) == ()
    (found,) = find_utterances([twice, _said("b", "Stoltenberg", "The door of the alliance stays open")], LINES)
    assert [wording.report for wording in found.wordings] == ["a", "a", "b"]


def test_order_changes_nothing() -> None:
    reports = [_said("a", "Jens Stoltenberg", "The door stays open"), _said("b", "Stoltenberg", "the door stays open")]
    assert find_utterances(reports, LINES) == find_utterances(reports[::-1], LINES)
