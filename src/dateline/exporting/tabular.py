"""The formats that are tables: our own eight, and those of POLECAT, ICEWS, GDELT and R's eventreport."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from dateline.errors import UsageError
from dateline.exporting import json_lines, parquet, spreadsheet
from dateline.exporting.codebook import Section
from dateline.exporting.formats import Format, WriteFile, Written, as_text
from dateline.exporting.selection import Selection
from dateline.exporting.table_kinds import OURS, Table, chosen, dataset_table, table_of

_EVENTS = ("happenings", "events")
_OTHERS: tuple[tuple[str, str, tuple[str, ...], dict[str, str]], ...] = (
    ("polecat", "the columns of POLECAT, and behind them ours", _EVENTS, {".txt": "\t"}),
    ("icews", "the columns of ICEWS, and behind them ours", _EVENTS, {".tab": "\t"}),
    ("eventreport", "reports of events for R's eventreport: event_id, source, ranks of how exact date and place are",
     ("events",), {}),
)  # fmt: skip
_GDELT = (
    ("gdelt", "a file as GDELT 2.0 publishes it: 61 columns, tabs, no header"),
    ("gdelt1", "a file as GDELT 1.0 publishes it: 58 columns, tabs, no header"),
)
_Find = Callable[[str], Table]


def formats() -> tuple[Format, ...]:
    """`dateline` (ours), `polecat`, `icews`, `eventreport`, `gdelt`, `gdelt1`."""
    ours = Format(
        "dateline",
        "our own tables",
        _files(table_of, {}),
        tables=OURS,
        columns=True,
        codebook=partial(_codebook, table_of),
    )
    others = (
        Format(
            name,
            what,
            _files(partial(dataset_table, name), more),
            tables=tables,
            columns=True,
            codebook=partial(_codebook, partial(dataset_table, name)),
        )
        for name, what, tables, more in _OTHERS
    )
    return ours, *others, *(_gdelt(name, what) for name, what in _GDELT)


def _files(find: _Find, more: dict[str, str]) -> dict[str, WriteFile]:
    marks = {".csv": ",", ".tsv": "\t", **more}
    texts = {
        ending: as_text(_found(find, partial(spreadsheet.write, delimiter=mark))) for ending, mark in marks.items()
    }
    return {
        **texts,
        ".jsonl": _refusing_spreadsheets(_found(find, json_lines.write)),
        ".parquet": _refusing_spreadsheets(_found(find, parquet.write)),
    }


def _gdelt(name: str, what: str) -> Format:
    find = partial(dataset_table, name)
    write = _refusing_spreadsheets(as_text(_found(find, spreadsheet.write_gdelt)))
    files = dict.fromkeys((".csv", ".tsv", ".txt"), write)
    return Format(name, what, files, tables=_EVENTS, columns=True, codebook=partial(_codebook, find))


def _found(find: _Find, write: Callable[[Table, Selection, Any], Written]) -> Callable[[Selection, Any], Written]:
    return lambda selection, out: write(find(selection.table), selection, out)


def _refusing_spreadsheets(write: WriteFile) -> WriteFile:
    def refusing(selection: Selection, out: Any) -> Written:
        if selection.for_spreadsheets:
            raise UsageError("--for-spreadsheets is for tables that a spreadsheet opens: .csv or .tsv with a header.")
        return write(selection, out)

    return refusing


def _codebook(find: _Find, selection: Selection) -> tuple[Section, ...]:
    return (chosen(find(selection.table), selection).section(),)
