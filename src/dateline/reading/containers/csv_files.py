"""CSV and TSV: a table of articles, one page a row, its columns named by the first line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from dateline.model import Page, Skipped
from dateline.reading.containers.decoding import decode
from dateline.reading.containers.json_lines import Beside, known_columns, row_page
from dateline.reading.containers.skipped_records import skip_record

_MARKS = (",", ";", "\t", "|")
_LONGEST_CELL = 1 << 30
_NAME = re.compile(r"[^\W\d][\w .-]{0,60}")


def csv_dialect(head: str) -> str | None:
    """The mark that parts the columns, where the first line of a text names those of articles; else None."""
    line = head.lstrip("\ufeff").partition("\n")[0].strip()
    return next((mark for mark in _MARKS if mark in line and _names_articles(_cells(line, mark))), None)


def csv_pages(content: bytes, origin: str, beside: Beside | None) -> Iterator[Page | Skipped]:
    """The pages of a CSV file, a row each. A row without a text is a Skipped; so is what follows a row that cannot be
    read.
    """
    text = decode(content).text.lstrip("\ufeff")
    mark = csv_dialect(text) or ","
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    number = 0
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                yield row_page(dict(zip(names, cells, strict=False)), f"{origin}#{number}", beside)
    except csv.Error as error:
        yield skip_record(f"{origin}#{number + 1}", "row cannot be read", str(error))


def _cells(line: str, mark: str) -> list[str]:
    try:
        return [cell.strip().lower() for cell in next(csv.reader([line], delimiter=mark), [])]
    except csv.Error:
        return []


def _names_articles(cells: list[str]) -> bool:
    """Whether these are columns of articles: a text, and a fact about it, every one like a name."""
    known = known_columns()
    held = {fact for fact, names in known.items() if any(cell in names for cell in cells)}
    named = all(_NAME.fullmatch(cell) or not cell for cell in cells)
    return named and bool(held & {"text", "html", "html_path"}) and len(held) > 1
