"""Where other coders of news go wrong, in sentences of ours: hopes taken for deeds, denials and quotations lost."""

from __future__ import annotations

import pytest

from dateline.coding.factuality import Judge
from dateline.language import Parse, predicates
from tests.coding.test_statements import english, report_of, rows, statements

TOLD = [
    # a belief about a neighbour's help is no help given
    ("Analysts believe that Iran will probably send drones.", "send", "possible"),
    # an interest in an act is no act
    ("The Serbian president voiced a desire to join the pact.", "join", "possible"),
    ("The Serbian president voiced interest in joining the pact.", "joining", "possible"),
    # a denied plan is denied
    ("Tehran strongly denied that it plans to sell drones.", "sell", "denied"),
]


@pytest.mark.parametrize(("text", "word", "told"), TOLD)
def test_hopes_and_denials_are_no_deeds(text: str, word: str, told: str) -> None:
    doc = english().parse(text, [part.span for part in report_of(text).parts])
    (head,) = [p.head for p in predicates(doc) if doc[p.head].text == word]
    assert Judge(Parse.of(doc)).of(head).label == told


KEPT = [
    ("Analysts believe that Iran will probably send drones.",
     [("Analysts", "believe", "believes", ("that Iran will probably send drones",))]),
    ("Tehran strongly denied that it plans to sell drones.",
     [("Tehran", "denied", "denies", ("that it plans to sell drones",))]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), KEPT)
def test_denials_and_beliefs_are_kept_as_statements(text: str, expected: list[object]) -> None:
    assert rows(text)[:1] == expected


ODD = ["“We won’t pay, said the mayor.", 'The mayor said: ”We won’t pay“.', "„We won't pay\", said the mayor.",
       '"We won\'t pay", said the mayor. "', "''We won't pay,'' said the mayor.'"]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_an_odd_mark_loses_no_speaker(text: str) -> None:
    found = statements(text)
    assert [s.speaker.name for s in found if s.speaker is not None] == ["mayor"]
    assert "pay" in found[0].content[0].cut(text)


def test_a_speaker_is_named_though_the_cue_has_a_pronoun() -> None:
    text = 'Luiz Inácio Lula da Silva opened the fair. "The forest must live," he said.'
    speaker = statements(text)[0].speaker
    assert speaker is not None
    assert speaker.name == "Luiz Inácio Lula da Silva"
