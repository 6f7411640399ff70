"""A record of an older version is carried over into this one's tables when it is opened, after a backup of it.
To one of schema 4 tables are added.

Whatever stands in the columns of a record is made of the whole values that it keeps beside them: reports, codings and
stories as JSON. So an older record is read by its values, and written anew. What an older value lacks gets its default.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection, RowMapping, text

from dateline.model import Coding, Report, Skipped, Story
from dateline.recording import schema
from dateline.recording.canon import from_json
from dateline.recording.numbering import Numbering, insert_page, insert_stories

_PAGE_COLUMNS = (
    "id, outcome, origin, address, media, charset, fetched, given_id, given_title, given_outlet, given_published, "
    "made_by, sha256, size, content"
)


class OlderRecord:
    """A record of schemas 1 to 3, which kept whole values as JSON text; `place` comes before its tables' names."""

    def __init__(self, connection: Connection, place: str = "") -> None:
        self._connection = connection
        self._place = place

    def _rows(self, columns: str, table: str) -> Iterator[RowMapping]:
        query = text(f"SELECT {columns} FROM {self._place}{table} ORDER BY id").execution_options(yield_per=50)
        with self._connection.execute(query) as result:
            yield from result.mappings()

    def _one(self, columns: str, table: str, page: str) -> RowMapping:
        query = text(f"SELECT {columns} FROM {self._place}{table} WHERE id = :id")
        return self._connection.execute(query, {"id": page}).mappings().one()

    def notes(self) -> list[dict[str, str]]:
        """What the record noted about itself, without its schema."""
        rows = self._connection.execute(text(f"SELECT key, value FROM {self._place}about")).mappings()
        return [dict(row) for row in rows if row["key"] != "schema"]

    def pages(self) -> Iterator[tuple[RowMapping, Report | Skipped, Coding | None]]:
        """Every page with what was understood of it."""
        ids = [row["id"] for row in self._rows("id", "pages")]
        for page_id in ids:
            page = self._one(_PAGE_COLUMNS, "pages", page_id)
            if page["outcome"] == "skipped":
                yield page, from_json(self._one("value", "skipped", page_id)["value"], Skipped), None
                continue
            kept = self._one("text, value, coding", "reports", page_id)
            report = from_json(kept["value"], Report)
            yield page, replace(report, text=kept["text"]), from_json(kept["coding"], Coding)

    def stories(self) -> Iterator[Story]:
        """The stories of the last linking."""
        for row in self._rows("value", "stories"):
            yield from_json(row["value"], Story)


def carry_over(older: OlderRecord, connection: Connection) -> None:
    """Writes everything of an older record into new tables, inside the transaction of the connection."""
    numbering = Numbering(connection)
    for page, outcome, coding in older.pages():
        content = page["content"]
        row = {**page, "content": None if content is None else zlib.decompress(content)}
        insert_page(numbering, row, outcome, coding)
    insert_stories(numbering, connection, older.stories())


TABLES = (
    *("wordings", "utterances", "exhibits", "accounts", "happening_events", "happenings", "passages", "kinships"),
    *("lineages", "story_reports", "stories", "retellings", "counts", "voices", "participants", "events", "contents"),
    *("statements", "times", "places", "mentions", "entities", "furniture", "doubts", "reports", "skipped", "pages"),
    "about",
)
"""The tables of schemas 1 to 3, children first."""


def drop_tables(connection: Connection) -> None:
    """Takes the tables of schemas 1 to 3 out of an SQLite database."""
    for statement in ("DROP VIEW told_events", "DROP VIEW told_statements", "DROP TABLE reports_search"):
        connection.execute(text(statement))
    for table in TABLES:
        connection.execute(text(f"DROP TABLE {table}"))


def add_tables(connection: Connection) -> None:
    """Gives a record of schema 4 the tables and indexes that came with schema 5. Nothing that stands in it changes; the
    next linking goes over all its reports once.
    """
    for table in schema.OF_GROWTH:
        table.create(connection, checkfirst=True)
    for table in (schema.account_lineages, schema.utterance_lineages):
        for index in table.indexes:
            index.create(connection, checkfirst=True)
