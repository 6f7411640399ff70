"""Full-text search over reports, statements and events: the same words are found in SQLite and PostgreSQL.

The words themselves are kept once, as the text of the report. In SQLite an index is an FTS5 table over a view, in
PostgreSQL a table of tsvectors; both are called NAME_search, and both take English words by their stems.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, text

SEARCHED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "reports": ("title", "text"),
        "statements": ("words", "speaker"),
        "events": ("evidence", "actors", "recipients"),
    }
)
"""Table → what is searched of it, as columns of the index."""

_MOST = 200_000  # characters: a tsvector has no room for texts of a megabyte
_SOURCE = MappingProxyType({"reports": "reports", "statements": "statement_words", "events": "event_words"})


def index_statements(table: str, dialect: str) -> tuple[str, ...]:
    """What makes the index of a table."""
    if dialect == "postgresql":
        return (
            f"CREATE TABLE {table}_search (number INTEGER PRIMARY KEY REFERENCES {table} (number), "
            "words TSVECTOR NOT NULL)",
            f"CREATE INDEX {table}_search_words ON {table}_search USING gin (words)",
        )
    listed, source = ", ".join(SEARCHED[table]), _SOURCE[table]
    # Datasette and sqlite-utils know by content="..." whose index it is. The words come out of a view.
    whose = f'content="{table}"'
    known, remark = (whose, "") if source == table else (f"content='{source}'", f" /* {whose} */ ")
    return (
        f"CREATE VIRTUAL TABLE {table}_search USING fts5{remark}({listed}, {known}, content_rowid='number', "
        "tokenize='porter unicode61 remove_diacritics 2')",
    )


def index_rows(connection: Connection, table: str, rows: Iterable[tuple[int, tuple[Any, ...]]]) -> None:
    """Puts rows (number, values of the columns of SEARCHED) into the index of their table."""
    columns = SEARCHED[table]
    found = [{"number": number, **dict(zip(columns, values, strict=True))} for number, values in rows]
    if not found:
        return
    marks = ", ".join(f":{column}" for column in columns)
    if connection.dialect.name == "postgresql":
        found = [{"number": row["number"], "words": _joined(row, columns)} for row in found]
        query = f"INSERT INTO {table}_search (number, words) VALUES (:number, to_tsvector('english', :words))"
    else:
        query = f"INSERT INTO {table}_search (rowid, {', '.join(columns)}) VALUES (:number, {marks})"
    connection.execute(text(query), found)


def _joined(row: Mapping[str, Any], columns: Iterable[str]) -> str:
    return " ".join(str(row[column]) for column in columns if row[column])[:_MOST]


def find_numbers(connection: Connection, table: str, words: str, most: int, *, latest: bool = False) -> list[int]:
    """The numbers of the rows in which all these words stand, those that fit best first; or those that came in last,
    which is found without looking at all the others.

    Words between double quotes stand side by side.
    """
    if connection.dialect.name == "postgresql":
        order = "number DESC" if latest else "ts_rank(words, wanted) DESC, number"
        query = (
            f"SELECT number FROM {table}_search, websearch_to_tsquery('english', :words) AS wanted "
            f"WHERE words @@ wanted ORDER BY {order} LIMIT :most"
        )
        return list(connection.scalars(text(query), {"words": words.replace("-", " "), "most": most}))
    wanted = _fts_query(words)
    if not wanted:
        return []
    order = "rowid DESC" if latest else "rank, rowid"
    query = f"SELECT rowid FROM {table}_search WHERE {table}_search MATCH :words ORDER BY {order} LIMIT :most"
    return list(connection.scalars(text(query), {"words": wanted, "most": most}))


def _fts_query(words: str) -> str:
    """Words as FTS5 takes them: every word, and every run of words between double quotes, as a phrase."""
    parts = words.split('"')
    phrases = [part for n, part in enumerate(parts) for part in ([part] if n % 2 else part.split())]
    return " ".join(f'"{phrase.strip()}"' for phrase in phrases if any(letter.isalnum() for letter in phrase))
