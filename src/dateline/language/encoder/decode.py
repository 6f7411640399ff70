"""From scores to structures that are always well formed: one rooted tree a sentence, whole entities, lemmas."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dateline.language.encoder.network import Floats, Numbers

BELOW = -1e9
SLACK = 1e-6
"""More than rounding can add to a sum of log probabilities over a sentence."""


def trees(arc: Floats, starts: Sequence[int], size: int) -> Numbers:
    """The best tree of each sentence of a window: heads [size], 0 for a root's head, else 1 + the head's number.

    `arc` as the encoder gives it, at least [size, size + 1]; `starts`: where sentences start, 0 first. Heads stay
    within their sentence. All sentences are read off at once; those where that gives no tree are solved one by one.
    """
    bounds = np.array([*starts, size])
    own = np.repeat(np.arange(len(starts)), np.diff(bounds))
    words = np.arange(size)
    allowed = np.ones((size, size + 1), bool)
    allowed[:, 1:] = own[:, None] == own
    allowed[words, words + 1] = False
    heads: Numbers = np.where(allowed, arc[:size, : size + 1], np.float32(BELOW)).argmax(1)
    above = np.concatenate(([0], heads))
    for _ in range(int(np.diff(bounds).max()).bit_length()):
        above = above[above]
    lost = np.add.reduceat(above[1:] > 0, bounds[:-1]) > 0
    for k in np.flatnonzero(lost | (np.add.reduceat(heads == 0, bounds[:-1], dtype=np.int64) != 1)).tolist():
        start, end = starts[k], int(bounds[k + 1])
        found = tree(np.concatenate((arc[start:end, :1], arc[start:end, start + 1 : end + 1]), axis=1))
        heads[start:end] = np.where(found > 0, found + start, 0)
    return heads


def tree(arc: Floats) -> Numbers:
    """The best tree with exactly one root: heads [n], 0 for the root's head, else 1 + the head's number.

    `arc` [n, n + 1] scores each word's head, column 0 the root. Greedy where that is a tree (nearly always), else
    maximum spanning tree by Chu-Liu and Edmonds, tried for the likeliest roots (a single root: Zmigrod et al. 2020
    give the exact form; trying each candidate root is exact too, and n is small); a root that could not win with each
    word's best head is not tried.
    """
    n = len(arc)
    if n == 1:
        return np.zeros(1, np.int64)
    scores = arc.astype(np.float64)
    scores[np.arange(n), np.arange(n) + 1] = BELOW
    top = scores.max(1, keepdims=True)
    scores -= np.log(np.exp(scores - top).sum(1, keepdims=True)) + top
    greedy = scores.argmax(1)
    if (greedy == 0).sum() == 1 and not cycle(greedy):
        return np.asarray(greedy, np.int64)
    roots = np.argsort(-scores[:, 0], kind="stable")[:4]
    best, most = greedy, -np.inf
    without = scores[:, 1:].max(1)
    bound = without.sum() - without + scores[:, 0]
    for root in roots:
        if bound[root] < most - SLACK:
            continue
        rooted = scores.copy()
        rooted[:, 0] = BELOW
        rooted[root] = BELOW
        rooted[root, 0] = scores[root, 0]
        heads = spanning(rooted)
        total = float(scores[np.arange(n), heads].sum())
        if total > most:
            best, most = heads, total
    return np.asarray(best, np.int64)


def cycle(heads: Numbers) -> list[int]:
    """The words (counted from 0) of one cycle, or an empty list."""
    above = (heads - 1).tolist()
    state = [0] * len(above)
    for start in range(len(above)):
        path, i = [], start
        while i >= 0 and state[i] == 0:
            state[i] = 1
            path.append(i)
            i = above[i]
        if i >= 0 and state[i] == 1 and i in path:
            return path[path.index(i) :]
        for j in path:
            state[j] = 2
    return []


def spanning(scores: npt.NDArray[np.float64]) -> Numbers:
    """Chu-Liu/Edmonds by contraction, without recursion depth on long chains: scores [n, n + 1] → heads [n]."""
    heads = np.asarray(scores.argmax(1), np.int64)
    loop = cycle(heads)
    if not loop:
        return heads
    n = len(heads)
    inside = np.zeros(n, bool)
    inside[loop] = True
    rest = np.flatnonzero(~inside)
    ring = np.asarray(loop, np.int64)
    kept = scores[ring, heads[ring]]
    # columns of the contracted graph: root, the rest, then the loop as one node
    columns = np.concatenate([[0], rest + 1])
    smaller = np.full((len(rest) + 1, len(rest) + 2), BELOW)
    smaller[:-1, :-1] = scores[np.ix_(rest, columns)]
    into = scores[np.ix_(rest, ring + 1)]
    if len(rest):
        smaller[:-1, -1] = into.max(1)
    enter = scores[np.ix_(ring, columns)] - kept[:, None]
    smaller[-1, :-1] = enter.max(0)
    found = spanning(smaller)
    out = heads.copy()
    for k, (i, j) in enumerate(zip(rest.tolist(), found.tolist(), strict=False)):
        out[i] = columns[j] if j < len(columns) else loop[int(into[k].argmax())] + 1
    entry = int(found[-1])
    broken = int(enter[:, entry].argmax())
    out[loop[broken]] = columns[entry]
    return out


def entities(scores: Floats, labels: Sequence[str]) -> list[str]:
    """The best label sequence [n] in which every I- follows its own B- or I-. `labels`: O, B-X, I-X, ..."""
    first, barred = barriers(tuple(labels))
    best = scores.argmax(1)
    if not first[best[0]] and not barred[best[:-1], best[1:]].any():
        return [labels[i] for i in best.tolist()]
    total = scores[0] + first
    back = []
    for row in scores[1:]:
        paths = total[:, None] + barred
        back.append(paths.argmax(0))
        total = paths.max(0) + row
    at = int(total.argmax())
    out = [at]
    for step in reversed(back):
        at = int(step[at])
        out.append(at)
    return [labels[i] for i in reversed(out)]


@functools.cache
def barriers(labels: tuple[str, ...]) -> tuple[Floats, Floats]:
    """What is added to a label's score at the start [n] and after another label [n, n]: `BELOW` where it cannot be."""
    inside = [label.startswith("I-") for label in labels]
    first = np.array([BELOW if i else 0.0 for i in inside], np.float32)
    barred = np.zeros((len(labels), len(labels)), np.float32)
    for j, label in enumerate(labels):
        if inside[j]:
            barred[[i for i, other in enumerate(labels) if other[2:] != label[2:]], j] = BELOW
    return first, barred


def lemma(word: str, script: str) -> str:
    """Apply an edit script: "c" keeps the case, "l" lowers it; then how many letters to cut and what to add."""
    keep, rest = script[:1], script[1:]
    digits = len(rest) - len(rest.lstrip("0123456789"))
    count, added = int(rest[:digits] or 0), rest[digits:]
    source = word if keep == "c" else word.lower()
    if count > len(source):
        return source
    return (source[: len(source) - count] + added) or source
