"""Keys by which reports that share words find one another, without anybody holding them all.

A key is the hash of a run of six words, of which one in `SAMPLE` is kept: two reports are candidates for kinship where
they share one. A record that grows finds them by other keys (`linking.sketches`).
"""

from __future__ import annotations

import numpy as np

from dateline.linking.lineages import day_of
from dateline.linking.words import Vocabulary, hash_words
from dateline.model import Report

SAMPLE = 4
"""One shingle in so many is a key. Which are kept is decided by the hash itself, so that containment stays unbiased
whatever the lengths, which MinHash (an estimate of Jaccard) does not: a half of a story inside another story has a
Jaccard index of .2 and less but a containment of .5."""


def band_keys(report: Report) -> list[dict[str, object]]:
    """The rows of bands.parquet for one report: its id, its day as far as known, and a key each, sorted."""
    hashes = hash_words(report, Vocabulary()).shingle_set
    day = day_of(report)
    kept = hashes[hashes % np.uint64(SAMPLE) == 0].tolist()
    return [{"report": report.id, "day": day, "key": key} for key in kept]
