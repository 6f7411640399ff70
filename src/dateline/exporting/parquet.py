"""Tables as Parquet for DuckDB, Arrow, Spark: typed columns, days as dates, lists as lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from dateline.errors import UsageError
from dateline.exporting.cells import Cell
from dateline.exporting.formats import Written
from dateline.exporting.selection import Selection
from dateline.exporting.table_kinds import Table, chosen
from dateline.version import __version__

if TYPE_CHECKING:
    import pyarrow as pa

_GROUP = 4096
"""Rows of a row group: what is held at a time."""


def write(table: Table, selection: Selection, out: BinaryIO) -> Written:
    """A Parquet file, row group by row group; what a column means stands in its metadata.

    Raises UsageError where pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet as pq
    except ModuleNotFoundError as error:
        raise UsageError("Parquet needs pyarrow: pip install 'dateline[parquet]'") from error
    wanted = chosen(table, selection)
    schema, cells, rows = _schema(wanted), wanted.cells(), wanted.rows(selection)
    number = 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while group := [cells(row) for row in islice(rows, _GROUP)]:
            arrays = [
                pa.array(values, field.type) for values, field in zip(_columns(wanted, group), schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
            number += len(group)
    return {table.name: number}


def _columns(table: Table, group: list[list[Cell]]) -> Iterator[list[Any]]:
    for column, values in zip(table.columns, zip(*group, strict=True), strict=True):
        days = column.type == "date"
        yield [_day(value) if days and isinstance(value, str) else value for value in values]


def _day(value: str) -> date | None:
    """A day of the calendar. What is none has no place in a column of days, and its cell is empty; a table of text
    keeps it as it stands in the record."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _schema(table: Table) -> pa.Schema:
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "date": pa.date32(),
        "yes/no": pa.bool_(),
        "texts": pa.list_(pa.string()),
        "integers": pa.list_(pa.int64()),
        "numbers": pa.list_(pa.float64()),
    }
    fields = [
        pa.field(column.name, types[column.type], metadata={"description": column.what}) for column in table.columns
    ]
    return pa.schema(fields, metadata={"made_by": f"dateline {__version__}", "row": table.what})
