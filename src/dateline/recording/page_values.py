"""Pages and furniture as values again. What several columns hold is kept once, and put together when it is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from dateline.model import Furniture, Page
from dateline.recording import schema
from dateline.recording.canon import decompress


def known_of(text: str, furniture: Iterable[Furniture]) -> bytes:
    """What of a page its report holds already: the page is kept as what it has on top of that."""
    return "\n".join((text, *(piece.text for piece in furniture))).encode("utf-8")


def furniture_of(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[Furniture, ...]]:
    """The furniture of reports by their numbers."""
    table = schema.furniture
    query = select(table.c.report, table.c.kind, table.c.text, table.c.page_start)
    found: dict[int, list[Furniture]] = {number: [] for number in numbers}
    for report, *piece in connection.execute(
        query.where(table.c.report.in_(numbers)).order_by(table.c.report, table.c.ordinal)
    ):
        found[report].append(Furniture(*piece))
    return {number: tuple(pieces) for number, pieces in found.items()}


def read_page(connection: Connection, row: Row[Any]) -> Page:
    """The page in a row of `pages` that has content. Raises zlib.error if its bytes are damaged."""
    table = schema.reports
    text = connection.scalar(select(table.c.text).where(table.c.number == row.number))
    known = b"" if text is None else known_of(text, furniture_of(connection, [row.number])[row.number])
    return Page(
        content=decompress(row.content, known),
        media=row.media,
        charset=row.charset,
        address=row.address,
        fetched=row.fetched,
        given_id=row.given_id,
        given_title=row.given_title,
        given_outlet=row.given_outlet,
        given_published=row.given_published,
        origin=row.origin,
    )
