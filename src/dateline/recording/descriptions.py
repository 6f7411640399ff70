"""What every table, view and column of a record holds, in words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from sqlalchemy import create_engine, inspect

from dateline.recording import schema
from dateline.recording.views import VIEWS
from dateline.tables import shipped

_ANY = "*"


@cache
def _said() -> MappingProxyType[tuple[str, str], str]:
    rows = shipped("dateline.recording", "tables/descriptions.tsv")
    return MappingProxyType({(row["table"], row["column"]): row["what"] for row in rows})


def describe_table(table: str) -> str:
    """What a row of a table or view is. Raises KeyError if nothing is said of it."""
    return _said()[table, ""]


def describe_column(table: str, column: str) -> str:
    """What a column of a table or view holds. Raises KeyError if nothing is said of it."""
    said = _said()
    kind = f"*_{column.rsplit('_', 1)[-1]}"
    for of_table in (table, _ANY):
        for named in (column, kind):
            if (of_table, named) in said:
                return said[of_table, named]
    raise KeyError(f"{table}.{column} has no description in tables/descriptions.tsv")


@cache
def tables_and_columns() -> Mapping[str, tuple[str, ...]]:
    """Every table and view of a record with its columns, in their order."""
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            schema.metadata.create_all(connection)
            found = inspect(connection)
            names = [table.name for table in schema.metadata.sorted_tables] + list(VIEWS)
            columns = {name: tuple(column["name"] for column in found.get_columns(name)) for name in names}
    finally:
        engine.dispose()
    return MappingProxyType(columns | {"events": tuple(dict.fromkeys((*columns["events"], "label")))})
