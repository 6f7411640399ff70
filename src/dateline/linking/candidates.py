"""Which pairs of reports share words at all: counted exactly over word shingles, without looking at every pair.

The matrix of reports by shingles is sparse, and its product with its own transpose holds the number of
shared shingles of every pair that shares any. For many reports only a fixed fraction of the shingles is
kept, chosen by the hash itself: a sample that keeps containment unbiased whatever the lengths, which
MinHash (an estimate of Jaccard) does not. A half of a story inside another story has a Jaccard index of
.2 and less but a containment of .5.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dateline.linking.words import HashedText, Hashes

EXACT_UP_TO = 2_000
"""Reports up to which every shingle counts; beyond it one in `SAMPLE`."""
SAMPLE = 4
COMMON = 1_500
"""A shingle in more reports than this is a stock phrase or furniture, no sign of kinship."""
_ROWS = 512


def find_overlaps(texts: Sequence[HashedText], least: int = 3) -> NDArray[np.int64]:
    """Pairs (i, j), i < j, of reports that share at least `least` shingles (of all), as an array of two columns."""
    every = len(texts) <= EXACT_UP_TO
    sets = [text.shingle_set if every else _sample(text.shingle_set) for text in texts]
    matrix = shingle_matrix(sets)
    threshold = least if every else max(1, least // SAMPLE)
    found: list[NDArray[np.int64]] = []
    turned = matrix.T.tocsc()
    for start in range(0, matrix.shape[0], _ROWS):
        product = (matrix[start : start + _ROWS] @ turned).tocoo()
        rows = product.row.astype(np.int64) + start
        columns = product.col.astype(np.int64)
        keep = (columns > rows) & (product.data >= threshold)
        found.append(np.stack([rows[keep], columns[keep]], axis=1))
    if not found:
        return np.empty((0, 2), dtype=np.int64)
    pairs = np.concatenate(found)
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]


def shingle_matrix(sets: Sequence[Hashes]) -> sparse.csr_matrix:
    """Reports by shingles, 1 where the report holds the shingle; shingles of one report or of too many are left out."""
    sizes = np.array([len(hashes) for hashes in sets], dtype=np.int64)
    rows = np.repeat(np.arange(len(sets), dtype=np.int64), sizes)
    flat = np.concatenate(sets) if sets else np.empty(0, dtype=np.uint64)
    _, columns, counts = np.unique(flat, return_inverse=True, return_counts=True)
    keep = (counts[columns] > 1) & (counts[columns] <= COMMON)
    data = np.ones(int(keep.sum()), dtype=np.int32)
    shape = (len(sets), max(1, len(counts)))
    return sparse.csr_matrix((data, (rows[keep], columns[keep])), shape=shape)


def _sample(hashes: Hashes) -> Hashes:
    kept: Hashes = hashes[hashes % np.uint64(SAMPLE) == 0]
    return kept
