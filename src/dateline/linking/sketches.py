"""A report as the few numbers by which others like it are found: its sketch depends on the report alone.

Copies share fingerprints: of every `_WINDOW` neighbouring shingles the one with the smallest hash (winnowing, Schleimer
and others 2003), so two texts with `SHINGLE + _WINDOW - 1` equal words in a row share one wherever they stand. Reports
of one story share some of their weightiest words within some weeks; a report without a day, and every report by its few
weightiest words, is looked for in all times.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dateline.linking.background import weight
from dateline.linking.stories import LEAD, day_number, words_of
from dateline.linking.words import HashedText, Hashes, Vocabulary, hash_words
from dateline.model import Report, why_uncoded

_WINDOW = 10
"""Neighbouring shingles of which one is a fingerprint: 15 equal words in a row are found for certain."""
_TERMS = 24
"""Weightiest words by which a story is looked for."""
_ALWAYS = 8
"""Of these, those by which it is looked for in all times."""
_KEPT = 160
"""Weightiest words that are kept to measure how alike two reports are."""
_DAYS = 16
"""Days in a window; reports look into their own window and its neighbours."""


@dataclass(frozen=True, slots=True)
class Key:
    """Where a report is found (`own`), and where it looks for others (`also`, its own place among them)."""

    own: int
    also: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """`copies`: fingerprints, sorted. `words` (hashes, sorted) with `weights`: a vector of length 1 or a little less,
    empty where the language is not coded. `strongest`: hashes of the weightiest words, the weightiest first. `day`:
    counted in days, None where it is not known.
    """

    copies: NDArray[np.int64]
    words: Hashes
    weights: NDArray[np.float32]
    strongest: Hashes
    day: int | None

    def places(self) -> Iterator[Key]:
        """All keys, each once."""
        for number in self.copies.tolist():
            yield Key(number, (number,))
        for rank, number in enumerate(self.strongest.tolist()):
            if self.day is None or rank < _ALWAYS:
                always = _mix(number, None)
                yield Key(always, (always,))
            if self.day is not None:
                window = self.day // _DAYS
                yield Key(_mix(number, window), tuple(_mix(number, near) for near in (window, window - 1, window + 1)))


class Compared:
    """Reports by what their sketches have in common with those of others, for many pairs at once.

    The products of two words are added in the order of their hashes, whoever else is compared: a likeness depends on
    two reports alone, to the last bit.
    """

    def __init__(self, ours: Sequence[Sketch], theirs: Sequence[Sketch]) -> None:
        every = (*ours, *theirs)
        words = _rows([one.words for one in every], [one.weights for one in every])
        copies = _rows([one.copies for one in every])
        count = len(ours)
        self._cosines = _products(words[:count], words[count:])
        self._shared = _products(copies[:count], copies[count:])

    def cosines(self, places: tuple[NDArray[np.int64], NDArray[np.int64]]) -> NDArray[np.float64]:
        """How alike the weighted words of these pairs are, in [0, 1]; places in `ours` and in `theirs`."""
        return _values(self._cosines, places)

    def share_fingerprints(self, places: tuple[NDArray[np.int64], NDArray[np.int64]]) -> NDArray[np.bool_]:
        """Which of these pairs have a fingerprint in common."""
        return _values(self._shared, places) > 0


def _rows(sets: Sequence[NDArray[Any]], values: Sequence[NDArray[np.float32]] | None = None) -> sparse.csr_matrix:
    """Sets of hashes, each sorted, as rows of a matrix with a column for every hash; `values`: else 1."""
    ends = np.cumsum([0, *map(len, sets)])
    hashes, columns = np.unique(np.concatenate(sets), return_inverse=True)
    data = np.ones(len(columns)) if values is None else np.concatenate(values).astype(np.float64)
    return sparse.csr_matrix((data, columns, ends), shape=(len(sets), max(1, len(hashes))))


def _products(ours: sparse.csr_matrix, theirs: sparse.csr_matrix) -> sparse.csr_matrix:
    found = (ours @ theirs.T.tocsr()).tocsr()
    found.sort_indices()  # or every pair is looked for along the whole row
    return found


def _values(matrix: sparse.csr_matrix, places: tuple[NDArray[np.int64], NDArray[np.int64]]) -> NDArray[np.float64]:
    return np.asarray(matrix[places], dtype=np.float64).ravel()


@lru_cache(maxsize=65_536)
def _mix(number: int, window: int | None) -> int:
    told = f"{number}\t{'' if window is None else window}".encode()
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "big") >> 1


def sketch(report: Report, text: HashedText | None = None) -> Sketch:
    """The sketch of a report. `text`: the report cut into words, where it is there already."""
    text = text or hash_words(report, Vocabulary())
    words, weights, strongest = _weighed_words(report)
    day = day_number(report)
    return Sketch(fingerprints(text), words, weights, strongest, None if math.isnan(day) else int(day))


def fingerprints(text: HashedText) -> NDArray[np.int64]:
    """The winnowed shingles of a text, sorted, each once; all shingles of a text shorter than a window."""
    shingles = text.shingles
    if len(shingles) > _WINDOW:
        shingles = np.lib.stride_tricks.sliding_window_view(shingles, _WINDOW).min(axis=1)
    return np.unique(shingles >> np.uint64(1)).astype(np.int64)


def _weighed_words(report: Report) -> tuple[Hashes, NDArray[np.float32], Hashes]:
    """The opening weighs as much as the whole: half of the squared length comes from each."""
    empty = np.empty(0, dtype=np.uint64)
    if why_uncoded(report):
        return empty, np.empty(0, dtype=np.float32), empty
    total: dict[str, float] = {}
    for prefix, most in (("", None), ("lead ", LEAD)):
        counts: dict[str, int] = {}
        for word in words_of(report, most):
            counts[word] = counts.get(word, 0) + 1
        part = {word: (math.log(count) + 1.0) * weight(word) for word, count in counts.items()}
        length = math.sqrt(math.fsum(value * value for value in part.values())) or 1.0
        for word, value in part.items():
            total[prefix + word] = value / length * 0.5**0.5
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))[:_KEPT]
    strongest = dict.fromkeys(word.removeprefix("lead ") for word, _ in ranked)
    hashes = np.array([_hash(word) for word, _ in ranked], dtype=np.uint64)
    order = np.argsort(hashes)
    weights = np.array([value for _, value in ranked], dtype=np.float32)
    first = np.array([_hash(word) for word in list(strongest)[:_TERMS]], dtype=np.uint64)
    return hashes[order], weights[order], first


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
