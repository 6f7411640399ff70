"""Every stretch of words that a coding points to, with what it is and what it says: what annotation tools take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as given

from dateline.model import Actor, Coding, Event, Place, Span, Statement, Voice, When

Facts = Mapping[str, str | int | float]


@dataclass(frozen=True, slots=True)
class TypedSpan:
    """Words in a report. `of`: "event", "statement", "entity", "place" or "time"; `id`: which one ("" of the last two).

    `field`: which field of it they show. `value`: what they were understood as, in a word or name; `facts`: all else.
    """

    of: str
    id: str
    field: str
    span: Span
    value: str
    facts: Facts = given(default_factory=dict)


def typed_spans(coding: Coding) -> Iterator[TypedSpan]:
    """All of them: entities, places and times of the report, then its statements, then its events."""
    for entity in coding.entities:
        for span in entity.mentions:
            yield TypedSpan("entity", entity.id, "mention", span, entity.name, {"kind": entity.kind})
    for place in coding.places:
        yield _place(place, "place", "", "toponym")
    for when in coding.times:
        yield _when(when, "time", "", "expression")
    for statement in coding.statements:
        yield from statement_spans(statement)
    for event in coding.events:
        yield from event_spans(event)


def statement_spans(one: Statement) -> Iterator[TypedSpan]:
    """The words of a statement, what introduces them, who says them to whom, and when."""
    facts: dict[str, str | int | float] = {"stance": one.stance, "quotation": one.quotation}
    if one.within:
        facts["within"] = one.within
    for span in one.content:
        yield TypedSpan("statement", one.id, "content", span, one.stance, facts)
    if one.cue:
        yield TypedSpan("statement", one.id, "cue", one.cue, one.stance, facts)
    if one.speaker:
        yield _actor(one.speaker, "statement", one.id, "speaker")
    if one.addressee:
        yield _actor(one.addressee, "statement", one.id, "addressee")
    if one.when:
        yield _when(one.when, "statement", one.id, "when")


def event_spans(one: Event) -> Iterator[TypedSpan]:
    """The clause of an event, its word, its sides, its day and place, its numbers, how it is told and by whom."""
    facts: dict[str, str | int | float] = {
        "told": one.factuality.label, "sure": one.sure, "quad": one.quad, "score": one.score,
        **_known(("mode", one.mode), ("cameo", one.cameo), ("date", one.event_date)),
    }  # fmt: skip
    yield TypedSpan("event", one.id, "evidence", one.evidence, one.type, facts)
    yield TypedSpan("event", one.id, "trigger", one.trigger, one.type, facts)
    for actor in one.actors:
        yield _actor(actor, "event", one.id, "actor")
    for actor in one.recipients:
        yield _actor(actor, "event", one.id, "recipient")
    if one.when:
        yield _when(one.when, "event", one.id, "when")
    if one.where:
        yield _place(one.where, "event", one.id, "where")
    for count in one.counts:
        facts = {"low": count.low, **({} if count.high is None else {"high": count.high})}
        yield TypedSpan("event", one.id, "count", count.span, count.kind, facts)
    if one.factuality.cue:
        yield TypedSpan("event", one.id, "told", one.factuality.cue, one.factuality.label)
    for voice in one.said_by:
        yield _voice(voice, one.id, "said by")
    for voice in one.denied_by:
        yield _voice(voice, one.id, "denied by")


def _known(*pairs: tuple[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in pairs if value}


def _voice(voice: Voice, event: str, name: str) -> TypedSpan:
    return _actor(voice.speaker, "event", event, name)


def _actor(actor: Actor, of: str, name: str, role: str) -> TypedSpan:
    known = (("country", actor.country), ("sectors", "|".join(actor.sectors)), ("office", actor.office),
             ("wikidata", actor.wikidata))  # fmt: skip
    return TypedSpan(of, name, role, actor.span, actor.name, {key: value for key, value in known if value})


def _place(place: Place, of: str, name: str, role: str) -> TypedSpan:
    known = (("geonames", place.geonames), ("latitude", place.latitude), ("longitude", place.longitude),
             ("country", place.country), ("feature", place.feature), ("confidence", place.confidence))  # fmt: skip
    return TypedSpan(of, name, role, place.span, place.name, {key: value for key, value in known if value is not None})


def _when(when: When, of: str, name: str, role: str) -> TypedSpan:
    known = (("kind", when.kind), ("earliest", when.earliest), ("latest", when.latest), ("anchor", when.anchor))
    return TypedSpan(of, name, role, when.span, when.value, {key: value for key, value in known if value})
