"""What leaves a record: the record as it stands at one moment, and which of it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from dateline.errors import UsageError
from dateline.exporting import table_rows
from dateline.exporting.statement_rows import StatementRow
from dateline.exporting.table_rows import TableRow
from dateline.judging import Verdict
from dateline.linking import keep_sure
from dateline.model import Coded, Skipped, Story
from dateline.recording import Record

R = TypeVar("R", TableRow, StatementRow)

_AT_HAND = 64
"""Reports that are kept read while a table goes back and forth within a story."""


def _unwatched(done: int, whole: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A record as it stands at one moment (`Record.snapshot`), and what is asked of it.

    `table`: which kind of rows ("happenings", "events", ...; formats that are no tables ignore it). `sure`: events
    less sure than this leave nowhere. `short`: only the columns that are asked for first. `for_spreadsheets`: no cell
    may be one that a spreadsheet runs. `watch` is told how many reports are read of how many, at each walk through
    the record. All that is given is read as it is asked for: nothing holds a whole record.
    """

    record: Record
    table: str = "happenings"
    sure: float = 0.0
    short: bool = False
    for_spreadsheets: bool = False
    watch: Callable[[int, int], None] = _unwatched

    @property
    def linked(self) -> bool:
        """Whether the stories are those of all reports that are there."""
        return not self.record.stale

    def stories(self) -> Iterator[Story]:
        """Every story, the largest first; its happenings made of the events that are sure enough.

        Raises UsageError where pages came in after the last linking.
        """
        if not self.linked:
            raise UsageError(
                f"{self.record.where} is not linked since pages came in, so happenings cannot be counted. "
                f"Run first: dateline link --record {self.record.where}. Or take every event: --events"
            )
        return self._stories()

    def _stories(self) -> Iterator[Story]:
        done, whole = 0, self.record.counts().reports
        for story in self.record.stories():
            yield keep_sure(story, map(self.record.one, story.reports), self.sure) if self.sure else story
            done += len(story.reports)
            self.watch(done, whole)

    def coded(self) -> Iterator[Coded]:
        """Every report with its coding, sorted by id; without the events that are less sure."""
        whole = self.record.counts().reports
        for done, one in enumerate(self.record.coded(sure=self.sure), 1):
            yield one
            self.watch(done, whole)

    def reader(self) -> Callable[[str], Coded]:
        """What gives one report with its coding by id, as `coded` would; the last few stay at hand."""

        @lru_cache(maxsize=_AT_HAND)
        def one(report: str) -> Coded:
            found = self.record.one(report)
            return replace(found, coding=found.coding.at_least(self.sure))

        return one

    def skipped(self) -> Iterator[Skipped]:
        """Every page that is no report, sorted by id."""
        return self.record.skipped()

    def happenings(self) -> Iterator[TableRow]:
        """A row a happening. Raises UsageError as `stories` does."""
        return self.with_verdicts(table_rows.happenings(self.stories(), self.reader()), lambda row: row.event.id)

    def events(self) -> Iterator[TableRow]:
        """A row an event of every report; counted by happenings where the record is linked."""
        linked = self.linked
        stories = self._stories() if linked else ()
        rows = table_rows.events_of_stories(stories, self.reader()) if linked else table_rows.events(self.coded())
        return self.with_verdicts(rows, lambda row: row.event.id)

    def with_verdicts(self, rows: Iterator[R], name: Callable[[R], str]) -> Iterator[R]:
        """The rows, each with what people judged of its event or statement; `name` gives the id of that."""
        judged = {one.subject.report for one in self.record.judgements()}

        @lru_cache(maxsize=_AT_HAND)
        def said(report: str) -> dict[str, Verdict]:
            return {one.id: one for one in self.record.verdicts(report) if one.holds}

        for row in rows:
            found = said(row.report.id).get(name(row)) if row.report.id in judged else None
            yield row if found is None else replace(row, verdict=found)

    def rows(self) -> Iterator[TableRow]:
        """`events` where these are asked for, else `happenings`."""
        return self.events() if self.table == "events" else self.happenings()
