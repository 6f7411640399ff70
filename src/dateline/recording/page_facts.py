"""What the record keeps of a page besides its bytes: who understood it, and the hashes by which it can be checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from dateline.recording import schema

_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class PageFacts:
    """`outcome`: report or skipped. `sha256` and `size` are of the bytes; None where the source broke before any came.

    `made_by` says which version, pipeline and settings understood it.
    """

    id: str
    outcome: str
    made_by: str
    sha256: str | None
    size: int | None
    media: str | None
    address: str | None
    fetched: str | None


def page_facts(connection: Connection) -> Iterator[PageFacts]:
    """Of every page, sorted by id; a thousand are held at a time."""
    columns = schema.pages.c
    wanted = (columns.id, columns.outcome, columns.made_by, columns.sha256, columns.size, columns.media,
              columns.address, columns.fetched)  # fmt: skip
    last = ""
    while True:
        query: Any = select(*wanted).where(columns.id > last).order_by(columns.id).limit(_CHUNK)
        rows = connection.execute(query).all()
        for row in rows:
            yield PageFacts(row.id, row.outcome, row.made_by or "", *row[3:])
        if len(rows) < _CHUNK:
            return
        last = rows[-1].id
