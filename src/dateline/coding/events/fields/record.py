"""A candidate that came through all stages, as the record of it."""

from __future__ import annotations

from dateline.coding.events.candidate import Candidate
from dateline.coding.events.context import EventContext
from dateline.model import Event, content_id


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
    )
