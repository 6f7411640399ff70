"""A judgement finds its record again: by the words that it was made on, wherever they stand now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.model import Anchor, Coded, Event, Span, Statement, Subject

_GONE = "its words do not stand in the report any more"
_NOTHING = "no {} is found at its words any more"


@dataclass(frozen=True, slots=True)
class Found:
    """The record that is judged, as it is coded now; None with the reason in `stale`. `shift`: how far its words
    moved."""

    record: Event | Statement | None
    shift: int = 0
    stale: str = ""


def find_again(subject: Subject, coded: Coded) -> Found:
    """The event or statement that a subject names, in the report as it is read and coded now."""
    shift = find_shift(subject.words, coded.report.text)
    if shift is None:
        return Found(None, stale=_GONE)
    spans = [Span(one.start + shift, one.end + shift) for one in subject.words]
    found = _event(subject, spans, coded) if subject.kind == "event" else _statement(subject, spans, coded)
    return Found(found, shift, "" if found is not None else _NOTHING.format(subject.kind))


def find_shift(words: Sequence[Anchor], text: str) -> int | None:
    """How far all these words moved together: the least way; None where they stand nowhere."""
    if not words:
        return None
    longest = max(words, key=lambda one: one.end - one.start)
    shifts = (place - longest.start for place in _places(longest.exact, text))
    fitting = [by for by in shifts if all(_stands(one, by, text) for one in words)]
    return min(fitting, key=lambda by: (abs(by), by), default=None)


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _stands(one: Anchor, by: int, text: str) -> bool:
    return one.start + by >= 0 and text[one.start + by : one.end + by] == one.exact


def _event(subject: Subject, spans: Sequence[Span], coded: Coded) -> Event | None:
    """The event at this word: the same id, else of the same type, else the only one."""
    here = [one for one in coded.coding.events if one.trigger == spans[0]]
    near = [one for one in coded.coding.events if one.trigger.overlaps(spans[0]) and one.type == subject.type]
    return _choose(subject, here, lambda one: one.type) or (near[0] if len(near) == 1 else None)


def _statement(subject: Subject, spans: Sequence[Span], coded: Coded) -> Statement | None:
    """The statement of these words and this cue, else the only one of these words."""
    content = tuple(spans[: -1 if len(spans) > 1 else None])
    there = coded.coding.statements
    exact = [one for one in there if anchored(one) == tuple(spans)]
    same = [one for one in there if one.content[: len(content)] == content or set(one.content) & set(content)]
    return _choose(subject, exact, lambda one: one.stance) or (same[0] if len(same) == 1 else None)


def _choose(subject: Subject, found: Sequence[Any], kind_of: Any) -> Any:
    by_id = next((one for one in found if one.id == subject.id), None)
    if by_id is not None:
        return by_id
    alike = [one for one in found if kind_of(one) == subject.type]
    return alike[0] if alike else found[0] if len(found) == 1 else None


def anchored(one: Event | Statement) -> tuple[Span, ...]:
    """The words that a record stands on: an event's word and clause, a statement's contents and cue."""
    if isinstance(one, Event):
        return one.trigger, one.evidence
    return (*one.content, one.cue) if one.cue is not None else one.content


def subject_of(one: Event | Statement, coded: Coded) -> Subject:
    """The record as what a judgement is about."""
    text = coded.report.text
    words = tuple(Anchor.of(span, text) for span in anchored(one))
    if isinstance(one, Event):
        return Subject("event", one.id, coded.report.id, one.type, words)
    return Subject("statement", one.id, coded.report.id, one.stance, words)
