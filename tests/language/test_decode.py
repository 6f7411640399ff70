"""Structures are well formed whatever the scores say."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dateline.language.encoder import decode
from dateline.language.encoder.network import Floats

LABELS = ("O", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
SCORES = st.floats(-8, 8, width=16)


def is_tree(heads: list[int]) -> bool:
    """Exactly one root, and every word reaches it."""
    if heads.count(0) != 1:
        return False
    for i in range(len(heads)):
        seen, at = set(), i + 1
        while at:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at - 1]
    return True


@settings(max_examples=120, deadline=None)
@given(st.integers(1, 9).flatmap(lambda n: arrays.arrays(np.float32, (n, n + 1), elements=SCORES)))
def test_always_one_rooted_tree(arc: Floats) -> None:
    """Any scores give a tree with a single root."""
    assert is_tree(decode.tree(arc).tolist())


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 4).flatmap(lambda n: arrays.arrays(np.float32, (n, n + 1), elements=SCORES)))
def test_no_tree_scores_higher(arc: Floats) -> None:
    """For short sentences every tree can be tried: none beats the one found."""
    n = len(arc)

    def total(heads: list[int]) -> float:
        rows = arc.astype(np.float64).copy()
        rows[np.arange(n), np.arange(n) + 1] = decode.BELOW
        rows -= np.log(np.exp(rows - rows.max(1, keepdims=True)).sum(1, keepdims=True)) + rows.max(1, keepdims=True)
        return float(sum(rows[i, h] for i, h in enumerate(heads)))

    best = max(total(list(t)) for t in itertools.product(range(n + 1), repeat=n) if is_tree(list(t)))
    assert total(decode.tree(arc).tolist()) == pytest.approx(best, abs=1e-6)


@settings(max_examples=120, deadline=None)
@given(st.integers(1, 9).flatmap(lambda n: arrays.arrays(np.float32, (n, len(LABELS)), elements=SCORES)))
def test_no_entity_starts_inside(scores: Floats) -> None:
    """An I- label follows its own kind only."""
    found = decode.entities(scores, LABELS)
    assert len(found) == len(scores)
    assert all(b[:2] != "I-" or a[2:] == b[2:] for a, b in itertools.pairwise(["O", *found]))


@pytest.mark.parametrize(
    ("word", "script", "lemma"),
    [("Denied", "l3y", "deny"), ("Moscow", "c0", "Moscow"), ("was", "l3be", "be"), ("a", "l5x", "a")],
)
def test_lemma_scripts(word: str, script: str, lemma: str) -> None:
    """Cut, add, keep or lower; a script that cuts more than there is leaves the word."""
    assert decode.lemma(word, script) == lemma


def test_a_long_chain_with_a_loop_is_decoded() -> None:
    """Long sentences cost time, not the stack."""
    n = 400
    arc = np.full((n, n + 1), -5, np.float32)
    arc[np.arange(n), np.arange(n)] = 5
    arc[0, :] = -5
    arc[0, 2] = 5
    assert is_tree(decode.tree(arc).tolist())
