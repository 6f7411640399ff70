"""Denials by a pronoun behind an accusation: (text, the word of the deed, who denies it). The sentences are ours."""

from __future__ import annotations

import pytest

from dateline.language import Language
from tests.coding.texts import LOST, coded, events

DENIED = [
    ("Ukraine blamed Russia for the strike on the dam, which it denied.", "strike", ["Russia"]),
    ("The US has accused Iran of arming the Houthis, an allegation it denies.", "arming", ["Iran"]),
    ("The army accused the rebels of killing 20 villagers, a charge they rejected.", "killing", ["rebels"]),
    pytest.param(
        "Prosecutors accused the minister of taking bribes, which he has denied.", "accused", ["minister"], marks=LOST
    ),
    # Without a denial nobody denies; a clause on something else is none.
    ("The army accused the rebels of killing 20 villagers in a town which they hold.", "killing", []),
]


@pytest.mark.parametrize(("text", "trigger", "deniers"), DENIED)
def test_the_accused_deny_and_not_the_accuser(language: Language, text: str, trigger: str, deniers: list[str]) -> None:
    (event,) = [e for e in events(language, text) if e.trigger.cut(text) == trigger]
    assert [voice.speaker.name for voice in event.denied_by] == deniers


def test_a_statement_that_denies_is_the_accuseds(language: Language) -> None:
    text = "EU accuses Meta of spreading lies, which it denies."
    _, coding = coded(language, text)
    assert [s.speaker.name for s in coding.statements if s.stance == "denies" and s.speaker] == ["Meta"]
