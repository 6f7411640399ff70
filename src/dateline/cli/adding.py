"""Adding pages to a record, once or for as long as somebody watches, and telling what was done."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
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
    summary, counted = _run(record, wanted, lambda _: True, lambda: size_of(wanted.sources))
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
    with suppress(ValueError):  # not in the main thread
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    watch = Watch(tuple(map(Path, wanted.sources)))
    kept = 0
    if not (wanted.quiet or wanted.json):
        print_remark(f"watching {', '.join(wanted.sources)}, a look every {every:g} s; Ctrl-C ends it.")
    try:
        watch.look()
        pause = min(1.0, every)  # what lies there already is taken soon
        while True:
            time.sleep(pause)
            pause = every
            if ready := watch.look():
                summary, counted = _run(record, wanted, ready.__contains__, lambda: 0)
                kept += summary.reports
                _tell_round(summary, counted, record, wanted)
    except KeyboardInterrupt:
        if not wanted.quiet:
            print_remark(f"stopped watching; {kept:,} reports came in. Run the same command again to go on.")


def _tell_round(summary: Summary, counted: Counting, record: Record, wanted: Wanted) -> None:
    if not summary.pages:
        return
    if wanted.json:
        print_bytes((summary_line(summary, record.where, counted.seconds, counted.left),))
    elif not wanted.quiet:
        show_round(summary)


def _run(
    record: Record, wanted: Wanted, only: Callable[[Path], bool], size: Callable[[], int]
) -> tuple[Summary, Counting]:
    bounded: list[str] = []  # told when the bar is gone
    with count_pages(size, quiet=wanted.quiet or wanted.json) as counted:
        found = wanted.pages(counted, only)
        try:
            summary = run(
                record, found, wanted.settings, counted.page,
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
