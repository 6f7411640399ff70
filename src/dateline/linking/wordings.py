"""How alike two short stretches of text are: shared content words, weighted by how rare they are in the story."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from dateline.linking.term_counts import at_length_one, damped_counts, document_frequency, stop_words
from dateline.linking.words import normal_words


def content_words(text: str) -> tuple[str, ...]:
    """The words of a stretch without function words, endings of number and tense taken off."""
    return tuple(stem(word) for word in normal_words(text) if word not in stop_words())


def stem(word: str) -> str:
    """A rough stem: enough for "meeting" and "meet", "denied" and "denies"; never shorter than three letters."""
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: -len(ending)] + instead
    return word


def word_vectors(texts: Sequence[str]) -> sparse.csr_matrix:
    """Stretches by content words, rows of length 1 (0 for a stretch without any): damped TF-IDF, smoothed.

    A word counts (1 + ln(how often)) · (1 + ln((1 + stretches) / (1 + stretches that have it))).
    """
    matrix, _ = damped_counts(content_words(text) for text in texts)
    matrix.data *= (np.log((1.0 + len(texts)) / (1.0 + document_frequency(matrix))) + 1.0)[matrix.indices]
    return at_length_one(matrix)


def alike_pairs(vectors: sparse.csr_matrix, least: float) -> list[tuple[float, int, int]]:
    """Pairs (cosine, i, j), i < j, of rows at least `least` alike, by rows."""
    turned = vectors.T.tocsc()
    found: list[tuple[float, int, int]] = []
    for start in range(0, vectors.shape[0], 1_024):
        block = (vectors[start : start + 1_024] @ turned).tocoo()
        rows = block.row.astype(np.int64) + start
        keep = (block.col > rows) & (block.data >= least)
        values = np.round(block.data[keep], 9).tolist()
        found.extend(zip(values, rows[keep].tolist(), block.col[keep].tolist(), strict=True))
    return sorted(found, key=lambda pair: (pair[1], pair[2]))
