"""Where it was: happenings on a map. A place finer than a state is a point; a state, a sea, a region never is.

The middle of a state is no place where anything happened. Such a happening leaves without geometry, and the state
stands in a property of its own. `geojson` and `kml` write it.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.exporting.phrases import told_words, vouching_word
from dateline.exporting.row_words import address, days, evidence, headline
from dateline.exporting.table_rows import TableRow
from dateline.model import Actor, Place

_POINTS = frozenset({"capital", "city", "facility", "admin"})
"""Features that lie within a state and have a point of their own. That of `admin` is the region's middle."""

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
    words: dict[str, Value] = {
        "headline": headline(row),
        "told_words": told_words(told),
        "vouched": vouching_word(told),
        "precision": precision(row),
        "address": address(row) or None,
        "evidence": evidence(row),
    }
    return {**words, **_event(row), **_place(row.event.where), **_told_by(row)}


def _event(row: TableRow) -> dict[str, Value]:
    event = row.event
    return {
        "story": row.story or None,
        "type": event.type,
        "mode": event.mode,
        "told": event.factuality.label,
        "event_date": event.event_date,
        "event_date_basis": event.event_date_basis,
        "actors": [actor.name for actor in event.actors],
        "actors_country": _states(event.actors),
        "recipients": [actor.name for actor in event.recipients],
        "recipients_country": _states(event.recipients),
        "said_by": [voice.speaker.name for voice in event.said_by],
        "denied_by": [voice.speaker.name for voice in event.denied_by],
        "quad": event.quad or None,
        "score": event.score if event.quad else None,
        "sure": event.sure,
        "evidence_start": event.evidence.start,
        "evidence_end": event.evidence.end,
    }


def _states(side: tuple[Actor, ...]) -> list[str]:
    return list(dict.fromkeys(actor.country for actor in side if actor.country))


def _place(place: Place | None) -> dict[str, Value]:
    return {
        "place": place.name if place else None,
        "place_feature": place.feature if place else None,
        "place_country": place.country if place else None,
        "place_admin": place.admin if place else None,
        "place_geonames": place.geonames if place else None,
        "place_confidence": place.confidence if place else None,
    }


def _told_by(row: TableRow) -> dict[str, Value]:
    report = row.report
    return {
        "sources": row.sources or None,
        "reports": row.reports or None,
        "differ": list(row.differ),
        "report": report.id,
        "outlet": report.outlet,
        "agency": report.agency.name if report.agency else None,
        "byline": list(report.byline),
        "published": report.published.value,
        "title": report.title,
    }
