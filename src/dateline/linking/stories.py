"""Which reports tell the same story: TF-IDF over words and pairs of words, average linkage, copies always together.

The verdict on a group is exact: average linkage merges two groups only at a mean likeness of at least the
threshold, so every story lies inside one connected piece of the graph of pairs that are at least that alike,
and each piece is clustered by itself. A piece too large for a full matrix is cut at rising likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import chain, islice, pairwise
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from dateline.linking.lineages import day_of
from dateline.linking.lineages import lineages as find_lineages
from dateline.linking.templates import is_template
from dateline.linking.term_counts import damped_counts, stop_words
from dateline.linking.words import Vocabulary, body_spans, hash_words
from dateline.model import Lineage, Report, TextReuse, why_uncoded
from dateline.tables import shipped

ALIKE = 0.172
"""Mean likeness from which two groups are one story."""
NAMES = 0.1
"""Share of the likeness that names and numbers have for themselves: two quakes are told in the same words, one quake in
other words under the same names."""
LEAD = 120
"""Words of the opening, which weighs as much as the whole: a report says first what its story is."""
LARGEST = 2_500
"""Reports in a piece that is clustered with a full matrix (50 MB); larger pieces are cut first."""
BACKGROUND = 1_000
"""Reports of other news that every record is weighed against."""
_FORM = 0.5
"""Share of equal words from which reports that are no copies may be fillings of one template."""
_PARTED = 2.0
"""Distance of two fillings of one template, where no likeness at all is 1: no third report brings them together unless
it has much in common with both."""
_PAIRED = 3.0
"""How much likelier two common words stand side by side than chance would have it, roughly."""
_NAME = re.compile(r"(?<=[a-z,;:'\"] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*|\b(?:\d[\d.,]*\d|\d{2,})\b")
"""Words with a capital behind a word without one, with those that follow, and numbers of two digits or more."""
_WORD = re.compile(r"[^\W_]+(?:['’ʼ](?!s\b)[^\W_]+)*", re.IGNORECASE)
_ROWS = 1_024
_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]


def group_stories(
    reports: Sequence[Report], kinships: Sequence[TextReuse] = (), lineages: Sequence[Lineage] = ()
) -> tuple[tuple[str, ...], ...]:
    """The ids of the reports of each story, both sorted. `lineages` are kept whole; `kinships` give them if absent.

    Depends on the set of reports alone. A report like no other is a story of its own.
    """
    by_id = {report.id: report for report in reports}
    together = lineages or find_lineages(list(by_id.values()), kinships)
    home = {name: number for number, lineage in enumerate(together) for name in lineage.reports}
    names = sorted(name for name in by_id if not why_uncoded(by_id[name]))
    groups = _group_by_words(by_id, names, home, _forms(by_id, kinships))
    return tuple(sorted((*_add_uncoded(groups, by_id, home),)))


def _add_uncoded(
    groups: Sequence[Sequence[str]], by_id: Mapping[str, Report], home: Mapping[str, int]
) -> Iterator[tuple[str, ...]]:
    """The groups, with the reports of languages that are not coded beside their copies: words are weighed as those of
    English, so in other languages they make no story.
    """
    place = {home[name]: number for number, group in enumerate(groups) for name in group if name in home}
    added: dict[int, list[str]] = {number: list(group) for number, group in enumerate(groups)}
    for name in sorted(name for name in by_id if why_uncoded(by_id[name])):
        number = place.get(home[name], len(added)) if name in home else len(added)
        if name in home:
            place[home[name]] = number
        added.setdefault(number, []).append(name)
    return (tuple(sorted(group)) for group in added.values())


def _forms(by_id: Mapping[str, Report], kinships: Sequence[TextReuse]) -> tuple[tuple[str, str], ...]:
    """Pairs of reports that have most of their words in common because they fill one template."""
    alike = [
        kin
        for kin in kinships
        if kin.relation == "partial" and max(kin.share_of_a, kin.share_of_b) >= _FORM and {kin.a, kin.b} <= by_id.keys()
    ]
    texts = {
        name: hash_words(by_id[name], Vocabulary()) for name in sorted({n for kin in alike for n in (kin.a, kin.b)})
    }
    return tuple((kin.a, kin.b) for kin in alike if is_template(texts[kin.a], texts[kin.b]))


def _group_by_words(
    by_id: Mapping[str, Report], names: list[str], home: Mapping[str, int], forms: Sequence[tuple[str, str]]
) -> tuple[tuple[str, ...], ...]:
    if not names:
        return ()
    place = {name: index for index, name in enumerate(names)}
    texts = [by_id[name] for name in names]
    labels = story_labels(
        [terms(report) for report in texts],
        [terms(report, LEAD) for report in texts],
        [names_in(report) for report in texts],
        [home.get(name, -1) for name in names],
        [day_number(report) for report in texts],
        [(place[a], place[b]) for a, b in forms if a in place and b in place],
    )
    groups: dict[int, list[str]] = {}
    for name, label in zip(names, labels.tolist(), strict=True):
        groups.setdefault(label, []).append(name)
    return tuple(sorted(tuple(group) for group in groups.values()))


def plain_words(text: str) -> Iterator[str]:
    """The words of a text in lower case, without a genitive's ending."""
    return (match.group().lower() for match in _WORD.finditer(text))


