"""The kinds of rows that a record can leave as: what a row is, where they come from, and what their columns read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Any

from dateline.errors import UsageError
from dateline.exporting import actor_rows, dyad_rows, page_rows, statement_rows
from dateline.exporting.cells import Cell
from dateline.exporting.codebook import Section
from dateline.exporting.columns import Column, all_columns
from dateline.exporting.dataset_fields import fields_for
from dateline.exporting.fields import FIELDS, Reader
from dateline.exporting.selection import Selection

Cells = Callable[[Any], list[Cell]]
"""A row -> its cells, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of rows: its name, what one row is, how to get them, their columns, and how these read a row.

    Which columns there are decides which fields are read, so that a short form is a fast one.
    """

    name: str
    what: str
    rows: Callable[[Selection], Iterator[Any]]
    columns: tuple[Column, ...]
    reads: Callable[[Sequence[Column]], Cells]

    def cells(self) -> Cells:
        """What reads a row."""
        return self.reads(self.columns)

    def section(self) -> Section:
        """Its part of a codebook."""
        return Section(self.name, self.what, tuple(column.entry for column in self.columns))

    def short(self) -> Table:
        """The same with the dozen columns that are asked for first. Raises UsageError where it has no short form."""
        kept = tuple(column for column in self.columns if column.short)
        if not kept:
            raise UsageError(f"these columns of {self.name} have no short form. Leave --short away.")
        return replace(self, columns=kept)


def _by_field(fields: Mapping[str, Reader], columns: Sequence[Column]) -> Cells:
    readers = [fields[column.field] if column.field else _nothing for column in columns]
    return lambda row: [read(row) for read in readers]


def _nothing(_: object) -> Cell:
    return None


def _by_name(read: Callable[[Any], Mapping[str, Cell]], columns: Sequence[Column]) -> Cells:
    names = [column.field or "" for column in columns]

    def cells(row: Any) -> list[Cell]:
        found = read(row)
        return [found[name] for name in names]

    return cells


# ------------------------------------------------------------------ our own tables


def _statements(selection: Selection) -> Iterator[Any]:
    if selection.linked:
        rows = statement_rows.statements_of_stories(selection.stories(), selection.reader())
    else:
        rows = statement_rows.statements(selection.coded())
    return selection.with_verdicts(rows, lambda row: row.statement.id)


def _reports(selection: Selection) -> Iterator[Any]:
    if not selection.linked:
        return page_rows.reports(selection.coded())
    return page_rows.reports_of_stories(selection.stories(), selection.reader())


def _actors(selection: Selection) -> Iterator[Any]:
    lineage_of: dict[str, str] = {}
    if selection.linked:
        for story in selection.stories():
            lineage_of |= {report: line.id for line in story.lineages for report in line.reports}
    return actor_rows.actors(selection.coded(), lineage_of)


_WHAT = MappingProxyType(
    {
        "happenings": "A row is one thing that happened, or is said to have, however many pages tell it. All values of "
        "a row are those of one event in one report, the one that tells it as most sources do and most fully.",
        "events": "A row is one event as one report tells it (report-level): those of one `happening` tell one thing.",
        "dyads": "A row is an ordered pair of sides of one happening: who, to whom, on which day. Count happenings, or "
        "keep states_once = yes to count pairs of states.",
        "statements": "A row is one statement in one report: who says what, by which cue, with which stance.",
        "actors": "A row is one person or body, over all reports. Who is only described has no row.",
        "reports": "A row is one report: one outlet's account.",
        "lineages": "A row is one text, however many pages print it: one source.",
        "skipped": "A row is a page that is no report, with the reason.",
    }
)
_ROWS: Mapping[str, Callable[[Selection], Iterator[Any]]] = MappingProxyType(
    {
        "happenings": lambda selection: selection.happenings(),
        "events": lambda selection: selection.events(),
        "dyads": lambda selection: dyad_rows.dyads(selection.stories(), selection.reader()),
        "statements": _statements,
        "actors": _actors,
        "reports": _reports,
        "lineages": lambda selection: page_rows.lineages(selection.stories(), selection.reader()),
        "skipped": lambda selection: selection.skipped(),
    }
)
_READS: Mapping[str, Callable[[Any], Mapping[str, Cell]]] = MappingProxyType(
    {
        "dyads": dyad_rows.read_dyad,
        "statements": statement_rows.read_statement,
        "actors": actor_rows.read_actor,
        "reports": page_rows.read_report,
        "lineages": page_rows.read_lineage,
        "skipped": page_rows.read_skipped,
    }
)
OURS = tuple(_WHAT)
"""The names behind --table."""


def table_of(name: str) -> Table:
    """One of our own tables by its name."""
    known = all_columns()
    if name in _READS:
        return Table(name, _WHAT[name], _ROWS[name], known[name], partial(_by_name, _READS[name]))
    return Table(name, _WHAT[name], _ROWS[name], known["happenings"] + known["every"], partial(_by_field, FIELDS))


# ------------------------------------------------------------------ others' tables


def dataset_table(dataset: str, name: str) -> Table:
    """Happenings or events under the columns of POLECAT, ICEWS, GDELT or for R's eventreport.

    Behind those of POLECAT and ICEWS stand the columns by which a row can be checked; GDELT's readers count columns.
    """
    known = all_columns()
    behind = known["behind"] + known["every"] if dataset in ("polecat", "icews") else ()
    reads = partial(_by_field, fields_for(dataset))
    return Table(name, f"{_WHAT[name]}{_MORE.get(dataset, '')}", _ROWS[name], known[dataset] + behind, reads)


_LEFT = (
    " Only what is told as happened or ongoing is here: these columns cannot say that a thing was planned, alleged or "
    "denied. The file has no header; its columns are those below, in this order."
)
_MORE: Mapping[str, str] = MappingProxyType({"gdelt": _LEFT, "gdelt1": _LEFT})


def chosen(table: Table, selection: Selection) -> Table:
    """The table as it is asked for: whole, or in its short form."""
    return table.short() if selection.short else table
