"""Pages as they are added and read again: whole, once, and with the reason where one is no report."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, delete, func, select, update

from dateline.model import Coded, Coding, Page, Report, Skipped
from dateline.recording import schema
from dateline.recording.judgements import judged_reports, write_verdicts
from dateline.recording.numbering import Numbering, insert_page
from dateline.recording.page_rows import Row, page_row
from dateline.recording.page_values import read_page

SKIPPED_AT_ONCE = 100
"""Skipped pages that are read at a time while walking through all of them."""


def check_parts(page: Page | None, outcome: Report | Skipped, coding: Coding | None) -> None:
    """Raises ValueError where page, outcome and coding are not of one page, or a report has no page or no coding."""
    identity = page.id if page else outcome.id
    if outcome.id != identity or (isinstance(outcome, Report) and (coding is None or coding.report != identity)):
        raise ValueError(f"page {identity}, outcome {outcome.id} and its coding do not belong together")
    if isinstance(outcome, Report) and page is None:
        raise ValueError(f"report {identity} comes without its page")


def row_of(page: Page | None, outcome: Report | Skipped, made_by: str) -> Row:
    """The row of `pages`; of a page that never came, what its outcome tells of it."""
    kind = "report" if isinstance(outcome, Report) else "skipped"
    if page is not None:
        return page_row(page, kind, made_by, hashlib.sha256(page.content).hexdigest())
    empty = Page(b"", address=outcome.address, given_id=outcome.given_id, origin=outcome.origin)
    bare: Row = {"id": outcome.id, "sha256": None, "size": None, "content": None}
    return page_row(empty, kind, made_by, "") | bare


def write_page(connection: Connection, row: Row, outcome: Report | Skipped, coding: Coding | None) -> None:
    """Writes a new page with all that was understood of it."""
    numbering = Numbering(connection)
    insert_page(numbering, row, outcome, coding)
    if isinstance(outcome, Report) and coding is not None and judged_reports(connection, [outcome.id]):
        write_verdicts(numbering, [Coded(outcome, coding)])


def remove_skipped(connection: Connection, page_id: str, origin: str) -> str:
    """Takes a skipped page out; the origin that it had, or `origin` where there was none."""
    pages, skipped = schema.pages, schema.skipped
    query = select(pages.c.number, pages.c.origin).join(skipped, skipped.c.number == pages.c.number)
    row = connection.execute(query.where(pages.c.id == page_id)).first()
    if row is None:
        return origin
    for table in (skipped, pages):
        connection.execute(delete(table).where(table.c.number == row.number))
    return row.origin or ""


def origin_of(connection: Connection, page_id: str) -> str | None:
    """Where a page came from; None where it is not in the record."""
    row = connection.execute(select(schema.pages.c.origin).where(schema.pages.c.id == page_id)).first()
    return None if row is None else row.origin or ""


def write_origin(connection: Connection, page_id: str, origin: str) -> None:
    """Notes another place where the page came from, instead of the one before."""
    connection.execute(update(schema.pages).where(schema.pages.c.id == page_id).values(origin=origin))


def why_skipped(connection: Connection, page_id: str) -> str | None:
    """The reason for which a page was skipped; None where it was not, or is not in the record."""
    found: str | None = connection.scalar(select(schema.skipped.c.reason).where(schema.skipped.c.id == page_id))
    return found


def makers(connection: Connection) -> tuple[tuple[str, int], ...]:
    """What understood how many pages, sorted."""
    made_by = schema.pages.c.made_by
    found = connection.execute(select(made_by, func.count()).group_by(made_by))
    return tuple(sorted((maker or "", number) for maker, number in found))


def page_of(connection: Connection, page_id: str) -> Page | None:
    """The page as it was added; None where it is not in the record, or its bytes never came."""
    row = connection.execute(select(schema.pages).where(schema.pages.c.id == page_id)).first()
    return None if row is None or row.content is None else read_page(connection, row)


def skipped_after(connection: Connection, last: str) -> list[Skipped]:
    """The next `SKIPPED_AT_ONCE` pages that are no report, those whose id comes after `last`, sorted by id."""
    table = schema.skipped
    query = select(table, schema.pages.c.origin).join(schema.pages, schema.pages.c.number == table.c.number)
    rows = connection.execute(query.where(table.c.id > last).order_by(table.c.id).limit(SKIPPED_AT_ONCE))
    return [Skipped(row.id, row.reason, row.detail, row.origin, row.given_id, row.address) for row in rows]
