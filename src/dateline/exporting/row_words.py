"""What a reader sees of a row, on a map or in a calendar: a line, the words that show it, its source, its days."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from dateline.exporting.brief_evidence import outlet_of
from dateline.exporting.phrases import happening_line, kind_of, told_words, vouching_word
from dateline.exporting.table_rows import TableRow
from dateline.model import Actor

ON_REPORTS_DAY = "report"
"""The basis of a date that is nothing but the report's: it says by when something was told, not when it was."""


@dataclass(frozen=True, slots=True)
class RowDays:
    """The first and the last day on which it was, ISO; `basis` says what they rest on, as in `Event`.

    One of the two may be None, where only the other end is known.
    """

    begin: str | None
    end: str | None
    basis: str

    @property
    def length(self) -> int | None:
        """In days, both ends counted; None where an end is open."""
        if self.begin is None or self.end is None:
            return None
        return (date.fromisoformat(self.end) - date.fromisoformat(self.begin)).days + 1


def headline(row: TableRow) -> str:
    """ "Attack from the air on Vard by Sudland"; what no source vouches for says so behind: "... (denied)"."""
    kind = kind_of(row.event.type, row.event.mode)
    line = happening_line(kind, _names(row.event.actors), _names(row.event.recipients), nary=row.event.nary)
    told = row.event.factuality.label
    return line if vouching_word(told) == "yes" else f"{line} ({told_words(told)})"


def _names(side: tuple[Actor, ...]) -> list[str]:
    return list(dict.fromkeys(actor.name for actor in side))


def evidence(row: TableRow) -> str:
    """The clause that tells it, word for word."""
    return row.event.evidence.cut(row.report.text)


def source(row: TableRow) -> str:
    """ "Harbour Post, 2023-09-13": who printed the words, and when."""
    return ", ".join(filter(None, (outlet_of(row.report), row.report.published.value)))


def address(row: TableRow) -> str:
    """Where the page of the words stood, if that is a web address; else ""."""
    return web_address(row.report.address) or web_address(row.report.canonical)


def web_address(text: str | None) -> str:
    """The text if it leads to a web page and has no blank in it, else "": an address may be any hostile string."""
    found = text or ""
    plain = found.isprintable() and not any(mark in found for mark in ' "<>\\^`{|}')
    return found if plain and found.startswith(("https://", "http://")) else ""


def days(row: TableRow) -> RowDays | None:
    """When it was, as far as its words or words around it tell; None where nothing but the report has a date."""
    when = row.event.when
    if when is not None and (when.earliest or when.latest):
        return RowDays(when.earliest, when.latest, "text")
    basis = row.event.event_date_basis
    if row.event.event_date is None or basis is None or basis == ON_REPORTS_DAY:
        return None
    first, last = covered(row.event.event_date)
    return RowDays(first, last, basis)


def covered(value: str) -> tuple[str, str]:
    """The first and the last day of an ISO day, month or year."""
    year, *rest = (int(part) for part in value.split("-"))
    if len(rest) == 2:
        return value, value
    first, last = (rest[0], rest[0]) if rest else (1, 12)
    return f"{year:04d}-{first:02d}-01", f"{year:04d}-{last:02d}-{calendar.monthrange(year, last)[1]:02d}"