def terms(report: Report, most: int | None = None) -> list[str]:
    """The words of title and body without function words, and their adjacent pairs; of the first `most` words only."""
    found: list[str] = []
    for words in _words_of_pieces(report, most):
        found.extend(words)
        found.extend(f"{one} {other}" for one, other in pairwise(words))
    return found


def names_in(report: Report) -> list[str]:
    """The words of names within sentences of the body, and its numbers; a genitive's ending taken off."""
    pieces = (span.cut(report.text) for span in body_spans(report))
    found = (word for piece in pieces for match in _NAME.finditer(piece) for word in plain_words(match.group()))
    return [word for word in found if len(word) > 1 and word not in stop_words()]


def words_of(report: Report, most: int | None = None) -> Iterator[str]:
    """The same words without their pairs."""
    return chain.from_iterable(_words_of_pieces(report, most))


def _words_of_pieces(report: Report, most: int | None) -> Iterator[list[str]]:
    for piece in (report.title or "", *(span.cut(report.text) for span in body_spans(report))):
        every = list(islice(plain_words(piece), most))
        most = None if most is None else most - len(every)
        yield [word for word in every if len(word) > 1 and word not in stop_words()]


@cache
def common_words() -> Mapping[str, float]:
    """Common words of English with the share of stretches of 300 words that hold them (tables/common_words.tsv)."""
    rows = shipped(__package__, "tables/common_words.tsv", ("word", "share"))
    return MappingProxyType({row["word"]: row.number("share") for row in rows})


def _background(names: Sequence[str]) -> _Floats:
    """In how many of `BACKGROUND` other reports each term would stand: known for words, guessed for their pairs."""
    shares = common_words()
    found = np.zeros(len(names))
    for index, name in enumerate(names):
        one, _, other = name.partition(" ")
        share = shares.get(one, 0.0)
        found[index] = min(share, share * shares.get(other, 0.0) * _PAIRED) if other else share
    return found * BACKGROUND


def vectors(documents: Sequence[Sequence[str]]) -> sparse.csr_matrix:
    """Reports by terms, rows of length 1: damped counts times inverse document frequency.

    Frequencies are counted over the reports and a fixed background of English, so that a word weighs the same in
    a small record as in a large one. Pairs of words count when two reports have them; single words always.
    """
    counts, names = damped_counts(documents)
    if not names:
        return counts
    matrix = counts.tocsc()
    frequency = np.diff(matrix.indptr)
    weights = np.log((1 + len(documents) + BACKGROUND) / (1 + frequency + _background(names))) + 1
    pairs = np.fromiter((" " in name for name in names), dtype=np.bool_)
    kept = (matrix @ sparse.diags(weights))[:, np.flatnonzero((frequency > 1) | ~pairs)].tocsr()
    lengths = np.sqrt(np.asarray(kept.multiply(kept).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1.0 / np.maximum(lengths, 1e-9)) @ kept)


