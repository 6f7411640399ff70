"""Words beside a name or in a description that are no part of who it is, by the table `lexicon/name_words.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import cast

from dateline.coding.cues import Gender, rows

_KINDS = ("title", "colourless", "relative")


@dataclass(frozen=True, slots=True)
class NameWords:
    """The rows by their kind; of a title the gender that it tells, if any."""

    titles: Mapping[str, Gender | None]
    colourless: frozenset[str]
    relatives: frozenset[str]


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
    return NameWords(MappingProxyType(titles), frozenset(words["colourless"]), frozenset(words["relative"]))
