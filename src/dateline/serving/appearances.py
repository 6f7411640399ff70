"""What somebody did and said over time: by the numbers of the rows that name them, each found by index."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row

from dateline.exporting.states import name_of
from dateline.serving import addresses, people
from dateline.serving.questions import ask, ask_many

MOST = 2_000
"""Events of one actor that are looked at, those that came in last; the page says so where there are more."""
Part = Literal["actor", "recipient"]
NOT_REJECTED = "(verdicts.judged IS NULL OR verdicts.judged <> 'rejected')"
"""Of rows to which the verdicts that hold were joined."""
AS_JUDGED = ", ".join(
    f"CASE WHEN verdicts.judged = 'corrected' THEN verdicts.{name} ELSE events.{name} END AS {name}"
    for name in ("type", "mode", "told", "event_date")
)
"""The columns of events that people correct, as they did."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week by its Monday: how many independent texts tell of cooperation, of conflict, and of neither."""

    week: str
    cooperation: int
    conflict: int
    neutral: int


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody on the other side: how many happenings, and how many of them are cooperation or conflict."""

    key: str
    name: str
    address: str
    pair: str
    times: int
    cooperation: int
    conflict: int


@dataclass(frozen=True, slots=True)
class Appeared:
    """The events in which somebody takes part: (number, sides of it), the last first; `more`: there are others."""

    events: tuple[Row[Any], ...]
    sides: dict[int, set[str]]
    more: bool


def events_of(connection: Connection, actors: Collection[int]) -> Appeared:
    """The last events of these rows of actors."""
    sides: dict[int, set[str]] = defaultdict(set)
    share = max(400, 3 * MOST // max(1, len(actors)))
    cut_off = False
    for number in actors:
        rows = ask(
            connection,
            "SELECT event, side FROM participants WHERE actor = :number ORDER BY event DESC LIMIT :most",
            number=number,
            most=share,
        )
        cut_off = cut_off or len(rows) >= share
        for row in rows:
            sides[row.event].add(row.side)
    numbers = sorted(sides, reverse=True)
    rows = ask_many(
        connection,
        f"SELECT events.number, {AS_JUDGED}, events.score, events.quad, "
        "events.report, story_reports.lineage, happening_events.happening FROM events "
        "LEFT JOIN story_reports ON story_reports.report = events.report "
        "LEFT JOIN happening_events ON happening_events.event = events.number "
        "LEFT JOIN verdicts ON verdicts.event = events.number AND verdicts.stale IS NULL "
        f"WHERE events.number IN :wanted AND {NOT_REJECTED}",
        numbers[:MOST],
    )
    kept = {row.number: sides[row.number] for row in rows}
    return Appeared(tuple(rows), kept, cut_off or len(numbers) > MOST)


def weeks(events: Iterable[Row[Any]]) -> tuple[Week, ...]:
    """Cooperation and conflict by week. A text counts once a week and kind, however many pages print it; what is told
    as planned, possible, denied or as not so counts nothing."""
    held: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in events:
        if row.event_date and row.told in ("happened", "ongoing") and (monday := _monday(row.event_date)):
            held[monday, _kind(row)].add(row.lineage or -row.report)
    return tuple(
        Week(monday, *(len(held.get((monday, kind), ())) for kind in ("cooperation", "conflict", "neutral")))
        for monday in sorted({monday for monday, _ in held})
    )


def _kind(row: Row[Any]) -> str:
    if not row.quad or not row.score:
        return "neutral"
    return "cooperation" if row.score > 0 else "conflict"


def partners(
    connection: Connection, own: Collection[int], key: str, appeared: Appeared, most: int
) -> tuple[Partner, ...]:
    """Who stands in the same events, most happenings first; who is only described has no page and is left out."""
    of_event = {row.number: row for row in appeared.events}
    rows = ask_many(
        connection,
        "SELECT participants.event, participants.actor FROM participants WHERE participants.event IN :wanted",
        of_event,
    )
    together: dict[int, set[int]] = defaultdict(set)
    held = set(own)
    for row in rows:
        if row.actor not in held:
            together[row.actor].add(row.event)
    common = sorted(together, key=lambda number: -len(together[number]))[:600]
    known = people.by_numbers(connection, common)
    groups: dict[str, set[int]] = defaultdict(set)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for person in known:
        if person.key and person.key != key:
            groups[person.key] |= together[person.number]
            names[person.key][person.name] += len(together[person.number])
    times = {other: _happenings(events, of_event) for other, events in groups.items()}
    called = {other: people.name_of_key(connection, other) or _commonest(held) for other, held in names.items()}
    first = sorted(times, key=lambda other: (-len(times[other]), called[other]))[:most]
    often = Counter(called[other] for other in first)
    return tuple(
        _partner(key, other, name if often[name] < 2 else f"{name} ({_told_apart(other)})", times[other])
        for other in first
        for name in (called[other],)
    )


def _commonest(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], -len(name), name))


def _happenings(events: Collection[int], of_event: dict[int, Row[Any]]) -> dict[int, str]:
    """Happening → cooperation, conflict or neither; an event that is in none counts as one."""
    rows = (of_event[number] for number in events)
    return {row.happening or -row.number: _kind(row) for row in rows}


def _partner(key: str, other: str, name: str, happenings: dict[int, str]) -> Partner:
    kinds = Counter(happenings.values())
    return Partner(
        other, name, addresses.actor(other), addresses.pair(key, other), len(happenings), kinds["cooperation"],
        kinds["conflict"],
    )  # fmt: skip


def _told_apart(key: str) -> str:
    """What tells two of one name apart: the state, as far as one is known, else the key itself."""
    name, _, country = key.rpartition("/")
    return (name_of(country) or country or "no state known") if name else key


def statements_of(connection: Connection, actors: Sequence[int], most: int, after: int = 0) -> list[int]:
    """The numbers of what they said, the last first."""
    sql = (  # one after the other: so only as many are read as are wanted
        "SELECT statements.number FROM statements "
        "LEFT JOIN verdicts ON verdicts.statement = statements.number AND verdicts.stale IS NULL "
        f"WHERE speaker = :speaker AND {NOT_REJECTED} ORDER BY statements.number DESC LIMIT :most"
    )
    rows = [row.number for one in actors for row in ask(connection, sql, speaker=one, most=most + after)]
    return sorted(rows, reverse=True)[after : after + most]


@functools.lru_cache(maxsize=20_000)
def _monday(value: str) -> str:
    """The Monday of the week of a day; "" for what is no day."""
    try:
        day = date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        day = None
    return (day - timedelta(days=day.weekday())).isoformat() if day else ""
