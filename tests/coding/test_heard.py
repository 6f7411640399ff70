"""Statements that the encoder hears: what becomes of them, and of attributions that it does not hear.

The encoder is played in the first half: each case says what it hears in which word. The second asks the shipped one.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from spacy.tokens import Doc

from dateline.coding import code
from dateline.language import HeardCue, Language
from dateline.model import Page, Report, Statement
from dateline.reading import read

PARTS = ("", "speaker", "addressee", "content")
Heard = tuple[str, str, float, Mapping[str, str]]
"""A cue's word, its stance, how sure, and word -> part."""


def hear(doc: Doc, word: str, stance: str, sure: float, parts: Mapping[str, str]) -> HeardCue:
    shares = np.zeros((len(doc), len(PARTS)), np.float32)
    shares[:, 0] = 1
    for token in doc:
        if token.text in parts:
            shares[token.i] = 0
            shares[token.i, PARTS.index(parts[token.text])] = 1
    at = next(token.i for token in doc if token.text == word)
    return HeardCue(at, sure, ((stance, sure), ("says", 1 - sure)), 0, PARTS, shares)


def statements(language: Language, text: str, *heard: Heard) -> tuple[Statement, ...]:
    report, doc = parsed(language, text)
    cues = [hear(doc, *one) for one in heard]
    doc._.dateline_heard = {cue.word: cue for cue in cues}
    return code(report, doc).statements


def parsed(language: Language, text: str) -> tuple[Report, Doc]:
    report = read(Page(text.encode()), as_is=True, published="2023-09-15")
    assert isinstance(report, Report)
    return report, language.parse(report.text, [part.span for part in report.parts])


def test_what_the_encoder_does_not_hear_at_all_is_no_statement(language: Language) -> None:
    assert statements(language, "Chile discussed the port of Iquique with Peru.") == ()
    (said,) = statements(language, "Chile said that the port of Iquique would open in May.")
    assert said.rule.startswith("cues:say")


def test_quoted_words_with_a_speaker_are_always_said(language: Language) -> None:
    (said,) = statements(language, '"The port of Iquique will open in May," Chile said.')
    assert said.stance == "says"


def test_a_cue_that_no_row_knows_is_heard_with_its_speaker_and_its_words(language: Language) -> None:
    text = "Chile trumpeted a fair deal on copper on Monday."
    parts = {"Chile": "speaker", "fair": "content", "deal": "content"}
    (said,) = statements(language, text, ("trumpeted", "praises", 0.9, parts))
    assert said.speaker is not None
    assert (said.speaker.name, said.stance) == ("Chile", "praises")
    assert said.cue is not None
    assert said.cue.cut(text) == "trumpeted"
    assert "fair deal" in said.content[0].cut(text)


def test_a_cue_without_a_speaker_or_of_which_the_encoder_is_not_sure_is_none(language: Language) -> None:
    text = "Chile trumpeted a fair deal on copper on Monday."
    assert statements(language, text, ("trumpeted", "praises", 0.9, {"deal": "content"})) == ()
    assert statements(language, text, ("trumpeted", "praises", 0.6, {"Chile": "speaker", "deal": "content"})) == ()


def test_a_sure_stance_counts_before_that_of_the_row(language: Language) -> None:
    text = "Chile said that the port of Iquique would open in May."
    parts = {"Chile": "speaker", "port": "content"}
    (sure,) = statements(language, text, ("said", "promises", 0.8, parts))
    (unsure,) = statements(language, text, ("said", "promises", 0.55, parts))
    assert (sure.stance, unsure.stance) == ("promises", "says")


def test_who_tells_of_a_denial_denies_nothing_himself(language: Language) -> None:
    text = "Chile said that Peru denied the raid."
    outer = ("said", "denies", 0.9, {"Chile": "speaker", "denied": "content"})
    inner = ("denied", "denies", 0.9, {"Peru": "speaker", "raid": "content"})
    found = statements(language, text, outer, inner)
    assert {said.stance for said in found if said.cue is not None and said.cue.start < 7} == {"says"}


def test_who_is_told_is_heard_where_no_rule_finds_it(language: Language) -> None:
    text = "Chile signalled towards Peru that the port of Iquique would open in May."
    parts = {"Chile": "speaker", "Peru": "addressee", "port": "content"}
    (said,) = statements(language, text, ("signalled", "says", 0.9, parts))
    assert said.addressee is not None
    assert said.addressee.name == "Peru"


def test_another_speaker_than_the_rules_find_is_taken_where_the_encoder_is_sure(language: Language) -> None:
    text = "Chile received Peru in Iquique, arguing that the port would open in May."
    heard = ("arguing", "claims", 0.9)
    (ruled,) = statements(language, text, (*heard, {"Chile": "speaker", "port": "content"}))
    (other,) = statements(language, text, (*heard, {"Peru": "speaker", "port": "content"}))
    (inside,) = statements(language, text, (*heard, {"port": "speaker", "May": "content"}))
    assert [said.speaker and said.speaker.name for said in (ruled, other, inside)] == ["Chile", "Peru", "Chile"]


def test_a_doc_of_another_pipeline_has_the_statements_of_rules_alone(language: Language) -> None:
    report, doc = parsed(language, "Chile said that the port of Iquique would open in May.")
    doc._.dateline_heard = None
    assert [said.stance for said in code(report, doc).statements] == ["says"]


STANCES = [
    ("The registrar said the ballots had not arrived on Monday.", "says"),
    ("The finance ministry denied that it had devalued the peso.", "denies"),
    ("Kenya's interior minister warned that the floods would reach Garissa by Friday.", "warns"),
    ("The opposition demanded that the president step down.", "demands"),
    ("The railway workers' union threatened to strike if wages were cut.", "threatens"),
    ("The bishop condemned the killings as a crime against God.", "condemns"),
    ("The foreign secretary praised the nurses for their courage.", "praises"),
    ("The army claimed that its soldiers had killed forty insurgents near Mubi.", "claims"),
]


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_what_is_done_by_saying_it(language: Language, text: str, stance: str) -> None:
    report, doc = parsed(language, text)
    assert [said.stance for said in code(report, doc).statements] == [stance]


NONE_SAID = [
    "The board dismissed the coach after nine defeats.",
]


@pytest.mark.parametrize("text", NONE_SAID)
def test_an_act_is_no_statement(language: Language, text: str) -> None:
    report, doc = parsed(language, text)
    assert code(report, doc).statements == ()
