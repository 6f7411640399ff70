"""Tolls that rose: numbers of one thing that independent texts of several days of one story give, the later the higher.

Numbers are read from the words, as the brief does: a toll stands here whether or not it is a field of one happening.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Row

from dateline.linking.figures import Figure, tallies_of
from dateline.recording.figures import MADE_BY, read_figures, unpack_figures
from dateline.serving import addresses
from dateline.serving.questions import ask, ask_many
from dateline.serving.turns import Change, Found, Side, kinds
from dateline.serving.words import Words, cut, printed, window
from dateline.tables import shipped

_OF_STORY = 24
"""Texts of one story whose numbers are compared, the latest."""


@dataclass(frozen=True, slots=True)
class _Rise:
    """The number of the last day and the one before it, with the rows of the reports that give them."""

    old: Figure
    new: Figure
    rows: Mapping[str, Row[Any]]


@functools.cache
def _befell() -> frozenset[str]:
    """What may befell people whose number is a toll."""
    return frozenset(row["deed"] for row in shipped(__package__, "tables/tolls.tsv", ("deed",)))


def by_tolls(connection: Connection, stories: Sequence[int]) -> list[Found]:
    """The tolls of stories that rose from one day to a later one. Nothing where two texts of one day disagree."""
    kind = kinds().get(("number", "follows"))
    if kind is None:
        return []
    out = []
    texts = _texts(connection, stories)
    figures = _figures(connection, [row for held in texts.values() for row in held])
    for held in texts.values():
        days = {row.report: row.published[:10] for row in held}
        rows = {row.report: row for row in held}
        lineages = {row.report: str(row.lineage) for row in held}
        for tally in tallies_of([one for row in held for one in figures[row.report]], lineages):
            if (pair := _rise(tally.figures, days)) is not None:
                change = _change(connection, kind[0], _Rise(*pair, rows))
                out.append(Found(kind[1], f"{held[0].story_id} {tally.thing}", held[0].story, change))
    return out


def _rise(figures: Sequence[Figure], days: Mapping[str, str]) -> tuple[Figure, Figure] | None:
    """The number of the last day and the one before it, where every later day gives more."""
    by_day: dict[str, list[Figure]] = defaultdict(list)
    for one in figures:
        by_day[days[one.report]].append(one)
    ordered = [held for _, held in sorted(by_day.items())]
    if any(not a.can_be(b) for held in ordered for a in held for b in held):
        return None
    chief = [min(held, key=lambda one: (one.high is None, one.report, one.span)) for held in ordered]
    steps = [chief[0]] if chief else []
    steps += [new for old, new in pairwise(chief) if not new.can_be(old)]
    if len(steps) < 2 or any(new.low <= old.low for old, new in pairwise(steps)):
        return None
    return steps[-2], steps[-1]


def _change(connection: Connection, what: str, rise: _Rise) -> Change:
    row = rise.rows[rise.new.report]
    line = f"Number of {rise.new.thing}"
    return Change(
        what, line, f"{addresses.story(row.story_id)}#numbers", row.story_title or "Without a headline", None,
        *(_side(connection, one, rise.rows[one.report]) for one in (rise.old, rise.new)),
    )  # fmt: skip


def _side(connection: Connection, one: Figure, row: Row[Any]) -> Side:
    words = _words(connection, one, row)
    return Side(one.deed, " ".join(words.exact.split()), "yes", row.published[:10], words)


def _words(connection: Connection, one: Figure, row: Row[Any]) -> Words:
    asked = f"SELECT {printed()}, {window(':start', ':end')} FROM reports WHERE number = :number"
    return cut(ask(connection, asked, number=row.number, start=one.span.start, end=one.span.end)[0])


def _texts(connection: Connection, stories: Iterable[int]) -> dict[int, list[Row[Any]]]:
    """The first page of every independent text, with its day and the figures that are kept of it, of stories that
    several days tell and in which people were counted."""
    counted = ask_many(  # in this order: from the stories to their numbers, and not from all numbers of the record
        connection,
        "SELECT DISTINCT story_reports.story FROM story_reports CROSS JOIN events CROSS JOIN counts "
        "WHERE story_reports.story IN :wanted AND events.report = story_reports.report "
        "AND counts.event = events.number AND counts.kind NOT IN ('other', 'ordinal')",
        stories,
    )
    rows = ask_many(
        connection,
        "SELECT lineages.story, lineages.number AS lineage, lineages.first, reports.published FROM lineages "
        "JOIN reports ON reports.number = lineages.first WHERE lineages.story IN :wanted "
        "AND length(reports.published) >= 10",
        (row.story for row in counted),
    )
    held: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        held[row.story].append(row)
    chosen: list[int] = []
    place = {number: at for at, number in enumerate(stories)}
    for story in sorted(held, key=lambda number: place[number]):
        days = {row.published[:10] for row in held[story]}
        if len(days) > 1:
            latest = sorted(held[story], key=lambda row: (row.published, row.first), reverse=True)
            chosen += [row.first for row in latest[:_OF_STORY]]
    texts = ask_many(
        connection,
        "SELECT reports.number, reports.id AS report, reports.published, story_reports.story, story_reports.lineage, "
        "stories.id AS story_id, stories.title AS story_title, figures.value, figures.made_by FROM reports "
        "JOIN story_reports ON story_reports.report = reports.number "
        "JOIN stories ON stories.number = story_reports.story "
        "LEFT JOIN figures ON figures.report = reports.number WHERE reports.number IN :wanted",
        chosen,
    )
    out: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in sorted(texts, key=lambda one: (one.story, one.report)):
        out[row.story].append(row)
    return out


def _figures(connection: Connection, rows: Sequence[Row[Any]]) -> Mapping[str, Sequence[Figure]]:
    """The tolls of texts by their reports: as they are kept; a text that linking has not read yet is read here."""
    read = {
        row.number: unpack_figures(row.report, bytes(row.value)) if row.value else ()
        for row in rows
        if row.made_by == MADE_BY
    }
    asked = "SELECT number, id, text, title FROM reports WHERE number IN :wanted"
    for row in ask_many(connection, asked, [row.number for row in rows if row.number not in read]):
        read[row.number] = _read(row.id, row.text, row.title)
    return {row.report: [one for one in read[row.number] if one.deed in _befell()] for row in rows}


_read = functools.lru_cache(maxsize=2048)(read_figures)
