"""The one reader of tables: words and facts as data, in files of ours and of a user's.

A table is a text in UTF-8 with one row a line. Tabs part its cells (`read`) or, where a spreadsheet made it, commas
(`read_csv`). Lines that begin with # are remarks, empty lines count for nothing, and blanks around a cell are no part
of it. The columns are named by the first line, or declared by who reads. A `Row` knows its file and line, so that a bad
one is named where it stands, by one class of error: TableError.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from dateline.errors import TableError

__all__ = ["Row", "Sheet", "TableError", "read", "read_csv", "shipped", "split_items"]

_COMMAS = "Put a field that holds a comma in quotes."


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the file's name, the number of its line from 1, its columns' places by name, and its cells."""

    file: str
    line: int
    columns: Mapping[str, int]
    cells: tuple[str, ...]

    def __getitem__(self, column: str) -> str:
        return self.cells[self.columns[column]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.cells)

    def get(self, column: str) -> str:
        """The cell; "" where the table has no such column."""
        return self.cells[self.columns[column]] if column in self.columns else ""

    @property
    def where(self) -> str:
        """The place of the row, as editors open it: "water.tsv:12"."""
        return f"{self.file}:{self.line}"

    def wrong(self, column: str, problem: str, expected: str) -> TableError:
        """What to tell the user of a cell: the problem, the column, and what to write."""
        number = self.columns[column] + 1
        return TableError(f'{self.where}: {problem} (column {number}, "{column}"). {expected}')

    def listed(self, column: str) -> tuple[str, ...]:
        """The items of a cell that is divided by |."""
        return split_items(self[column])

    def words(self, column: str) -> tuple[str, ...]:
        """The words of a cell that is divided by blanks."""
        return tuple(self[column].split())

    def one_of(self, column: str, known: Collection[str]) -> str:
        """The cell, which must be one of `known`. Raises TableError."""
        cell = self[column]
        if cell not in known:
            raise self.wrong(column, f"{cell!r} is not known here", f"Write {_list_choices(known)}.")
        return cell

    def integer(self, column: str) -> int:
        """The cell as a whole number. Raises TableError."""
        try:
            return int(self[column])
        except ValueError:
            raise self.wrong(column, f"{self[column]!r} is no whole number", "Write digits.") from None

    def number(self, column: str) -> float:
        """The cell as a number. Raises TableError."""
        try:
            return float(self[column])
        except ValueError:
            raise self.wrong(column, f"{self[column]!r} is no number", "Write digits with a point: 0.5") from None

    def pattern(self, column: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
        """The cell as a regular expression. Raises TableError."""
        try:
            return re.compile(self[column], flags)
        except re.error as error:
            expected = "Write a regular expression of Python; a mark stands for itself behind a \\."
            raise self.wrong(column, f"{self[column]!r} is no regular expression: {error}", expected) from None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of one table, or of a part of one: the file's name and (number, line) pairs."""

    name: str
    lines: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, name: str, text: str) -> Sheet:
        """A whole text as one table."""
        lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
        return cls(name, tuple(enumerate(lines, 1)))

    @classmethod
    def load(cls, source: Traversable) -> Sheet:
        """The lines of a file. Raises TableError where a byte is no UTF-8, and OSError."""
        return cls.of(source.name, _text(source, "Save the file as UTF-8."))

    @property
    def kept(self) -> Iterator[tuple[int, str]]:
        """The lines that are neither empty nor remarks."""
        return ((number, line) for number, line in self.lines if line and line[0] != "#" and not line.isspace())

    def rows(self, columns: Sequence[str] = (), *, optional: int = 0) -> Iterator[Row]:
        """The rows, with the columns that are given, or else those that the first line names.

        A row may end before the last `optional` columns: they are empty then. Raises TableError on a wrong width.
        """
        kept = self.kept
        names = tuple(columns) or self._header(kept)
        places = MappingProxyType({name: place for place, name in enumerate(names)})
        width = len(names)
        for number, line in kept:
            cells = _cells(line)
            if len(cells) != width:
                missing = width - len(cells)
                if not 0 < missing <= optional:
                    raise _wrong_width(self.name, number, names, len(cells))
                cells += ("",) * missing
            yield Row(self.name, number, places, cells)

    def rows_by_kind(self, columns: Mapping[str, Sequence[str]], *, optional: int = 0) -> Iterator[Row]:
        """The rows of a table in which the first cell says what the others are: `columns` of each kind of row.

        Raises TableError as `rows` does, and where a row begins with a word that is no kind.
        """
        for number, line in self.kept:
            kind = _cells(line)[0]
            if kind not in columns:
                raise TableError(
                    f"{self.name}:{number}: no row begins with {kind!r}. Begin it with {_list_choices(columns)}."
                )
            yield from Sheet(self.name, ((number, line),)).rows(columns[kind], optional=optional)

    def _header(self, kept: Iterator[tuple[int, str]]) -> tuple[str, ...]:
        for _, line in kept:
            return _cells(line)
        raise TableError(
            f"{self.name}: the file is empty. Begin with a line that names the columns, tabs between them."
        )


