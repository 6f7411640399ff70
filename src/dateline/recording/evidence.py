"""The words that the spans of a report cut: one hash over all of them, made when the report is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table

from dateline.recording import schema

Cut = tuple[str, str, int, int]
"""Table, name of the span, start, end."""

SPANNED: tuple[Table, ...] = (schema.reports, *schema.OF_REPORT)


@cache
def prefixes(table: Table) -> tuple[str, ...]:
    """The names of a table's spans: `evidence` for `evidence_start` and `evidence_end`."""
    starts = (c.name.removesuffix("_start") for c in table.columns if c.name.endswith("_start"))
    return tuple(prefix for prefix in starts if f"{prefix}_end" in table.c)  # a place on the page has no end


def cuts(table: Table, rows: Iterable[Mapping[str, Any]]) -> Iterator[Cut]:
    """Every span in these rows of a table."""
    names = [(prefix, f"{prefix}_start", f"{prefix}_end") for prefix in prefixes(table)]
    for row in rows:
        for prefix, start, end in names:
            if row[start] is not None and row[end] is not None:
                yield table.name, prefix, row[start], row[end]


def evidence_hash(text: str, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """SHA-256 of a report's text and of every span in its rows with the words that it cuts, whatever their order."""
    found = sorted(cut for table in SPANNED for cut in cuts(table, rows.get(table.name, ())))
    lines = (f"{table} {prefix} {start} {end} {text[start:end]}\n" for table, prefix, start, end in found)
    return hashlib.sha256((text + "\n" + "".join(lines)).encode("utf-8")).hexdigest()
