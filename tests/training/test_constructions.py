"""training/data/constructions.conllu: our own sentences, every one a tree in the treebanks' terms."""

from __future__ import annotations

from collections import Counter

import pytest

from training.entities import HERE
from training.treebanks import Sentence, documents

SENTENCES = [sentence for document in documents(HERE / "constructions.conllu") for sentence in document]


def said(sentence: Sentence) -> str:
    return "".join(w.form + (" " if w.space else "") for w in sentence.words).strip()


BY_TEXT = {said(sentence): sentence for sentence in SENTENCES}


def test_there_are_enough_and_none_twice() -> None:
    assert len(SENTENCES) >= 200
    assert [text for text, n in Counter(map(said, SENTENCES)).items() if n > 1] == []


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda s: s.name)
def test_one_root_no_circle_and_no_mark_governs(sentence: Sentence) -> None:
    words = sentence.words
    assert [w.relation for w in words if w.head < 0] == ["root"]
    for i, word in enumerate(words):
        path = [i]
        while words[path[-1]].head >= 0:
            path.append(words[path[-1]].head)
            assert len(path) <= len(words), f"{word.form} leads in a circle"
        assert word.head < 0 or words[word.head].upos != "PUNCT"


@pytest.mark.parametrize(
    ("text", "child", "relation", "head"),
    [
        (
            "The army denied that its jets had struck the market, but reiterated that rebels were hiding nearby.",
            "reiterated",
            "conj",
            "denied",
        ),
        (
            "The convoy, which the Red Cross said had left Aden on Sunday, carried medicine and fuel.",
            "which",
            "nsubj",
            "left",
        ),
        (
            "The U.S. should lift the sanctions, China's foreign minister, Wang Yi, said during a visit to Tehran.",
            "minister",
            "nsubj",
            "said",
        ),
        ("The talks will, according to Turkish media, resume next month in Istanbul.", "media", "obl", "resume"),
        ("Macron told Netanyahu that the strikes must stop.", "Netanyahu", "iobj", "told"),
        ("Zelensky to visit Washington next week, White House says", "visit", "ccomp", "says"),
    ],
)
def test_words_hang_where_a_reader_hangs_them(text: str, child: str, relation: str, head: str) -> None:
    words = BY_TEXT[text].words
    word = next(w for w in words if w.form == child)
    assert (word.relation, words[word.head].form) == (relation, head)
