"""Adding pages to a record, once or for as long as somebody watches, and telling what was done."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dateline.cli.exits import print_remark
from dateline.cli.printing import print_bytes
from dateline.cli.progress import Counting, count_pages, size_of
from dateline.cli.showing import show_round, show_summary, summary_line
from dateline.errors import UsageError
from dateline.model import Page, Skipped
from dateline.reading import pages
from dateline.reading.containers import MISSING, Ways
from dateline.recording import Record
from dateline.running import Settings, Stopped, Summary
from dateline.running import add as run
from dateline.running.watching import Watch

Found = Callable[[Counting], Iterator[Page | Skipped]]
"""Gives the pages that a look found, and tells the bar of each."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a call of `dateline add` asks for."""

    sources: tuple[str, ...]
    columns: Mapping[str, str]
    html_below: Path | None
    settings: Settings
    linking: bool
    json: bool
    quiet: bool
    again: bool = False

    def pages(self, counted: Counting, only: Callable[[Path], bool]) -> Iterator[Page | Skipped]:
        """The pages of all sources, or of the files among them that `only` takes."""
        told = Ways(
            columns=self.columns,
            below=self.html_below,
            told=counted.reading,
            left=counted.left_alone,
            wants=only,
        )
        for source in self.sources:
            for page in pages(source, ways=told):
                counted.found()
                yield page


_PAYS = 10
"""The file is packed where at least one report of so many is new."""


def add_once(record: Record, wanted: Wanted) -> None:
    """Adds all pages of the sources and tells what was done."""
    summary, counted = _run(record, wanted, partial(wanted.pages, only=lambda _: True), lambda: size_of(wanted.sources))
    if summary.reports * _PAYS > record.counts().reports:
        record.pack()
    if wanted.json:
        print_bytes((summary_line(summary, record.where, counted.seconds, counted.left),))
    elif not wanted.quiet:
        show_summary(summary, record.where, counted.cost(), record.makers(), counted.left)


def add_watching(record: Record, wanted: Wanted, every: float) -> None:
    """Adds what is in the sources and whatever comes into them, until it is stopped. Raises UsageError."""
    if "-" in wanted.sources:
        raise UsageError("standard input cannot be watched. Name folders.")
    stay(record, wanted, Folders(wanted).look, every)


class Folders:
    """The watched folders and files of a call."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._watch = Watch(tuple(map(Path, wanted.sources)))

    def look(self) -> Found | None:
        """The pages of the files that are new and lie still; None where there are none."""
        ready = self._watch.look()
        return partial(self._wanted.pages, only=ready.__contains__) if ready else None


def stay(
    record: Record,
    wanted: Wanted,
    look: Callable[[], Found | None],
    every: float,
    after: Callable[[], object] = lambda: None,
    *,
    named: Sequence[str] = (),
) -> None:
    """Looks every so many seconds and adds what a look finds, until it is stopped; `after` is called when what was
    found is in the record and linked. `named`: what is watched, where it is more than folders."""
    with suppress(ValueError):  # not in the main thread
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    kept = 0
    if not (wanted.quiet or wanted.json):
        print_remark(f"watching {', '.join(named or wanted.sources)}, a look every {every:g} s; Ctrl-C ends it.")
    try:
        found = look()
        pause = min(1.0, every)  # what lies there already is taken soon
        while True:
            if found is not None:
                kept += add_round(record, wanted, found)
                after()
            time.sleep(pause)
            pause = every
            found = look()
    except KeyboardInterrupt:
        if not wanted.quiet:
            print_remark(f"stopped watching; {kept:,} reports came in. Run the same command again to go on.")


def add_round(record: Record, wanted: Wanted, found: Found) -> int:
    """Adds what one look found, and tells of it on one line; how many reports it brought."""
    summary, counted = _run(record, wanted, found, lambda: 0)
    _tell_round(summary, counted, record, wanted)
    return summary.reports


def _tell_round(summary: Summary, counted: Counting, record: Record, wanted: Wanted) -> None:
    if not summary.pages:
        return
    if wanted.json:
        print_bytes((summary_line(summary, record.where, counted.seconds, counted.left),))
    elif not wanted.quiet:
        show_round(summary)


def _run(record: Record, wanted: Wanted, found: Found, size: Callable[[], int]) -> tuple[Summary, Counting]:
    bounded: list[str] = []  # told when the bar is gone
    with count_pages(size, quiet=wanted.quiet or wanted.json) as counted:
        try:
            summary = run(
                record, found(counted), wanted.settings, counted.page,
                linking=wanted.linking, again=wanted.again, phase=counted.phase, said=bounded.append,
            )  # fmt: skip
        except Stopped as stop:
            if wanted.json:
                line = summary_line(stop.summary, record.where, counted.seconds, counted.left, stopped=True)
                print_bytes((line,))
            raise
        counted.end()
    for remark in bounded:
        print_remark(remark)
    _warn_of_missing_readers(summary)
    return summary, counted


def _warn_of_missing_readers(summary: Summary) -> None:
    for reason, number in summary.skipped:
        if reason in MISSING:
            files = "1 file was" if number == 1 else f"{number:,} files were"
            print_remark(f"{files} not read. {reason}, then run the same command again.")
