"""What to judge next: the events that are least sure and matter most.

The weight of an event is (1 - sure) x log2(1 + independent texts that tell its happening) x log2(1 + independent texts
of its story). Who works through the queue judges what is doubtful, so that says nothing of how often the program is
right: for that, draw a sample.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log2

from dateline.model import Coded, Event, Story
from dateline.recording import Record


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that waits to be judged. `sources`: independent texts that tell its happening, `story_sources`: those of
    its story; `words`: the clause that tells it."""

    id: str
    report: str
    type: str
    told: str
    sure: float
    sources: int
    story_sources: int
    weight: float
    words: str


def weigh(sure: float, sources: int, story_sources: int) -> float:
    """How much it matters to judge an event, 0 where it is sure."""
    return (1 - sure) * log2(1 + sources) * log2(1 + story_sources)


def queue(record: Record, most: int = 20, *, by: str = "") -> tuple[Waiting, ...]:
    """The events that nobody has judged (`by`: that this person has not), the weightiest first.

    Of the copies of one text the first report stands for all. Pages that came after the last linking count as stories
    of their own.
    """
    found = sorted(_waiting(record, by), key=lambda one: (-one.weight, one.report, one.id))
    return tuple(found[:most])


def _waiting(record: Record, by: str) -> Iterator[Waiting]:
    done = {
        name
        for report in {one.subject.report for one in record.judgements() if one.subject.report}
        if record.has(report)
        for one in record.verdicts(report)
        if not one.stale and (not by or by in one.reviewers)
        for name in (one.id,)
    }
    linked: set[str] = set()
    for story in record.stories():
        linked |= set(story.reports)
        yield from _of_story(record, story, done)
    for coded in record.coded():
        if coded.report.id not in linked:
            yield from (_made(coded, event, 1, 1) for event in coded.coding.events if event.id not in done)


def _of_story(record: Record, story: Story, done: set[str]) -> Iterator[Waiting]:
    sources = {pair: len(one.lineages) for one in story.happenings for pair in one.events}
    for line in story.lineages:
        coded = record.one(line.first)
        for event in coded.coding.events:
            if event.id not in done:
                yield _made(coded, event, sources.get((line.first, event.id), 1), len(story.lineages))


def _made(coded: Coded, event: Event, sources: int, whole: int) -> Waiting:
    weight = round(weigh(event.sure, sources, whole), 4)
    words = event.evidence.cut(coded.report.text)
    told = event.factuality.label
    return Waiting(event.id, coded.report.id, event.type, told, event.sure, sources, whole, weight, words)
