"""A table of happenings, events or statements: the filters stand in the address, and the rows on a line of days and on
a map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy import Connection, Row

from dateline.exporting.phrases import happening_line, kind_of, known_types, told_words, vouching_word
from dateline.model import Stance, Told
from dateline.serving import addresses, asking, matching
from dateline.serving.appearances import AS_JUDGED
from dateline.serving.asking import Asked, Facet
from dateline.serving.choosing import offers
from dateline.serving.lines import HappeningLine, StatementLine, happening_lines, latest_first, statement_lines
from dateline.serving.paging import Paging, paging
from dateline.serving.params import Params
from dateline.serving.questions import ask, ask_many
from dateline.serving.shelf import Moment
from dateline.serving.stories.around import Point, point
from dateline.serving.whereabouts import of_reports
from dateline.serving.words import Words, cut, outlet_name, printed, window

FILTERS = ("words", "actor", "place", "type", "told", "from", "to", "outlet", "sure")
_SIZE, _PLACES = 50, 80


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as one report tells it."""

    id: str
    address: str
    line: str
    type: str
    told: str
    told_words: str
    vouched: str
    day: str | None
    place: str | None
    outlet: str
    sure: float
    words: Words


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of the form: its name, its value, and what may be chosen ("" for any)."""

    name: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Download:
    """A format that the table may be had in: its name, what reads it, the ending of the file, where it comes from."""

    name: str
    what: str
    ending: str
    address: str


@dataclass(frozen=True, slots=True)
class Query:
    """A page of the table, and the whole table (or the latest rows of it that are looked at) over days and places."""

    rows: str
    filters: tuple[Filter, ...]
    remarks: tuple[str, ...]
    more: bool
    paging: Paging
    downloads: tuple[Download, ...]
    days: tuple[tuple[str, int], ...]
    places: tuple[Point, ...]
    happenings: tuple[HappeningLine, ...] = ()
    events: tuple[EventLine, ...] = ()
    statements: tuple[StatementLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a question chooses: the numbers of its rows in their order, and the events behind them."""

    numbers: tuple[int, ...]
    events: tuple[Row[Any], ...]
    more: bool


def happenings(moment: Moment, params: Params) -> Query:
    """The table of happenings."""
    return _query(moment, params, "happenings")


def events(moment: Moment, params: Params) -> Query:
    """The table of events."""
    return _query(moment, params, "events")


def statements(moment: Moment, params: Params) -> Query:
    """The table of statements."""
    return _query(moment, params, "statements")


def asked_of(params: Params) -> Asked:
    """The filters of an address as a line of a search has them."""
    line = asking.read(params.one("words"))
    first, last = params.one("from"), params.one("to")
    found = [Facet(name, params.one(name)) for name in ("actor", "place", "type", "told", "outlet") if params.one(name)]
    remarks = list(line.remarks)
    if first or last:
        days = Facet("day", f"{first}..{last}")
        checked = asking.read(str(days))
        found += checked.facets
        remarks += checked.remarks
    if sure := params.probability("sure"):
        found.append(Facet("sure", f"{sure:g}"))
    return Asked(line.words, (*line.facets, *found), tuple(remarks))


def choose(connection: Connection, rows: str, asked: Asked, *, most: int = matching.MOST) -> Chosen:
    """The rows that a question chooses, the latest days first; never more than a cap."""
    if rows == "statements":
        return _choose_statements(connection, asked, most)
    conditions = matching.event_conditions(connection, asked)
    among = matching.words_in(connection, "events", asked.words, most) if asked.words else None
    found, more = matching.find_events(connection, conditions, among.numbers if among else None, most=most)
    ordered = sorted(found, key=lambda row: (row.event_date or "", row.number), reverse=True)
    more = more or bool(among and among.more)
    if rows == "events":
        return Chosen(tuple(row.number for row in ordered), tuple(ordered), more)
    of_event = {
        row.event: row.happening
        for row in ask_many(
            connection,
            "SELECT event, happening FROM happening_events WHERE event IN :wanted",
            (row.number for row in ordered),
        )
    }
    days = {of_event[row.number]: row.event_date or "" for row in reversed(ordered) if row.number in of_event}
    fitting = _told_so(connection, days, asked)
    numbers = [number for number in latest_first(connection, days) if number in fitting]
    firsts: dict[int, Row[Any]] = {}
    for row in ordered:
        if of_event.get(row.number) in fitting:
            firsts.setdefault(of_event[row.number], row)
    return Chosen(tuple(numbers), tuple(firsts.values()), more)


def _told_so(connection: Connection, happenings: Iterable[int], asked: Asked) -> set[int]:
    """Those that are told as asked over all their reports, and not by one of them alone."""
    numbers = set(happenings)
    if not (wanted := {value.lower() for value in asked.values("told")}):
        return numbers
    rows = ask_many(connection, "SELECT number, told FROM happenings WHERE number IN :wanted", numbers)
    return {row.number for row in rows if row.told in wanted}


