"""The columns of every table, from `tables/columns.tsv`: what fills each, its type, what the codebook says."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dateline.exporting.codebook import Entry
from dateline.tables import shipped

_UNKNOWN = "-"
_COLUMNS = ("of", "column", "field", "type", "short", "what", "values", "source")
TYPES = ("text", "integer", "number", "date", "yes/no", "texts", "integers", "numbers")
"""What a column can hold; the last three are lists. A date is a whole day."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the field of ours that fills it (None: it stays empty), its type, and what it holds.

    `short`: it is in the short form too.
    """

    name: str
    field: str | None
    type: str
    short: bool
    what: str
    values: str
    source: str

    @property
    def entry(self) -> Entry:
        """Its line of the codebook."""
        kind = f"list of {self.type}" if self.type.endswith("s") else self.type
        return Entry(self.name, self.what, kind, self.values, self.source)


@functools.cache
def all_columns() -> Mapping[str, tuple[Column, ...]]:
    """The columns of every table and dataset, by its name."""
    found: dict[str, list[Column]] = {}
    for row in shipped(__package__, "tables/columns.tsv", _COLUMNS):
        field = None if row["field"] == _UNKNOWN else row["field"]
        found.setdefault(row["of"], []).append(
            Column(
                row["column"],
                field,
                row.one_of("type", TYPES),
                row.one_of("short", ("", "short")) != "",
                row["what"],
                row["values"],
                row["source"],
            )
        )
    return MappingProxyType({of: tuple(columns) for of, columns in found.items()})