def day_number(report: Report) -> float:
    """The day a report is from, counted in days; not a number where the day is not known."""
    day = day_of(report) or ""
    try:
        return float(date.fromisoformat(day[:10]).toordinal())
    except ValueError:
        return float("nan")


def nearness(days: _Floats) -> _Floats:
    """How far days let two reports tell one story, for all pairs: 1 within a fortnight, falling to a half in a year.

    A story goes on for days or weeks; the same actors a season or years apart are another story. Where a day is not
    known it says nothing; it falls no further because a page's date may be false.
    """
    return nearness_of_gaps(days[:, None] - days[None, :])


def nearness_of_gaps(gaps: _Floats) -> _Floats:
    """The same by the days that lie between two reports; not a number where either day is not known."""
    return np.nan_to_num(np.interp(np.abs(gaps), [14.0, 60.0, 365.0], [1.0, 0.75, 0.5]), nan=1.0)


def story_labels(
    bodies: Sequence[Sequence[str]],
    leads: Sequence[Sequence[str]],
    names: Sequence[Sequence[str]],
    home: Sequence[int],
    days: Sequence[float],
    apart: Sequence[tuple[int, int]] = (),
) -> _Ints:
    """A number for each report; equal numbers are one story. Reports with the same `home` >= 0 stay together.

    Side by side the rows of bodies, leads and names have a cosine that is the weighted mean of the three. `days`: see
    `day_number`. `apart`: places of reports that are as unlike as can be whatever their words.
    """
    shares = ((bodies, (1.0 - NAMES) / 2), (leads, (1.0 - NAMES) / 2), (names, NAMES))
    rows = sparse.csr_matrix(sparse.hstack([vectors(texts) * share**0.5 for texts, share in shares]))
    start = _numbers_of(home)
    merged = _merge_rows(rows, start)
    first = np.full(merged.shape[0], np.nan)
    np.fmin.at(first, start, np.array(days))
    parted = _symmetric([(int(start[a]), int(start[b])) for a, b in apart], merged.shape[0])
    labels = np.zeros(merged.shape[0], dtype=np.int64)
    following = 0
    for piece in _pieces(merged, np.arange(merged.shape[0], dtype=np.int64), ALIKE):
        found = _average_linkage(merged[piece], first[piece], parted[piece][:, piece])
        labels[piece] = found + following
        following += int(found.max()) + 1
    return labels[start]


def _symmetric(pairs: Sequence[tuple[int, int]], size: int) -> sparse.csr_matrix:
    """A matrix with 1 at these pairs of two different places, both ways round."""
    ends = sorted({end for a, b in pairs if a != b for end in ((a, b), (b, a))})
    rows, columns = [a for a, _ in ends], [b for _, b in ends]
    return sparse.csr_matrix((np.ones(len(ends)), (rows, columns)), shape=(size, size))


def _numbers_of(home: Sequence[int]) -> _Ints:
    """Numbers from 0 for the lineages and for the reports without one, in order of first member."""
    seen: dict[int, int] = {}
    keys = [place if place >= 0 else -index - 1 for index, place in enumerate(home)]
    return np.array([seen.setdefault(key, len(seen)) for key in keys], dtype=np.int64)


def _merge_rows(rows: sparse.csr_matrix, groups: _Ints) -> sparse.csr_matrix:
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


def _average_linkage(rows: sparse.csr_matrix, days: _Floats, parted: sparse.csr_matrix) -> _Ints:
    if rows.shape[0] == 1:
        return np.zeros(1, dtype=np.int64)
    distance: _Floats = 1.0 - (rows @ rows.T).toarray() * nearness(days)
    distance[parted.nonzero()] = _PARTED
    np.fill_diagonal(distance, 0.0)
    distance = np.clip((distance + distance.T) / 2, 0.0, None)
    tree = linkage(squareform(distance, checks=False), "average")
    return np.asarray(fcluster(tree, 1.0 - ALIKE, "distance"), dtype=np.int64) - 1
