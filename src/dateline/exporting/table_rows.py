"""Which events become the rows of a table: one for each happening, or every event record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dateline.model import Coded, Coding, Event, Happening, Report, Story


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the event that it shows, its report, and how many tell the happening that the event belongs to.

    `id` is the happening's where the row stands for all its events, else the event's. `sources` counts independent
    texts, `reports` pages; both 0 before linking. `differ`: the fields on which the sources differ.
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


def happenings(stories: Iterable[Story], one: Callable[[str], Coded]) -> Iterator[TableRow]:
    """A row for every happening, in the order of the stories; within a story by day, then by id.

    Every value of a row is that of one event, so that one text shows all of them: the event that tells it as most
    sources do and most fully. `one` gives a report with its coding by id.
    """
    for story in stories:
        found = {report: one(report) for report in {report for h in story.happenings for report, _ in h.events}}
        rows = [_row(story, happening, found) for happening in story.happenings]
        yield from sorted(rows, key=lambda row: (_day(row.event), row.id))


def events(coded: Iterable[Coded], stories: Iterable[Story]) -> Iterator[TableRow]:
    """A row for every event record, in the order of the reports and of their texts; without stories none is counted."""
    told: dict[tuple[str, str], _ToldEvent] = {}
    for story in stories:
        for happening in story.happenings:
            told |= dict.fromkeys(happening.events, _ToldEvent(story.id, happening))
    for one in coded:
        for event in sorted(one.coding.events, key=lambda e: (e.evidence.start, e.id)):
            known = told.get((one.report.id, event.id), _ToldEvent())
            yield TableRow(event.id, event, one.report, one.coding, known.story, known.sources, known.reports,
                      len(event.mentions), known.differ)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _ToldEvent:
    story: str = ""
    happening: Happening | None = field(default=None)

    @property
    def sources(self) -> int:
        return len(self.happening.lineages) if self.happening else 0

    @property
    def reports(self) -> int:
        return len({report for report, _ in self.happening.events}) if self.happening else 0

    @property
    def differ(self) -> tuple[str, ...]:
        return tuple(f.name for f in self.happening.fields if f.verdict == "differ") if self.happening else ()


def _row(story: Story, happening: Happening, found: Mapping[str, Coded]) -> TableRow:
    firsts = {lineage.first for lineage in story.lineages}
    told = [
        (event, found[report])
        for report, name in happening.events
        for event in found[report].coding.events
        if event.id == name
    ]
    event, coded = min(told, key=lambda pair: _weight(pair[0], pair[1].report, happening, firsts))
    known = _ToldEvent(story.id, happening)
    mentions = sum(len(one.mentions) for one, _ in told)
    return TableRow(happening.id, event, coded.report, coded.coding, story.id, known.sources, known.reports, mentions,
               known.differ)  # fmt: skip


def _weight(
    event: Event, report: Report, happening: Happening, firsts: set[str]
) -> tuple[bool, bool, int, bool, str, str]:
    """Told as most do, of the happening's type, the fullest, from the first page of its text; then by id."""
    dated = event.when is not None and event.when.earliest is not None
    full = 2 * dated + 2 * (event.where is not None) + len(event.actors) + len(event.recipients)
    as_most, of_type = event.factuality.label == happening.told, event.type == happening.type
    return not as_most, not of_type, -full, report.id not in firsts, report.id, event.id


def _day(event: Event) -> str:
    return event.when.earliest or "9999" if event.when else "9999"
