"""A user's own actors: a CSV file whose rows win over ours, each checked so that a bad one is named by its line."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.coding.tables import TableError, listed, table

COLUMNS = ("name", "aliases", "kind", "country", "sectors", "office", "start", "end", "wikidata")
"""What the header may name; only `name` must be there. `docs/actors.md` says what each holds."""

_KINDS = ("", "organisation", "person")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_QID = re.compile(r"Q\d+")


@dataclass(frozen=True, slots=True)
class OwnActor:
    """One row: an organisation, or (`human`) a person, as the user wants it coded from `start` to before `end`."""

    name: str
    aliases: tuple[str, ...]
    human: bool
    country: str
    sectors: tuple[str, ...]
    office: str
    start: str
    end: str
    wikidata: str


def own_actors(path: Path) -> tuple[OwnActor, ...]:
    """The rows of a user's file, in its order.

    Raises TableError naming file, line, column and what was expected; OSError where it cannot be read.
    """
    countries = frozenset((*(row["iso3"] for row in table("countries")), *_codes("body")))
    return tuple(_actor(row, where, countries) for where, row in _rows(path))


@cache
def _codes(kind: str) -> tuple[str, ...]:
    return tuple(row["code"] for row in table("codes") if row["kind"] == kind)


def _rows(path: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    """("actors.csv:3", cells by column) of every row; empty lines and those that begin with # are passed over."""
    lines = enumerate(_text(path).splitlines(keepends=True), 1)
    kept = [(number, line) for number, line in lines if line.strip() and not line.startswith("#")]
    if not kept:
        raise TableError(f"{path.name}: the file is empty. Begin with a line: {','.join(COLUMNS)}")
    reader = csv.reader((line for _, line in kept), strict=True)
    header = _header(path.name, kept[0][0], [name.strip().casefold() for name in next(reader)])
    done = reader.line_num
    for cells in _cells(reader, path.name, kept):
        where = f"{path.name}:{kept[done][0]}"
        done = reader.line_num
        if len(cells) != len(header):
            raise TableError(
                f"{where}: {len(cells)} fields, the header has {len(header)}. Put a field that holds a comma in quotes."
            )
        yield where, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}


def _cells(reader: Iterator[list[str]], name: str, kept: list[tuple[int, str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        line = kept[min(getattr(reader, "line_num", 1), len(kept)) - 1][0]
        raise TableError(
            f"{name}:{line}: {error}. A quote that is opened must be closed; inside, write it twice."
        ) from error


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TableError(f"{path.name}:{line}: a byte that is no UTF-8. Save the file as CSV in UTF-8.") from error


def _header(name: str, line: int, header: list[str]) -> list[str]:
    where = f"{name}:{line}"
    if len(header) == 1 and re.search(r"[;\t]", header[0]):
        raise TableError(f"{where}: the columns are divided by tabs or semicolons. Divide them by commas.")
    if "name" not in header:
        raise TableError(f"{where}: no column name. The header may hold {', '.join(COLUMNS)}; name must be there.")
    for column in header:
        if column not in COLUMNS:
            raise TableError(f"{where}: there is no column {column!r}. The columns are {', '.join(COLUMNS)}.")
        if header.count(column) > 1:
            raise TableError(f"{where}: the column {column} is there twice. Keep one of them.")
    return header


def _actor(row: Mapping[str, str], where: str, countries: Collection[str]) -> OwnActor:
    def cell(column: str) -> str:
        return row.get(column, "")

    def must(column: str, true: bool, expected: str) -> None:
        if not true:
            raise TableError(f"{where}: {cell(column)!r} in column {column}. {expected}")

    sectors = listed(cell("sectors"))
    must("name", bool(cell("name")), "Every row needs a name.")
    must("kind", cell("kind") in _KINDS, "Write organisation or person, or leave it empty (organisation).")
    bodies = ", ".join(_codes("body"))
    expected = f"Write three capitals of ISO 3166 (NOR), one of {bodies}, or leave it empty."
    must("country", not cell("country") or cell("country") in countries, expected)
    known = _codes("sector")
    must(
        "sectors",
        all(one in known for one in sectors),
        f"Write codes divided by |, the first is the chief: {', '.join(known)}.",
    )
    for column in ("start", "end"):
        must(column, not cell(column) or bool(_DAY.fullmatch(cell(column))), "Write a day, month or year: 2023-09-15.")
    must("end", not (cell("end") and cell("end") < cell("start")), "The end lies before the start.")
    must("wikidata", not cell("wikidata") or bool(_QID.fullmatch(cell("wikidata"))), "Write Q and digits.")
    return OwnActor(
        cell("name"), listed(cell("aliases")), cell("kind") == "person", cell("country"), sectors, cell("office"),
        cell("start"), cell("end"), cell("wikidata"),
    )  # fmt: skip
