"""Of which states the people of a group are, where another sentence of the report tells it."""

from __future__ import annotations

import pytest

from dateline.language import Language
from tests.coding.texts import LOST, events

GROUPS = [
    ("Libya's navy detained 30 fishermen. The fishermen were Italian and Tunisian.", {"ITA", "TUN"}),
    ("Libya's navy detained 30 fishermen. The fishermen were not Italian.", {None}),
    ("Libya's navy detained 30 fishermen. The ships were Italian.", {None}),
    pytest.param(
        "Libya's navy captured 30 smugglers, Libya said. The navy seized 18 Italian and 12 Tunisian men.",
        {"ITA", "TUN"},
        marks=LOST,
    ),
    ("Libya's navy captured 40 smugglers, Libya said. The navy seized 18 Italian and 12 Tunisian men.", {None}),
]


@pytest.mark.parametrize(("text", "states"), GROUPS)
def test_a_group_is_of_the_states_that_the_report_gives_to_its_people(
    language: Language, text: str, states: set[str | None]
) -> None:
    first = min(events(language, text), key=lambda event: event.trigger)
    assert {actor.country for actor in first.recipients} == states


@LOST
def test_a_group_told_twice_is_taken_once(language: Language) -> None:
    text = "Libya's navy captured 30 smugglers. Libyan sailors captured 18 Italian and 12 Tunisian men and a boat."
    assert len([event for event in events(language, text) if event.type == "COERCE"]) == 1
