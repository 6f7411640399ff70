"""Words beside a name or in a description that are no part of who it is, by the table `lexicon/name_words.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import cast

from dateline.coding.cues import Gender, rows

_KINDS = ("title", "colourless", "relative", "younger", "elder", "relation", "mutual", "death", "killing", "towards")


@dataclass(frozen=True, slots=True)
class NameWords:
    """The rows by their kind; of a title the gender that it tells, if any; which of two of a family a word means;
    `towards`: nouns of which "to" tells to whom, "an aide to the king"."""

    titles: Mapping[str, Gender | None]
    colourless: frozenset[str]
    relatives: frozenset[str]
    seniority: Mapping[str, str]
    relations: frozenset[str]
    mutual: frozenset[str]
    deaths: frozenset[str]
    killings: frozenset[str]
    towards: frozenset[str]


@cache
def name_words() -> NameWords:
    """The table, read once. Raises TableError."""
    titles: dict[str, Gender | None] = {}
    words: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for row in rows("name_words.tsv"):
        kind, gender = row.one_of("kind", _KINDS), row.one_of("gender", ("m", "f", "-"))
        words[kind].add(row["word"])
        if kind == "title":
            titles[row["word"]] = None if gender == "-" else cast(Gender, gender)
    seniority = {
        word: kind for kind in ("younger", "elder", "relation", "mutual", "death", "killing") for word in words[kind]
    }
    return NameWords(
        MappingProxyType(titles),
        frozenset(words["colourless"]),
        frozenset(words["relative"]),
        MappingProxyType(seniority),
        frozenset(words["relation"] | words["mutual"]),
        frozenset(words["mutual"]),
        frozenset(words["death"]),
        frozenset(words["killing"]),
        frozenset(words["towards"]),
    )
