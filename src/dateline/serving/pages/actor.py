"""The page of a person, state or body, and of two of them: who this is, how that is known, what they did and said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from dateline.errors import NotFound
from dateline.exporting.states import name_of
from dateline.serving import addresses, people
from dateline.serving.appearances import (
    Appeared,
    Partner,
    Week,
    events_of,
    partners,
    statements_of,
    weeks,
)
from dateline.serving.lines import HappeningLine, StatementLine, happening_lines, latest_first, statement_lines
from dateline.serving.paging import Paging, paging
from dateline.serving.params import Params
from dateline.serving.people import Person
from dateline.serving.questions import ask_many, count
from dateline.serving.shelf import Moment
from dateline.serving.tallies import tallies_of

_SIZE, _SAID = 20, 12
PARTS = ("all", "did", "had done to them")
_NAMED, _HEARD = 10_000, 20_000
"""What is counted at most of one naming, and of what somebody said: to count on takes longer than anybody reads."""
_FOUND = 120
_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Naming:
    """One way in which somebody is named, how often in the record (up to 10,000 times as a side, and as many as one who
    speaks), and the reasons why it is put to them."""

    name: str
    country: str | None
    office: str | None
    times: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Who:
    """Who a key means: the name, the state, offices that reports name, and every naming."""

    key: str
    name: str
    address: str
    country: str | None
    country_name: str | None
    offices: tuple[str, ...]
    sectors: tuple[str, ...]
    wikidata: str | None
    namings: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Somebody over the whole record. `more`: only the events that came in last were looked at."""

    who: Who
    part: str
    more: bool
    weeks: tuple[Week, ...]
    partners: tuple[Partner, ...]
    happenings: tuple[HappeningLine, ...]
    paging: Paging
    said: tuple[StatementLine, ...]
    said_paging: Paging


@dataclass(frozen=True, slots=True)
class PairPage:
    """What two have to do with each other."""

    one: Who
    other: Who
    more: bool
    weeks: tuple[Week, ...]
    happenings: tuple[HappeningLine, ...]
    paging: Paging
    said: tuple[StatementLine, ...]


@dataclass(frozen=True, slots=True)
class ActorLine:
    """Somebody in a list, with how often they take part in events."""

    key: str
    name: str
    address: str
    country: str | None
    office: str | None
    times: int


@dataclass(frozen=True, slots=True)
class Actors:
    """Who is named most, or whose name has words in it."""

    words: str
    actors: tuple[ActorLine, ...]


def actor(moment: Moment, params: Params) -> ActorPage:
    """The page of the actor whose key, or name, the address gives. Raises NotFound."""
    reader = moment.connection
    rows, who = _find(reader, params.needed("key"))
    numbers = [one.number for one in rows]
    part = params.chosen("part", PARTS)
    appeared = events_of(reader, numbers)
    ordered = _happenings(reader, appeared, {"did": "actor", "had done to them": "recipient"}.get(part))
    shown = paging(params, "/actor", _SIZE, len(ordered), at="#happened")
    chosen = ordered[shown.first - 1 : shown.first - 1 + _SIZE]
    lines = happening_lines(reader, chosen)
    heard = _heard(reader, numbers)
    said = paging(params, "/actor", _SAID, heard, name="said", at="#said")
    spoken = statements_of(reader, numbers, _SAID, said.first - 1)
    statements = statement_lines(reader, spoken)
    return ActorPage(
        who=who,
        part=part,
        more=appeared.more,
        weeks=weeks(appeared.events),
        partners=partners(reader, numbers, who.key, appeared, 24),
        happenings=tuple(lines[number] for number in chosen if number in lines),
        paging=shown,
        said=tuple(statements[number] for number in spoken if number in statements),
        said_paging=said,
    )


def pair(moment: Moment, params: Params) -> PairPage:
    """The page of two actors. Raises NotFound."""
    reader = moment.connection
    rows, one = _find(reader, params.needed("a"))
    others, other = _find(reader, params.needed("b"))
    theirs = {person.number for person in others}
    appeared = events_of(reader, [person.number for person in rows])
    both = {
        row.event
        for row in ask_many(reader, "SELECT event, actor FROM participants WHERE event IN :wanted", appeared.sides)
        if row.actor in theirs
    }
    held = Appeared(tuple(row for row in appeared.events if row.number in both), appeared.sides, appeared.more)
    ordered = _happenings(reader, held, None)
    shown = paging(params, "/pair", _SIZE, len(ordered))
    chosen = ordered[shown.first - 1 : shown.first - 1 + _SIZE]
    lines = happening_lines(reader, chosen)
    said = _said_between(reader, {person.number for person in rows}, theirs)
    statements = statement_lines(reader, said)
    return PairPage(
        one=one,
        other=other,
        more=appeared.more,
        weeks=weeks(held.events),
        happenings=tuple(lines[number] for number in chosen if number in lines),
        paging=shown,
        said=tuple(statements[number] for number in said if number in statements),
    )


