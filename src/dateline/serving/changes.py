"""What changed status: happenings whose history has a later state, or that later reports tell in another way."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row

from dateline.exporting.phrases import told_words, vouching_word
from dateline.linking.agreement import share_words
from dateline.model import State
from dateline.serving.histories import Step, steps, words_of
from dateline.serving.lines import HappeningLine, clauses_of, happening_lines
from dateline.serving.questions import ask, ask_many
from dateline.serving.words import Words
from dateline.tables import shipped

_STORIES, _HAPPENINGS = 400, 600
"""Of how many stories, the latest first, and of how many happenings in them changes are looked for."""


@dataclass(frozen=True, slots=True)
class Side:
    """One way of telling, or a number ("dead: 12"; `told` is its kind): the day of the first report that tells it so,
    and its words."""

    told: str
    told_words: str
    vouched: str
    day: str
    words: Words | None


@dataclass(frozen=True, slots=True)
class Change:
    """A happening whose status changed: in which way, the old words and the new."""

    what: str
    happening: HappeningLine
    old: Side
    new: Side


@functools.cache
def _kinds() -> Mapping[tuple[str, str], tuple[str, int]]:
    rows = shipped(__package__, "tables/changes.tsv", ("old", "new", "words", "rank"))
    return MappingProxyType({(row["old"], row["new"]): (row["words"], row.integer("rank")) for row in rows})


def find_changes(connection: Connection, most: int) -> tuple[Change, ...]:
    """The changes that weigh most in the latest stories: those of histories, then what reports of two days tell
    otherwise; of each the first rank, the latest first. A happening changes once."""
    by_history = _of_histories(connection, most)
    seen = {one.happening.id for one in by_history}
    told = [one for one in _of_reports(connection, most + len(seen)) if one.happening.id not in seen]
    return (*by_history, *told)[:most]


def _of_histories(connection: Connection, most: int) -> tuple[Change, ...]:
    stories = [row.number for row in _latest_stories(connection)]
    found = [(*kind, one) for one in steps(connection, stories) if (kind := _kind(one)) is not None]
    found.sort(key=lambda each: each[2].new.day or "", reverse=True)
    found.sort(key=lambda each: each[1])
    chosen = found[: most * 3]
    rows = ask_many(  # by their stories: an id has no index
        connection,
        "SELECT number, id, story FROM happenings WHERE story IN :wanted AND id IN :ids AND who IS NOT NULL",
        (one.story for _, _, one in chosen),
        ids=[one.happening for _, _, one in chosen],
    )
    numbers = {(row.story, row.id): row.number for row in rows}
    words = words_of(connection, (state.exhibits[0] for _, _, one in chosen for state in (one.old, one.new)))
    lines = happening_lines(connection, list(numbers.values()))
    out: dict[str, Change] = {}
    for what, _, one in chosen:
        number = numbers.get((one.story, one.happening))
        old, new = (words.get(state.exhibits[0]) for state in (one.old, one.new))
        if number is not None and old and new and share_words(_sentence(old), _sentence(new)):
            out.setdefault(one.happening, Change(what, lines[number], _state(one.old, old), _state(one.new, new)))
    return tuple(out.values())[:most]


def _kind(one: Step) -> tuple[str, int] | None:
    """What a step is called, with its rank; None for one that the table does not know."""
    if one.old.of == "told":
        return _kinds().get((one.old.value, one.new.value))
    return _kinds().get(("number", one.new.change))


def _sentence(words: Words) -> str:
    return f"{words.before}{words.exact}{words.after}"


def _state(one: State, words: Words) -> Side:
    if one.of == "told":
        return Side(one.value, told_words(one.value), vouching_word(one.value), one.day or "", words)
    return Side(one.of, one.value, "yes", one.day or "", words)


def _of_reports(connection: Connection, most: int) -> tuple[Change, ...]:
    told = _tellings(connection)
    found = [pair for held in told.values() if (pair := _changed(held)) is not None]
    found.sort(key=lambda pair: pair[1].published, reverse=True)
    found.sort(key=lambda pair: _kinds()[pair[0].told, pair[1].told][1])
    chosen = found[:most]
    lines = happening_lines(connection, [new.happening for _, new in chosen])
    clauses = clauses_of(connection, [one.number for pair in chosen for one in pair])
    return tuple(
        Change(
            _kinds()[old.told, new.told][0],
            lines[new.happening],
            _side(old, clauses),
            _side(new, clauses),
        )
        for old, new in chosen
    )


def _side(row: Row[Any], clauses: Mapping[int, Words]) -> Side:
    return Side(row.told, told_words(row.told), vouching_word(row.told), row.published, clauses.get(row.number))


def _latest_stories(connection: Connection) -> Sequence[Row[Any]]:
    return ask(
        connection,
        f"SELECT number FROM stories WHERE latest IS NOT NULL ORDER BY latest DESC, sources DESC LIMIT {_STORIES}",
    )


def _tellings(connection: Connection) -> dict[int, list[Row[Any]]]:
    latest = _latest_stories(connection)
    differing = ask_many(
        connection,
        "SELECT DISTINCT accounts.happening FROM happenings JOIN accounts ON accounts.happening = happenings.number "
        "WHERE happenings.story IN :wanted AND accounts.field = 'told' AND accounts.verdict = 'differ' "
        "AND happenings.who IS NOT NULL AND happenings.sources > 1 "
        f"ORDER BY accounts.happening LIMIT {_HAPPENINGS}",
        (row.number for row in latest),
    )
    rows = ask_many(
        connection,
        "SELECT happening_events.happening, events.number, events.told, reports.published "
        "FROM happening_events JOIN events ON events.number = happening_events.event "
        "JOIN reports ON reports.number = events.report "
        "WHERE happening_events.happening IN :wanted AND reports.published IS NOT NULL AND events.sure >= .5",
        (row.happening for row in differing),
    )
    told: dict[int, list[Row[Any]]] = {}
    for row in rows:
        told.setdefault(row.happening, []).append(row)
    return told


def _changed(told: Sequence[Row[Any]]) -> tuple[Row[Any], Row[Any]] | None:
    """The first telling and the first of the way that came last, if it came on a later day and is a change that the
    table knows: what is told as done on one day and spoken of as a plan on the next is mostly two readings of one."""
    first: dict[str, Row[Any]] = {}
    for row in sorted(told, key=lambda one: (one.published, one.number)):
        first.setdefault(row.told, row)
    if len(first) < 2:
        return None
    old, *_, new = first.values()
    if new.published <= old.published or (old.told, new.told) not in _kinds():
        return None
    return old, new
