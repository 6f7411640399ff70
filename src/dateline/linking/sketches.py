"""A report as the few numbers by which others like it are found: its sketch depends on the report alone.

Copies share fingerprints: of every `_WINDOW` neighbouring shingles the one with the smallest hash (winnowing, Schleimer
and others 2003), so two texts with `SHINGLE + _WINDOW - 1` equal words in a row share one wherever they stand. Reports
of one story share some of their weightiest words within some weeks; a report without a day, and every report by its few
weightiest words, is looked for in all times.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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

    def cosine(self, other: Sketch) -> float:
        """How alike the weighted words of two reports are, in [0, 1]."""
        _, ours, theirs = np.intersect1d(self.words, other.words, assume_unique=True, return_indices=True)
        return float(np.dot(self.weights[ours].astype(np.float64), other.weights[theirs].astype(np.float64)))


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
