"""Which reports tell the same story: TF-IDF over words and pairs of words, average linkage, copies always together.

The verdict on a group is exact: average linkage merges two groups only at a mean likeness of at least the
threshold, so every story lies inside one connected piece of the graph of pairs that are at least that alike,
and each piece is clustered by itself. A piece too large for a full matrix is cut at rising likeness.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer

from dateline.linking.lineages import lineages as find_lineages
from dateline.linking.words import body_spans, normal_words
from dateline.model import Kinship, Lineage, Report

ALIKE = 0.15
"""Mean likeness from which two groups are one story; flat between .14 and .16 on the developers' stories."""
LEAD = 120
"""Words of the opening, which weighs as much as the whole: a report says first what its story is."""
LARGEST = 2_500
"""Reports in a piece that is clustered with a full matrix (50 MB); larger pieces are cut first."""
_ROWS = 1_024
_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]


def group_stories(
    reports: Sequence[Report], kinships: Sequence[Kinship] = (), lineages: Sequence[Lineage] = ()
) -> tuple[tuple[str, ...], ...]:
    """The ids of the reports of each story, both sorted. `lineages` are kept whole; `kinships` give them if absent.

    Depends on the set of reports alone. A report like no other is a story of its own.
    """
    by_id = {report.id: report for report in reports}
    names = sorted(by_id)
    if not names:
        return ()
    together = lineages or find_lineages(list(by_id.values()), kinships)
    home = {name: number for number, lineage in enumerate(together) for name in lineage.reports}
    texts = [by_id[name] for name in names]
    labels = story_labels(
        [terms(report) for report in texts],
        [terms(report, LEAD) for report in texts],
        [home.get(name, -1) for name in names],
    )
    groups: dict[int, list[str]] = {}
    for name, label in zip(names, labels.tolist(), strict=True):
        groups.setdefault(label, []).append(name)
    return tuple(sorted(tuple(group) for group in groups.values()))


def terms(report: Report, most: int | None = None) -> list[str]:
    """The words of title and body without function words, and their adjacent pairs; of the first `most` words only."""
    pieces = [report.title or ""]
    pieces.extend(span.cut(report.text) for span in body_spans(report))
    found: list[str] = []
    left = most
    for piece in pieces:
        every = normal_words(piece)
        if left is not None:
            every = every[:left]
            left -= len(every)
        words = [word for word in every if len(word) > 1 and word not in ENGLISH_STOP_WORDS]
        found.extend(words)
        found.extend(f"{one} {other}" for one, other in pairwise(words))
        if left == 0:
            break
    return found


def vectors(documents: Sequence[Sequence[str]]) -> sparse.csr_matrix:
    """Reports by terms, rows of length 1: damped counts times inverse document frequency.

    Pairs of words count when two reports have them; single words always, so that the lengths of the rows
    mean the same in a small record as in a large one.
    """
    weigh = TfidfVectorizer(analyzer=_as_they_are, sublinear_tf=True, norm=None, min_df=1)
    try:
        matrix = weigh.fit_transform(documents).tocsc()
    except ValueError:  # no report has a word
        return sparse.csr_matrix((len(documents), 1))
    pairs = np.fromiter((" " in term for term in weigh.get_feature_names_out()), dtype=np.bool_)
    frequent = np.diff(matrix.indptr) > 1
    kept = matrix[:, np.flatnonzero(frequent | ~pairs)].tocsr()
    lengths = np.sqrt(np.asarray(kept.multiply(kept).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1.0 / np.maximum(lengths, 1e-9)) @ kept)


def _as_they_are(terms: Sequence[str]) -> Sequence[str]:
    return terms


def story_labels(bodies: Sequence[Sequence[str]], leads: Sequence[Sequence[str]], home: Sequence[int]) -> _Ints:
    """A number for each report; equal numbers are one story. Reports with the same `home` >= 0 stay together.

    Side by side the rows of bodies and of leads have a cosine that is the mean of the two.
    """
    rows = sparse.csr_matrix(sparse.hstack([vectors(bodies), vectors(leads)]) * 0.5**0.5)
    start = _numbers_of(home)
    merged = _merged_rows(rows, start)
    labels = np.zeros(merged.shape[0], dtype=np.int64)
    following = 0
    for piece in _pieces(merged, np.arange(merged.shape[0], dtype=np.int64), ALIKE):
        found = _average_linkage(merged[piece])
        labels[piece] = found + following
        following += int(found.max()) + 1
    return labels[start]


def _numbers_of(home: Sequence[int]) -> _Ints:
    """Numbers from 0 for the lineages and for the reports without one, in order of first member."""
    seen: dict[int, int] = {}
    keys = [place if place >= 0 else -index - 1 for index, place in enumerate(home)]
    return np.array([seen.setdefault(key, len(seen)) for key in keys], dtype=np.int64)


def _merged_rows(rows: sparse.csr_matrix, groups: _Ints) -> sparse.csr_matrix:
    """One row for each lineage: the sum of its members, at length 1."""
    count = int(groups.max()) + 1
    gather = sparse.csr_matrix((np.ones(len(groups)), (groups, np.arange(len(groups)))), shape=(count, len(groups)))
    summed = gather @ rows
    lengths = np.sqrt(np.asarray(summed.multiply(summed).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1.0 / np.maximum(lengths, 1e-9)) @ summed)


def _pieces(rows: sparse.csr_matrix, members: _Ints, least: float) -> Iterator[_Ints]:
    """Connected pieces of the graph of pairs at least `least` alike, each small enough for a full matrix."""
    graph = _graph(rows[members], least)
    count, labels = connected_components(graph, directed=False)
    for label in range(count):
        piece = members[labels == label]
        if len(piece) <= LARGEST or least >= 0.95:
            for start in range(0, len(piece), LARGEST):
                yield piece[start : start + LARGEST]
        else:
            yield from _pieces(rows, piece, least + 0.05)


def _graph(rows: sparse.csr_matrix, least: float) -> sparse.csr_matrix:
    """Pairs of rows whose cosine is at least `least`."""
    turned = rows.T.tocsc()
    blocks = []
    for start in range(0, rows.shape[0], _ROWS):
        block = (rows[start : start + _ROWS] @ turned).tocsr()
        block.data[block.data < least] = 0.0
        block.eliminate_zeros()
        blocks.append(block)
    return sparse.vstack(blocks).tocsr()


def _average_linkage(rows: sparse.csr_matrix) -> _Ints:
    if rows.shape[0] == 1:
        return np.zeros(1, dtype=np.int64)
    distance: _Floats = 1.0 - (rows @ rows.T).toarray()
    np.fill_diagonal(distance, 0.0)
    distance = np.clip((distance + distance.T) / 2, 0.0, None)
    tree = linkage(squareform(distance, checks=False), "average")
    return np.asarray(fcluster(tree, 1.0 - ALIKE, "distance"), dtype=np.int64) - 1
