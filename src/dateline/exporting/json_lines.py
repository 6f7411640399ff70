"""Tables as JSON lines: one object a row, lists as lists, null for what the text does not tell."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from dateline.exporting.formats import Written
from dateline.exporting.selection import Selection
from dateline.exporting.table_kinds import Table, chosen


def write(table: Table, selection: Selection, out: BinaryIO) -> Written:
    """One JSON object a line, in UTF-8, with the names of the columns as keys."""
    wanted = chosen(table, selection)
    cells, rows = wanted.cells(), wanted.rows(selection)
    names = [column.name for column in wanted.columns]
    encoder, number = msgspec.json.Encoder(), 0
    for row in rows:
        out.write(encoder.encode(dict(zip(names, cells(row), strict=True))) + b"\n")
        number += 1
    return {table.name: number}
