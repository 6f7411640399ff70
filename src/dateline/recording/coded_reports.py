"""Reports with what was coded of them, read again: as the program coded them, or as people corrected that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from dateline.judging import apply, verdicts
from dateline.model import Coded, Furniture, Judgement, Report
from dateline.recording import schema
from dateline.recording.canon import unpack, unpack_field
from dateline.recording.judgements import read_judgements
from dateline.recording.page_values import furniture_of

AT_ONCE = 100
"""Reports that are held at a time while walking through all of them."""
_COLUMNS = select(schema.reports.c.number, schema.reports.c.id, schema.reports.c.text, schema.codings.c.value)

Found = tuple[list[str], Iterator[Coded]]
"""The ids that are found, and what they have: made one by one, when they are asked for."""


def coded_after(connection: Connection, last: str, *, judged: bool) -> Found:
    """The next `AT_ONCE` reports, those whose id comes after `last`, sorted by id."""
    name = schema.reports.c.id
    return _read(connection, _select().where(name > last).order_by(name).limit(AT_ONCE), judged)


def coded_of(connection: Connection, report_id: str, *, judged: bool) -> Coded | None:
    """One report; None where it is not in the record."""
    _, found = _read(connection, _select().where(schema.reports.c.id == report_id), judged)
    return next(found, None)


def first_uncoded(connection: Connection, start: str) -> Coded | None:
    """The first report whose id begins with `start` and that was read and not coded."""
    table = schema.reports
    wanted = table.c.id.startswith(start, autoescape=True) & table.c.uncoded.is_not(None)
    _, found = _read(connection, _select().where(wanted).order_by(table.c.id).limit(1), judged=True)
    return next(found, None)


def coded_by_ids(connection: Connection, names: Sequence[str]) -> Iterator[Coded]:
    """Reports as the program coded them, those that are in the record, in no order."""
    rows, furniture = _rows(connection, names)
    return (_coded(row, furniture[row.number]) for row in rows)


def reports_by_ids(connection: Connection, names: Sequence[str]) -> Iterator[Report]:
    """The same without their codings, which are not even unpacked."""
    rows, furniture = _rows(connection, names)
    return (_with_words(unpack_field(row.value, "report", Report), row, furniture[row.number]) for row in rows)


def coded_in_turn(connection: Connection, names: Iterable[str]) -> Iterator[Coded]:
    """Reports as the program coded them, in this order, each asked for when its turn comes."""
    for name in names:
        yield from coded_by_ids(connection, [name])


def _select() -> Select[Any]:
    pages, codings, number = schema.pages, schema.codings, schema.reports.c.number
    joined = _COLUMNS.add_columns(pages.c.origin).join(codings, codings.c.number == number)
    return joined.join(pages, pages.c.number == number)


def _read(connection: Connection, query: Select[Any], judged: bool) -> Found:
    rows = connection.execute(query).all()
    furniture = furniture_of(connection, [row.number for row in rows])
    ids = [row.id for row in rows]
    said = _by_report(read_judgements(connection, ids)) if judged else {}
    return ids, (_as_judged(_coded(row, furniture[row.number]), said.get(row.id, ())) for row in rows)


def _rows(connection: Connection, names: Sequence[str]) -> tuple[Sequence[Row[Any]], dict[int, tuple[Furniture, ...]]]:
    rows = connection.execute(_select().where(schema.reports.c.id.in_(names))).all()
    return rows, furniture_of(connection, [row.number for row in rows])


def _coded(row: Row[Any], furniture: tuple[Furniture, ...]) -> Coded:
    whole = unpack(row.value, Coded)
    report = _with_words(whole.report, row, furniture)
    return Coded(report, whole.coding.with_report(report))


def _with_words(report: Report, row: Row[Any], furniture: tuple[Furniture, ...]) -> Report:
    """The report with what stands in columns of its own."""
    return replace(report, text=row.text, origin=row.origin, furniture=furniture)


def _by_report(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    found: dict[str, list[Judgement]] = {}
    for one in judgements:
        found.setdefault(one.subject.report, []).append(one)
    return found


def _as_judged(coded: Coded, judgements: Collection[Judgement]) -> Coded:
    return apply(coded, verdicts(coded, judgements)) if judgements else coded
