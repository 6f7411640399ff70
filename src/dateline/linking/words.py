"""A report's body as normalised words: what copies, stories and utterances are compared by.

Case, punctuation, quotation marks and apostrophes differ between outlets that print one text, so a word
is a run of letters and digits in lower case without its apostrophes. Words are kept as 64-bit hashes with
their spans; equal words have equal hashes on every machine.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from dateline.linking.quoting import quoted_spans
from dateline.model import Report, Span

Hashes = NDArray[np.uint64]
Offsets = NDArray[np.int64]
Mask = NDArray[np.bool_]

SHINGLE = 6
"""Words in a shingle: the length that the published floor of the copies task uses; 5 finds more stock phrases."""

WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_APOSTROPHES = str.maketrans("", "", "'’ʼ")
_MULTIPLIER = 0x9E3779B97F4A7C15


class Vocabulary(dict[str, int]):
    """Printed word → hash of its normal form, filled as words come: hashing each word once is most of the speed."""

    def __missing__(self, word: str) -> int:
        number = int.from_bytes(
            hashlib.blake2b(normal_form(word).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
        )
        self[word] = number
        return number


def body_spans(report: Report) -> tuple[Span, ...]:
    """The paragraphs of a report; its whole text where no parts are known."""
    spans = tuple(part.span for part in report.parts if part.kind == "paragraph")
    if spans or report.parts or not report.text:
        return spans
    return (Span(0, len(report.text)),)


@dataclass(frozen=True)
class HashedText:
    """The body of one report as hashes of words; where each stands is found when it is first asked for.

    Most reports of a large record have no kin: their offsets are never needed.
    """

    report: Report
    words: Hashes

    @cached_property
    def places(self) -> tuple[Offsets, Offsets]:
        """The first character of every word, and the one after its last."""
        found = [
            match.span()
            for span in body_spans(self.report)
            for match in WORD.finditer(self.report.text, span.start, span.end)
        ]
        pairs = np.array(found, dtype=np.int64).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    @cached_property
    def shingles(self) -> Hashes:
        """One hash for every run of `SHINGLE` words, in order; a shorter body is one shingle."""
        return shingle_hashes(self.words, SHINGLE)

    @cached_property
    def capitals(self) -> Hashes:
        """The distinct words that are printed with a capital, sorted: names, and what opens a sentence."""
        text = self.report.text
        return np.unique(self.words[[text[start].isupper() for start in self.places[0].tolist()]])

    @cached_property
    def shingle_set(self) -> Hashes:
        """The distinct shingles, sorted."""
        return np.unique(self.shingles)

    @cached_property
    def ranked(self) -> tuple[Offsets, Hashes]:
        """The places of the shingles in the order of their hashes, and the hashes in that order."""
        order = np.argsort(self.shingles, kind="stable").astype(np.int64)
        return order, self.shingles[order]

    @cached_property
    def quoted(self) -> Mask:
        """For every word, whether it stands inside quotation marks or in an embedded post."""
        mask = np.zeros(len(self.words), dtype=np.bool_)
        for span in quoted_spans(self.report.text, body_spans(self.report)):
            first, last = np.searchsorted(self.places[0], [span.start, span.end])
            mask[first:last] = True
        return mask

    def span(self, first: int, last: int) -> Span:
        """The characters from word `first` up to and including word `last`."""
        starts, ends = self.places
        return Span(int(starts[first]), int(ends[last]))


def shingle_hashes(words: Hashes, size: int) -> Hashes:
    """Hashes of all runs of `size` words, mixed so that any bits of them can be sampled."""
    if not len(words):
        return np.empty(0, dtype=np.uint64)
    size = min(size, len(words))
    count = len(words) - size + 1
    total = np.zeros(count, dtype=np.uint64)
    for step in range(size):
        total = total * np.uint64(_MULTIPLIER) + words[step : step + count]
    total ^= total >> np.uint64(31)
    total *= np.uint64(0xBF58476D1CE4E5B9)
    total ^= total >> np.uint64(29)
    return total


def hash_words(report: Report, vocabulary: Vocabulary) -> HashedText:
    """Cut one report into words. `vocabulary` is shared by the reports of one run."""
    numbers = [
        number
        for span in body_spans(report)
        for number in map(vocabulary.__getitem__, WORD.findall(report.text, span.start, span.end))
    ]
    return HashedText(report, np.array(numbers, dtype=np.uint64))


def hash_words_of_all(reports: Sequence[Report]) -> tuple[HashedText, ...]:
    """Cut many reports into words, in the order given."""
    vocabulary = Vocabulary()
    return tuple(hash_words(report, vocabulary) for report in reports)


def normal_form(word: str) -> str:
    """A word in lower case without its apostrophes."""
    return word.lower().translate(_APOSTROPHES)


@lru_cache(maxsize=16_384)  # names and clauses are asked again and again, pair by pair
def normal_words(text: str) -> tuple[str, ...]:
    """The normal forms of the words of a text, in order."""
    return tuple(normal_form(word) for word in WORD.findall(text))
