"""What of a record leaves where a question chose some of it: every format takes it as it takes a whole record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dateline.exporting.formats import Format, formats
from dateline.exporting.selection import Selection
from dateline.exporting.table_rows import TableRow
from dateline.model import Coded, Skipped, Story

Pairs = frozenset[tuple[str, str]]
"""(id of a report, id of an event or a statement in it)"""
ROWS = ("happenings", "events", "statements")
WHOLE = frozenset({"frozen", "prov"})
"""Formats that say something of a whole record, and cannot leave with a part of it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A format that a table may be had in."""

    name: str
    what: str
    ending: str


@dataclass(frozen=True, slots=True)
class Chosen(Selection):
    """A selection of which only some events, or some statements, were chosen: `events` and `statements` have them
    (None: all of a report that is chosen). A happening leaves whole where one of its events was chosen. `in_stories`:
    the stories of what was chosen."""

    in_stories: tuple[str, ...] = ()
    chosen_events: Pairs | None = None
    chosen_statements: Pairs | None = None

    def _stories(self) -> Iterator[Story]:
        for done, name in enumerate(self.in_stories, 1):
            yield self._cut(self.record.story(name))
            self.watch(done, len(self.in_stories))

    def _cut(self, story: Story) -> Story:
        if self.chosen_events is None:
            reports = {report for report, _ in self.chosen_statements or ()}
            return replace(story, happenings=(), reports=tuple(one for one in story.reports if one in reports))
        pairs = self.chosen_events
        return replace(story, happenings=tuple(one for one in story.happenings if pairs & set(one.events)))

    def coded(self) -> Iterator[Coded]:
        """The reports in which something was chosen, sorted by id, with that alone of its kind."""
        reports = sorted({report for report, _ in (self.chosen_events or self.chosen_statements or ())})
        for done, name in enumerate(reports, 1):
            yield self._coded(self.record.one(name))
            self.watch(done, len(reports))

    def _coded(self, one: Coded) -> Coded:
        coding = one.coding
        if (pairs := self.chosen_events) is not None:
            kept = tuple(event for event in coding.events if (one.report.id, event.id) in pairs)
            coding = replace(coding, events=kept)
        if (said := self.chosen_statements) is not None:
            held = tuple(each for each in coding.statements if (one.report.id, each.id) in said)
            coding = replace(coding, statements=held)
        return Coded(one.report, coding.with_report(one.report))

    def reader(self) -> Callable[[str], Coded]:
        """What gives one report: with all its events, which happenings need; of statements those that were chosen."""
        read = Selection.reader(self)
        if self.chosen_statements is None:
            return read
        return lambda name: self._coded(read(name))

    def events(self) -> Iterator[TableRow]:
        """A row an event that was chosen."""
        pairs = self.chosen_events or frozenset()
        return (row for row in Selection.events(self) if (row.report.id, row.event.id) in pairs)

    def skipped(self) -> Iterator[Skipped]:
        """No question chooses a page that is no report."""
        return iter(())


def offers(rows: str, *, narrowed: bool) -> tuple[Offer, ...]:
    """The formats for a kind of rows; where the question is `narrowed`, without those of a whole record."""
    return tuple(
        Offer(one.name, one.what, ending)
        for one in formats().values()
        if not (narrowed and one.name in WHOLE) and _fits(one, rows)
        for ending in (*one.files, *([".zip"] if one.folder else []))
    )


def _fits(one: Format, rows: str) -> bool:
    if rows == "statements":
        return "statements" in one.tables or one.name in ("annotations", "label-studio", "ftm")
    return not one.tables or rows in one.tables or not set(one.tables) & set(ROWS)
