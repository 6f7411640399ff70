"""The codebooks of the formats that are no tables, from `tables/codebooks.tsv`: what every property of them means."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import MappingProxyType

from dateline.exporting.codebook import Entry, Section
from dateline.exporting.selection import Selection
from dateline.tables import shipped

_COLUMNS = ("format", "section", "name", "type", "values", "source", "meaning")
_WHOLE = "-"
"""Stands for the name in the row that says what one of the section is."""


@functools.cache
def _sections() -> Mapping[str, tuple[Section, ...]]:
    found: dict[str, dict[str, tuple[str, list[Entry]]]] = {}
    for row in shipped(__package__, "tables/codebooks.tsv", _COLUMNS):
        of_format = found.setdefault(row["format"], {})
        if row["name"] == _WHOLE:
            of_format[row["section"]] = (row["meaning"], [])
        else:
            entry = Entry(row["name"], row["meaning"], row["type"], row["values"], row["source"])
            of_format[row["section"]][1].append(entry)
    return MappingProxyType(
        {
            name: tuple(Section(title, what, tuple(entries)) for title, (what, entries) in parts.items())
            for name, parts in found.items()
        }
    )


def sections(name: str) -> tuple[Section, ...]:
    """The codebook of a format. KeyError for one that the table does not know."""
    return _sections()[name]


def codebook_of(name: str) -> Callable[[Selection], tuple[Section, ...]]:
    """What a `Format` asks for its codebook."""
    return lambda _: sections(name)
