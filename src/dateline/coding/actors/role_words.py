"""Words inside a phrase that names an actor, by what they do there: the table `tables/role_words.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.coding.tables import table

_PATTERNS = ("ranks", "many")
_KINDS = (
    "crowd", "former", "tied", "stance", "loyal", "honorific", "particle", "led", "dealing", "stranger", "anywhere",
    "aside", "generic", "private", "suffix", *_PATTERNS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The rows by their kind, which the head of the table explains; the last two as patterns to search for."""

    crowds: frozenset[str]
    former: frozenset[str]
    tied: frozenset[str]
    stances: frozenset[str]
    loyal: frozenset[str]
    honorifics: frozenset[str]
    particles: frozenset[str]
    led: frozenset[str]
    dealing: frozenset[str]
    strangers: frozenset[str]
    anywhere: frozenset[str]
    aside: frozenset[str]
    generic: frozenset[str]
    private: frozenset[str]
    suffixes: frozenset[str]
    ranks: re.Pattern[str]
    many: re.Pattern[str]


@cache
def role_words() -> RoleWords:
    """The table, read once. Raises TableError."""
    words: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for row in table("role_words"):
        kind = row.one_of("kind", _KINDS)
        words[kind].add(row.pattern("word").pattern if kind in _PATTERNS else row["word"])
    held = {kind: frozenset(found) for kind, found in words.items()}
    ranks, many = ("|".join(sorted(words[kind])) for kind in _PATTERNS)
    return RoleWords(
        crowds=held["crowd"],
        former=held["former"],
        tied=held["tied"],
        stances=held["stance"],
        loyal=held["loyal"],
        honorifics=held["honorific"],
        particles=held["particle"],
        led=held["led"],
        dealing=held["dealing"],
        strangers=held["stranger"],
        anywhere=held["anywhere"],
        aside=held["aside"],
        generic=held["generic"],
        private=held["private"],
        suffixes=held["suffix"],
        ranks=re.compile(ranks),
        many=re.compile(many, re.IGNORECASE),
    )
