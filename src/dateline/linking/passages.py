"""The words that two reports share: maximal runs of equal words, with their place in both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dateline.linking.words import SHINGLE, HashedText, Mask
from dateline.model import Passage

_PLACES = 8
"""Places in the other text at which a shingle is tried: a refrain that stands a hundred times costs no more."""


@dataclass(frozen=True, slots=True)
class Run:
    """`length` equal words, from word `a` of the first text and from word `b` of the second."""

    a: int
    b: int
    length: int


def shared_runs(a: HashedText, b: HashedText) -> tuple[Run, ...]:
    """Maximal runs of at least `SHINGLE` equal words, in the order of the first text, none overlapping there.

    Where a run could continue at several places of the second text, the longest one is taken (ties: the first).
    Texts shorter than a shingle share a run only when they are equal.
    """
    if not len(a.words) or not len(b.words):
        return ()
    size = min(SHINGLE, len(a.words), len(b.words))
    if size < SHINGLE and len(a.words) != len(b.words):
        return ()
    order, ranked = b.ranked
    left = np.searchsorted(ranked, a.shingles, side="left")
    right = np.searchsorted(ranked, a.shingles, side="right")
    shared = np.flatnonzero(right > left)
    runs: list[Run] = []
    reached = 0
    for index in shared.tolist():
        if index < reached:
            continue
        places = order[left[index] : min(right[index], left[index] + _PLACES)]
        best = max((_count_common(a, b, index, int(place)), -int(place)) for place in places)
        run = Run(index, -best[1], best[0])
        if run.length < size:
            continue
        runs.append(run)
        reached = run.a + run.length
    return tuple(runs)


def _count_common(a: HashedText, b: HashedText, start_a: int, start_b: int) -> int:
    """How many words are equal from these two places on."""
    length = min(len(a.words) - start_a, len(b.words) - start_b)
    unequal = np.flatnonzero(a.words[start_a : start_a + length] != b.words[start_b : start_b + length])
    return int(unequal[0]) if len(unequal) else length


def passages(a: HashedText, b: HashedText, runs: tuple[Run, ...]) -> tuple[Passage, ...]:
    """The runs as spans into both texts."""
    return tuple(Passage(a.span(run.a, run.a + run.length - 1), b.span(run.b, run.b + run.length - 1)) for run in runs)


def mark_shared(runs: tuple[Run, ...], words_a: int, words_b: int) -> tuple[Mask, Mask]:
    """Which words of each text stand in a run."""
    mask_a = np.zeros(words_a, dtype=np.bool_)
    mask_b = np.zeros(words_b, dtype=np.bool_)
    for run in runs:
        mask_a[run.a : run.a + run.length] = True
        mask_b[run.b : run.b + run.length] = True
    return mask_a, mask_b


def mark_quoted_in_either(quoted_a: Mask, quoted_b: Mask, runs: tuple[Run, ...]) -> tuple[Mask, Mask]:
    """Which words of each text are quoted, or are shared with quoted words of the other.

    One outlet marks an embedded post with quotation marks and another prints it bare.
    """
    mask_a, mask_b = quoted_a.copy(), quoted_b.copy()
    for run in runs:
        here, there = slice(run.a, run.a + run.length), slice(run.b, run.b + run.length)
        mask_a[here] |= quoted_b[there]
        mask_b[there] |= quoted_a[here]
    return mask_a, mask_b


def share_in_order(runs: tuple[Run, ...]) -> float:
    """The share of shared words whose runs follow one another in both texts alike (longest increasing chain)."""
    total = sum(run.length for run in runs)
    if not total:
        return 0.0
    best: list[int] = []
    for index, run in enumerate(runs):
        before = [best[k] for k in range(index) if runs[k].b + runs[k].length <= run.b]
        best.append(run.length + max(before, default=0))
    return max(best) / total
