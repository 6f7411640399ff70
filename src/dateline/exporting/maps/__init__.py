"""Where it was: happenings on a map. A place finer than a state is a point; a state, a sea, a region never is.

The middle of a state is no place where anything happened. Such a happening leaves without geometry, and the state
stands in a property of its own. `geojson` and `kml` write it.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.exporting.fields import FIELDS, part_values
from dateline.exporting.phrases import told_words, vouching_word
from dateline.exporting.row_words import address, days, evidence, headline
from dateline.exporting.table_rows import TableRow

_POINTS = frozenset({"capital", "city", "facility", "admin"})
"""Features that lie within a state and have a point of their own. That of `admin` is the region's middle."""

_TEXTS = (
    *("story", "type", "mode", "told", "event_date", "event_date_basis", "place.name", "place.feature"),
    *("place.country", "place.admin", "outlet", "agency", "published", "title", "report"),
)
_LISTS = ("actors.name", "actors.country", "recipients.name", "recipients.country", "said_by", "denied_by", "byline",
          "differ")  # fmt: skip
_INTEGERS = ("quad", "sources", "reports", "place.geonames", "evidence.start", "evidence.end")
_NUMBERS = ("score", "sure", "place.confidence")

Value = str | int | float | list[str] | None


@dataclass(frozen=True, slots=True)
class Located:
    """A happening with where and when it was. `point`: longitude and latitude (WGS 84), None for none finer than a
    state. `begin` and `end`: ISO days, None where nothing tells. `properties`: all else, by name.
    """

    id: str
    point: tuple[float, float] | None
    begin: str | None
    end: str | None
    properties: dict[str, Value]


def located(row: TableRow) -> Located:
    """A row as a feature of a map."""
    known = days(row)
    begin, end = (known.begin, known.end) if known else (None, None)
    return Located(row.id, point_of(row), begin, end, _properties(row))


def point_of(row: TableRow) -> tuple[float, float] | None:
    """Longitude and latitude, where the place is a point within a state."""
    place = row.event.where
    if place is None or place.feature not in _POINTS or place.longitude is None or place.latitude is None:
        return None
    return place.longitude, place.latitude


def precision(row: TableRow) -> str:
    """How far the place is known: town, facility, region (a point), state, wide (a sea, a river, many states), none."""
    place = row.event.where
    if place is None:
        return "none"
    if point_of(row) is None:
        return "state" if place.feature == "country" else "wide"
    return {"admin": "region", "facility": "facility"}.get(place.feature, "town")


def _properties(row: TableRow) -> dict[str, Value]:
    told = row.event.factuality.label
    found: dict[str, Value] = {"headline": headline(row), "told_words": told_words(told), "vouched": vouching_word(told)}
    found |= {_named(name): FIELDS[name](row) or None for name in _TEXTS}
    found |= {_named(name): [one for one in part_values(FIELDS[name](row)) if one] for name in _LISTS}
    found |= {_named(name): int(cell) if (cell := FIELDS[name](row)) else None for name in _INTEGERS}
    found |= {_named(name): float(cell) if (cell := FIELDS[name](row)) else None for name in _NUMBERS}
    found |= {"precision": precision(row), "address": address(row) or None, "evidence": evidence(row)}
    return found


def _named(field: str) -> str:
    """Names without points: QGIS and GDAL take them for those of a table."""
    return field.replace(".name", "").replace("countries", "country").replace(".", "_")
