"""What Datasette needs to show a record well: titles, descriptions, labels, facets, search, links and queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from dateline.exporting.datasette.yaml import Value, write_yaml
from dateline.recording import describe_column, describe_table, tables_and_columns
from dateline.tables import Row, shipped

_OURS = files("dateline.exporting.datasette")
_QUERIES = _OURS / "queries"

BEGIN = (
    "event_data",
    "quotations",
    "documents",
    "cross_document_events",
    "conflicting_accounts",
    "dyads",
    "told_events",
)
"""The views to begin with, in the order in which the first page shows them."""


@dataclass(frozen=True, slots=True)
class Query:
    """A canned query: its name in addresses, its title, what it shows, and its SQL."""

    name: str
    title: str
    what: str
    sql: str


def queries() -> tuple[Query, ...]:
    """The queries that are shipped, in their order."""
    found = []
    for file in sorted(_QUERIES.iterdir(), key=lambda file: file.name):
        title, what, sql = file.read_text(encoding="utf-8").split("\n", 2)
        name = file.name.removesuffix(".sql").split("-", 1)[1]
        found.append(Query(name.replace("-", "_"), title.removeprefix("-- "), what.removeprefix("-- "), sql.strip()))
    return tuple(found)


def metadata(record: Path) -> str:
    """The text of a datasette.yaml for a record in this file."""
    shown = {row["table"]: row for row in shipped("dateline.exporting", "datasette/facets.tsv")}
    tables: dict[str, Value] = {
        table: _table(table, columns, shown.get(table)) for table, columns in tables_and_columns().items()
    }
    of_record: dict[str, Value] = {
        "description": "The record that Dateline keeps of news pages: who did and said what, to whom, when and where, "
        "who says so, and the words for each field. Begin with event_data, quotations and documents.",
        "begin": list(BEGIN),
        "tables": tables,
        "queries": {
            q.name: {"title": q.title, "description": q.what, "hide_sql": True, "sql": q.sql} for q in queries()
        },
    }
    return write_yaml({"title": f"Dateline: {record.stem}", "databases": {record.stem: of_record}})


def _table(name: str, columns: tuple[str, ...], shown: Row | None) -> dict[str, Value]:
    described: dict[str, Value] = {"description": describe_table(name)}
    if shown is not None:
        described |= dict(_settings(shown))
    described["columns"] = {column: describe_column(name, column) for column in columns}
    return described


def _settings(row: Row) -> Iterator[tuple[str, Value]]:
    if row["label"]:
        yield "label_column", row["label"]
    facets: list[Value] = [*row.listed("facets"), *({"array": name} for name in row.listed("lists"))]
    if facets:
        yield "facets", facets
    if row["search"]:
        yield "fts_table", row["search"]
        yield "fts_pk", row["key"]
    if row["sort"]:
        yield ("sort_desc" if row["sort"].startswith("-") else "sort"), row["sort"].removeprefix("-")


def plugin() -> str:
    """The text of a plugin that makes links of the numbers in views and queries, and has the words of a row."""
    return (_OURS / "plugin.txt").read_text(encoding="utf-8")


def templates() -> dict[str, str]:
    """Name of a file → its text: pages of Datasette where a row is a list, and data stand before descriptions."""
    found = sorted((_OURS / "templates").iterdir(), key=lambda file: file.name)
    return {file.name: file.read_text(encoding="utf-8") for file in found}
