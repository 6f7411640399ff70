"""What a word weighs in news at large, whatever reports a record holds (tables/news_words.tsv, common_words.tsv)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from dateline.linking.stories import common_words
from dateline.tables import shipped

_REPORTS = 1_000
"""Reports of the background: the rarest word stands in one of so many."""
_ITEMS = 2
"""Short items of news that hold about as many different matters as one report."""


@cache
def _shares() -> Mapping[str, float]:
    rows = shipped(__package__, "tables/news_words.tsv", ("word", "share"))
    of_items = {row["word"]: 1.0 - (1.0 - row.number("share")) ** _ITEMS for row in rows}
    of_texts = common_words()
    return MappingProxyType(
        {word: max(of_items.get(word, 0.0), of_texts.get(word, 0.0)) for word in {*of_items, *of_texts}}
    )


def weight(word: str) -> float:
    """The inverse document frequency of a word, smoothed; a word that no table knows is as rare as can be."""
    return math.log((1 + _REPORTS) / (1 + _REPORTS * _shares().get(word, 0.0))) + 1.0
