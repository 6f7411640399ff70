"""How often which term stands in which document: the matrix that TF-IDF starts from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dateline.tables import shipped


@cache
def stop_words() -> frozenset[str]:
    """Function words of English, in lower case (tables/stop_words.tsv)."""
    rows = shipped(__package__, "tables/stop_words.tsv", ("words",))
    return frozenset(word for row in rows for word in row.words("words"))


def damped_counts(documents: Iterable[Sequence[str]]) -> tuple[sparse.csr_matrix, tuple[str, ...]]:
    """Documents by terms, 1 + ln(how often) where a document holds a term; and the terms, sorted as the columns are.

    The values of a row stand in the order in which its terms were first seen in any document. Sums of a row depend on
    that order in their last bit, and stories must not change with the order of an alphabet.
    """
    seen: dict[str, int] = {}
    counted = [Counter(seen.setdefault(term, len(seen)) for term in document) for document in documents]
    rows = [sorted(counts.items()) for counts in counted]
    terms = tuple(sorted(seen))
    column = np.empty(len(terms), dtype=np.int32)
    column[[seen[term] for term in terms]] = np.arange(len(terms), dtype=np.int32)
    first = np.fromiter((number for row in rows for number, _ in row), dtype=np.int64)
    often = np.fromiter((count for row in rows for _, count in row), dtype=np.float64)
    ends = np.cumsum([0, *(len(row) for row in rows)], dtype=np.int32)
    matrix = sparse.csr_matrix((np.log(often) + 1.0, column[first], ends), shape=(len(rows), max(1, len(terms))))
    return matrix, terms


def document_frequency(matrix: sparse.csr_matrix) -> NDArray[np.int64]:
    """In how many rows each column has a value."""
    return np.bincount(matrix.indices, minlength=matrix.shape[1])


def at_length_one(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """The same rows at Euclidean length 1; empty ones stay empty. Squares are added in the order of the row."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    lengths = np.sqrt(np.bincount(row, weights=matrix.data * matrix.data, minlength=matrix.shape[0]))
    return sparse.csr_matrix((matrix.data / lengths[row], matrix.indices, matrix.indptr), shape=matrix.shape)
