"""Which states the words beside a name or description point to: "the Russian leader", "the Kremlin chief"."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

from dateline.coding.entities.mentions import plain_words
from dateline.coding.tables import table

_COLUMNS = ("name", "aliases", "adjectives", "peoples", "capitals")
_LONGEST = 4


@functools.cache
def _lands() -> Mapping[tuple[str, ...], str]:
    out: dict[tuple[str, ...], str] = {}
    for row in table("seats"):
        for form in (row["name"], *row.listed("aliases")):
            out.setdefault(plain_words(form), row["country"])
    for row in table("countries"):
        for column in _COLUMNS:
            for form in row.listed(column):
                out[plain_words(form)] = row["iso3"]
    out.pop((), None)
    return MappingProxyType(out)


@functools.lru_cache(maxsize=1 << 12)
def lands_in(text: str) -> frozenset[str]:
    """ISO 3166 alpha-3 codes of the states named in `text` by name, adjective, people, capital or seat of power."""
    words, table = plain_words(text), _lands()
    found: set[str] = set()
    at = 0
    while at < len(words):
        size = next((n for n in range(_LONGEST, 0, -1) if words[at : at + n] in table), 0)
        if size and table[words[at : at + size]]:
            found.add(table[words[at : at + size]])
        at += size or 1
    return frozenset(found)


def is_land_word(word: str) -> bool:
    """Whether one word alone names a state, its people or a seat of power."""
    return plain_words(word) in _lands()
