"""Where the name of a described side begins and ends: no day before it, no sentence or goal behind it."""

from __future__ import annotations

import pytest

from dateline.language import Language
from tests.coding.texts import events

NAMES = [
    # (text, name that one side must have)
    ("A court in Oslo sentenced a man of 31 to two years in prison on Monday.", "man of 31"),
    ("Spain extradited a retired general to the United States on Monday.", "retired general"),
    ("On July 9 thousands of demonstrators marched in Colombo.", "thousands of demonstrators"),
    # of these nouns "to" says more
    ("The police arrested an aide to the king on Monday.", "aide to the king"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_description_begins_and_ends_with_its_own_words(language: Language, text: str, name: str) -> None:
    names = [a.name for e in events(language, text) for a in (*e.actors, *e.recipients)]
    assert name in names, names
