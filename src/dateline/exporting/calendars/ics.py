"""Dated happenings as a calendar: iCalendar (RFC 5545), all-day entries; planned ones tentative, denied cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import BinaryIO

from dateline.exporting.calendars import Dated, dated
from dateline.exporting.codebook_tables import codebook_of
from dateline.exporting.formats import Format, Written
from dateline.exporting.maps import point_of
from dateline.exporting.row_words import address, evidence, headline, source
from dateline.exporting.selection import Selection
from dateline.version import __version__

NAME = "ics"
_STATUS = {"happened": "CONFIRMED", "ongoing": "CONFIRMED", "habitual": "CONFIRMED", "planned": "TENTATIVE",
           "possible": "TENTATIVE", "alleged": "TENTATIVE", "denied": "CANCELLED",
           "did-not-happen": "CANCELLED"}  # fmt: skip
_LONGEST = 31
"""Days up to which a happening is an entry: one that is dated by its year alone would stand on every day of it."""
_OCTETS = 75  # of a line, as the standard asks


def formats() -> tuple[Format, ...]:
    """One format, in files that end in .ics."""
    what = "a calendar, for Outlook, Thunderbird and Google Calendar"
    return (Format(NAME, what, {".ics": write}, tables=("happenings", "events"), codebook=codebook_of(NAME)),)


def write(selection: Selection, out: BinaryIO) -> Written:
    """Writes one calendar, an entry for each row that has days."""
    entries, left = 0, 0
    for line in ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Dateline//dateline {__version__}//EN",
                 "CALSCALE:GREGORIAN", "METHOD:PUBLISH"):  # fmt: skip
        out.write(folded(line))
    for one in dated(selection.rows()):
        if one is None or one.length > _LONGEST:
            left += 1
            continue
        entries += 1
        for line in _entry(one):
            out.write(folded(line))
    out.write(folded("END:VCALENDAR"))
    return {"entries": entries, "left out without a day": left}


def _entry(one: Dated) -> Iterator[str]:
    row = one.row
    told, place = row.event.factuality.label, row.event.where
    yield "BEGIN:VEVENT"
    yield f"UID:{row.id}@dateline"
    yield f"DTSTAMP:{_stamp(one)}"
    yield f"DTSTART;VALUE=DATE:{one.begin.replace('-', '')}"
    yield f"DTEND;VALUE=DATE:{_day_after(one.end).replace('-', '')}"
    yield f"SUMMARY:{_text(headline(row))}"
    yield f"STATUS:{_STATUS[told]}"
    yield "TRANSP:TRANSPARENT"
    yield f"CATEGORIES:{_text(row.event.type)},{_text(told)}"
    if place is not None:
        yield f"LOCATION:{_text(', '.join(filter(None, (place.name, place.country))))}"
    if point := point_of(row):
        yield f"GEO:{point[1]};{point[0]}"
    if found := address(row):
        yield f"URL:{found}"
    yield f"DESCRIPTION:{_text(_description(one))}"
    yield "END:VEVENT"


def _description(one: Dated) -> str:
    row = one.row
    counted = f"{row.sources} independent sources, {row.reports} pages" if row.sources else ""
    return "\n".join(filter(None, (f"“{evidence(row)}”", source(row), row.report.title, counted, address(row))))


def _stamp(one: Dated) -> str:
    """When the words were published, for a stamp must be: the clock would make the same record another file."""
    day = one.row.report.published.value or ""
    return f"{(day if len(day) == len(one.begin) else one.begin).replace('-', '')}T000000Z"


def _day_after(day: str) -> str:
    found = date.fromisoformat(day)
    return day if found == date.max else (found + timedelta(days=1)).isoformat()


def _text(words: str) -> str:
    """Words as a TEXT value: marks escaped, control characters as blanks."""
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\n")
    return "".join("\\n" if c == "\n" else c if c.isprintable() or c > "\x9f" else " " for c in escaped)


def folded(line: str) -> bytes:
    """A line in UTF-8, folded where it passes 75 octets, never within a character."""
    parts, part = [], b""
    for character in line:
        encoded = character.encode("utf-8", "replace")
        if len(part) + len(encoded) > _OCTETS:
            parts.append(part)
            part = b" "
        part += encoded
    return b"\r\n".join((*parts, part)) + b"\r\n"
