"""The days of posts, whole: a head without a year ("12 June, 09:10") has the one that lies nearest to the page's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.model import Part
from dateline.reading.lines.calendar_dates import iso_value


def complete_days(parts: Sequence[Part], published: str | None) -> tuple[Part, ...]:
    """The parts with whole days; a day whose year nothing tells is none."""
    return tuple(part if part.day is None else replace(part, day=_complete(part.day, published)) for part in parts)


def _complete(day: str, published: str | None) -> str | None:
    if not day.startswith("--"):
        return day
    if published is None or len(published) < 10:
        return None
    near = date.fromisoformat(published[:10])
    years = (iso_value(near.year + shift, int(day[2:4]), int(day[5:7])) for shift in (-1, 0, 1))
    found = [date.fromisoformat(value) for value in years if value]
    return min(found, key=lambda one: abs((one - near).days)).isoformat() if found else None
