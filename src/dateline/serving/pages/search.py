"""What the record has on a line of words and facets: stories, happenings, statements or reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from sqlalchemy import Connection, Row

from dateline.coding.name_keys import key_of as name_key
from dateline.exporting.phrases import kind_of, known_types, told_words
from dateline.model import Stance, Told
from dateline.serving import asking, matching, people
from dateline.serving.asking import Asked
from dateline.serving.lines import (
    HappeningLine,
    ReportLine,
    StatementLine,
    StoryLine,
    clauses_of,
    happening_lines,
    report_lines,
    statement_lines,
    story_lines,
)
from dateline.serving.paging import Paging, paging
from dateline.serving.params import Params
from dateline.serving.people import Person
from dateline.serving.questions import ask, ask_many
from dateline.serving.shelf import Moment
from dateline.serving.snippets import snippets_of

KINDS = ("stories", "happenings", "statements", "reports")
_SIZE = 20
_VALUES = 8
_FACETED = 100
"""Reports whose events give the facets where words alone are asked for."""
_NAMINGS = 600
"""Ways in which somebody is named that are put together for the facets, the commonest first."""
_NO_FACET = re.compile(r"(?<!\S)([a-z]+):(?=[^\s/])")


@dataclass(frozen=True, slots=True)
class Condition:
    """A facet that is asked for, and the address of the same search without it."""

    name: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that the results could be narrowed to, how many of them have it, and the address."""

    value: str
    words: str
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """The choices of one facet."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """One kind of results. `number`: how many there are, None where they were not looked for."""

    kind: str
    address: str
    chosen: bool
    number: int | None


@dataclass(frozen=True, slots=True)
class Search:
    """A search. `more`: so many fit that only the latest were looked at. `remarks`: what was not understood."""

    line: str
    kind: str
    conditions: tuple[Condition, ...]
    remarks: tuple[str, ...]
    tabs: tuple[Tab, ...]
    groups: tuple[Group, ...]
    more: bool
    paging: Paging
    stories: tuple[StoryLine, ...] = ()
    happenings: tuple[HappeningLine, ...] = ()
    statements: tuple[StatementLine, ...] = ()
    reports: tuple[ReportLine, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """Numbers of rows of one kind in their order; the events behind them, for the facets. `first`: of stories, the
    report that fits best."""

    numbers: tuple[int, ...] = ()
    more: bool = False
    events: tuple[Row[Any], ...] = ()
    matched: Counter[int] | None = None
    shown_by: dict[int, int] | None = None
    first: Mapping[int, int] = field(default_factory=dict)


def search(moment: Moment, params: Params) -> Search:
    """A line and its results."""
    kind = params.chosen("in", KINDS)
    asked = asking.read(params.one("q"))
    found = _FINDERS[kind](moment.connection, asked) if asked.line else _Found()
    shown = paging(params, "/search", _SIZE, len(found.numbers))
    numbers = found.numbers[shown.first - 1 : shown.first - 1 + _SIZE]
    page = Search(
        line=asked.line or params.one("q"),
        kind=kind,
        conditions=tuple(
            Condition(one.name, one.value, asked.without(one).address(**_in(kind))) for one in asked.facets
        ),
        remarks=asked.remarks if found.numbers else (*asked.remarks, *_unknown(moment.connection, asked)),
        tabs=_tabs(moment.connection, asked, kind, found),
        groups=_groups(moment.connection, asked, found.events, kind),
        more=found.more,
        paging=shown,
    )
    return _with_lines(moment.connection, page, found, numbers, asked.words)


def _tabs(connection: Connection, asked: Asked, kind: str, found: _Found) -> tuple[Tab, ...]:
    """The other kinds are looked at where this one has nothing: there may be what is looked for."""
    numbers: dict[str, int | None] = {kind: len(found.numbers)}
    if asked.line and not found.numbers:
        numbers |= {one: len(_FINDERS[one](connection, asked).numbers) for one in KINDS if one != kind}
    return tuple(Tab(one, asked.address(**_in(one)), one == kind, numbers.get(one)) for one in KINDS)


def _unknown(connection: Connection, asked: Asked) -> Iterable[str]:
    """What the record has no type, stance or way of telling for."""
    types = {row.type for row in ask(connection, "SELECT DISTINCT type FROM events")} | set(known_types())
    for value in asked.values("type"):
        if value.upper() not in types and value.lower() not in get_args(Stance):
            yield f"type:{value}: no type of events and no stance is called so. Types: {', '.join(sorted(types))}."
    for value in asked.values("told"):
        if value.lower() not in get_args(Told):
            yield f"told:{value}: nothing is told so. Write one of {', '.join(get_args(Told))}."
    for name in dict.fromkeys(_NO_FACET.findall(asked.words)):
        yield f"{name}: is no facet, and was looked for as a word. Facets: {', '.join(asking.FACETS)}."


def _in(kind: str) -> dict[str, str | int]:
    return {"in": kind} if kind != KINDS[0] else {}


def _with_lines(connection: Connection, page: Search, found: _Found, numbers: Sequence[int], asked: str) -> Search:
    """The page with its lines; `asked`: the words of the line, which are shown where they stand."""
    if page.kind == "stories":
        lines = story_lines(connection, numbers)
        matched = found.matched or Counter()
        if found.shown_by:
            clauses = clauses_of(connection, [found.shown_by[n] for n in numbers if n in found.shown_by])
            words = {n: clauses[event] for n, event in found.shown_by.items() if event in clauses}
        else:
            snippets = snippets_of(connection, asked, [found.first[n] for n in numbers if n in found.first])
            words = {n: snippets[report] for n, report in found.first.items() if report in snippets}
        shown = (replace(lines[n], matched=matched[n], words=words.get(n)) for n in numbers if n in lines)
        return replace(page, stories=tuple(shown))
    if page.kind == "happenings":
        happened = happening_lines(connection, numbers)
        fitting = found.shown_by or {}
        clauses = clauses_of(connection, [fitting[n] for n in numbers if n in fitting])
        shown_lines = (
            replace(happened[n], words=clauses.get(fitting.get(n, -1), happened[n].words))
            for n in numbers
            if n in happened
        )
        return replace(page, happenings=tuple(shown_lines))
    if page.kind == "statements":
        said = statement_lines(connection, numbers)
        return replace(page, statements=tuple(said[n] for n in numbers if n in said))
    reports = report_lines(connection, numbers)
    standing = snippets_of(connection, asked, numbers)
    printed = (replace(reports[n], words=standing.get(n)) for n in numbers if n in reports)
    return replace(page, reports=tuple(printed))


# ------------------------------------------------------------------ finding


def _events(connection: Connection, asked: Asked, table: str) -> tuple[list[Row[Any]], bool]:
    """The events that fit; `table`: whose words are searched, those of events or of their reports."""
    conditions = matching.event_conditions(connection, asked)
    if not asked.words:
        return matching.find_events(connection, conditions)
    found = matching.words_in(connection, table, asked.words)
    by = "events.number" if table == "events" else "events.report"
    rows, more = matching.find_events(connection, conditions, found.numbers, by=by)
    return rows, more or found.more


def _find_stories(connection: Connection, asked: Asked) -> _Found:
    """Stories with reports that fit, those with most of them first."""
    events, more = _events(connection, asked, "reports") if _narrows(asked) else ([], False)
    if _narrows(asked):
        reports = list(dict.fromkeys(row.report for row in events))
    else:
        matched = matching.words_in(connection, "reports", asked.words)
        reports, more = list(matched.numbers), matched.more
        events, _ = matching.find_events(connection, matching.Conditions(), reports[:_FACETED], by="events.report")
    members = ask_many(connection, "SELECT report, story FROM story_reports WHERE report IN :wanted", reports)
    story_of = {row.report: row.story for row in members}
    counted = Counter(story_of[report] for report in reports if report in story_of)
    place: dict[int, int] = {}
    first: dict[int, int] = {}
    shown_by: dict[int, int] = {}
    for at, report in enumerate(reports):
        place.setdefault(story_of.get(report, -1), at)
        first.setdefault(story_of.get(report, -1), report)
    for row in events:
        shown_by.setdefault(story_of.get(row.report, -1), row.number)
    ordered = sorted(counted, key=lambda number: (-counted[number], place[number]))
    return _Found(tuple(ordered), more, tuple(events), counted, shown_by if _narrows(asked) else None, first)


def _narrows(asked: Asked) -> bool:
    return bool(asked.facets)


def _find_happenings(connection: Connection, asked: Asked) -> _Found:
    events, more = _events(connection, asked, "events")
    rows = ask_many(
        connection,
        "SELECT happening_events.happening, happening_events.event, happenings.sources FROM happening_events "
        "JOIN happenings ON happenings.number = happening_events.happening WHERE happening_events.event IN :wanted",
        (row.number for row in events),
    )
    sources = {row.happening: row.sources for row in rows}
    ordered = sorted(sources, key=lambda number: (-sources[number], number))
    place = {row.number: at for at, row in enumerate(events)}
    shown_by = {row.happening: row.event for row in sorted(rows, key=lambda row: -place[row.event])}
    return _Found(tuple(ordered), more, tuple(events), shown_by=shown_by)


def _find_statements(connection: Connection, asked: Asked) -> _Found:
    conditions = matching.statement_conditions(connection, asked)
    sql = "SELECT statements.number FROM statements JOIN reports ON reports.number = statements.report "
    if asked.words:
        matched = matching.words_in(connection, "statements", asked.words)
        where = f"{conditions.sql} {'AND' if conditions.parts else 'WHERE'} statements.number IN :wanted"
        rows = ask_many(connection, sql + where, matched.numbers, **conditions.values)
        held = {row.number for row in rows}
        return _Found(tuple(number for number in matched.numbers if number in held), matched.more)
    limit = f" ORDER BY statements.number DESC LIMIT {matching.MOST + 1}"
    rows = list(ask(connection, sql + conditions.sql + limit, **conditions.values))
    return _Found(tuple(row.number for row in rows[: matching.MOST]), len(rows) > matching.MOST)


def _find_reports(connection: Connection, asked: Asked) -> _Found:
    if matching.asks_events(asked):
        events, more = _events(connection, asked, "reports")
        return _Found(tuple(dict.fromkeys(row.report for row in events)), more, tuple(events))
    conditions = matching.report_conditions(asked)
    sql = "SELECT reports.number FROM reports "
    if asked.words:
        matched = matching.words_in(connection, "reports", asked.words)
        where = f"{conditions.sql} {'AND' if conditions.parts else 'WHERE'} reports.number IN :wanted"
        held = {row.number for row in ask_many(connection, sql + where, matched.numbers, **conditions.values)}
        return _Found(tuple(number for number in matched.numbers if number in held), matched.more)
    limit = f" ORDER BY reports.number DESC LIMIT {matching.MOST + 1}"
    rows = list(ask(connection, sql + conditions.sql + limit, **conditions.values))
    return _Found(tuple(row.number for row in rows[: matching.MOST]), len(rows) > matching.MOST)


_FINDERS: dict[str, Callable[[Connection, Asked], _Found]] = {
    "stories": _find_stories,
    "happenings": _find_happenings,
    "statements": _find_statements,
    "reports": _find_reports,
}


# ------------------------------------------------------------------ facets


def _groups(connection: Connection, asked: Asked, events: Sequence[Row[Any]], kind: str) -> tuple[Group, ...]:
    """What the results could be narrowed to, the commonest values first."""
    if not events:
        return ()
    called = _actors(connection, events, asked.values("actor"))
    names = {
        row.number: row.name
        for row in ask_many(
            connection,
            "SELECT number, name FROM locations WHERE number IN :wanted",
            {r.place for r in events if r.place},
        )
    }
    outlets = {
        row.number: row.outlet
        for row in ask_many(
            connection, "SELECT number, outlet FROM reports WHERE number IN :wanted", {row.report for row in events}
        )
    }
    shown = {one.value: one.words for one in called}
    counted: tuple[tuple[str, Counter[str]], ...] = (
        ("actor", Counter({one.value: one.times for one in called})),
        ("type", Counter(row.type for row in events)),
        ("told", Counter(row.told for row in events)),
        ("place", Counter(names[row.place] for row in events if row.place in names)),
        ("day", Counter(row.event_date[:7] for row in events if row.event_date)),
        ("outlet", Counter(outlets[row.report] for row in events if outlets.get(row.report))),
    )
    return tuple(
        Group(name, tuple(_choices(asked, name, values, kind, shown)))
        for name, values in counted
        if len(values) > 1 or (values and not asked.values(name))
    )


@dataclass(frozen=True, slots=True)
class _Called:
    """Somebody by one name for all their namings: as a line asks for them, as a reader calls them, how often."""

    value: str
    words: str
    times: int


def _actors(connection: Connection, events: Sequence[Row[Any]], taken: Sequence[str]) -> tuple[_Called, ...]:
    """Who takes part: "U.S.", "Washington" and "United States" are one. Those that are asked for already are left out.
    The value is a name that stands in the record, since names are what a line is looked up by."""
    rows = ask_many(
        connection,
        "SELECT participants.actor AS number, count(*) AS times FROM participants "
        "JOIN actors ON actors.number = participants.actor WHERE participants.event IN :wanted "
        "AND actors.how NOT LIKE 'described%' AND actors.how NOT LIKE 'nobody found%' "
        f"GROUP BY participants.actor ORDER BY times DESC, number LIMIT {_NAMINGS}",
        (row.number for row in events),
    )
    times = {row.number: row.times for row in rows}
    groups: dict[str, list[Person]] = {}
    for one in people.by_numbers(connection, times):
        if one.key:
            groups.setdefault(one.key, []).append(one)
    words = {name_key(value) for value in taken}
    held: dict[str, _Called] = {}
    for key, group in groups.items():
        names = {one.name for one in group}
        if key in taken or words & set(map(name_key, names)):
            continue
        best = people.best_name(group, times)
        called = people.name_of_key(connection, key) or best
        value = called if called in names else best
        before = held[value].times if value in held else 0  # two of one name, of whom a line cannot ask for one alone
        held[value] = _Called(value, called, before + sum(times[one.number] for one in group))
    return tuple(held.values())


_IN_WORDS: Mapping[str, Callable[[str], str]] = {"type": lambda value: kind_of(value).noun, "told": told_words}


def _choices(asked: Asked, name: str, values: Counter[str], kind: str, called: Mapping[str, str]) -> Iterable[Choice]:
    taken = asked.values(name)
    common = sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))
    for value, number in [pair for pair in common if pair[0] not in taken][:_VALUES]:
        words = called[value] if name == "actor" else _IN_WORDS.get(name, str)(value)
        yield Choice(value, words, number, asked.with_(name, value).address(**_in(kind)))
