"""What is said or done at a meeting has the meeting's day and place: "offered help during the talks in Sochi"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.coding.events.merging import key_of
from dateline.coding.events.rows import Match
from dateline.coding.events.scene import Scene
from dateline.language.predicates import Predicate
from dateline.model import Event, Span

_AT = frozenset(("at", "during", "in", "on"))
_WHILE = frozenset(("as", "when", "while"))
_MEETING, _PLAN = "CONSULT", "AGREE"
_ABOUT = frozenset(("SUPPORT", "ACCUSE", "REJECT"))
_STEPS = 3  # governors climbed from a clause to the meeting at which it is set


def occasions(scene: Scene, found: Sequence[Match]) -> Mapping[int, Span]:
    """Start of an event's trigger -> the word of the meeting at which it happens."""
    meetings = {m.trigger for m in found if m.type == _MEETING}
    out = {}
    for match in found:
        token = _occasion(scene, match, meetings) if match.type != _MEETING else None
        if token is not None:
            out[scene.doc[match.trigger].idx] = scene.span(token, token + 1)
    return out


def _occasion(scene: Scene, match: Match, meetings: set[int]) -> int | None:
    step: Predicate | None = match.predicate
    for _ in range(_STEPS):
        if step is None:
            return None
        named = _named(scene, step)
        if named is not None:
            return named
        for head in scene.below.get(step.head, ()):
            inner = scene.predicates[head]
            if head in meetings and inner.link == "adverbial" and _opens(scene, inner) in _WHILE:
                return head
        going_on = step.link == "relative" or (step.link in ("adverbial", "conjunct") and not step.finite)
        if step.parent in meetings and going_on:
            return step.parent
        if not going_on and step.link not in ("complement", "nominal", "relative"):
            return None
        step = scene.predicates.get(step.parent) if step.parent is not None else None
    return None


def _named(scene: Scene, predicate: Predicate) -> int | None:
    """The meeting at or during which it happens."""
    words = scene.words.classes["MEETING"]
    for argument in predicate.arguments:
        if argument.role == "oblique" and argument.preposition in _AT and scene.lemma(argument.head) in words:
            return argument.head
    return None


def subjects(scene: Scene, found: Sequence[Match]) -> Mapping[int, Span]:
    """Start of the trigger of praise, blame or refusal -> the word of the meeting that it is about."""
    words = scene.words.classes["MEETING"]
    out = {}
    for match in found:
        taken = [a.head for a in scene.objects(match.predicate)] if match.type in _ABOUT else []
        if taken and scene.lemma(taken[0]) in words:
            out[scene.doc[match.trigger].idx] = scene.span(taken[0], taken[0] + 1)
    return out


def _opens(scene: Scene, predicate: Predicate) -> str:
    return scene.doc[predicate.markers[0]].lower_ if predicate.markers else ""


def settled(events: Sequence[Event], at: Mapping[int, Span], about: Mapping[int, Span]) -> tuple[Event, ...]:
    """Events with the day and place of the meeting `at` which they happened, and with the sides of the one that they
    are `about`, where they name none themselves."""
    return tuple(_aimed(_settled(event, events, at), events, about) for event in events)


def _aimed(event: Event, events: Sequence[Event], about: Mapping[int, Span]) -> Event:
    word = about.get(event.trigger.start)
    meeting = _meeting(event, events, word) if word is not None and not event.recipients else None
    if meeting is None or event.nary:
        return event
    mine = {key_of(a) for a in event.actors}
    others = tuple(a for a in meeting.actors if key_of(a) not in mine)
    return replace(event, recipients=others)


def _settled(event: Event, events: Sequence[Event], at: Mapping[int, Span]) -> Event:
    word = at.get(event.trigger.start)
    if word is None or (event.when and event.where):
        return event
    meeting = _meeting(event, events, word)
    if meeting is None:
        return event
    return replace(event, when=event.when or meeting.when, where=event.where or meeting.where)


def _meeting(event: Event, events: Sequence[Event], word: Span) -> Event | None:
    """The record of the meeting: the one that has the word among its mentions, else the one of one of its sides."""
    held = [e for e in events if e.nary and e.type in (_MEETING, _PLAN) and e.trigger != event.trigger]
    for meeting in held:
        if meeting.trigger == word or any(m.contains(word) for m in meeting.mentions):
            return meeting
    mine = {key_of(a) for a in event.actors}
    shared = [e for e in held if mine & {key_of(a) for a in e.actors}] or held
    return shared[0] if len(shared) == 1 else None