def read(source: Traversable, columns: Sequence[str] = (), *, optional: int = 0) -> Iterator[Row]:
    """The rows of a file with tabs between cells; see `Sheet.rows`. Raises TableError and OSError."""
    return Sheet.load(source).rows(columns, optional=optional)


def shipped(package: str, name: str, columns: Sequence[str] = (), *, optional: int = 0) -> Iterator[Row]:
    """The rows of a table that a package of ours ships: `shipped("dateline.exporting", "tables/told.tsv")`."""
    return read(files(package) / name, columns, optional=optional)


def read_csv(source: Traversable, known: Sequence[str], needed: Collection[str]) -> Iterator[Row]:
    """The rows of a CSV file whose first line names columns out of `known`, `needed` among them.

    Raises TableError and OSError.
    """
    sheet = Sheet.of(source.name, _text(source, "Save the file as CSV in UTF-8."))
    kept = tuple(sheet.kept)
    if not kept:
        raise TableError(f"{sheet.name}: the file is empty. Begin with a line: {','.join(known)}")
    reader = csv.reader((line + "\n" for _, line in kept), strict=True)
    header = [name.strip().casefold() for name in next(_read_quoted(reader, sheet.name, kept))]
    _check_header(f"{sheet.name}:{kept[0][0]}", header, known, needed)
    places = MappingProxyType({name: place for place, name in enumerate(header)})
    done = reader.line_num
    for cells in _read_quoted(reader, sheet.name, kept):
        number, done = kept[done][0], reader.line_num
        if len(cells) != len(header):
            raise TableError(f"{sheet.name}:{number}: {len(cells)} fields, the header has {len(header)}. {_COMMAS}")
        yield Row(sheet.name, number, places, tuple(cell.strip() for cell in cells))


def split_items(cell: str) -> tuple[str, ...]:
    """The items of a cell that is divided by |."""
    return tuple(item for item in cell.split("|") if item)


def _text(source: Traversable, advice: str) -> str:
    try:
        return source.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TableError(f"{source.name}:{line}: a byte that is no UTF-8. {advice}") from error


def _cells(line: str) -> tuple[str, ...]:
    cells = line.split("\t")
    if " \t" in line or "\t " in line or line[0] == " " or line[-1] == " ":  # few lines: most need no stripping
        cells = [cell.strip() for cell in cells]
    return tuple(cells)


def _wrong_width(name: str, number: int, columns: Sequence[str], there: int) -> TableError:
    needed = f"{len(columns)} columns are needed, {there} are there. They are: {', '.join(columns)}"
    return TableError(f"{name}:{number}: {needed}; put one tab between two, also around an empty one.")


def _read_quoted(reader: Iterator[list[str]], name: str, kept: Sequence[tuple[int, str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        line = kept[min(getattr(reader, "line_num", 1), len(kept)) - 1][0]
        advice = "A quote that is opened must be closed; inside, write it twice."
        raise TableError(f"{name}:{line}: {error}. {advice}") from error


def _check_header(where: str, header: Sequence[str], known: Sequence[str], needed: Collection[str]) -> None:
    if len(header) == 1 and re.search(r"[;\t]", header[0]):
        raise TableError(f"{where}: the columns are divided by tabs or semicolons. Divide them by commas.")
    for column in needed:
        if column not in header:
            columns = ", ".join(known)
            raise TableError(f"{where}: no column {column}. The header may hold {columns}; {column} must be there.")
    for column in header:
        if column not in known:
            raise TableError(f"{where}: there is no column {column!r}. The columns are {', '.join(known)}.")
        if header.count(column) > 1:
            raise TableError(f"{where}: the column {column} is there twice. Keep one of them.")


def _list_choices(known: Collection[str]) -> str:
    names = [name or "nothing" for name in known]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
