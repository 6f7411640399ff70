"""The page of a place: where it lies, how that is known, and what is told to have happened there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from dateline.errors import NotFound
from dateline.exporting.states import name_of
from dateline.serving import matching
from dateline.serving.lines import HappeningLine, happening_lines, latest_first
from dateline.serving.paging import Paging, paging
from dateline.serving.params import Params
from dateline.serving.questions import ask, ask_many
from dateline.serving.shelf import Moment
from dateline.serving.stories.around import Point, point
from dateline.serving.whereabouts import of_reports

_SIZE, _REPORTS = 20, 200


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place. `reasons`: how the words of the last 200 reports that tell of it were taken to mean it, with how often;
    `days`: happenings a day."""

    place: Point
    country_name: str | None
    admin: str | None
    reasons: tuple[tuple[str, int], ...]
    days: tuple[tuple[str, int], ...]
    more: bool
    happenings: tuple[HappeningLine, ...]
    paging: Paging


def place(moment: Moment, params: Params) -> PlacePage:
    """The page of the place whose key or name the address gives. Raises NotFound."""
    reader, key = moment.connection, params.needed("key")
    numbers = matching.places_of(reader, [key])
    if not numbers:
        raise NotFound(f"no place called {key} is in this record.")
    conditions = matching.Conditions()
    conditions.add("events.place IN :places", places=numbers[:900])
    events, more = matching.find_events(reader, conditions)
    told = ask_many(
        reader, "SELECT event, happening FROM happening_events WHERE event IN :wanted", (row.number for row in events)
    )
    of_event = {row.event: row.happening for row in told}
    days: dict[int, str] = {}
    for row in events:
        if row.number in of_event:
            happening = of_event[row.number]
            days[happening] = max(days.get(happening, ""), row.event_date or "")
    ordered = latest_first(reader, days)
    shown = paging(params, "/place", _SIZE, len(ordered))
    chosen = ordered[shown.first - 1 : shown.first - 1 + _SIZE]
    lines = happening_lines(reader, chosen)
    rows = ask(
        reader,
        "SELECT number, name, geonames, latitude, longitude, country, feature, admin FROM locations "
        "WHERE number IN :numbers ORDER BY number",
        numbers=numbers[:900],
    )
    named: list[int] = list(dict.fromkeys(row.report for row in events)) or _latest(reader)
    reasons = ask_many(  # by their reports: which places lie where has no index
        reader,
        "SELECT reasons.reason, count(*) AS times FROM places JOIN reasons ON reasons.number = places.how "
        "WHERE places.report IN :wanted AND places.location IN :numbers "
        "GROUP BY reasons.reason ORDER BY times DESC, reasons.reason LIMIT 8",
        named[:_REPORTS],
        numbers=numbers[:900],
    )
    tellers: list[int] = [row.report for row in events if row.place == rows[0].number]
    known = of_reports(reader, {rows[0].number: tellers or _naming(reader, rows[0].number, named)})
    counted = Counter(day[:10] for day in days.values() if len(day) >= 10)
    return PlacePage(
        place=point(rows[0], len(ordered), known[rows[0].number]),
        country_name=name_of(rows[0].country),
        admin=rows[0].admin,
        reasons=tuple((row.reason, row.times) for row in reasons),
        days=tuple(sorted(counted.items())),
        more=more,
        happenings=tuple(lines[number] for number in chosen if number in lines),
        paging=shown,
    )


def _naming(connection: Connection, place: int, reports: Sequence[int]) -> list[int]:
    sql = "SELECT DISTINCT report FROM places WHERE report IN :wanted AND location = :place"
    return [row.report for row in ask_many(connection, sql, reports[:_REPORTS], place=place)]


def _latest(connection: Connection) -> list[int]:
    """The reports that came in last: where nothing is told of a place, they alone are looked through for it."""
    rows = ask(connection, "SELECT number FROM reports ORDER BY number DESC LIMIT :most", most=_REPORTS)
    return [row.number for row in rows]
