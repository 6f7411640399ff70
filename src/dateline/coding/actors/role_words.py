"""Words inside a phrase that names an actor, by what they do there: the table `tables/role_words.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.coding.tables import table

_KINDS = ("crowd", "former", "tied", "loyal", "honorific", "particle", "led", "ranks", "many")


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The rows by their kind, which the head of the table explains; the last two as patterns to search for."""

    crowds: frozenset[str]
    former: frozenset[str]
    tied: frozenset[str]
    loyal: frozenset[str]
    honorifics: frozenset[str]
    particles: frozenset[str]
    led: frozenset[str]
    ranks: re.Pattern[str]
    many: re.Pattern[str]


@cache
def role_words() -> RoleWords:
    """The table, read once. Raises TableError."""
    words: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for row in table("role_words"):
        kind = row.one_of("kind", _KINDS)
        words[kind].add(row.pattern("word").pattern if kind in ("ranks", "many") else row["word"])
    crowds, former, tied, loyal, honorifics, particles, led = (frozenset(words[kind]) for kind in _KINDS[:7])
    ranks, many = ("|".join(sorted(words[kind])) for kind in _KINDS[7:])
    return RoleWords(
        crowds, former, tied, loyal, honorifics, particles, led, re.compile(ranks), re.compile(many, re.IGNORECASE)
    )
