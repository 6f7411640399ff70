"""Instants in UTC and the local day that a page prints: one moment, on two days of the calendar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from dateline.reading.dates.witnesses import Testimony

_CLOCK = re.compile(r"(?P<hour>\d\d):(?P<minute>\d\d)(?P<zone>[+-]\d\d:\d\d)?")
_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)
"""How far the clocks of the world are from UTC."""


def local_day(believed: Testimony, heard: Sequence[Testimony]) -> Testimony:
    """The witness that gives the day on which the page appeared where it is at home, if what is believed is an instant
    in UTC: a date that the page or its address prints, or the same moment in the page's own zone.
    """
    instant = _instant(believed)
    if instant is None:
        return believed
    if any(other.day == believed.day and other.standing == "own" and other.source != "markup" for other in heard):
        return believed
    for other in heard:
        if other.standing == "own" and not other.update and _is_same_moment(instant, believed, other):
            return other
    return believed


def _instant(claim: Testimony) -> datetime | None:
    """The moment in UTC that a page's markup gives; a day alone is taken for its midnight, and a clock without a zone
    for UTC, as many systems mean it.
    """
    if claim.source != "markup" or claim.day is None:
        return None
    found = _CLOCK.fullmatch(claim.time or "00:00")
    if found is None or found["zone"] not in (None, "+00:00"):
        return None
    return datetime.fromisoformat(f"{claim.value}T{found['hour']}:{found['minute']}")


def _is_same_moment(instant: datetime, claim: Testimony, other: Testimony) -> bool:
    if other.day is None or other.other is not None or abs((other.day - instant.date()).days) != 1:
        return False
    clock = _CLOCK.fullmatch(other.time or "")
    if other.source == "markup":
        if clock is None or claim.time is None or clock["zone"] == "+00:00":
            return False
        ahead = datetime.fromisoformat(f"{other.value}T{clock['hour']}:{clock['minute']}") - instant
        return _WEST <= ahead <= _EAST and ahead.seconds % (15 * 60) == 0
    if other.witness.kind == "address":
        return claim.time is not None and _can_be(instant, other)
    return other.witness.kind == "date line" and _can_be(instant, other)


def _can_be(instant: datetime, other: Testimony) -> bool:
    """Whether it is the other's day anywhere at that moment."""
    return other.value in ((instant + _WEST).date().isoformat(), (instant + _EAST).date().isoformat())
