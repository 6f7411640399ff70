"""Tolls that rose: numbers of one thing that independent texts of several days of one story give, the later the higher.

Numbers are read from the words, as the brief does: a toll stands here whether or not it is a field of one happening.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Row

from dateline.linking.figures import Figure, figures_of, tallies_of
from dateline.model import Part, Report, Span
from dateline.serving import addresses
from dateline.serving.questions import ask_many
from dateline.serving.turns import Change, Found, Side, kinds
from dateline.serving.words import Words, cut_text, outlet_name, printed
from dateline.tables import shipped

_OF_STORY = 24
"""Texts of one story that are read for numbers, the latest; what was read is remembered."""


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
    for held in _texts(connection, stories).values():
        days = {row.report: row.published[:10] for row in held}
        rows = {row.report: row for row in held}
        lineages = {row.report: str(row.lineage) for row in held}
        figures = [one for row in held for one in _figures(row.report, row.text, row.title or "")]
        for tally in tallies_of(figures, lineages):
            if (pair := _rise(tally.figures, days)) is not None:
                change = _change(kind[0], *pair, rows)
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


def _change(what: str, old: Figure, new: Figure, rows: Mapping[str, Row[Any]]) -> Change:
    row = rows[new.report]
    line = f"Number of {new.thing}"
    return Change(
        what, line, f"{addresses.story(row.story_id)}#numbers", row.story_title or "Without a headline", None,
        *(_side(one, rows[one.report]) for one in (old, new)),
    )  # fmt: skip


def _side(one: Figure, row: Row[Any]) -> Side:
    value = " ".join(one.span.cut(row.text).split())
    return Side(one.deed, value, "yes", row.published[:10], _words(one, row))


def _words(one: Figure, row: Row[Any]) -> Words:
    return cut_text(row.text, one.span.start, one.span.end, row.report, outlet_name(row))


def _texts(connection: Connection, stories: Iterable[int]) -> dict[int, list[Row[Any]]]:
    """The first page of every independent text, with its day, of stories that several days tell and in which people
    were counted."""
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
        f"SELECT {printed()}, reports.text, reports.title, reports.published, story_reports.story, "
        "story_reports.lineage, stories.id AS story_id, stories.title AS story_title FROM reports "
        "JOIN story_reports ON story_reports.report = reports.number "
        "JOIN stories ON stories.number = story_reports.story WHERE reports.number IN :wanted",
        chosen,
    )
    out: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in sorted(texts, key=lambda one: (one.story, one.report)):
        out[row.story].append(row)
    return out


@functools.lru_cache(maxsize=8192)
def _figures(name: str, text: str, title: str) -> tuple[Figure, ...]:
    """The tolls of a text. Its lines are its paragraphs; the first is its title where it is one."""
    return tuple(one for one in figures_of(_report(name, text, title)) if one.deed in _befell())


def _report(name: str, text: str, title: str) -> Report:
    parts: list[Part] = []
    start = 0
    for line in text.split("\n"):
        kind = "title" if not parts and title and line == title else "paragraph"
        parts.append(Part(kind, Span(start, start + len(line))))  # type: ignore[arg-type]
        start += len(line) + 1
    return Report(name, text, tuple(parts))
