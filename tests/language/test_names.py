"""Within one report the same words name the same thing."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.language import load
from dateline.language.encoder.names import agree
from dateline.language.encoder.network import Floats
from dateline.model import Span

LABELS = ("O", "B-LOC", "I-LOC", "B-ORG", "I-ORG")


def scores(*rows: dict[str, float]) -> Floats:
    """Logits: the given ones, -4 for every other label."""
    return np.array([[row.get(label, -4.0) for label in LABELS] for row in rows], np.float32)


def test_the_surer_mentions_decide() -> None:
    """Twice surely an organisation, once weakly a place: an organisation."""
    words = ["Gazprom", "and", "Gazprom", "and", "Gazprom"]
    sure, weak, out = {"B-ORG": 5.0}, {"B-LOC": 1.0, "B-ORG": 0.5}, {"O": 6.0}
    found = ["B-ORG", "O", "B-ORG", "O", "B-LOC"]
    assert agree(words, found, scores(sure, out, sure, out, weak), LABELS)[4] == "B-ORG"


def test_a_doubtful_mention_follows_a_sure_one() -> None:
    """Nearly a name here, surely one there: a name in both places."""
    words = ["NATO", "said", "NATO"]
    rows = scores({"B-ORG": 5.0}, {"O": 6.0}, {"O": 1.0, "B-ORG": 0.5})
    assert agree(words, ["B-ORG", "O", "O"], rows, LABELS) == ["B-ORG", "O", "B-ORG"]


def test_a_sure_word_stays_a_word() -> None:
    """What the encoder is sure of is left alone, and so are words without a capital."""
    words = ["Reading", "is", "Reading", "reading"]
    rows = scores({"B-LOC": 5.0}, {"O": 6.0}, {"O": 6.0}, {"O": 0.1, "B-LOC": 0.0})
    assert agree(words, ["B-LOC", "O", "O", "O"], rows, LABELS) == ["B-LOC", "O", "O", "O"]


def test_names_of_several_words() -> None:
    """The whole name is carried over, never a part of another name."""
    words = ["New", "York", ",", "New", "York"]
    sure = [{"B-LOC": 5.0}, {"I-LOC": 5.0}]
    rows = scores(*sure, {"O": 6.0}, {"O": 0.5, "B-LOC": 0.0}, {"O": 0.5, "I-LOC": 0.0})
    assert agree(words, ["B-LOC", "I-LOC", "O", "O", "O"], rows, LABELS) == ["B-LOC", "I-LOC", "O", "B-LOC", "I-LOC"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Floods reached Rostov-on-Don on Monday.", "Rostov-on-Don"),
        ("Aid was flown from Port-au-Prince to the coast.", "Port-au-Prince"),
        ("The minister left Komsomolsk-on-Amur in the evening.", "Komsomolsk-on-Amur"),
    ],
)
def test_a_name_that_hyphens_hold_together_is_one_name(text: str, name: str) -> None:
    doc = load().parse(text, [Span(0, len(text))])
    assert name in {entity.text for entity in doc.ents}
