"""Events as a table for R, pandas or a spreadsheet: our columns, or those of POLECAT, ICEWS or GDELT."""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

from dateline.exporting.codebook import Entry, Section
from dateline.exporting.fields import FIELDS
from dateline.exporting.formats import Format, Written, as_text
from dateline.exporting.selection import Selection
from dateline.exporting.table_rows import TableRow
from dateline.tables import shipped

EVERY = "every"
"""The columns that stand behind those of each dataset."""
_UNKNOWN = "-"
_MARKS = ((".csv", ","), (".tsv", "\t"))
"""Endings of files, and what parts the cells in them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the dataset, the field of ours that fills it (None: it stays empty), and what it holds."""

    name: str
    field: str | None
    what: str


@functools.cache
def _columns() -> dict[str, tuple[Column, ...]]:
    found: dict[str, list[Column]] = {}
    for row in shipped(__package__, "tables/columns.tsv", ("dataset", "name", "field", "what")):
        field = None if row["field"] == _UNKNOWN else row["field"]
        found.setdefault(row["dataset"], []).append(Column(row["name"], field, row["what"]))
    return {dataset: tuple(columns) for dataset, columns in found.items()}


def datasets() -> tuple[str, ...]:
    """Whose columns can be asked for: dateline, polecat, icews, gdelt."""
    return tuple(name for name in _columns() if name != EVERY)


def formats() -> tuple[Format, ...]:
    """A format for every dataset: .csv, or with tabs .tsv."""
    return tuple(
        Format(
            name,
            f"a table under the columns of {name}",
            {ending: as_text(functools.partial(_write, dataset=name, delimiter=mark)) for ending, mark in _MARKS},
            tables=("happenings", "events"),
            codebook=functools.partial(_codebook, dataset=name),
        )
        for name in datasets()
    )


def _write(selection: Selection, out: TextIO, *, dataset: str, delimiter: str) -> Written:
    return {selection.table: write(selection.rows(), out, dataset, delimiter=delimiter)}


def _codebook(selection: Selection, *, dataset: str) -> tuple[Section, ...]:
    entries = tuple(Entry(column.name, column.what) for column in columns(dataset))
    return (Section(selection.table, f"A row is one of the {selection.table}.", entries),)


def columns(dataset: str) -> tuple[Column, ...]:
    """The columns of a dataset, then those by which a row can be checked. KeyError for an unknown one."""
    return (*_columns()[dataset], *_columns()[EVERY])


def write(rows: Iterable[TableRow], out: TextIO, dataset: str, *, delimiter: str = ",") -> int:
    """Writes a header and the rows; the number of rows. Quoted as RFC 4180 asks; lines end with a line feed.

    `out` is open for text with newline="". Lists in a cell are divided by `;` (see `fields.join_values`).
    """
    wanted = columns(dataset)
    readers = [FIELDS[column.field] if column.field else None for column in wanted]
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow([column.name for column in wanted])
    number = 0
    for row in rows:
        writer.writerow([read(row) if read else "" for read in readers])
        number += 1
    return number
