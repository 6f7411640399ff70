"""Who is meant by a key or a name: rows of actors, found by index, and the key that each has over all pages."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection

from dateline.coding.actor_keys import actor_key
from dateline.coding.name_keys import key_of
from dateline.exporting.states import name_of
from dateline.model import Actor, Span
from dateline.serving.known import known_of
from dateline.serving.questions import ask, ask_many

_COLUMNS = "number, name, country, sectors, office, wikidata, how"
_WIKIDATA, _STATE = re.compile(r"Q\d{1,12}"), re.compile(r"[A-Z]{3}")
_MOST = 5_000
_SAMPLE = Span(0, 1)  # a key is made of what is known of an actor, not of where the name stands


@dataclass(frozen=True, slots=True)
class Person:
    """A row of actors: one way in which somebody is named and known. `key`: over all pages; "" where words describe."""

    number: int
    name: str
    country: str | None
    sectors: tuple[str, ...]
    office: str | None
    wikidata: str | None
    how: str
    key: str


def person(row: Any) -> Person:
    """A row of actors with its key."""
    return _person(row.number, row.name, row.country, row.sectors, row.office, row.wikidata, row.how or "")


@functools.lru_cache(maxsize=20_000)
def _person(
    number: int, name: str, country: str | None, sectors: str | None, office: str | None, wikidata: str | None, how: str
) -> Person:
    codes = tuple(msgspec.json.decode(sectors, type=list[str])) if sectors else ()
    named = Actor(name, _SAMPLE, "-", country, sectors=codes, office=office, wikidata=wikidata)
    key = "" if how.startswith(("described", "nobody found")) else actor_key(named).value
    return Person(number, name, country, codes, office, wikidata, how, key)


def name_of_key(connection: Connection, key: str) -> str | None:
    """What a key is called: a state by its name; None where only the reports' own names are known."""
    return (name_of(key) if _STATE.fullmatch(key) else None) or known_of(connection).names.get(key)


def by_key(connection: Connection, key: str) -> tuple[Person, ...]:
    """Every way in which the one with a key is named; empty where nobody has it. A key of somebody who was put to
    another means that one."""
    known = known_of(connection)
    own = _by_own_key(connection, key) if key not in known.rows else ()
    put_to = next((found for one in own if (found := known.keys.get((one.name, one.country, one.wikidata)))), key)
    if put_to not in known.rows:
        return own
    wanted = set(known.rows[put_to])
    sql = f"SELECT {_COLUMNS} FROM actors WHERE name IN :wanted ORDER BY number"
    rows = ask_many(connection, sql, {name for name, _, _ in wanted})
    held = _persons(connection, [row for row in rows if (row.name, row.country, row.wikidata) in wanted])
    return tuple(one for one in held if one.key == put_to)


def _by_own_key(connection: Connection, key: str) -> tuple[Person, ...]:
    """The same by what a row of actors says of itself. With an identifier also the same full name in the same state, or
    without any, where it has no identifier."""
    if _WIKIDATA.fullmatch(key):
        known = _select(connection, "wikidata = :key", key=key)
        return (*known, *_same_names(connection, known))
    if _STATE.fullmatch(key):
        rows = _select(connection, "country = :key AND wikidata IS NULL AND office IS NULL", key=key)
        return tuple(one for one in rows if one.key == key)
    name, _, country = key.rpartition("/")
    if not name:
        return ()
    where = "country = :country" if country else "country IS NULL"
    shape = "length(name) BETWEEN :low AND :high"
    rows = _select(connection, f"{where} AND {shape}", country=country, low=len(name) - 4, high=len(name) + 8)
    return tuple(one for one in rows if one.key == key)


def _same_names(connection: Connection, known: Iterable[Person]) -> tuple[Person, ...]:
    full = {one.name for one in known if " " in one.name}
    states = {one.country for one in known}
    rows = ask_many(connection, f"SELECT {_COLUMNS} FROM actors WHERE name IN :wanted AND wikidata IS NULL", full)
    found = (person(row) for row in rows)
    return tuple(one for one in found if one.country is None or one.country in states)


def by_name(connection: Connection, words: str, *, within: bool = False) -> tuple[Person, ...]:
    """Everybody whose name is these words; where there is nobody, or with `within`, in whose name they stand."""
    exact = _select(connection, "name = :words", words=words)
    if exact and not within:
        return _put_together(connection, exact)
    like = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return _put_together(connection, _select(connection, "lower(name) LIKE lower(:like) ESCAPE '\\'", like=f"%{like}%"))


def found_by(connection: Connection, words: str) -> tuple[Person, ...]:
    """Whom a key or a name means. A name that has a key means all who have it."""
    looks_like_key = _WIKIDATA.fullmatch(words) or _STATE.fullmatch(words) or "/" in words
    if looks_like_key and (found := by_key(connection, words)):
        return found
    named = by_name(connection, words)
    keys = {one.key for one in named if one.key and key_of(one.name) == key_of(words)}
    more = [one for key in sorted(keys)[:4] for one in by_key(connection, key)]
    return tuple({one.number: one for one in (*named, *more)}.values())


def _select(connection: Connection, where: str, **values: Any) -> tuple[Person, ...]:
    sql = f"SELECT {_COLUMNS} FROM actors WHERE {where} ORDER BY number LIMIT {_MOST}"
    return tuple(map(person, ask(connection, sql, **values)))


def _put_together(connection: Connection, found: Iterable[Person]) -> tuple[Person, ...]:
    """Each with the key of whoever it was put to; who is only described has none."""
    keys = known_of(connection).keys
    return tuple(
        replace(one, key=keys.get((one.name, one.country, one.wikidata), one.key)) if one.key else one for one in found
    )


def _persons(connection: Connection, rows: Iterable[Any]) -> tuple[Person, ...]:
    return _put_together(connection, map(person, rows))


def by_numbers(connection: Connection, numbers: Iterable[int]) -> tuple[Person, ...]:
    """Rows of actors by their numbers."""
    return _persons(connection, ask_many(connection, f"SELECT {_COLUMNS} FROM actors WHERE number IN :wanted", numbers))


def best_name(rows: Iterable[Person], times: dict[int, int]) -> str:
    """The name that a key is called by: the one that stands most often in the record (ties: the longest)."""
    counted: dict[str, int] = {}
    for one in rows:
        counted[one.name] = counted.get(one.name, 0) + times.get(one.number, 0)
    return min(counted, key=lambda name: (-counted[name], -len(name), name)) if counted else ""
