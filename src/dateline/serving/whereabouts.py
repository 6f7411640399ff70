"""Whether a place may be shown as a point: how its words were taken to mean it, and whether the places around fit.

A town may bear the name of a building that stands in another state. What was taken for it then lies where nothing else
of the story lies, and a map that shows it as sure as all others tells what nobody wrote.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from dateline.exporting.states import name_of
from dateline.serving.questions import ask_many

_GUESS = 0.6
"""What is less sure than this is a guess among places of one name."""
_KNOWN = 0.95
"""A place that is as sure as this without a neighbour is as large as a metropolis."""
_OUTWEIGHS = 3
"""How many times as often as a place's own state another one must be named to contradict it."""
_SAID = "the text says"
_REPORTS, _EACH = 400, 3
"""Reports of a story that are looked at, and of each of many places."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """How a place is known: `how`, the reason given most often, and `sure`, the highest probability of any report.
    `doubt`: why it is shown as unsure; "" where nothing speaks against it."""

    how: str = ""
    sure: float = 0.0
    doubt: str = ""


UNKNOWN = Whereabouts(doubt="no report that was looked at says how it is known")


def of_story(connection: Connection, reports: Iterable[int]) -> Mapping[int, Whereabouts]:
    """Of every place that these reports of one story name, by the number of its row."""
    return _judge_all(_named(connection, list(reports)[:_REPORTS]))


def of_reports(connection: Connection, named: Mapping[int, Sequence[int]]) -> Mapping[int, Whereabouts]:
    """Of places of many stories: each by the first of the reports that name it, which `named` has."""
    asked = {place: list(dict.fromkeys(reports))[:_EACH] for place, reports in named.items()}
    by_report: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in _named(connection, [one for reports in asked.values() for one in reports]):
        by_report[row.report].append(row)
    out = {}
    for place, reports in asked.items():
        known = _judge_all([row for one in reports for row in by_report[one]])
        out[place] = known.get(place, UNKNOWN)
    return out


def _named(connection: Connection, reports: Sequence[int]) -> Sequence[Row[Any]]:
    return ask_many(
        connection,
        "SELECT places.report, places.location, locations.country, locations.feature, places.confidence, "
        "reasons.reason FROM places JOIN locations ON locations.number = places.location "
        "LEFT JOIN reasons ON reasons.number = places.how WHERE places.report IN :wanted",
        reports,
    )


def _judge_all(rows: Iterable[Row[Any]]) -> Mapping[int, Whereabouts]:
    held: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        held[row.location].append(row)
    states = _states(held)
    return {number: _judge(named, states) for number, named in held.items()}


def _states(held: Mapping[int, Collection[Row[Any]]]) -> Mapping[str, Mapping[int, int]]:
    """State → the places in it that are sure, each with how often it is named."""
    out: dict[str, dict[int, int]] = defaultdict(dict)
    for number, rows in held.items():
        times = sum((row.confidence or 0) >= _GUESS for row in rows)
        country = next(iter(rows)).country
        if country and times:
            out[country][number] = times
    return out


def _judge(rows: Sequence[Row[Any]], states: Mapping[str, Mapping[int, int]]) -> Whereabouts:
    one = rows[0]
    counted = Counter(row.reason or "" for row in rows)
    how = min(counted, key=lambda reason: (-counted[reason], reason))
    sure = max(row.confidence or 0.0 for row in rows)
    return Whereabouts(how, sure, _doubt(one, how, sure, states))


def _doubt(one: Row[Any], how: str, sure: float, states: Mapping[str, Mapping[int, int]]) -> str:
    if sure < _GUESS:
        return f"a guess: {how or 'no reason is known'}"
    if one.feature in ("country", "capital") or not one.country or how.startswith(_SAID) or sure >= _KNOWN:
        return ""
    others = {
        country: sum(times for number, times in places.items() if number != one.location)
        for country, places in states.items()
    }
    own, (most, state) = others.get(one.country, 0), max(((n, c) for c, n in others.items()), default=(0, ""))
    if state == one.country or most < max(2, _OUTWEIGHS * own):
        return ""
    lies = name_of(one.country) or one.country
    return f"it would lie in {lies}, and the places around it in {name_of(state) or state}"
