"""A candidate at its end: the record of one that came through all stages, and the answer to why it did or did not."""

from __future__ import annotations

from dateline.coding.events.candidate import Candidate, Sighting
from dateline.coding.events.context import EventContext
from dateline.model import Event, content_id

_DIGITS = 4
"""Digits of a probability that are kept: more would claim more than is measured."""


def make_event(context: EventContext, candidate: Candidate) -> Event:
    """The record; its id is that of the report, the type and the words."""
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
        actors=candidate.sides.actors,
        recipients=candidate.sides.recipients,
        nary=candidate.sides.nary,
        when=candidate.setting.when,
        where=candidate.setting.where,
        counts=candidate.counts,
        said_by=told.said_by,
        denied_by=told.denied_by,
        mentions=candidate.mentions,
        rule=candidate.act.rule.text,
        sure=round(candidate.sure, _DIGITS),
    )


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