def _choose_statements(connection: Connection, asked: Asked, most: int) -> Chosen:
    conditions = matching.statement_conditions(connection, asked)
    sql = (
        "SELECT statements.number, reports.published AS event_date FROM statements "
        "JOIN reports ON reports.number = statements.report "
    )
    if asked.words:
        among = matching.words_in(connection, "statements", asked.words, most)
        where = f"{conditions.sql} {'AND' if conditions.parts else 'WHERE'} statements.number IN :wanted"
        found = ask_many(connection, sql + where, among.numbers, **conditions.values)
        more = among.more
    else:
        limit = f" ORDER BY statements.number DESC LIMIT {most + 1}"
        found = list(ask(connection, sql + conditions.sql + limit, **conditions.values))
        more = len(found) > most
    ordered = sorted(found[:most], key=lambda row: (row.event_date or "", row.number), reverse=True)
    return Chosen(tuple(row.number for row in ordered), tuple(ordered), more)


def _query(moment: Moment, params: Params, rows: str) -> Query:
    reader, asked = moment.connection, asked_of(params)
    chosen = choose(reader, rows, asked)
    shown = paging(params, addresses.query(rows), _SIZE, len(chosen.numbers))
    numbers = chosen.numbers[shown.first - 1 : shown.first - 1 + _SIZE]
    days = Counter(row.event_date for row in chosen.events if row.event_date and len(row.event_date) >= 10)
    lines = happening_lines(reader, numbers) if rows == "happenings" else {}
    told = event_lines(reader, numbers) if rows == "events" else {}
    said = statement_lines(reader, numbers) if rows == "statements" else {}
    return Query(
        rows=rows,
        filters=_filters(params, rows),
        remarks=asked.remarks,
        more=chosen.more,
        paging=shown,
        downloads=_downloads(params, rows),
        days=tuple(sorted((day[:10], number) for day, number in days.items())),
        places=_places(reader, chosen.events) if rows != "statements" else (),
        happenings=tuple(lines[n] for n in numbers if n in lines),
        events=tuple(told[n] for n in numbers if n in told),
        statements=tuple(said[n] for n in numbers if n in said),
    )


def _filters(params: Params, rows: str) -> tuple[Filter, ...]:
    if rows == "statements":
        types = tuple((stance, stance) for stance in get_args(Stance))
        names: Sequence[str] = [name for name in FILTERS if name not in ("told", "place", "sure")]
    else:
        types = tuple((type_, kind_of(type_).noun) for type_ in known_types())
        names = FILTERS
    choices = {"type": types, "told": tuple((told, told_words(told)) for told in get_args(Told))}
    return tuple(Filter(name, params.one(name), choices.get(name, ())) for name in names)


def _downloads(params: Params, rows: str) -> tuple[Download, ...]:
    asked = asked_of(params)
    return tuple(
        Download(
            one.name, one.what, one.ending,
            params.with_("/download", **{"rows": rows, "as": one.name, "ending": one.ending, "page": ""}),
        )
        for one in offers(rows, narrowed=bool(asked.line))
    )  # fmt: skip


def _places(connection: Connection, events: Sequence[Row[Any]]) -> tuple[Point, ...]:
    counted = Counter(row.place for row in events if row.place is not None)
    rows = ask_many(
        connection,
        "SELECT number, name, geonames, latitude, longitude, country, feature FROM locations WHERE number IN :wanted",
        counted,
    )
    chosen = sorted(rows, key=lambda row: (-counted[row.number], row.name))[:_PLACES]
    told: dict[int, list[int]] = {row.number: [] for row in chosen}
    for row in events:
        if row.place in told:
            told[row.place].append(row.report)
    known = of_reports(connection, told)
    return tuple(point(row, counted[row.number], known[row.number]) for row in chosen)


_EVENTS = (
    f"SELECT events.number, events.id, {AS_JUDGED}, events.nary, events.sure, locations.name AS place, {printed()}, "
    f"{window('events.evidence_start', 'events.evidence_end')} FROM events "
    "JOIN reports ON reports.number = events.report "
    "LEFT JOIN verdicts ON verdicts.event = events.number AND verdicts.stale IS NULL "
    "LEFT JOIN locations ON locations.number = events.place WHERE events.number IN :wanted"
)
_SIDES = (
    "SELECT participants.event, participants.side, actors.name FROM participants "
    "JOIN actors ON actors.number = participants.actor WHERE participants.event IN :wanted "
    "ORDER BY participants.event, participants.side, participants.ordinal"
)


def event_lines(connection: Connection, numbers: Sequence[int]) -> dict[int, EventLine]:
    """Events by the numbers of their rows."""
    sides: dict[int, dict[str, list[str]]] = {}
    for row in ask_many(connection, _SIDES, numbers):
        sides.setdefault(row.event, {}).setdefault(row.side, []).append(row.name)
    return {row.number: _event(row, sides.get(row.number, {})) for row in ask_many(connection, _EVENTS, numbers)}


def _event(row: Row[Any], sides: dict[str, list[str]]) -> EventLine:
    names = [list(dict.fromkeys(sides.get(side, ()))) for side in ("actor", "recipient")]
    return EventLine(
        id=row.id,
        address=addresses.report(row.report, row.span_start, row.span_end),
        line=happening_line(kind_of(row.type, row.mode), *names, nary=bool(row.nary)),
        type=row.type,
        told=row.told,
        told_words=told_words(row.told),
        vouched=vouching_word(row.told),
        day=row.event_date,
        place=row.place,
        outlet=outlet_name(row),
        sure=row.sure or 0.0,
        words=cut(row),
    )