def actors(moment: Moment, params: Params) -> Actors:
    """Who takes part in most events, or all whose name has the words of `name` in it."""
    reader, words = moment.connection, params.one("name")
    if words:
        keys = dict.fromkeys(one.key for one in people.by_name(reader, words, within=True) if one.key)
        rows = tuple(one for key in list(keys)[:_FOUND] for one in people.by_key(reader, key))
        return Actors(words, _lines(reader, rows, _events_of_each(reader, [one.number for one in rows]))[:60])
    counted = tallies_of(reader).most_named(reader, _ROWS)
    rows = people.by_numbers(reader, counted)
    return Actors("", _lines(reader, rows, counted)[:60])


def _lines(connection: Connection, rows: Iterable[Person], times: dict[int, int]) -> tuple[ActorLine, ...]:
    held: dict[str, list[Person]] = {}
    for one in rows:
        if one.key:
            held.setdefault(one.key, []).append(one)
    out = [
        ActorLine(
            key,
            people.name_of_key(connection, key) or people.best_name(group, times),
            addresses.actor(key),
            next((one.country for one in group if one.country), None),
            next((one.office for one in group if one.office), None),
            sum(times.get(one.number, 0) for one in group),
        )
        for key, group in held.items()
    ]
    return tuple(sorted(out, key=lambda one: (-one.times, one.name)))


def _find(connection: Connection, given: str) -> tuple[tuple[Person, ...], Who]:
    """Rows and the person behind a key; a name is taken where one key alone has it."""
    rows = people.by_key(connection, given)
    key = rows[0].key if rows else given
    if not rows:
        keys = {one.key for one in people.by_name(connection, given) if one.key}
        if len(keys) == 1:
            key = keys.pop()
            rows = people.by_key(connection, key)
    if not rows:
        raise NotFound(f"nobody in this record has the key {given}. Look for the name at /actors?name=...")
    times = _times(connection, [one.number for one in rows])
    name = people.name_of_key(connection, key) or people.best_name(rows, times)
    return rows, _who(key, name, rows, times)


def _events_of_each(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    sql = "SELECT actor, count(*) AS times FROM participants WHERE actor IN :wanted GROUP BY actor"
    return {row.actor: row.times for row in ask_many(connection, sql, numbers)}


def _times(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    """How often rows of actors take part or speak."""
    acted, said = _bounded("participants", "actor"), _bounded("statements", "speaker")
    sql = f"SELECT actors.number, {acted} AS acted, {said} AS said FROM actors WHERE actors.number IN :wanted"
    return {row.number: row.acted + row.said for row in ask_many(connection, sql, numbers)}


def _bounded(table: str, column: str) -> str:
    rows = f"SELECT 1 FROM {table} WHERE {table}.{column} = actors.number LIMIT {_NAMED}"
    return f"(SELECT count(*) FROM ({rows}) AS held)"


def _heard(connection: Connection, numbers: Sequence[int]) -> int:
    """How many statements of theirs nobody rejected."""
    said = f"SELECT count(*) FROM (SELECT 1 FROM statements WHERE speaker IN :numbers LIMIT {_HEARD}) AS said"
    rejected = (
        "SELECT count(*) FROM verdicts WHERE judged = 'rejected' AND stale IS NULL "
        "AND EXISTS (SELECT 1 FROM statements "
        "WHERE statements.number = verdicts.statement AND statements.speaker IN :numbers)"
    )
    return max(0, count(connection, said, numbers=numbers) - count(connection, rejected, numbers=numbers))


def _who(key: str, name: str, rows: Sequence[Person], times: dict[int, int]) -> Who:
    held: dict[tuple[str, str | None, str | None], dict[str, int]] = {}
    for one in rows:
        reasons = held.setdefault((one.name, one.country, one.office), {})
        reasons[one.how] = reasons.get(one.how, 0) + times.get(one.number, 0)
    namings = [
        Naming(name, country, office, sum(reasons.values()), tuple(sorted(reasons, key=lambda how: -reasons[how])[:4]))
        for (name, country, office), reasons in held.items()
    ]
    country = next((one.country for one in rows if one.country), None)
    return Who(
        key=key,
        name=name,
        address=addresses.actor(key),
        country=country,
        country_name=name_of(country),
        offices=tuple(dict.fromkeys(one.office for one in rows if one.office))[:4],
        sectors=tuple(dict.fromkeys(code for one in rows for code in one.sectors))[:4],
        wikidata=next((one.wikidata for one in rows if one.wikidata), None),
        namings=tuple(sorted(namings, key=lambda one: (-one.times, one.name))),
    )


def _happenings(connection: Connection, appeared: Appeared, side: str | None) -> list[int]:
    """The happenings of the events, the latest day first; those of which no report gives a day come last."""
    days: dict[int, str] = {}
    for row in appeared.events:
        if row.happening is None or (side and side not in appeared.sides.get(row.number, ())):
            continue
        days[row.happening] = max(days.get(row.happening, ""), row.event_date or "")
    return latest_first(connection, days)


def _said_between(connection: Connection, ones: set[int], others: set[int]) -> list[int]:
    rows = ask_many(
        connection,
        "SELECT number, speaker, addressee FROM statements WHERE speaker IN :wanted AND addressee IS NOT NULL "
        "ORDER BY number DESC LIMIT 3000",
        ones | others,
    )
    held = [
        row.number
        for row in rows
        if (row.speaker in ones and row.addressee in others) or (row.speaker in others and row.addressee in ones)
    ]
    return sorted(held, reverse=True)[:_SAID]
