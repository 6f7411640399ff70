"""A candidate at its end: the record of one that came through all stages, and the answer to why it did or did not."""

from __future__ import annotations

from dataclasses import replace

from dateline.coding.events.candidate import Candidate, EventDate, Sighting
from dateline.coding.events.context import EventContext
from dateline.coding.events.fields.home import find_home, find_seat
from dateline.model import Event, Place, Voice, content_id

_DIGITS = 4
"""Digits of a probability that are kept: more would claim more than is measured."""


def make_event(context: EventContext, candidate: Candidate, dated: EventDate = (None, None)) -> Event:
    """The record; its id is that of the report, the type and the words. `dated`: its date and what that rests on.

    A state that only the sentence gives comes last: by it alone the two sides of a civil war would be one.
    """
    type_ = context.ontology.event_type(candidate.type, candidate.mode)
    trigger, evidence, told = candidate.trigger, candidate.evidence, candidate.told
    places = (str(trigger.start), str(evidence.start), str(evidence.end))
    return Event(
        id=content_id("e", context.report.id, candidate.type, *places),
        type=candidate.type,
        mode=candidate.mode,
        cameo=candidate.cameo,
        quad=type_.quad,
        score=type_.score,
        evidence=evidence,
        trigger=trigger,
        factuality=told.factuality,
        actors=tuple(map(context.found.locate, candidate.sides.actors)),
        recipients=tuple(map(context.found.locate, candidate.sides.recipients)),
        nary=candidate.sides.nary,
        when=candidate.setting.when,
        where=_find_place(context, candidate),
        counts=candidate.counts,
        said_by=_locate_voices(context, told.said_by),
        denied_by=_locate_voices(context, told.denied_by),
        mentions=candidate.mentions,
        rule=candidate.act.rule.text,
        sure=round(candidate.sure, _DIGITS),
        event_date=dated[0],
        event_date_basis=dated[1],
    )


def _find_place(context: EventContext, candidate: Candidate) -> Place | None:
    """The place of the setting, or the narrower one of its own state where the doers sit; else their state."""
    told = candidate.setting.where
    seat = find_seat(context, candidate) if told is None or told.feature == "country" else None
    if seat is not None and (told is None or seat.country == told.country):
        return seat
    return told or find_home(context, candidate)


def _locate_voices(context: EventContext, voices: tuple[Voice, ...]) -> tuple[Voice, ...]:
    return tuple(replace(voice, speaker=context.found.locate(voice.speaker)) for voice in voices)


def make_sighting(context: EventContext, candidate: Candidate) -> Sighting:
    """What became of a candidate."""
    act, rule = candidate.act, candidate.act.rule
    return Sighting(
        span=candidate.trigger,
        lemma=act.predicate.lemma,
        kind=act.predicate.kind,
        type=candidate.type,
        proposed_by=candidate.proposed_by,
        rule=rule.text,
        where=rule.where,
        event=make_event(context, candidate).id if candidate.reason is None else None,
        reason=candidate.reason,
    )
