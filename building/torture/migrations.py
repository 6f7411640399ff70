"""Records that older versions made, carried over: undisturbed, killed on the way, and on a disk that is full."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

from building.torture import forks
from building.torture.jobs import trapped
from building.torture.looks import Look, differences, look, plainly_ended
from building.torture.points import Act, Calls, Trap
from building.torture.stores import Store
from building.torture.table import Fault, Row, row

SCHEMAS = (1, 2, 3, 4, 5)
MUST = "every report, event and story is there; verify fits; the older one is kept beside where it is written anew"
MUST_KILLED = "opened again, it is carried over as if nothing had been"
_OPEN = ("stories", "--record")
LAST_REWRITTEN = 4
"""Records up to this schema are written anew; later ones get tables where they stand."""


def rows(store: Store, kills: int, place: Path, *, traps: bool) -> Iterator[Row]:
    """Every schema undisturbed; so many kills and failures over all of them."""
    place.mkdir(exist_ok=True)
    older = {schema: _older(store, schema, place) for schema in SCHEMAS}
    wanted = {}
    trials = []
    for schema, base in older.items():
        where = store.copy(base)
        trials.append(_carried(where, schema))
        wanted[schema] = look(where)
        store.drop(where)
    yield row(f"records of schemas {SCHEMAS[0]} to {SCHEMAS[-1]} carried over", store.name, MUST, trials)
    failing = "disk full from the Nth write on" if store.name == "SQLite" else "server gone from the Nth message on"
    for what, act in (
        (f"carrying over killed at the Nth {_call(store)}", Act.KILL),
        (f"carrying over, {failing}", Act.FAIL_ON),
    ):
        if traps and kills:
            yield row(what, store.name, MUST_KILLED, _disturbed(store, older, wanted, act, kills))
        else:
            yield Row(what, store.name, 0, MUST_KILLED, why_not="" if traps else "no C compiler, or no Linux")
    for base in older.values():
        store.drop(base)


def _call(store: Store) -> str:
    return "write, sync or cut" if store.name == "SQLite" else "message"


def _older(store: Store, schema: int, place: Path) -> str:
    from tests.recording.older_records import copy_to_server, older_file

    where = store.new()
    if "://" not in where:
        forks.ask(lambda: str(older_file(Path(where), schema)))
    else:
        made_of = min(schema, LAST_REWRITTEN)
        forks.ask(lambda: copy_to_server(older_file(place / f"schema-{schema}.db", made_of), where))
        if schema > LAST_REWRITTEN:
            forks.ask(lambda: back_to_5(where))
    return where


def _carried(where: str, schema: int) -> list[Fault]:
    ask = _values if schema <= LAST_REWRITTEN else _rows
    held = forks.ask(lambda: ask(where, schema))
    faults = plainly_ended(forks.run(*_OPEN, where))
    found = look(where)
    faults += [f"verify: {misfit}" for misfit in found.misfits]
    have = forks.ask(lambda: _now(where) if schema <= LAST_REWRITTEN else _rows(where, schema))
    if have != held:
        faults.append(f"reports, events, stories: {held} before, {have} after")
    is_copied = "://" not in where and schema <= LAST_REWRITTEN
    if is_copied and not list(Path(where).parent.glob("*.before-schema-*")):
        faults.append("the older record is not beside it")
    return [f"schema {schema}: {fault}" for fault in faults]


def back_to_5(where: str) -> None:
    """Makes a record of schema 5 of one on a server that is older: carried over, without the table that came last."""
    from sqlalchemy import inspect, text

    from dateline.recording import Record
    from dateline.recording.engine import engine_for

    Record.open(where, create=False).close()
    engine, _ = engine_for(where, create=False)
    kept = [name for name in inspect(engine).get_schema_names() if "before_schema" in name]
    with engine.begin() as connection:
        for name in kept:
            connection.execute(text(f'DROP SCHEMA "{name}" CASCADE'))
        connection.execute(text("DROP TABLE briefs"))
        connection.execute(text("UPDATE about SET value = '5' WHERE key = 'schema'"))
    engine.dispose()


def _rows(where: str, schema: int) -> tuple[list[str], list[str]]:
    """Codings and stories of a record whose tables stay as they are, packed: not a byte of them may change."""
    from sqlalchemy import text

    from dateline.recording.engine import engine_for

    del schema
    engine, _ = engine_for(where, create=False)
    with engine.connect() as connection:
        codings, stories = (
            sorted(bytes(value).hex() for (value,) in connection.execute(text(f"SELECT value FROM {table}")))
            for table in ("codings", "stories")
        )
    engine.dispose()
    return codings, stories


def _values(where: str, schema: int) -> tuple[list[str], list[str]]:
    """Codings and stories of an older record, read by its values alone."""
    from sqlalchemy import create_engine

    from dateline.recording.engine import engine_for
    from dateline.recording.upgrading import older_record

    engine = engine_for(where, create=False)[0] if "://" in where else create_engine(f"sqlite:///{where}")
    with engine.connect() as connection:
        older = older_record(connection, schema)
        codings = [repr(coding) for _, _, coding in older.pages() if coding is not None]
        stories = [story.id for story in older.stories()]
    engine.dispose()
    return sorted(codings), sorted(stories)


def _now(where: str) -> tuple[list[str], list[str]]:
    from dateline.recording import Record

    with Record.open(where, create=False) as record:
        codings = [repr(one.coding) for one in record.coded()]
        return sorted(codings), sorted(story.id for story in record.stories())


def _disturbed(
    store: Store, older: dict[int, str], wanted: dict[int, Look], act: Act, times: int
) -> Iterator[list[Fault]]:
    calls = Calls.SEND if store.calls is Calls.SEND else Calls.WRITE | Calls.SYNC | Calls.CUT
    for n, schema in enumerate(SCHEMAS):
        share = times // len(SCHEMAS) + (n < times % len(SCHEMAS))
        number = _count(store, older[schema], calls) if share else 0
        for k in range(share):
            where = store.copy(older[schema])
            trap = Trap(act, calls, store.below(where), 1 + int((k + 0.5) * number / share), _error(store))
            ended, _ = trapped((*_OPEN, where), trap)
            faults = [] if ended.was_killed else plainly_ended(ended, may_fail=True)
            faults += plainly_ended(forks.run(*_OPEN, where)) + differences(look(where), wanted[schema])
            store.drop(where)
            yield [f"schema {schema}, call {trap.at} of {number}: {fault}" for fault in faults]


def _error(store: Store) -> int:
    return errno.ENOSPC if store.name == "SQLite" else errno.EPIPE


def _count(store: Store, base: str, calls: Calls) -> int:
    where = store.copy(base)
    _, counts = trapped((*_OPEN, where), Trap(Act.COUNT, calls, store.below(where)))
    store.drop(where)
    return sum(counts.values())
