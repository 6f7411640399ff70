"""CSV and TSV: a table of articles, one page a row, its columns named by the first line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from dateline.model import Page, Skipped
from dateline.reading.containers.decoding import decode
from dateline.reading.containers.json_lines import Beside, known_columns, row_page
from dateline.reading.containers.packed import BrokenPacking, TooMuch
from dateline.reading.containers.skipped_records import plain_reason, skip_record
from dateline.reading.containers.ways import Ways

_MARKS = (",", ";", "\t", "|")
_NAME = re.compile(r"[^\W\d][\w .-]{0,60}")
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE = 65_536
_MOST_CELLS = 3_000_000
"""Marks in one line: a cell takes up to sixty bytes of memory, though one in the file."""
_LATIN = re.compile(r"utf.?8|ascii|latin.*|cp(?:125[0247]|437|85\d)|iso8859.(?:1|2|9|15)|mac.*", re.IGNORECASE)
"""What detection calls Western text of few odd characters: spreadsheets write it as Windows-1252."""


def csv_dialect(head: str, ways: Ways) -> str | None:
    """The mark that parts the columns, where the first line of a text names those of articles; else None."""
    line = head.lstrip("\ufeff").partition("\n")[0].strip()
    return next((mark for mark in _MARKS if mark in line and _names_articles(_cells(line, mark), ways)), None)


def is_table(head: bytes, ways: Ways) -> bool:
    """Whether bytes begin a table of articles."""
    return csv_dialect(decode(head).text, ways) is not None


def looks_like_a_table(head: bytes) -> bool:
    """Whether the first two lines have equally many cells, three at least: a table of something."""
    lines = decode(head).text.lstrip("\ufeff").splitlines()[:2]
    return any(len(lines) == 2 and lines[0].count(mark) == lines[1].count(mark) > 1 for mark in _MARKS)


def csv_pages(stream: io.BufferedReader, origin: str, beside: Beside | None, ways: Ways) -> Iterator[Page | Skipped]:
    """The pages of a CSV file, a row each, however long the file is. A row without a text or that cannot be read is a
    Skipped.
    """
    head = stream.peek(_SAMPLE)[:_SAMPLE]
    mark = csv_dialect(decode(head[:8192]).text, ways) or ","
    csv.field_size_limit(ways.limit)
    reader = csv.reader(_lines(stream, head, ways.limit), delimiter=mark)
    names: list[str] | None = None
    number = 0
    while True:
        try:
            cells = next(reader, None)
            if cells is None:
                if not number:
                    yield skip_record(origin, "empty file", "a table without rows")
                return
        except csv.Error as error:
            number += names is not None
            yield skip_record(f"{origin}#{number}", "row cannot be read", str(error))
            continue
        except OSError as error:
            reason = "broken table" if not isinstance(error, BrokenPacking | TooMuch) else "table breaks off"
            yield skip_record(f"{origin}#{number + 1}", reason, plain_reason(error))
            return
        if names is None:
            names = [name.strip().lower() for name in cells]
            continue
        number += 1
        if any(cell.strip() for cell in cells):
            yield row_page(dict(zip(names, cells, strict=False)), f"{origin}#{number}", beside, ways)


def _lines(stream: io.BufferedReader, head: bytes, limit: int) -> Iterator[str]:
    """The lines of a table with their ends: UTF-8 where a line fits it, else the encoding of the table's beginning."""
    wide = next((name for mark, name in _WIDE if head.startswith(mark)), None)
    if wide is not None:
        table = io.TextIOWrapper(stream, wide, "replace", newline="")
        while words := table.readline(limit + 2):
            last = words
            while not last.endswith("\n") and len(words) > limit and (more := table.readline(_SAMPLE)):
                last = more
            yield words if len(words) <= limit else "a" * (limit + 1) + "\n"  # refused, as below
        return
    other = decode(head.rsplit(b"\n", 1)[0]).encoding
    other = "cp1252" if _LATIN.fullmatch(other) else other
    first = True
    while line := stream.readline(limit + 2):
        end = line
        while not end.endswith(b"\n") and len(line) > limit and (rest := stream.readline(_SAMPLE)):
            end = rest
        if len(line) > limit or any(line.count(mark) > _MOST_CELLS for mark in map(str.encode, _MARKS)):
            line = b"a" * (limit + 1) + b"\n"  # no cell may be so long: the row is refused, the next one read
        line = line.removeprefix(b"\xef\xbb\xbf") if first else line
        first = False
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            yield line.decode(other, "replace")


def _cells(line: str, mark: str) -> list[str]:
    try:
        return [cell.strip().lower() for cell in next(csv.reader([line], delimiter=mark), [])]
    except csv.Error:
        return []


def _names_articles(cells: list[str], ways: Ways) -> bool:
    """Whether these are columns of articles: a text, and a fact about it, every one like a name; or a column that the
    user named for the text.
    """
    known = known_columns(ways)
    if any(
        ways.columns.get(fact, "").strip().lower() in cells
        for fact in ("text", "html", "html_path")
        if fact in ways.columns
    ):
        return True
    held = {fact for fact, names in known.items() if any(cell in names for cell in cells)}
    named = all(_NAME.fullmatch(cell) or not cell for cell in cells)
    return named and bool(held & {"text", "html", "html_path"}) and len(held) > 1
