"""When it was: dated happenings for calendars (`ics`) and for timelines (`timeline`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.exporting.row_words import days
from dateline.exporting.table_rows import TableRow


@dataclass(frozen=True, slots=True)
class Dated:
    """A row with the first and the last day on which it was (ISO). `value`: the date as long as what is known."""

    row: TableRow
    begin: str
    end: str
    length: int


def dated(rows: Iterable[TableRow]) -> Iterator[Dated | None]:
    """Each row with its days; None where an end is open or no day is told."""
    for row in rows:
        known = days(row)
        if known is None or known.begin is None or known.end is None or known.length is None:
            yield None
        else:
            yield Dated(row, known.begin, known.end, known.length)
