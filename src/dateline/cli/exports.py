"""What leaves a record: which format, of one moment of the record, written beside its place and then put there."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline.cli.exits import print_written
from dateline.cli.progress import count_reports
from dateline.cli.replacing import CODEBOOK, replacing_file, replacing_folder
from dateline.errors import UsageError
from dateline.exporting import codebook, formats
from dateline.exporting.formats import Format, WriteFile, Written
from dateline.exporting.selection import Selection
from dateline.recording import Record
from dateline.version import __version__

USUAL: Final = "dateline"
"""The format where none is asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asked for: the kind of rows (None: the format's usual one) and what may be in them."""

    table: str | None = None
    sure: float = 0.0
    short: bool = False
    for_spreadsheets: bool = False


def export(record: Record, name: str | None, out: Path | None, wanted: Wanted) -> None:
    """Writes the record in the format `name`, or in that of the ending of `out`; to standard output without `out`.

    Everything is of one moment of the record. Nothing stands at `out` before it is whole, and its codebook is written
    beside it. Raises UsageError and RecordError.
    """
    chosen = _choose(name, out)
    table = _table(chosen, wanted)
    with record.snapshot() as moment, count_reports(table or chosen.name) as watch:
        selection = Selection(moment, table, wanted.sure, wanted.short, wanted.for_spreadsheets, watch)
        if out is None:
            _print(chosen, selection)
        elif chosen.folder is not None and out.suffix.lower() not in chosen.files:
            _write_folder(chosen, selection, out)
        else:
            _write_file(chosen, selection, out)


# ------------------------------------------------------------------ which format


def _choose(name: str | None, out: Path | None) -> Format:
    known = formats()
    if name is None:
        name = USUAL if out is None else _name_by_ending(out, known)
    if name not in known:
        raise UsageError(f"there is no format {name}. Write --as with {', '.join(known)}.")
    return known[name]


def _name_by_ending(out: Path, known: Mapping[str, Format]) -> str:
    """Our own format if it is written in such files, else the only one that is. Raises UsageError."""
    found = [name for name, one in known.items() if out.suffix.lower() in one.files]
    if USUAL in found or len(found) == 1:
        return USUAL if USUAL in found else found[0]
    if found:
        raise UsageError(f"{out.suffix} is the ending of several formats. Choose one: --as {' or '.join(found)}.")
    endings = dict.fromkeys(ending for one in known.values() for ending in one.files)
    of = "; ".join(f"{e} ({', '.join(name for name, one in known.items() if e in one.files)})" for e in endings)
    folders = [name for name, one in known.items() if one.folder is not None]
    more = f" For a folder of files write --as with {' or '.join(folders)}." if folders else ""
    raise UsageError(f"{out} has the ending of no format. Name the file so that it ends in {of}.{more}")


def _table(chosen: Format, wanted: Wanted) -> str:
    asked = wanted.table
    of_columns = {"--short": wanted.short, "--for-spreadsheets": wanted.for_spreadsheets}
    for option in (words for words, there in of_columns.items() if there and not chosen.columns):
        raise UsageError(f"{chosen.name} has no columns. Leave {option} away.")
    if not chosen.tables:
        if asked is not None:
            raise UsageError(f"{chosen.name} is no table and takes the record as it is. Leave --table {asked} away.")
        return ""
    if asked is not None and asked not in chosen.tables:
        raise UsageError(f"{chosen.name} has no table of {asked}. Write --table with {', '.join(chosen.tables)}.")
    return asked or chosen.tables[0]


def _writer(chosen: Format, out: Path) -> WriteFile:
    ending = out.suffix.lower()
    if ending not in chosen.files:
        raise UsageError(
            f"{out} does not end in {' or '.join(chosen.files)}. Name the file so, or leave --out away and redirect."
        )
    return chosen.files[ending]


# ------------------------------------------------------------------ where it goes


def _print(chosen: Format, selection: Selection) -> None:
    if not chosen.files:
        raise UsageError(f"{chosen.name} is a folder of files. Name the folder with --out.")
    next(iter(chosen.files.values()))(selection, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _write_file(chosen: Format, selection: Selection, out: Path) -> None:
    write = _writer(chosen, out)
    with replacing_file(out) as file:
        written = write(selection, file)
    if chosen.codebook is not None:
        beside = out.with_name(f"{out.name}.{CODEBOOK}")
        with replacing_file(beside) as file:
            file.write(_codebook(chosen, selection, out, written).encode())
    _say_written(out, written)


def _write_folder(chosen: Format, selection: Selection, out: Path) -> None:
    assert chosen.folder is not None
    with replacing_folder(out) as folder:
        written = chosen.folder(selection, folder)
        if chosen.codebook is not None:
            (folder / CODEBOOK).write_bytes(_codebook(chosen, selection, out, written).encode())
    _say_written(out, written)


def _codebook(chosen: Format, selection: Selection, out: Path, written: Written) -> str:
    assert chosen.codebook is not None
    sections = chosen.codebook(selection)
    facts = [("Format", f"{chosen.name}, {chosen.what}"), ("Holds", _say(written))]
    if selection.for_spreadsheets:
        facts.append(("For spreadsheets", "a ' stands before text that a spreadsheet would calculate"))
    if selection.sure:
        facts.append(("Left out", f"events less sure than {selection.sure:g}"))
    facts += _facts_of(selection.record)
    if out.is_file():
        with out.open("rb") as file:
            facts.append(("sha256 of the file", hashlib.file_digest(file, "sha256").hexdigest()))
    facts.append(("Written by", f"dateline {__version__} export"))
    facts.append(("To cite", "CITATION.cff of Dateline; for a copy of the record that can be checked, --as frozen"))
    return codebook.as_markdown(f"Codebook of {out.name}", facts, sections)


def _facts_of(record: Record) -> Iterator[tuple[str, str]]:
    """What the record was made from and by."""
    counts = record.counts()
    yield "Record", f"{counts.reports:,} reports on {counts.pages:,} pages"
    yield "Coded by", "; ".join(f"{maker or 'not known'} ({number:,} pages)" for maker, number in record.makers())


def _say_written(out: Path, written: Written) -> None:
    print_written(out, _say(written))


def _say(written: Written) -> str:
    return ", ".join(f"{number:,} {what}" for what, number in written.items())
