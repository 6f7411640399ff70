"""Which coded tags stand beside a sentence of the lead: only those that its own words bear out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.exporting.brief_evidence import BriefEvidence
from dateline.exporting.lines import Happened, LeadLine
from dateline.exporting.phrases import kind_of, tag_line
from dateline.linking.words import normal_words
from dateline.model import Event, Happening, Span, Story

_SURE, _SURER = 0.8, 0.9
"""Least probability of an event whose tag a reader sees beside a sentence; of one without a doer ("arrest of …")."""


def with_tags(
    opening: Iterable[LeadLine], lines: Iterable[Happened], story: Story, evidence: BriefEvidence
) -> tuple[LeadLine, ...]:
    """The same sentences, each with the happenings whose tags can stand beside it."""
    tags = {one.id: one.tag for one in lines}
    told = {one.id: one for one in story.happenings}
    return tuple(
        replace(
            line,
            tags=tuple(
                name
                for name in line.happenings
                if name in tags and name in told and _bears_out(line, tags[name], told[name], evidence)
            ),
        )
        for line in opening
    )


def _bears_out(line: LeadLine, tag: str, one: Happening, evidence: BriefEvidence) -> bool:
    sentence = Span(line.words.start, line.words.end)
    known = set(normal_words(line.words.exact))
    return any(
        event.sure >= _SURE
        and event.factuality.label == one.told
        and sentence.contains(event.trigger)
        and _has_its_sides(event, sentence)
        and _is_of(tag, event, known)
        for report, name in one.events
        if report == line.words.report and (event := evidence.events.get((report, name)))
    )


def _has_its_sides(event: Event, sentence: Span) -> bool:
    """Whether both sides stand in the sentence, or the one of what has but one, or surely what was done to whom."""
    sides = (*event.actors, *event.recipients)
    kind = kind_of(event.type, event.mode)
    lonely = kind.alone or not kind.to
    both = bool(event.actors) and (bool(event.recipients) or event.nary or lonely)
    befell = bool(event.recipients) and not event.actors and event.sure >= _SURER
    return (both or befell) and all(sentence.contains(one.span) for one in sides)


def _is_of(tag: str, event: Event, known: set[str]) -> bool:
    """Whether every word of the tag is one of the sentence, or of the tag that its own sides make."""
    doing, done = ([one.name for one in side] for side in (event.actors, event.recipients))
    own = tag_line(event.type, event.mode, doing, done, nary=event.nary)
    return {*normal_words(tag)} <= known | {*normal_words(own)}
