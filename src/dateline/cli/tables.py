"""A record as a table in a file or on standard output."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from dateline.cli.errors import UsageError
from dateline.exporting import spreadsheet, tabled
from dateline.recording import Record

_DELIMITERS = {".csv": ",", ".tsv": "\t"}


def write_table(record: Record, dataset: str, out: Path | None, *, events: bool) -> None:
    """Writes the happenings (or events) of a record under a dataset's names. Raises UsageError and RecordError."""
    if dataset not in spreadsheet.datasets():
        raise UsageError(f"there are no columns of {dataset}. Write --as with {', '.join(spreadsheet.datasets())}.")
    delimiter = _DELIMITERS.get(out.suffix.lower(), "") if out is not None else ","
    if not delimiter:
        raise UsageError(f"{out} is neither .csv nor .tsv. Name the file so, or leave --out away and redirect.")
    if not events and record.counts().stale:
        raise UsageError(
            f"{record.where} is not linked since pages came in, so happenings cannot be counted. "
            f"Run first: dateline link --record {record.where}. Or take every event: --events"
        )
    if out is None:
        _write(
            record, dataset, io.TextIOWrapper(sys.stdout.buffer, "utf-8", newline="", write_through=True), ",", events
        )
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8", newline="") as file:
        number = _write(record, dataset, file, delimiter, events)
    print(f"Written: {out}, {number:,} {'events' if events else 'happenings'}")


def _write(record: Record, dataset: str, out: TextIO, delimiter: str, events: bool) -> int:
    try:
        return spreadsheet.write(_rows(record, events), dataset, out, delimiter=delimiter)
    finally:
        if out.buffer is sys.stdout.buffer:
            out.detach()  # type: ignore[attr-defined]


def _rows(record: Record, events: bool) -> Iterator[tabled.Row]:
    if events:
        return tabled.events(record.coded(), () if record.counts().stale else record.stories())
    return tabled.happenings(record.stories(), record.one)
