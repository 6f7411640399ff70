"""A record as lines that can be compared: the same for equal records, whatever the order in which pages came."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table

from dateline.recording import schema
from dateline.recording.canon import unpack_json
from dateline.recording.keys import natural_columns, select_natural


def dump_lines(connection: Connection) -> Iterator[str]:
    """Every row of every table that says something, as a line of JSON; sorted, table by table."""
    said = (table for table in schema.metadata.tables.values() if table not in schema.NOT_SAID)
    for table in sorted(said, key=lambda table: table.name):
        yield from sorted(_lines_of(connection, table))


def _lines_of(connection: Connection, table: Table) -> Iterator[str]:
    query, names = select_natural(table)
    packed = {name for name in names if (table.name, name) in schema.PACKED}
    for row in connection.execute(query):
        plain: dict[str, Any] = {name: [] for name in natural_columns(table)}
        for name, value in zip(names, row, strict=True):
            if isinstance(value, bytes):
                value = unpack_json(value).decode("utf-8") if name in packed else value.hex()
            plain[name].append(value)
        shown = {name: values[0] if len(values) == 1 else values for name, values in plain.items()}
        yield json.dumps([table.name, shown], ensure_ascii=False, sort_keys=True)
