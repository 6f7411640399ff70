"""Who was accused and then charged, convicted or cleared: happenings of one story that befell one person, in order."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from sqlalchemy import Connection, Row

from dateline.coding.name_keys import key_of
from dateline.serving import people
from dateline.serving.lines import clauses_of, happening_lines
from dateline.serving.people import Person
from dateline.serving.questions import ask_many
from dateline.serving.turns import Change, Found, Side, first_of_each, of_one_deed
from dateline.serving.words import Words, cut, printed, window
from dateline.tables import shipped

_RANK = 1
_EVENTS = 200
"""Events of one story that are looked at, those that came in last."""
_TELLINGS = 4


@dataclass(frozen=True, slots=True)
class _Stage:
    """A step of a case: how far it is, what it is called, whether it tells for certain, and the words that tell it."""

    name: str
    place: int
    vouched: str
    type: str
    mode: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Step:
    """An event that brings somebody to a stage."""

    event: int
    happening: int
    published: str
    stage: _Stage


@functools.cache
def _stages() -> tuple[_Stage, ...]:
    rows = shipped(__package__, "tables/stages.tsv", ("stage", "place", "vouched", "type", "mode", "words"))
    return tuple(
        _Stage(
            row["stage"], row.integer("place"), row["vouched"], row["type"], row["mode"], frozenset(row.words("words"))
        )
        for row in rows
    )


def by_stages(connection: Connection, stories: Iterable[int]) -> list[Found]:
    """The last step of everybody whose case went on from one day to a later one. The sentences of both must share
    words besides the name: two cases against one person are no steps of one."""
    found = [
        (story, name, pairs)
        for (story, _), (name, steps) in _cases(connection, stories).items()
        if (pairs := _pairs(steps))
    ]
    clauses = _mentions(connection, {one.event for *_, pairs in found for pair in pairs for one in pair})
    lines = happening_lines(connection, list({new.happening for *_, pairs in found for _, new in pairs}))
    out = []
    for story, name, pairs in found:
        for old, new in pairs:
            words = _of_one_case(clauses.get(old.event, ()), clauses.get(new.event, ()), name)
            if words is not None and new.happening in lines:
                line = lines[new.happening]
                what = f"{old.stage.name}, then {new.stage.name}"
                sides = _side(old, words[0]), _side(new, words[1])
                change = Change(what, name, line.address, line.story_title, line, *sides)
                out.append(Found(_RANK, f"{story} {name}", story, change))
                break
    return out


def _pairs(steps: Iterable[_Step]) -> list[tuple[_Step, _Step]]:
    """Two tellings each that may be the last step of a case, the step that came last first."""
    by_stage: dict[str, list[_Step]] = {}
    for one in sorted(steps, key=lambda each: (each.published, each.event)):
        by_stage.setdefault(one.stage.name, []).append(one)
    return [
        (old, new)
        for before, after in reversed(list(pairwise(by_stage.values())))
        for old, new in product(before[:_TELLINGS], after[:_TELLINGS])
        if new.published > old.published and new.stage.place > old.stage.place
    ]


def _mentions(connection: Connection, events: Iterable[int]) -> dict[int, list[Words]]:
    """The clauses in which the report of an event tells it, the chief one first."""
    wanted = set(events)
    out = {number: [words] for number, words in clauses_of(connection, wanted).items()}
    rows = ask_many(
        connection,
        f"SELECT retellings.event, {printed()}, {window('retellings.mention_start', 'retellings.mention_end')} "
        "FROM retellings JOIN events ON events.number = retellings.event "
        "JOIN reports ON reports.number = events.report WHERE retellings.event IN :wanted "
        "ORDER BY retellings.event, retellings.ordinal",
        wanted,
    )
    for row in rows:
        out.setdefault(row.event, []).append(cut(row))
    return out


def _of_one_case(ours: Iterable[Words], theirs: Iterable[Words], name: str) -> tuple[Words, Words] | None:
    """The first two clauses whose sentences share words besides the name."""
    pairs = product(ours, theirs)
    return next(((one, other) for one, other in pairs if of_one_deed(one, other, [name])), None)


def _side(one: _Step, words: Words) -> Side:
    return Side(one.stage.name, one.stage.name, one.stage.vouched, one.published, words)


def _cases(connection: Connection, stories: Iterable[int]) -> dict[tuple[int, str], tuple[str, list[_Step]]]:
    """The steps of everybody who is named, by story and by what tells people apart; with the fullest name."""
    types = list({stage.type for stage in _stages()})
    rows = ask_many(  # in this order: from the stories to their events, and not from all events of these types
        connection,
        "SELECT events.number, events.type, events.mode, reports.published, happening_events.happening, "
        "happenings.story, participants.actor, "
        "substr(reports.text, events.trigger_start + 1, events.trigger_end - events.trigger_start) AS word "
        "FROM happenings CROSS JOIN happening_events CROSS JOIN events CROSS JOIN reports CROSS JOIN participants "
        "WHERE happening_events.happening = happenings.number AND events.number = happening_events.event "
        "AND reports.number = events.report "
        "AND participants.event = events.number AND participants.side = 'recipient' "
        "AND happenings.story IN :wanted AND events.type IN :types AND events.told IN ('happened', 'ongoing') "
        "AND events.sure >= .5 AND length(reports.published) >= 10 AND participants.entity IS NOT NULL "
        "ORDER BY events.number DESC",
        stories,
        types=types,
    )
    latest = first_of_each(rows, lambda row: int(row.story), _EVENTS)
    told = [(row, stage) for row in latest if (stage := _stage_of(row)) is not None]
    known = {one.number: one for one in people.by_numbers(connection, {row.actor for row, _ in told})}
    return _by_person(told, known)


def _by_person(
    told: Sequence[tuple[Row[Any], _Stage]], known: Mapping[int, Person]
) -> dict[tuple[int, str], tuple[str, list[_Step]]]:
    steps: dict[tuple[int, str], list[_Step]] = defaultdict(list)
    names: dict[tuple[int, str], set[str]] = defaultdict(set)
    for row, stage in told:
        one = known.get(row.actor)
        if one is None or not one.key or one.key == one.country:
            continue
        place = row.story, one.wikidata or key_of(one.name)
        steps[place].append(_Step(row.number, row.happening, row.published, stage))
        names[place].add(one.name)
    return {place: (max(names[place], key=lambda name: (len(name), name)), held) for place, held in steps.items()}


def _stage_of(row: Row[Any]) -> _Stage | None:
    word = (row.word or "").casefold()
    held = [one for one in _stages() if one.type == row.type and one.mode == (row.mode or "")]
    return next((one for one in held if word in one.words), None)
