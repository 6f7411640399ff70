"""Where an act happened that a state does to its own; and where it is told is not where it happened."""

from __future__ import annotations

import pytest

from dateline.language import Language
from tests.coding.texts import events


@pytest.mark.parametrize(
    ("text", "type_", "place"),
    [
        ("A Kenyan court sentenced three smugglers to prison on Tuesday.", "SANCTION", "Kenya"),
        ("Norwegian police arrested two men on Monday.", "COERCE", "Norway"),
        ("Kenyan police arrested two Ugandan traders on Monday.", "COERCE", None),
        ("Kenyan police arrested two men in Mombasa on Monday.", "COERCE", "Mombasa"),
    ],
)
def test_what_a_state_does_to_its_own_it_does_at_home(
    language: Language, text: str, type_: str, place: str | None
) -> None:
    found = [e for e in events(language, text) if e.type == type_]
    assert found and [e.where.name if e.where else None for e in found] == [place] * len(found)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels have shelled a market, diplomats in Vienna said on Tuesday.",
        "Rebels have shelled a market, officials in Vienna reported on Tuesday.",
        "Officials in Vienna said on Tuesday that rebels had shelled a market.",
        "Gunmen have killed nine villagers, an aid group in Vienna said.",
        "The army has arrested nine villagers, a newspaper in Vienna reported on Monday.",
    ],
)
def test_where_it_is_told_is_not_where_it_happened(language: Language, text: str) -> None:
    assert not [e for e in events(language, text) if e.where and e.where.name == "Vienna"]
