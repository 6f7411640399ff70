"""Parquet: a table of articles, one page a row, by the library pyarrow (an extra)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any

from dateline.model import Page, Skipped
from dateline.reading.containers.extras import NO_PARQUET
from dateline.reading.containers.json_lines import Beside, known_columns, row_page
from dateline.reading.containers.skipped_records import plain_reason, skip_record
from dateline.reading.containers.ways import Ways

_ROWS = 1  # a column that repeats one long value unpacks to it once a row: reading a page costs far more than this


def parquet_pages(stream: IO[bytes], origin: str, beside: Beside | None, ways: Ways) -> Iterator[Page | Skipped]:
    """The pages of a Parquet file (a stream that can seek). A row without a text is a Skipped; so is what follows a
    row group that cannot be read.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        yield skip_record(origin, NO_PARQUET, "")
        return
    number = 0
    try:
        table = ParquetFile(stream, memory_map=False, pre_buffer=False)
        wanted = _columns(list(table.schema_arrow.names), ways)
        if not wanted:
            names = ", ".join(table.schema_arrow.names)[:200]
            yield skip_record(origin, "table without a column of text", f"{names}; name it with --column text=NAME")
            return
        for batch in table.iter_batches(batch_size=_ROWS, columns=sorted(wanted), use_threads=False):
            for cells in batch.to_pylist():
                number += 1
                row = {wanted[name]: _plain(cell) for name, cell in cells.items()}
                yield row_page(row, f"{origin}#{number}", beside, ways)
    except (ArrowException, OSError, ValueError) as error:
        yield skip_record(f"{origin}#{number + 1}", "table breaks off", plain_reason(error)[:300])


def _columns(names: list[str], ways: Ways) -> dict[str, str]:
    """The columns that say something of a page, with their names in small letters; none where no text is among them."""
    known = known_columns(ways)
    every = {name for found in known.values() for name in found}
    text = {name for fact in ("text", "html", "html_path") for name in known[fact]}
    wanted = {name: name.strip().lower() for name in names if name.strip().lower() in every}
    return wanted if text & set(wanted.values()) else {}


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else cell
