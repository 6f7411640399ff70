"""Which events become the rows of a table: one for each happening, or every event record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dateline.judging import Verdict
from dateline.model import Coded, Coding, Event, Happening, Report, Story


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the event that it shows, its report, and how many tell the happening that the event belongs to.

    `id` is the happening's where the row stands for all its events, else the event's. `sources` counts independent
    texts, `reports` pages; both 0 before linking, when `happening`, `story` and `lineage` are "". `differ`: the fields
    on which the sources differ. `verdict`: what people judged of the event, where they did.
    """

    id: str
    event: Event
    report: Report
    coding: Coding
    story: str = ""
    sources: int = 0
    reports: int = 0
    mentions: int = 0
    differ: tuple[str, ...] = ()
    happening: str = ""
    lineage: str = ""
    verdict: Verdict | None = None


Reads = Callable[[str], Coded]
"""A report's id -> the report with its coding."""


def happenings(stories: Iterable[Story], one: Reads) -> Iterator[TableRow]:
    """A row for every happening, in the order of the stories; within a story by day, then by id.

    Every value of a row is that of one event, so that one text shows all of them: the event that tells it as most
    sources do and most fully. `one` gives a report with its coding by id.
    """
    for story in stories:
        chosen = _choose_events(story, one)
        for happening, best in sorted(chosen, key=lambda pair: (pair[1].day, pair[0].id)):
            found = one(best.report)
            event = next(event for event in found.coding.events if event.id == best.event)
            yield _row(happening.id, event, found, story, happening, best.mentions)


def events_of_stories(stories: Iterable[Story], one: Reads) -> Iterator[TableRow]:
    """A row for every event record, story by story, in the order of the reports' ids and of their texts."""
    for story in stories:
        told = {pair: happening for happening in story.happenings for pair in happening.events}
        for report in story.reports:
            found = one(report)
            for event in _in_order(found.coding.events):
                yield _row(event.id, event, found, story, told.get((report, event.id)), len(event.mentions))


def events(coded: Iterable[Coded]) -> Iterator[TableRow]:
    """A row for every event record of reports that are not linked, in their order and that of their texts."""
    for one in coded:
        for event in _in_order(one.coding.events):
            yield TableRow(event.id, event, one.report, one.coding, mentions=len(event.mentions))


def _in_order(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: (event.evidence.start, event.id))


def _row(name: str, event: Event, found: Coded, story: Story, happening: Happening | None, mentions: int) -> TableRow:
    lineage = next((line.id for line in story.lineages if found.report.id in line.reports), "")
    if happening is None:
        return TableRow(name, event, found.report, found.coding, story.id, mentions=mentions, lineage=lineage)
    return TableRow(
        name,
        event,
        found.report,
        found.coding,
        story.id,
        len(happening.lineages),
        len({report for report, _ in happening.events}),
        mentions,
        tuple(field.name for field in happening.fields if field.verdict == "differ"),
        happening.id,
        lineage,
    )


@dataclass(slots=True)
class _Best:
    """The event that shows a happening best so far, and the clauses that tell it in all its events."""

    weight: tuple[bool, bool, int, bool, str, str]
    report: str
    event: str
    day: str
    mentions: int


def _choose_events(story: Story, one: Reads) -> list[tuple[Happening, _Best]]:
    """The best event of every happening: each report is read once, and none is kept."""
    told: dict[str, list[tuple[str, Happening]]] = {}
    for happening in story.happenings:
        for report, name in happening.events:
            told.setdefault(report, []).append((name, happening))
    firsts = {lineage.first for lineage in story.lineages}
    best: dict[str, _Best] = {}
    for report, pairs in told.items():
        known = {event.id: event for event in one(report).coding.events}
        for name, happening in pairs:
            event = known[name]
            weight = _weight(event, report, happening, firsts)
            mine = _Best(weight, report, name, _day(event), len(event.mentions))
            old = best.get(happening.id)
            if old is not None:
                mine.mentions += old.mentions
                if old.weight < mine.weight:
                    old.mentions, mine = mine.mentions, old
            best[happening.id] = mine
    return [(happening, best[happening.id]) for happening in story.happenings]


def _weight(
    event: Event, report: str, happening: Happening, firsts: set[str]
) -> tuple[bool, bool, int, bool, str, str]:
    """Told as most do, of the happening's type, the fullest, from the first page of its text; then by id."""
    dated = event.when is not None and event.when.earliest is not None
    full = (
        2 * dated
        + 2 * (event.event_date is not None)
        + 2 * (event.where is not None)
        + len(event.actors)
        + len(event.recipients)
    )
    as_most, of_type = event.factuality.label == happening.told, event.type == happening.type
    return not as_most, not of_type, -full, report not in firsts, report, event.id


def _day(event: Event) -> str:
    return event.when.earliest or "9999" if event.when else "9999"
