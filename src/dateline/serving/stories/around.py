"""Where a story plays, on which days, and which other stories to read next, with the reason."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from dateline.serving import addresses
from dateline.serving.lines import StoryLine, story_lines
from dateline.serving.questions import ask, ask_many, count
from dateline.serving.whereabouts import UNKNOWN, Whereabouts, of_story

POINTS = ("capital", "city", "facility", "admin")
"""Features that have a point of their own; the middle of a state is no place where anything happened."""
_ACTORS, _OFTEN, _LATEST = 5, 2_000, 400


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
    rows = ask(
        connection,
        "SELECT actors.name, count(DISTINCT events.report) AS times, min(actors.number) AS number FROM story_reports "
        "JOIN events ON events.report = story_reports.report JOIN participants ON participants.event = events.number "
        "JOIN actors ON actors.number = participants.actor WHERE story_reports.story = :story "
        "AND participants.entity IS NOT NULL AND actors.how NOT LIKE 'described%' "
        "GROUP BY actors.name ORDER BY times DESC, actors.name LIMIT 14",
        story=story,
    )
    weights: dict[str, float] = {}
    for row in rows:
        often = count(
            connection,
            "SELECT count(*) FROM (SELECT 1 FROM participants JOIN actors ON actors.number = participants.actor "
            f"WHERE actors.name = :name LIMIT {_OFTEN}) AS held",
            name=row.name,
        )
        weights[row.name] = row.times / math.log2(often + 4) ** 2
    chosen = sorted(weights, key=lambda name: -weights[name])[:_ACTORS]
    score: Counter[int] = Counter()
    about: dict[int, list[str]] = defaultdict(list)
    for name in chosen:
        for row in _other_stories(connection, name, story):
            score[row.story] += weights[name]  # type: ignore[assignment]
            about[row.story].append(name)
    best = sorted(score, key=lambda number: (-score[number], number))[:most]
    lines = story_lines(connection, best)
    return tuple(Related(lines[number], tuple(about[number])) for number in best)


def _other_stories(connection: Connection, name: str, story: int) -> list[Row[Any]]:
    return list(
        ask_many(
            connection,
            "SELECT DISTINCT story_reports.story FROM story_reports JOIN events "
            "ON events.report = story_reports.report WHERE events.number IN :wanted AND story_reports.story <> :story",
            (
                row.event
                for row in ask(
                    connection,
                    "SELECT participants.event FROM participants JOIN actors ON actors.number = participants.actor "
                    f"WHERE actors.name = :name ORDER BY participants.event DESC LIMIT {_LATEST}",
                    name=name,
                )
            ),
            story=story,
        )
    )
