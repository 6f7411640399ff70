"""The day and the place that an act's own words give, or the speech or interview that it is part of."""

from __future__ import annotations

from dateline.coding.events.candidate import Candidate, EventSetting
from dateline.coding.events.context import EventContext
from dateline.coding.events.setting.days import find_day, is_apart
from dateline.coding.events.setting.places import find_place, width_of
from dateline.coding.events.setting.seen import seen_day, seen_place
from dateline.coding.events.setting.spoken import SpeechSetting
from dateline.model import Place


def find_setting(context: EventContext, candidate: Candidate, speech: SpeechSetting | None) -> EventSetting:
    """When and where: in the act's own words, or where the words around what is said give it.

    Of the day the words beside the act know more than the encoder, of the place the encoder knows more: measured on
    texts that neither had seen.
    """
    act = candidate.act
    apart = is_apart(context, act)
    when = find_day(context, act) or (None if apart else seen_day(context, act))
    told = find_place(context, act)
    own = EventSetting(when, _choose_place(told, seen_place(context, act, told)), apart)
    return own if speech is None else own.or_else(EventSetting(speech.when, speech.where))


def _choose_place(told: Place | None, seen: Place | None) -> Place | None:
    """The encoder's place, unless the words beside the act name a narrower one of the same state."""
    if told is None or seen is None:
        return seen or told
    return min(seen, told, key=width_of) if seen.country == told.country else seen
