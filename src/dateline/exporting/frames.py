"""The tables of the exports as pandas has them: the same rows and columns, of codings in hand or of a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.errors import UsageError
from dateline.exporting.selection import R, Selection
from dateline.exporting.table_kinds import OURS, chosen, table_of
from dateline.model import Coded, Coding, Report, Skipped, Story
from dateline.recording import Record

if TYPE_CHECKING:
    from pandas import DataFrame

_TYPES = {
    "text": "string",
    "integer": "Int64",
    "number": "Float64",
    "date": "datetime64[s]",
    "yes/no": "boolean",
}
"""What pandas calls the types of columns; a list stays a list, in a column of objects."""
_LINKED = ("happenings", "dyads", "lineages")
"""Tables of what several reports tell together: codings in hand are linked for them."""


def to_dataframe(
    given: Record | Coding | Iterable[Coding | Coded | tuple[Report, Coding]],
    table: str = "events",
    *,
    sure: float = 0.0,
    short: bool = False,
) -> DataFrame:
    """A table of pandas with the columns of `dateline export --table`.

    `given` is a record, a coding, or several (pairs with their reports too). `sure` leaves out events that are less
    sure, `short` takes the dozen columns that are asked for first. Of codings in hand, happenings, dyads and lineages
    are linked for the purpose; the other tables leave empty what only linking knows. Raises UsageError where pandas is
    not installed, where there is no such table, or a record is not linked that must be.
    """
    try:
        import pandas
    except ModuleNotFoundError as error:
        raise UsageError("a DataFrame needs pandas: pip install 'dateline[pandas]', or pip install pandas") from error
    if table not in OURS:
        raise UsageError(f"there is no table {table!r}. There are: {', '.join(OURS)}.")
    if isinstance(given, Record):
        with given.snapshot() as now:
            return _frame(pandas, Selection(now, table, sure, short))
    coded = tuple(_coded(one, sure) for one in ((given,) if isinstance(given, Coding) else given))
    return _frame(pandas, InHand(None, table, sure, short, pairs=coded))  # type: ignore[arg-type]


def _coded(given: Coding | Coded | tuple[Report, Coding], sure: float) -> Coded:
    if isinstance(given, Coding):
        return Coded(given.source, given.at_least(sure))
    report, coding = (given.report, given.coding) if isinstance(given, Coded) else given
    return Coded(report, coding.at_least(sure))


@dataclass(frozen=True, slots=True)
class InHand(Selection):
    """Codings that are in no record, asked for as a record's are."""

    pairs: tuple[Coded, ...] = ()

    @property
    def linked(self) -> bool:
        """Whether the table is one for which they are linked."""
        return self.table in _LINKED

    def _stories(self) -> Iterator[Story]:
        from dateline.linking import link

        yield from sorted(link(self.pairs), key=lambda story: (-len(story.reports), story.id))

    def coded(self) -> Iterator[Coded]:
        """In the order given."""
        return iter(self.pairs)

    def reader(self) -> Callable[[str], Coded]:
        """By id."""
        return {one.report.id: one for one in self.pairs}.__getitem__

    def with_verdicts(self, rows: Iterator[R], name: Callable[[R], str]) -> Iterator[R]:  # noqa: ARG002 - as a record's
        """As they are: nobody judged what is in no record."""
        return rows

    def skipped(self) -> Iterator[Skipped]:
        """None: what was skipped has no coding."""
        return iter(())


def _frame(pandas: Any, selection: Selection) -> DataFrame:
    wanted = chosen(table_of(selection.table), selection)
    cells = wanted.cells()
    rows = [cells(row) for row in wanted.rows(selection)]
    columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * len(wanted.columns)
    return pandas.DataFrame(
        {
            column.name: pandas.Series(list(map(_plain, values)), dtype=_TYPES.get(column.type, "object"))
            for column, values in zip(wanted.columns, columns, strict=True)
        }
    )


def _plain(cell: object) -> object:
    return list(cell) if isinstance(cell, tuple) else cell
