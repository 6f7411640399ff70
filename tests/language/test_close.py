"""A sentence is read once more for each act in it."""

from pathlib import Path

import numpy as np
import pytest

from dateline.language import close, kinship, load, told_acts
from dateline.language.pipeline import WEIGHTS
from dateline.model import Span

# "Police arrested the protesters . They had attacked the ministry ."
HEADS = np.array([1, 1, 3, 1, 1, 7, 7, 7, 9, 7, 7])
RELATIONS = np.arange(11) % 4
TWO = np.array([1, 7])
VIEW = 160


def test_words_of_one_sentence_share_their_root() -> None:
    assert close.find_roots(HEADS).tolist() == [1] * 5 + [7] * 6


def test_the_words_of_the_acts_own_sentence_are_read_and_no_others() -> None:
    asked = close.ask(TWO, np.array([15, 16]), HEADS, RELATIONS)
    read = [at[mask == 0].tolist() for at, mask in zip(asked.at, asked.mask, strict=True)]
    assert read == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9, 10]]
    assert [asked.at[row, asked.act[row]] for row in (0, 1)] == [1, 7]
    assert asked.steps[np.arange(2), asked.act].tolist() == [kinship.FAR, kinship.FAR]


def test_a_sentence_that_goes_on_and_on_is_read_around_the_act() -> None:
    heads = np.full(300, 150)
    asked = close.ask(np.array([150]), np.array([1]), heads, np.zeros(300, np.int64))
    assert (asked.at.min(), asked.at.max() + 1) == (150 - close.REACH, 150 + close.REACH)


def test_an_act_is_read_alike_alone_and_beside_others() -> None:
    reader = close.CloseReader(WEIGHTS)
    view = np.random.default_rng(1).normal(size=(11, VIEW)).astype(np.float32)
    both = reader.read(view, TWO, np.array([15, 16]), HEADS, RELATIONS)
    alone = reader.read(view, TWO[:1], np.array([15]), HEADS, RELATIONS)
    assert np.allclose(both.parts[0, both.real[0]], alone.parts[0], atol=1e-4)


def test_a_folder_without_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"close\.onnx is missing"):
        close.CloseReader(tmp_path)


@pytest.mark.parametrize(
    ("text", "act", "roles"),
    [
        (
            "Police in the capital arrested the protesters who had attacked the ministry.",
            "arrested",
            {"Police": "actor", "protesters": "recipient", "ministry": ""},
        ),
        (
            "Police in the capital arrested the protesters who had attacked the ministry.",
            "attacked",
            {"Police": "", "protesters": "actor", "ministry": "recipient"},
        ),
        (
            "The foreign ministers of Chad and Sudan met in Cairo on Monday.",
            "met",
            {"ministers": "both", "Cairo": "where", "Monday": "when"},
        ),
    ],
)
def test_one_word_is_something_else_to_each_act(text: str, act: str, roles: dict[str, str]) -> None:
    doc = load().parse(text, [Span(0, len(text))])
    told = next(one for one in told_acts(doc) if doc[one.word].text == act)
    assert {word.text: told.part_of(word.i) for word in doc if word.text in roles} == roles
