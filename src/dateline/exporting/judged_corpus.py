"""What people accepted and corrected as an annotated corpus: ids and offsets, never the text.

A line a report, in the form that `training/acts` reads. A text teaches what is in its line and that nothing else is
told there, so only reports of which every event was judged are lines; statements are there where every one was judged.
Rejected events are `near_misses`. What the program overlooked nobody can judge: such a corpus measures and teaches
precision, and holds no event that the program missed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dateline.judging import Verdict, apply
from dateline.model import Actor, Coded, Event, Span, Statement
from dateline.recording import Record

_SHARES = 40
"""One day in forty is a test, and one is there to develop on."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The lines, and how many reports were judged in part only."""

    lines: tuple[dict[str, Any], ...]
    partly: int


def judged_corpus(record: Record) -> Corpus:
    """The corpus of all that was judged in a record, sorted by report."""
    lines: list[dict[str, Any]] = []
    partly = 0
    for report in sorted({one.subject.report for one in record.judgements() if one.subject.report}):
        if not record.has(report):
            continue
        coded = record.one(report, judged=False)
        said = [one for one in record.verdicts(report) if one.holds]
        if {one.id for one in coded.coding.events} <= {one.id for one in said if one.kind == "event"}:
            lines.append(_line(coded, said))
        else:
            partly += 1
    return Corpus(tuple(lines), partly)


def part_of(day: str | None) -> str:
    """train, dev or test: that of all texts of one day, by the hash that `training/acts` takes."""
    number = int(hashlib.sha256(f"dateline {day or ''}".encode()).hexdigest(), 16) % _SHARES
    return "test" if number == 0 else "dev" if number == 1 else "train"


def _line(coded: Coded, said: list[Verdict]) -> dict[str, Any]:
    day = coded.report.published.value
    judged = apply(coded, said).coding
    rejected = {one.id for one in said if one.kind == "event" and one.said == "rejected"}
    line: dict[str, Any] = {"id": coded.report.id, "part": part_of(day), "date": day}
    line["events"] = [_event(one) for one in judged.events]
    if {one.id for one in coded.coding.statements} <= {one.id for one in said if one.kind == "statement"}:
        line["statements"] = [_statement(one) for one in judged.statements]
    line["near_misses"] = [_pair(one.trigger) for one in coded.coding.events if one.id in rejected]
    return {name: value for name, value in line.items() if value not in (None, [])}


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _event(one: Event) -> dict[str, Any]:
    mentions = [span for span in one.mentions if span != one.evidence]
    when = one.when
    found = {
        "type": one.type,
        "mode": one.mode,
        "trigger": _pair(one.trigger),
        "evidence": _pair(one.evidence),
        "also": [_pair(span) for span in mentions],
        "when": when.earliest if when is not None and when.earliest == when.latest else None,
        "when_words": _pair(when.span) if when is not None else None,
        "where_words": _pair(one.where.span) if one.where is not None else None,
        "factuality": one.factuality.label,
        "cue": _pair(one.factuality.cue) if one.factuality.cue is not None else None,
        "participants_nary": one.nary or None,
        "actors": [_actor(side) for side in one.actors],
        "recipients": [_actor(side) for side in one.recipients],
        "counts": [{"what": n.kind, "value": str(n.low), "words": _pair(n.span)} for n in one.counts],
        "said_by": _pairs(voice.speaker for voice in one.said_by),
        "denied_by": _pairs(voice.speaker for voice in one.denied_by),
    }
    return {name: value for name, value in found.items() if value not in (None, [])}


def _pairs(actors: Iterable[Actor]) -> list[list[int]]:
    return [_pair(actor.span) for actor in actors]


def _actor(one: Actor) -> dict[str, Any]:
    sector = one.sectors[0] if one.sectors else None
    found = {"country": one.country, "sector": sector, "words": _pair(one.span)}
    return {name: value for name, value in found.items() if value is not None}


def _statement(one: Statement) -> dict[str, Any]:
    found = {
        "speaker_words": _pair(one.speaker.span) if one.speaker is not None else None,
        "cue": _pair(one.cue) if one.cue is not None else None,
        "content": [_pair(span) for span in one.content],
        "direct": one.quotation != "indirect",
        "stance": one.stance,
        "to": _pair(one.addressee.span) if one.addressee is not None else None,
    }
    return {name: value for name, value in found.items() if value is not None}
