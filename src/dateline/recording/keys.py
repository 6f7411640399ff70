"""By what a row is known in every record: its natural key. Numbers are of one database alone.

Rows are written and compared by natural keys, so that records of the same pages are equal whatever the order in
which they came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Column, Select, Table, select
from sqlalchemy.sql import FromClause

from dateline.recording import schema

OF_LOOKUPS: tuple[Table, ...] = (schema.actors, schema.locations, schema.reasons)
"""Tables that all reports share: a row is added when it is met first."""


def _all_but_number(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if column.name != "number")


NATURAL: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {table.name: _all_but_number(table) for table in OF_LOOKUPS}
    | dict.fromkeys(("pages", "reports", "stories", "judgements"), ("id",))
    | dict.fromkeys(("entities", "statements", "events"), ("report", "id"))
    | dict.fromkeys(("lineages", "happenings", "utterances"), ("story", "id"))
    | {"verdicts": ("report", "kind", "id")}
    | {"kinships": ("story", "a", "b"), "accounts": ("happening", "field", "ordinal")}
)
"""Table → the columns that make its natural key; such a column may itself point to a row."""

NUMBERED: tuple[Table, ...] = tuple(table for table in schema.metadata.sorted_tables if table.name in NATURAL)
"""Tables whose rows have numbers that others point to."""


def target_of(column: Column[Any]) -> Table | None:
    """The table that a column points to. The number that a report shares with its page is no pointer here."""
    if column.name == "number":
        return None
    return next((foreign.column.table for foreign in column.foreign_keys), None)


class Target(NamedTuple):
    """What a column of a table holds: `table` is where it points to, if anywhere; `needed`: it may not be empty."""

    column: str
    table: Table | None
    needed: bool


@cache
def targets_of(table: Table) -> tuple[Target, ...]:
    """Every column of a table with what it points to: asked once for all rows, since SQLAlchemy looks it up anew."""
    return tuple(Target(column.name, target_of(column), not column.nullable) for column in table.columns)


def natural_columns(table: Table) -> tuple[str, ...]:
    """The columns of a table that say something outside of this database."""
    return tuple(column.name for column in table.columns if column.name != "number")


@cache
def select_natural(table: Table, names: tuple[str, ...] | None = None) -> tuple[Select[Any], tuple[str, ...]]:
    """A query for rows with natural keys in place of numbers, and the name of the column that each of its values is of.

    A pointer gives as many values as the key of what it points to has parts.
    """
    cells: list[tuple[str, Any]] = []
    joined: FromClause = table

    def expand(source: Any, column_names: tuple[str, ...], name: str | None) -> None:
        nonlocal joined
        for column_name in column_names:
            column, shown = source.c[column_name], name or column_name
            target = target_of(table.metadata.tables[getattr(source, "element", source).name].c[column_name])
            if target is None:
                cells.append((shown, column))
                continue
            alias = target.alias()
            joined = joined.outerjoin(alias, alias.c.number == column)
            expand(alias, NATURAL[target.name], shown)

    expand(table, names or natural_columns(table), None)
    query = select(*(column.label(f"c{n}") for n, (_, column) in enumerate(cells))).select_from(joined)
    return query, tuple(name for name, _ in cells)


def flatten(table: Table, row: Mapping[str, Any], names: tuple[str, ...] | None = None) -> tuple[Any, ...]:
    """A row of natural keys as the values that `select_natural` gives for it."""
    return tuple(value for name in names or natural_columns(table) for value in _spread(table.c[name], row.get(name)))


def _spread(column: Column[Any], value: Any) -> Iterator[Any]:
    target = target_of(column)
    if target is None:
        yield value
        return
    key = NATURAL[target.name]
    parts = (None,) * len(key) if value is None else value if isinstance(value, tuple) else (value,)
    for name, part in zip(key, parts, strict=True):
        yield from _spread(target.c[name], part)


def key_of(table: Table, row: Mapping[str, Any]) -> Any:
    """The natural key of a row: the value of its one column, or a tuple."""
    names = NATURAL[table.name]
    return row[names[0]] if names == ("id",) else tuple(row[name] for name in names)
