"""Scores of two sets, our own marks and the grammar meet on one scale."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.commitment import attach, commitment, marked, meantime, records, told, word_at
from training.corpus import words
from training.treebanks import Sentence, Word


def parsed(*rows: tuple[str, str, str, int, str]) -> list[Word]:
    """Words from (form, lemma, part of speech, head, relation); heads count from 1, 0 is the root."""
    past = "Tense=Past|VerbForm=Fin"
    return [
        Word(form, lemma, pos, feats=past if form.endswith("ed") else "", head=head - 1, relation=relation)
        for form, lemma, pos, head, relation in rows
    ]


SIGNED = parsed(("They", "they", "PRON", 2, "nsubj"), ("signed", "sign", "VERB", 0, "root"))
NOT_SIGNED = parsed(("not", "not", "PART", 2, "advmod"), ("sign", "sign", "VERB", 0, "root"))
WILL_SIGN = parsed(("will", "will", "AUX", 2, "aux"), ("sign", "sign", "VERB", 0, "root"))
MAY_SIGN = parsed(("may", "may", "AUX", 2, "aux"), ("sign", "sign", "VERB", 0, "root"))
IF_SIGN = parsed(("if", "if", "SCONJ", 2, "mark"), ("sign", "sign", "VERB", 0, "root"))
REFUSED = parsed(("refused", "refuse", "VERB", 0, "root"), ("sign", "sign", "VERB", 1, "xcomp"))
PLANS = parsed(("plans", "plan", "VERB", 0, "root"), ("sign", "sign", "VERB", 1, "xcomp"))


@pytest.mark.parametrize(
    ("sentence", "at", "expected"),
    [
        (SIGNED, 1, (3.0, 3.0)),
        (NOT_SIGNED, 1, (-3.0, -3.0)),
        (WILL_SIGN, 1, (-2.0, 2.0)),
        (MAY_SIGN, 1, (-1.5, 1.0)),
        (IF_SIGN, 1, (-1.5, 0.5)),
        (REFUSED, 1, (-3.0, -3.0)),
        (PLANS, 1, (-2.0, 1.0)),
        (PLANS, 0, None),
    ],
)
def test_what_the_tree_tells(sentence: list[Word], at: int, expected: tuple[float, float] | None) -> None:
    """A verb's clause says whether it happened, or says nothing."""
    assert told(sentence, at) == expected


@pytest.mark.parametrize(
    ("sentence", "happened", "expected"),
    [(SIGNED, 2.4, 3.0), (NOT_SIGNED, -2.0, -2.5), (WILL_SIGN, -2.0, 2.0), (MAY_SIGN, -2.0, 1.0), (SIGNED, -2.0, 0.7)],
)
def test_a_plan_is_no_denial(sentence: list[Word], happened: float, expected: float) -> None:
    """Of what has not happened, only the denied stays below zero."""
    assert commitment(sentence, 1, happened) == expected


def test_marks_in_own_sentences() -> None:
    """<happened,commitment> after the event's word; one number stands for both; names keep their labels."""
    made = marked("[Kenya|LOC] denied<3> that it would send<-2,1> troops.", words)
    assert [(made.words[i].form, a, b) for i, a, b in made.facts] == [("denied", 3, 3), ("send", -2, 1)]
    assert made.entities == [(0, 1, "LOC")]


def test_word_at_an_offset_of_the_squeezed_text() -> None:
    """Offsets count letters without blanks."""
    assert [word_at(["did", "n't", "go"], at) for at in (0, 3, 6, 7)] == [0, 1, 2, 2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three sentences: one that may train, one of a part that may not, one of a set that may not."""
    text = "They signed it."
    target = {"tid": "t0", "start": 5, "end": 11}
    names = (("uds", "uds-train-00001"), ("uds", "uds-dev-00001"), ("uw", "uw-train-00001"))
    docs = [{"id": name, "set": kind, "text": text, "targets": [target]} for kind, name in names]
    docs.append({"id": "meantime-train-00001", "set": "meantime", "text": "He did not sign.", "targets": [target]})
    gold = [{"id": d["id"], "targets": [{"tid": "t0", "score": 2.4}]} for d in docs]
    (tmp_path / "docs.jsonl").write_text("\n".join(map(json.dumps, docs)), "utf-8")
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, gold)), "utf-8")
    return tmp_path


def test_only_training_parts_are_read(folder: Path) -> None:
    """The dev part and the set that figures are told on stay out."""
    assert list(records(folder, "uds")) == [("They signed it.", [(5, 2.4)])]


def test_scores_sit_on_treebank_words(folder: Path) -> None:
    """The sentence is found by its letters, the word by its place."""
    sentence = Sentence([*SIGNED, Word("it", head=1, relation="obj"), Word(".", head=1, relation="punct")])
    assert attach([[sentence]], folder) == (1, 0)
    assert sentence.facts == [(1, 2.4, 3.0)]


def test_meantime_teaches_commitment_alone(folder: Path) -> None:
    """No parse, no names, one score."""
    (sentence,) = meantime(folder, words)
    assert sentence.layers == frozenset()
    assert [(sentence.words[i].form, a, b) for i, a, b in sentence.facts] == [("did", None, 2.4)]
