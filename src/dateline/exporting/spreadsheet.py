"""Tables as text for R, pandas or a spreadsheet: commas or tabs, and GDELT's files of tabs without a header."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from dateline.exporting.cells import Cell, harmless, text_of
from dateline.exporting.dataset_fields import DONE
from dateline.exporting.formats import Written
from dateline.exporting.selection import Selection
from dateline.exporting.table_kinds import Table, chosen

_BOM = "\ufeff"
"""By this a spreadsheet knows UTF-8."""


def write(table: Table, selection: Selection, out: TextIO, *, delimiter: str) -> Written:
    """A header and the rows, quoted as RFC 4180 asks; lines end with a line feed.

    Lists in a cell are divided by `;` (`cells.join_values`). Where the selection is for spreadsheets, text that these
    would calculate stands behind a ', and the file begins with a byte order mark.
    """
    wanted = chosen(table, selection)
    cells, rows = wanted.cells(), wanted.rows(selection)
    if selection.for_spreadsheets:
        out.write(_BOM)
    plain = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    quoted = csv.writer(out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow([column.name for column in wanted.columns])
    number = 0
    for row in rows:
        texts = _texts(cells(row), selection.for_spreadsheets)
        bare = not any("\r" in text for text in texts)  # Python leaves a bare carriage return outside quotes
        (plain if bare else quoted).writerow(texts)
        number += 1
    return {table.name: number}


def _texts(cells: Sequence[Cell], for_spreadsheets: bool) -> list[str]:
    if not for_spreadsheets:
        return [text_of(cell) for cell in cells]
    return [harmless(text_of(cell)) if isinstance(cell, str | tuple) else text_of(cell) for cell in cells]


def write_gdelt(table: Table, selection: Selection, out: TextIO) -> Written:
    """The rows alone, tabs between bare cells. What is told as planned, possible, alleged or denied is left out."""
    cells = chosen(table, selection).cells()
    number, left = 0, 0
    for row in _rows(table, selection):
        if row is None:
            left += 1
            continue
        out.write("\t".join(map(_bare, cells(row))) + "\n")
        number += 1
    more = {"left out, being told as planned, possible, alleged or denied": left} if left else {}
    return {table.name: number, **more}


def _rows(table: Table, selection: Selection) -> Iterator[Any]:
    for row in table.rows(selection):
        yield row if row.event.factuality.label in DONE else None


def _bare(cell: Cell) -> str:
    """GDELT's files have no quotes, so no cell may hold a tab, a line or a quote."""
    return " ".join(text_of(cell).replace('"', "'").split())
