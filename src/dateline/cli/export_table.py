"""What happened over a record, in a file or on standard output, in one of the formats of exporting."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, TextIO

from dateline.cli.exits import print_written
from dateline.errors import UsageError
from dateline.exporting import formats, table_rows
from dateline.exporting.whole_file import check_writable, whole_file
from dateline.linking import keep_sure
from dateline.model import Story
from dateline.recording import Record

USUAL: Final = "dateline"
"""The format where none is asked for."""


def write_table(record: Record, name: str | None, out: Path | None, *, events: bool, sure: float = 0.0) -> None:
    """Writes the happenings (or events) of a record in the format `name`, or in that of the ending of `out`.

    Events less sure than `sure` are left out, and no happening is counted by them. The file stands whole or not at all.
    Raises UsageError and RecordError.
    """
    write = _writer(name, out)
    if out is not None:
        check_writable(out)
    if not events and record.counts().stale:
        raise UsageError(
            f"{record.where} is not linked since pages came in, so happenings cannot be counted. "
            f"Run first: dateline link --record {record.where}. Or take every event: --events"
        )
    rows = _rows(record, events, sure)
    if out is None:
        _print(write, rows)
        return
    with whole_file(out) as file:
        number = write(rows, file)
    print_written(out, f"{number:,} {'events' if events else 'happenings'}")


def _writer(name: str | None, out: Path | None) -> table_rows.Write:
    known = formats()
    if name is None:
        name = USUAL if out is None else _name_by_ending(out, known)
    if name not in known:
        raise UsageError(f"there is no format {name}. Write --as with {', '.join(known)}.")
    writers = known[name].writers
    ending = out.suffix.lower() if out is not None else next(iter(writers))
    if ending not in writers:
        raise UsageError(
            f"{out} does not end in {' or '.join(writers)}. Name the file so, or leave --out away and redirect."
        )
    return writers[ending]


def _name_by_ending(out: Path, known: Mapping[str, table_rows.Format]) -> str:
    """Our own format if it is written in such files, else the only one that is. Raises UsageError."""
    found = [name for name, one in known.items() if out.suffix.lower() in one.writers]
    if USUAL in found or len(found) == 1:
        return USUAL if USUAL in found else found[0]
    if found:
        raise UsageError(f"{out.suffix} is the ending of several formats. Choose one: --as {' or '.join(found)}.")
    endings = dict.fromkeys(ending for one in known.values() for ending in one.writers)
    of = "; ".join(f"{e} ({', '.join(name for name, one in known.items() if e in one.writers)})" for e in endings)
    raise UsageError(f"{out} has the ending of no format. Name the file so that it ends in {of}.")


def _print(write: table_rows.Write, rows: Iterator[table_rows.TableRow]) -> None:
    out: TextIO = io.TextIOWrapper(sys.stdout.buffer, "utf-8", newline="", write_through=True)
    try:
        write(rows, out)
    finally:
        out.detach()  # type: ignore[attr-defined]


def _rows(record: Record, events: bool, sure: float) -> Iterator[table_rows.TableRow]:
    if events:
        return table_rows.events(record.coded(sure=sure), () if record.counts().stale else _stories(record, sure))
    return table_rows.happenings(_stories(record, sure), record.one)


def _stories(record: Record, sure: float) -> Iterator[Story]:
    for story in record.stories():
        yield keep_sure(story, map(record.one, story.reports), sure) if sure else story
