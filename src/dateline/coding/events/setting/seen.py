"""The day and the place that the encoder reads with an act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from dateline.coding.events.candidate import Act, EventSetting
from dateline.coding.events.context import EventContext
from dateline.coding.events.setting.days import may_date
from dateline.coding.events.setting.places import may_lie
from dateline.language import ToldAct
from dateline.model import Place, When

_DAY: Final = 0.4
"""How sure the encoder is at least of a day, in whatever sentence."""
_DAY_OF_BACKGROUND: Final = 0.5
"""The same of a day of another sentence, for what is told in the perfect: such an act leaves its day open."""
_PLACE: Final = 0.3
"""How sure it is at least of a place of the act's own sentence."""
_PLACE_AROUND: Final = 0.5
"""The same of a place of another sentence: as many are wrong as right below it."""
T = TypeVar("T", Place, When)


def seen_place(context: EventContext, act: Act) -> Place | None:
    """The place of its sentence whose words the encoder is surest of, but not where somebody only speaks of the act."""
    start, end = context.reach(act.trigger)
    return _surest_place(context, act, context.standing_places.beginning(start, end), _PLACE)


def seen_day(context: EventContext, act: Act) -> When | None:
    """The time of its sentence whose words the encoder is surest of."""
    return _surest_time(context, act, context.standing_times.beginning(*context.reach(act.trigger)))


def seen_around(context: EventContext, act: Act) -> EventSetting:
    """The day and the place that the encoder reads in any sentence; where a dateline says that a report was written is
    no place of what it tells."""
    start, end = _heard(context, act)
    least = _DAY_OF_BACKGROUND if act.predicate.perfect else _DAY
    day = _surest_time(context, act, context.standing_times.touching(start, end), least)
    line = context.report.dateline
    places = [p for p in context.standing_places.touching(start, end) if line is None or not line.span.contains(p.span)]
    return EventSetting(day, _surest_place(context, act, places, _PLACE_AROUND))


def _heard(context: EventContext, act: Act) -> tuple[int, int]:
    """The characters of which the encoder says what they are to the act: of what lies beyond it says nothing."""
    if act.seen is None:
        return 0, 0
    start, end = act.seen.start, act.seen.start + len(act.seen.parts)
    return context.tokens[start].idx, context.tokens[end - 1].end


def _surest_time(context: EventContext, act: Act, found: Sequence[When], least: float = _DAY) -> When | None:
    return _surest(context, act, found, "when", lambda time: may_date(context, act, time), least)


def _surest_place(context: EventContext, act: Act, found: Sequence[Place], least: float) -> Place | None:
    return _surest(context, act, found, "where", lambda place: may_lie(context, act, place), least)


def _surest(
    context: EventContext, act: Act, found: Sequence[T], part: str, may_be: Callable[[T], bool], least: float
) -> T | None:
    """The surest of those that may be it. Few are sure enough to ask whether they may."""
    told = act.seen
    if told is None:
        return None
    shares = [(_share(context, told, one, part), -at) for at, one in enumerate(found)]
    sure = sorted((one for one in shares if one[0] >= least), reverse=True)
    return next((found[-at] for _, at in sure if may_be(found[-at])), None)


def _share(context: EventContext, told: ToldAct, one: When | Place, part: str) -> float:
    return max((told.share(i, part) for i in context.parse.covering(one.span.start, one.span.end)), default=0.0)
