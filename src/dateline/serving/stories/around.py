"""Where a story plays, on which days, and which other stories to read next, with the reason."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from dateline.serving import addresses, people
from dateline.serving.lines import StoryLine, story_lines
from dateline.serving.questions import ask, ask_many
from dateline.serving.tallies import tallies_of
from dateline.serving.whereabouts import UNKNOWN, Whereabouts, of_story

POINTS = ("capital", "city", "facility", "admin")
"""Features that have a point of their own; the middle of a state is no place where anything happened."""
_ACTORS, _OFTEN, _LATEST = 5, 2_000, 400
_NAMINGS, _WEIGHED = 60, 14
"""Ways in which somebody is named, and persons and bodies, that are looked at for one story."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place: how many happenings are told to have been there, and where it lies (None for states, seas, regions, and
    what the record does not know surely enough to draw it). `how`: how its words were taken to mean it; `doubt`: why it
    is unsure, "" where it is not."""

    name: str
    key: str
    address: str
    feature: str
    country: str | None
    number: int
    latitude: float | None
    longitude: float | None
    how: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Another story, and whom both are about."""

    story: StoryLine
    about: tuple[str, ...]


def places_of_story(connection: Connection, story: int, most: int = 60) -> tuple[Point, ...]:
    """The places of a story's happenings, those of most first, each with how it is known and what speaks against it."""
    rows = ask(
        connection,
        "SELECT locations.number, locations.name, locations.geonames, locations.latitude, locations.longitude, "
        "locations.country, locations.feature, count(DISTINCT happenings.number) AS times FROM happenings "
        "JOIN happening_events ON happening_events.happening = happenings.number "
        "JOIN events ON events.number = happening_events.event JOIN locations ON locations.number = events.place "
        "WHERE happenings.story = :story GROUP BY locations.number, locations.name, locations.geonames, "
        "locations.latitude, locations.longitude, locations.country, locations.feature "
        "ORDER BY times DESC, locations.name LIMIT :most",
        story=story, most=most,
    )  # fmt: skip
    members = ask(connection, "SELECT report FROM story_reports WHERE story = :story ORDER BY report", story=story)
    known = of_story(connection, (row.report for row in members))
    return tuple(point(row, row.times, known.get(row.number, UNKNOWN)) for row in rows)


def point(row: object, number: int, known: Whereabouts) -> Point:
    """A row of locations as a point."""
    name, geonames = getattr(row, "name"), getattr(row, "geonames")  # noqa: B009 - a row of any question
    feature = getattr(row, "feature", None) or "unknown"
    key = str(geonames) if geonames else name
    located = feature in POINTS
    return Point(
        name, key, addresses.place(key), feature, getattr(row, "country", None), number,
        getattr(row, "latitude", None) if located else None, getattr(row, "longitude", None) if located else None,
        known.how, known.doubt,
    )  # fmt: skip


def related_stories(connection: Connection, story: int, most: int = 5) -> tuple[Related, ...]:
    """Stories that tell of the same people and bodies: who is rare in the record weighs most."""
    chosen = _weightiest(connection, story)
    score: dict[int, float] = defaultdict(float)
    about: dict[int, list[str]] = defaultdict(list)
    for name, numbers, weight in chosen:
        for other in _other_stories(connection, numbers, story):
            score[other] += weight
            about[other].append(name)
    best = sorted(score, key=lambda number: (-score[number], number))[:most]
    lines = story_lines(connection, best)
    return tuple(Related(lines[number], tuple(about[number])) for number in best)


def _weightiest(connection: Connection, story: int) -> list[tuple[str, list[int], float]]:
    """Of whom a story tells most for how often they are named at all: the name, the rows of actors, the weight. All
    namings of one are taken together."""
    rows = ask(
        connection,
        "SELECT DISTINCT participants.actor, events.report FROM story_reports "
        "JOIN events ON events.report = story_reports.report JOIN participants ON participants.event = events.number "
        "WHERE story_reports.story = :story AND participants.entity IS NOT NULL",
        story=story,
    )
    reports: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        reports[row.actor].add(row.report)
    commonest = sorted(reports, key=lambda number: (-len(reports[number]), number))[:_NAMINGS]
    groups: dict[str, list[people.Person]] = defaultdict(list)
    for one in people.by_numbers(connection, commonest):
        if one.key:
            groups[one.key].append(one)
    times = {key: len(set().union(*(reports[one.number] for one in held))) for key, held in groups.items()}
    first = sorted(times, key=lambda key: (-times[key], key))[:_WEIGHED]
    often = tallies_of(connection).sides(connection, (one.number for key in first for one in groups[key]))
    out = []
    for key in first:
        numbers = [one.number for one in groups[key]]
        named = min(_OFTEN, sum(often[number] for number in numbers))
        name = people.name_of_key(connection, key) or people.best_name(groups[key], often)
        out.append((name, numbers, times[key] / math.log2(named + 4) ** 2))
    return sorted(out, key=lambda one: -one[2])[:_ACTORS]


def _other_stories(connection: Connection, actors: Iterable[int], story: int) -> list[int]:
    """Stories in which these rows of actors take part, by their last events."""
    sql = f"SELECT event FROM participants WHERE actor = :number ORDER BY event DESC LIMIT {_LATEST}"
    events = sorted((row.event for number in actors for row in ask(connection, sql, number=number)), reverse=True)
    rows = ask_many(
        connection,
        "SELECT DISTINCT story_reports.story FROM story_reports JOIN events "
        "ON events.report = story_reports.report WHERE events.number IN :wanted AND story_reports.story <> :story",
        events[:_LATEST],
        story=story,
    )
    return [row.story for row in rows]
