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
    ("text", "type_", "place"),
    [
        # in the town where a court or a police force sits
        ("A court in Linz sentenced three smugglers to prison on Tuesday.", "SANCTION", "Linz"),
        ("A court in Mombasa, Kenya, sentenced three smugglers to prison on Tuesday.", "SANCTION", "Mombasa"),
        # whoever is hurt there is no authority, and the sentence may be passed anywhere
        ("An Austrian court sentenced a doctor from Linz to prison on Tuesday.", "SANCTION", "Austria"),
    ],
)
def test_a_court_acts_where_it_sits(language: Language, text: str, type_: str, place: str) -> None:
    found = [e for e in events(language, text) if e.type == type_]
    assert found and [e.where.name if e.where else None for e in found] == [place] * len(found)


def test_the_town_in_which_a_report_was_written_is_lent_to_no_headline(language: Language) -> None:
    text = (
        "Radio reporter shot dead\n\n"
        "MANILA, Sept. 15 (AP) - Gunmen shot a radio reporter dead on Thursday as he left his home in Cotabato."
    )
    assert {e.where.name for e in events(language, text) if e.where} <= {"Cotabato", "Cotabato City"}


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
