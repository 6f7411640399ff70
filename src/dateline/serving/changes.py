"""What changed status: happenings whose history has a later state, or that later reports tell in another way; tolls
that rose; people who were accused, then charged or convicted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row

from dateline.exporting.phrases import told_words, vouching_word
from dateline.model import State
from dateline.serving.histories import Step, exhibits_of, steps, words_of
from dateline.serving.lines import happening_lines
from dateline.serving.questions import ask, ask_many
from dateline.serving.remembered import changes_of
from dateline.serving.stages import by_stages
from dateline.serving.tellings import by_tellings
from dateline.serving.tolls import by_tolls
from dateline.serving.turns import Change, Found, Side, first_of_each, kinds, of_happening, of_one_deed
from dateline.serving.words import Words

_STORIES = 400
"""Of how many stories, the latest first, changes are looked for."""


def find_changes(connection: Connection, most: int) -> tuple[Change, ...]:
    """The changes that weigh most in the latest stories; of each rank the latest first. One thing changes once, and no
    kind of change takes more than half of the room while there are others."""
    # What one report tells of one day has no later state.
    stories = [row.number for row in _latest_stories(connection) if row.reports > 1]
    found = changes_of(connection, stories, lambda new: _find(connection, new))
    once: dict[str, Found] = {}
    for one in found:
        once.setdefault(one.of, one)
    ordered = sorted(once.values(), key=lambda one: one.change.new.day, reverse=True)
    ordered.sort(key=lambda one: one.rank)
    return _mixed([one.change for one in ordered], most)


def _find(connection: Connection, stories: Sequence[int]) -> Iterator[Found]:
    """All changes of stories, each story's by itself: what is found of one does not depend on which others are asked
    for with it."""
    yield from by_stages(connection, stories)
    yield from _by_histories(connection, stories)
    yield from by_tellings(connection, stories)
    yield from by_tolls(connection, stories)


def _mixed(ordered: Sequence[Change], most: int) -> tuple[Change, ...]:
    held: Counter[str] = Counter()
    first: list[Change] = []
    rest: list[Change] = []
    for one in ordered:
        held[one.what] += 1
        (first if held[one.what] <= (most + 1) // 2 else rest).append(one)
    return tuple((*first, *rest)[:most])


def _latest_stories(connection: Connection) -> Sequence[Row[Any]]:
    return ask(
        connection,
        "SELECT number, reports FROM stories WHERE latest IS NOT NULL "
        f"ORDER BY latest DESC, sources DESC LIMIT {_STORIES}",
    )


def _by_histories(connection: Connection, stories: Iterable[int]) -> list[Found]:
    found = [(*kind, one) for one in steps(connection, stories) if (kind := _kind(one)) is not None]
    found.sort(key=lambda each: each[2].new.day or "", reverse=True)
    found.sort(key=lambda each: each[1])
    chosen = first_of_each(found, lambda each: each[2].story)
    rows = ask_many(  # by their stories: an id has no index
        connection,
        "SELECT number, id, story FROM happenings WHERE story IN :wanted AND id IN :ids "
        "AND (who IS NOT NULL OR to_whom IS NOT NULL)",
        (one.story for _, _, one in chosen),
        ids=[one.happening for _, _, one in chosen],
    )
    numbers = {(row.story, row.id): row.number for row in rows}
    shown = exhibits_of(connection, (state for _, _, one in chosen for state in (one.old, one.new)))
    words = words_of(connection, shown.values())
    lines = happening_lines(connection, list(numbers.values()))
    out: list[Found] = []
    for what, rank, one in chosen:
        number = numbers.get((one.story, one.happening))
        old, new = (words.get(shown[state]) for state in (one.old, one.new))
        if number is not None and old and new and of_one_deed(old, new, [lines[number].line]):
            change = of_happening(what, lines[number], _state(one.old, old), _state(one.new, new))
            out.append(Found(rank, one.happening, one.story, change))
    return out


def _kind(one: Step) -> tuple[str, int] | None:
    """What a step is called, with its rank; None for one that the table does not know."""
    if one.old.of == "told":
        return kinds().get((one.old.value, one.new.value))
    return kinds().get(("number", one.new.change))


def _state(one: State, words: Words) -> Side:
    if one.of == "told":
        return Side(one.value, told_words(one.value), vouching_word(one.value), one.day or "", words)
    value = one.value
    if value.endswith("or more"):  # "about 2,500" and "at least 2,500" are one value, and no reader's words for it
        value = f"{one.of}: {' '.join(words.exact.split())}"
    return Side(one.of, value, "yes", one.day or "", words)


__all__ = ["Change", "Side", "find_changes"]
