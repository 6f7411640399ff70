"""Furniture (boilerplate): the rows of tables/furniture.tsv, and which of them a line matches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.model import FurnitureKind
from dateline.reading.tables import rows

_LONGEST, _LONGEST_WHOLE = 1200, 600
"""Characters of a line that any row, that a row for whole lines is tried on: longer ones are prose."""


@dataclass(frozen=True, slots=True)
class FurnitureRow:
    """A row of tables/furniture.tsv: what a line is when it matches. `closes`: the story does not go on below it.

    `whole`: the pattern covers the line from end to end; such a match is sure.
    """

    kind: FurnitureKind
    pattern: re.Pattern[str]
    closes: bool
    whole: bool


@cache
def furniture_rows() -> tuple[FurnitureRow, ...]:
    """The table of furniture, compiled once."""
    return tuple(_furnishings())


def _furnishings() -> Iterator[FurnitureRow]:
    for kind, closes, pattern in rows("furniture.tsv", "kind", "closes", "pattern"):
        whole = pattern.startswith("^") and pattern.endswith("$")
        yield FurnitureRow(kind, re.compile(pattern, re.IGNORECASE), closes == "closes", whole)  # type: ignore[arg-type]


@cache
def _any_of(whole: bool) -> re.Pattern[str]:
    """All rows of one sort as one pattern with a group a row: one call into the matcher instead of thirty."""
    groups = (f"(?P<r{n}>{row.pattern.pattern})" for n, row in enumerate(furniture_rows()) if row.whole is whole)
    return re.compile("|".join(groups), re.IGNORECASE)


@lru_cache(maxsize=8192)
def match_furniture(text: str) -> FurnitureRow | None:
    """The row of the table that a line's text matches, or None; rows for whole lines come first. Very long lines are
    prose whatever they hold.
    """
    row = match_whole_line(text)
    if row is not None or len(text) > _LONGEST:
        return row
    return _row(_any_of(False).search(text))


@lru_cache(maxsize=8192)
def match_whole_line(text: str) -> FurnitureRow | None:
    """The row that matches a line from end to end, or None: the sure ones, and the quick ones to look for."""
    return _row(_any_of(True).match(text)) if len(text) <= _LONGEST_WHOLE else None


def _row(found: re.Match[str] | None) -> FurnitureRow | None:
    return furniture_rows()[int(found.lastgroup[1:])] if found is not None and found.lastgroup is not None else None
