"""The day and the place that the encoder reads with an act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from dateline.coding.events.candidate import Act, EventSetting
from dateline.coding.events.context import EventContext
from dateline.coding.events.setting.days import may_date
from dateline.coding.events.setting.places import may_lie
from dateline.model import Place, When

_LEAST: Final = 0.5
"""How sure the encoder is at least of a day or a place."""
T = TypeVar("T", Place, When)


def seen_place(context: EventContext, act: Act) -> Place | None:
    """The place of its sentence whose words the encoder is surest of, but not where somebody only speaks of the act."""
    return _surest(context, act, _inside(context, act, _places(context, act)), "where")


def seen_day(context: EventContext, act: Act) -> When | None:
    """The time of its sentence whose words the encoder is surest of."""
    times = [time for time in _inside(context, act, context.times) if may_date(context, act, time)]
    return _surest(context, act, times, "when")


def seen_around(context: EventContext, act: Act) -> EventSetting:
    """The day and the place that the encoder reads in any sentence."""
    day = _surest(context, act, [time for time in context.times if may_date(context, act, time)], "when")
    return EventSetting(day, _surest(context, act, _places(context, act), "where"))


def _places(context: EventContext, act: Act) -> list[Place]:
    return [place for place in context.found.places if may_lie(context, act, place)]


def _inside(context: EventContext, act: Act, found: Sequence[T]) -> list[T]:
    start, end = context.reach(act.trigger)
    return [one for one in found if start <= one.span.start < end]


def _surest(context: EventContext, act: Act, found: Sequence[T], part: str) -> T | None:
    told = act.seen
    if told is None:
        return None
    shares = [
        (max((told.share(i, part) for i in context.parse.covering(one.span.start, one.span.end)), default=0.0), -at)
        for at, one in enumerate(found)
    ]
    share, at = max(shares, default=(0.0, 0))
    return found[-at] if share >= _LEAST else None
