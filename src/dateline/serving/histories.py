"""What changed over the days by the histories of happenings: a plan that was carried out, a toll that rose."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection

from dateline.model import Exhibit, State
from dateline.recording.canon import may_hold, unpack
from dateline.serving.questions import ask_many
from dateline.serving.words import Words, cut, printed, window

_KEPT = 1024
_CHANGED = (b'"change":"follows"', b'"change":"corrected"')
"""How a state stands in a story that others do not dispute and that is not the first: few stories have one."""


@dataclass(frozen=True, slots=True)
class _Happening:
    """Of a happening only what is read here."""

    id: str
    history: tuple[State, ...] = ()


@dataclass(frozen=True, slots=True)
class _Story:
    happenings: tuple[_Happening, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Two states of one respect of a happening, the older first, of different days."""

    story: int
    happening: str
    old: State
    new: State


def steps(connection: Connection, stories: Iterable[int]) -> list[Step]:
    """The last change of every respect of the happenings of stories, by the numbers of their rows.

    What others dispute is no change, and neither is what is told otherwise on one day or on days that nobody knows.
    """
    rows = ask_many(connection, "SELECT number, value FROM stories WHERE number IN :wanted", stories)
    return [Step(row.number, name, old, new) for row in rows for name, old, new in _changes(bytes(row.value))]


@functools.lru_cache(maxsize=_KEPT)
def _changes(packed: bytes) -> tuple[tuple[str, State, State], ...]:
    if not may_hold(packed, *_CHANGED):
        return ()
    return tuple(
        (one.id, old, new) for one in unpack(packed, _Story).happenings for old, new in _last_changes(one.history)
    )


def _last_changes(history: Iterable[State]) -> Iterator[tuple[State, State]]:
    by_respect: dict[str, list[State]] = {}
    for state in history:
        if state.change != "disputed" and state.exhibits and state.day:
            by_respect.setdefault(state.of, []).append(state)
    for states in by_respect.values():
        if len(states) > 1 and all((a.day or "") < (b.day or "") for a, b in pairwise(states)):
            yield states[-2], states[-1]


def exhibits_of(connection: Connection, states: Iterable[State]) -> dict[State, Exhibit]:
    """The words that show each state: of a report of its day, since a later one may tell of it only looking back."""
    wanted = list(states)
    rows = ask_many(
        connection,
        "SELECT id, published FROM reports WHERE id IN :wanted",
        (each.report for one in wanted for each in one.exhibits),
    )
    days = {row.id: (row.published or "")[:10] for row in rows}
    return {
        one: next((each for each in one.exhibits if days.get(each.report) == (one.day or "")[:10]), one.exhibits[0])
        for one in wanted
    }


def words_of(connection: Connection, exhibits: Iterable[Exhibit]) -> dict[Exhibit, Words]:
    """The words of exhibits in their sentences."""
    wanted = set(exhibits)
    out: dict[Exhibit, Words] = {}
    for one in wanted:
        rows = ask_many(
            connection,
            f"SELECT {printed()}, {window(':start', ':end')} FROM reports WHERE reports.id IN :wanted",
            [one.report],
            start=one.span.start,
            end=one.span.end,
        )
        out.update((one, cut(row)) for row in rows)
    return out
