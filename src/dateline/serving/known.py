"""Who is who over the whole record, as `dateline who` knows it: the namings that rules and people put to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from dateline.linking import join_namings
from dateline.recording import Record
from dateline.serving.questions import count

MOST = 20_000
"""Namings that are put together for pages: it takes some .1 ms each, once a version of the record."""
LARGEST = 60_000
"""Sides of events of a record whose namings are gathered: of a million that takes minutes and gigabytes."""
_HELD = "dateline known"
Row = tuple[str, str | None, str | None]
"""Name, state and Wikidata id, as a row of actors has them."""


@dataclass(frozen=True, slots=True)
class Known:
    """`keys`: whose every row is, where all its namings are one's; `rows`: those of a key; `names`: what a key is
    called. `ready`: False where this is not known yet; `mark` tells two states of this knowledge apart."""

    keys: Mapping[Row, str] = field(default_factory=dict)
    rows: Mapping[str, Collection[Row]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    ready: bool = True
    mark: int = 0


def know(record: Record) -> Known:
    """Everybody of a record; nobody where it names too many to be put together for a page."""
    if _is_large(record) or len(namings := record.namings()) > MOST:
        return Known()
    homes: dict[Row, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for one in join_namings(namings, record.ties().actors):
        names[one.key] = one.name
        for naming in one.namings:
            homes[naming.name, naming.country, naming.wikidata].add(one.key)
    keys = {row: next(iter(held)) for row, held in homes.items() if len(held) == 1}
    rows: dict[str, list[Row]] = defaultdict(list)
    for row, key in keys.items():
        rows[key].append(row)
    return Known(keys, rows, names, mark=hash(frozenset(keys.items())))


def _is_large(record: Record) -> bool:
    with record.snapshot() as held:
        return (
            count(held.reader, f"SELECT count(*) FROM (SELECT 1 FROM participants LIMIT {LARGEST + 1}) AS held")
            > LARGEST
        )


def hold(connection: Connection, find: Callable[[], Known]) -> None:
    """Keeps at the connection of a page how this is found out, for whoever asks by that: most pages never do."""
    connection.info[_HELD] = find


def known_of(connection: Connection) -> Known:
    """What a page may know of who is who; nothing where nobody said how."""
    found = connection.info.get(_HELD)
    if callable(found):
        found = connection.info[_HELD] = found()
    return found if isinstance(found, Known) else Known()


def is_whole(connection: Connection) -> bool:
    """Whether all that a page asked of who is who was known to it."""
    found = connection.info.get(_HELD)
    return not isinstance(found, Known) or found.ready
