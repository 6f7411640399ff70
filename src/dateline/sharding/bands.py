"""Keys by which reports that share words find one another, without anybody holding them all.

A key is a fingerprint of `linking.sketches`: two reports are candidates for kinship where they share one.
"""

from __future__ import annotations

from dateline.linking.lineages import day_of
from dateline.linking.sketches import fingerprints
from dateline.linking.words import Vocabulary, hash_words
from dateline.model import Report


def band_keys(report: Report) -> list[dict[str, object]]:
    """The rows of bands.parquet for one report: its id, its day as far as known, and a key each, sorted."""
    day = day_of(report)
    keys = fingerprints(hash_words(report, Vocabulary())).tolist()
    return [{"report": report.id, "day": day, "key": key} for key in keys]
