"""A record of an older version is carried over into this one's tables when it is opened, after a backup of it.

Whatever stands in the columns of a record is made of the whole values that it keeps beside them: reports, codings and
stories as JSON. So an older record is read by its values, and written anew. What an older value lacks gets its default.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection, RowMapping, inspect, text

from dateline.model import Coded, Coding, Furniture, Report, Skipped, Story
from dateline.recording.canon import decompress, from_json, unpack
from dateline.recording.numbering import Numbering, insert_page, insert_stories
from dateline.recording.page_rows import Row
from dateline.recording.page_values import known_of
from dateline.recording.views import VIEWS

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

    def pages(self) -> Iterator[tuple[Row, Report | Skipped, Coding | None]]:
        """Every page, its content as it came, with what was understood of it."""
        ids = [row["id"] for row in self._rows("id", "pages")]
        for page_id in ids:
            page = self._one(_PAGE_COLUMNS, "pages", page_id)
            yield self._page(page)

    def _page(self, page: RowMapping) -> tuple[Row, Report | Skipped, Coding | None]:
        content = page["content"]
        row: Row = {**page, "content": None if content is None else zlib.decompress(content)}
        if page["outcome"] == "skipped":
            return row, from_json(self._one("value", "skipped", page["id"])["value"], Skipped), None
        kept = self._one("text, value, coding", "reports", page["id"])
        report = from_json(kept["value"], Report)
        return row, replace(report, text=kept["text"]), from_json(kept["coding"], Coding)

    def stories(self) -> Iterator[Story]:
        """The stories of the last linking."""
        for row in self._rows("value", "stories"):
            yield from_json(row["value"], Story)


class PackedRecord(OlderRecord):
    """A record of schema 4, which packed its values and gave its rows numbers."""

    def _page(self, page: RowMapping) -> tuple[Row, Report | Skipped, Coding | None]:
        name, content = page["id"], page["content"]
        if page["outcome"] == "skipped":
            kept = self._one("reason, detail, given_id, address", "skipped", name)
            known = b""
            outcome: Report | Skipped = Skipped(
                name, kept["reason"], kept["detail"], page["origin"], kept["given_id"], kept["address"]
            )
            coding = None
        else:
            kept = self._one("number, text", "reports", name)
            furniture = self._furniture(kept["number"])
            known = known_of(kept["text"], furniture)
            query = text(f"SELECT value FROM {self._place}codings WHERE number = :number")
            whole = unpack(self._connection.scalar(query, {"number": kept["number"]}), Coded)
            outcome = replace(whole.report, text=kept["text"], origin=page["origin"], furniture=furniture)
            coding = whole.coding
        return {**page, "content": None if content is None else decompress(content, known)}, outcome, coding

    def _furniture(self, number: int) -> tuple[Furniture, ...]:
        query = f"SELECT kind, text, page_start FROM {self._place}furniture WHERE report = :number ORDER BY ordinal"
        return tuple(Furniture(*piece) for piece in self._connection.execute(text(query), {"number": number}))

    def stories(self) -> Iterator[Story]:
        """The stories of the last linking."""
        for row in self._rows("value", "stories"):
            yield unpack(row["value"], Story)


def older_record(connection: Connection, version: int, place: str = "") -> OlderRecord:
    """What reads a record of an older schema."""
    return (PackedRecord if version == _PACKED else OlderRecord)(connection, place)


def carry_over(older: OlderRecord, connection: Connection) -> None:
    """Writes everything of an older record into new tables, inside the transaction of the connection."""
    numbering = Numbering(connection)
    for page, outcome, coding in older.pages():
        insert_page(numbering, page, outcome, coding)
    insert_stories(numbering, connection, older.stories())


_PACKED = 4
_OF_PACKED = (
    *("reports_search", "statements_search", "events_search"),
    *("wordings", "utterance_lineages", "utterances", "exhibits", "account_lineages", "accounts", "happening_events"),
    *("happenings", "passages", "kinships", "story_reports", "lineages", "stories", "retellings", "counts", "voices"),
    *("participants", "events", "contents", "statements", "times", "places", "mentions", "entities", "furniture"),
    *("doubts", "codings", "reports", "skipped", "pages", "reasons", "locations", "actors", "about"),
)
"""The tables of schema 4, children first."""
_OF_JSON = (
    "reports_search",
    *("wordings", "utterances", "exhibits", "accounts", "happening_events", "happenings", "passages", "kinships"),
    *("lineages", "story_reports", "stories", "retellings", "counts", "voices", "participants", "events", "contents"),
    *("statements", "times", "places", "mentions", "entities", "furniture", "doubts", "reports", "skipped", "pages"),
    "about",
)
"""The tables of schemas 1 to 3, children first."""


def tables_of(connection: Connection, version: int) -> tuple[list[str], list[str]]:
    """The tables and the views of an older record that are there; what a user put beside them is not among them."""
    there, views = set(inspect(connection).get_table_names()), set(inspect(connection).get_view_names())
    wanted = _OF_PACKED if version == _PACKED else _OF_JSON
    ours = ("told_events", "told_statements", *VIEWS)
    return [name for name in wanted if name in there], [name for name in dict.fromkeys(ours) if name in views]


def drop_tables(connection: Connection, version: int) -> None:
    """Takes the tables and views of an older schema out of an SQLite database."""
    tables, views = tables_of(connection, version)
    for name in views:
        connection.execute(text(f"DROP VIEW {name}"))
    for name in tables:
        connection.execute(text(f"DROP TABLE {name}"))
