"""Fields that a dataset's readers expect in a form of its own: GDELT's integers, days that are always filled, ranks."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from dateline.exporting.cells import Cell
from dateline.exporting.fields import FIELDS, Reader
from dateline.exporting.table_rows import TableRow
from dateline.model import content_id

DONE = frozenset(("happened", "ongoing"))
"""How that is told which counts as done."""
_EXACT = 2**53
"""Whole numbers below this are exact in R and in every double."""
_DIGITS = len("20230915103000")
_SMALL = frozenset(("city", "capital", "facility"))


def filled_day(row: TableRow) -> str | None:
    """The event's day; where none is known the first day of the month or year that is, else the day of the report.

    As POLECAT, ICEWS and GDELT fill theirs. It is finer than what the text tells where the basis is not "text".
    """
    known = row.event.event_date or (row.event.when.earliest if row.event.when else None) or row.report.published.value
    return f"{known}-01-01"[:10] if known else None


def _number(row: TableRow, length: int) -> int | None:
    day = filled_day(row)
    return int(day.replace("-", "")[:length]) if day else None


def _fraction(row: TableRow) -> float | None:
    day = filled_day(row)
    if day is None:
        return None
    known = date.fromisoformat(day)
    return round(known.year + min(known.timetuple().tm_yday / 365, 0.9999), 4)


def _added(row: TableRow, digits: int) -> int | None:
    stamp = row.report.fetched or row.report.published.value or ""
    found = "".join(char for char in stamp if char.isdigit())[:digits]
    return int(found.ljust(digits, "0")) if len(found) >= len("20230915") else None


def _code(row: TableRow) -> str | None:
    """GDELT writes the root alone as 040."""
    code = row.event.cameo
    return f"{code}0" if code is not None and len(code) == 2 else code


def _capitals(side: str, row: TableRow) -> str | None:
    name = FIELDS[f"{side}.name"](row)
    return name.upper() if isinstance(name, str) else None


def _geo_type(row: TableRow) -> int:
    place = row.event.where
    if place is None or place.longitude is None:
        return 0
    home = place.country == "USA"
    if place.feature in ("city", "capital"):
        return 3 if home else 4
    return {"country": 1, "admin": 2 if home else 5}.get(place.feature, 0)


def _at_least_one(read: Callable[[TableRow], int], row: TableRow) -> int:
    return max(1, read(row))


_GDELT: Mapping[str, Reader] = MappingProxyType(
    {
        "gdelt_id": lambda row: int(content_id("g", row.id)[1:], 16) % _EXACT,
        "gdelt_day": lambda row: _number(row, 8),
        "gdelt_month": lambda row: _number(row, 6),
        "gdelt_year": lambda row: _number(row, 4),
        "gdelt_fraction": _fraction,
        "gdelt_name1": functools.partial(_capitals, "first"),
        "gdelt_name2": functools.partial(_capitals, "second"),
        "gdelt_code": _code,
        "gdelt_base": lambda row: (_code(row) or "")[:3] or None,
        "gdelt_root": lambda row: (_code(row) or "")[:2] or None,
        "gdelt_mentions": functools.partial(_at_least_one, lambda row: row.mentions),
        "gdelt_sources": functools.partial(_at_least_one, lambda row: row.sources),
        "gdelt_articles": functools.partial(_at_least_one, lambda row: row.reports),
        "gdelt_geo": _geo_type,
        "gdelt_no_geo": lambda _: 0,
        "gdelt_added_time": lambda row: _added(row, _DIGITS),
        "gdelt_added_day": lambda row: _added(row, 8),
        "gdelt_url": lambda row: row.report.address or row.report.canonical or row.report.outlet,
        "root": lambda row: int(bool(FIELDS["leads"](row))),
    }
)


def _date_precision(row: TableRow) -> int:
    date_, basis = row.event.event_date, row.event.event_date_basis
    if date_ is None:
        return 5
    return 4 if basis == "report" else {10: 1, 7: 2}.get(len(date_), 3)


def _geo_precision(row: TableRow) -> int:
    place = row.event.where
    if place is None or place.feature == "unknown":
        return 4
    return 1 if place.feature in _SMALL else 2 if place.feature in ("admin", "region") else 3


def _happening(row: TableRow) -> Cell:
    return row.happening or row.event.id


_REPORT_LEVEL: Mapping[str, Reader] = MappingProxyType(
    {
        "happening": _happening,
        "date_precision": _date_precision,
        "geo_precision": _geo_precision,
        "happened": lambda row: int(row.event.factuality.label in DONE),
        "alleged": lambda row: int(row.event.factuality.label == "alleged"),
        "is_denied": lambda row: int(row.event.factuality.label == "denied" or bool(row.event.denied_by)),
    }
)


def fields_for(dataset: str) -> Mapping[str, Reader]:
    """The readers of a dataset's fields by name: ours, and what it asks for besides."""
    more: Mapping[str, Reader] = {"filled_day": filled_day}
    if dataset.startswith("gdelt"):
        more = {**more, **_GDELT}
    if dataset == "eventreport":
        more = {**more, **_REPORT_LEVEL}
    return MappingProxyType({**FIELDS, **more})
