"""A table of others' rows, whatever its encoding, its marks and its faults; one bad row never stops the others."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.auditing.shapes import gdelt_columns, read_row, tell_shape
from dateline.auditing.theirs import TheirRow
from dateline.errors import UsageError

_MARKS = ("\t", ";", ",")
_CELL = 8 * 2**20
"""Most characters of one cell: an article has thousands."""


@dataclass(frozen=True, slots=True)
class TheirTable:
    """The rows of a file, the shape that they have, and what was odd about the file, in words."""

    shape: str
    rows: tuple[TheirRow, ...]
    remarks: tuple[str, ...]


def read_table(path: Path, shape: str | None = None) -> TheirTable:
    """Reads a table of GDELT, POLECAT, ICEWS or ACLED shape, with a header or (GDELT) without.

    Raises UsageError where the file is empty or of no shape, OSError where it cannot be read.
    """
    text, remarks = _decode(path.read_bytes())
    if "\0" in text:
        text = text.replace("\0", "")
        remarks.append("it holds NUL characters, which were left out")
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise UsageError(f"{path} is empty. Give a table with a header and a row an event.")
    mark = max(_MARKS, key=lambda one: (first.count(one), one))
    rows = _cells(text, mark)
    header, bare = _header(first, mark, rows, path)
    told = tell_shape(header, "gdelt" if bare and shape is None else shape)
    found: list[TheirRow] = []
    uneven = 0
    for number, (line, cells, fault) in enumerate(rows, 1):
        found.append(read_row(told, cells, number, line, fault))
        uneven += not fault and len(cells) != len(header)
    if not found:
        raise UsageError(f"{path} has a header and no row. Give a table with a row an event.")
    if uneven:
        remarks.append(
            f"{uneven:,} {'row has' if uneven == 1 else 'rows have'} another number of cells than the header"
        )
    remarks += _tell_unread(found)
    return TheirTable(told.name, tuple(found), tuple(remarks))


def _tell_unread(rows: Sequence[TheirRow]) -> list[str]:
    """Days that cannot be read, which are no empty cells."""
    held = [row for row in rows if row.unread]
    if not held:
        return []
    what = "row gives a day" if len(held) == 1 else "rows give a day"
    return [f"{len(held):,} {what} that cannot be read, as row {held[0].number}: {held[0].unread[0]}"]


def _decode(data: bytes) -> tuple[str, list[str]]:
    """The text of a file: UTF-8, UTF-16 by its mark, else line by line, as files are that several programs wrote."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), ["it is UTF-16"]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    out, odd = [], 0
    for line in lines:
        try:
            out.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            odd += 1
            out.append(line.decode("cp1252", "replace"))
    return "\n".join(out), [f"{odd:,} {'line is' if odd == 1 else 'lines are'} no UTF-8 and were read as Windows-1252"]


_Cells = tuple[int, list[str], str]
"""The line on which a row ends, its cells, and why it has none ("" where it has)."""


def _cells(text: str, mark: str) -> Iterator[_Cells]:
    """The cells of every row. A quote in a GDELT file is a letter like others."""
    bare = mark == "\t" and gdelt_columns(text.split("\n", 1)[0].count("\t") + 1) is not None
    old = csv.field_size_limit(min(_CELL, sys.maxsize))
    try:
        lines = io.StringIO(text, newline="")
        reader = csv.reader(lines, delimiter=mark, quoting=csv.QUOTE_NONE if bare else csv.QUOTE_MINIMAL)
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield reader.line_num, [], f"the row cannot be read: {error}"
                continue
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells, ""
    finally:
        csv.field_size_limit(old)


def _header(first: str, mark: str, rows: Iterator[_Cells], path: Path) -> tuple[Sequence[str], bool]:
    """The names of the columns, and whether they are GDELT's that the file itself lacks. Raises UsageError."""
    width = first.count(mark) + 1
    known = gdelt_columns(width) if mark == "\t" else None
    if known and first.split(mark)[1].strip().isdigit():
        return known, True
    _, header, fault = next(rows)
    if fault:
        raise UsageError(f"the header of {path} is no row of a table: {fault}. Give a table with a header.")
    return header, False
