"""What each source gives for each field of a happening, with its words: the table of outlets and fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row

from dateline.exporting.happening_fields import Manner, place_of, value_in_words
from dateline.exporting.lines import GivenField, GivenValue
from dateline.serving.questions import ask_many
from dateline.serving.words import Words, cut, day_words, printed, window

_MANNER = Manner(day_words, undated="no day", nobody="nobody named")
_EXHIBITS = 12
"""Words that are read of one value: a source is shown by its first."""


@dataclass(frozen=True, slots=True)
class Value(GivenValue[Words]):
    """One value of a field: the letters of the sources that give it, and words of each."""


@dataclass(frozen=True, slots=True)
class FieldOf(GivenField[Value]):
    """A field of a happening: do the sources that give it agree or differ?"""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source gives for a field: nothing where it is silent. `differs`: most sources give another."""

    field: str
    value: str
    differs: bool
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row of the table: the sources that give the same for every field, and their cells, one a field."""

    sources: tuple[str, ...]
    cells: tuple[Cell, ...]


def fields_of(
    connection: Connection,
    happenings: Iterable[int],
    letters: Mapping[int, str],
    lineages: Mapping[int, str],
    only: Collection[str] = (),
) -> dict[int, tuple[FieldOf, ...]]:
    """The fields of happenings by the numbers of their rows; `letters` of reports and of lineages, by theirs. `only`:
    these fields and no others, if any are named."""
    among = " AND field IN :only" if only else ""
    accounts = ask_many(
        connection,
        f"SELECT number, happening, field, verdict, value FROM accounts WHERE happening IN :wanted{among} "
        "ORDER BY happening, field, ordinal",
        happenings,
        **({"only": sorted(only)} if only else {}),
    )
    numbers = [row.number for row in accounts]
    given: dict[int, list[str]] = defaultdict(list)
    for row in ask_many(connection, "SELECT account, lineage FROM account_lineages WHERE account IN :wanted", numbers):
        given[row.account].append(lineages.get(row.lineage, ""))
    shown = _exhibits(connection, numbers, letters)
    out: dict[int, dict[str, list[Row[Any]]]] = {}
    for row in accounts:
        out.setdefault(row.happening, {}).setdefault(row.field, []).append(row)
    return {
        number: tuple(
            FieldOf(name, rows[0].verdict, tuple(_value(row, given, shown) for row in rows))
            for name, rows in sorted(held.items(), key=lambda pair: place_of(pair[0]))
        )
        for number, held in out.items()
    }


def _exhibits(connection: Connection, accounts: Sequence[int], letters: Mapping[int, str]) -> dict[int, list[Words]]:
    rows = ask_many(
        connection,
        f"SELECT exhibits.account, exhibits.report AS of, {printed()}, "
        f"{window('exhibits.exhibit_start', 'exhibits.exhibit_end')} FROM exhibits "
        "JOIN reports ON reports.number = exhibits.report "
        f"WHERE exhibits.account IN :wanted AND exhibits.ordinal < {_EXHIBITS} "
        "ORDER BY exhibits.account, exhibits.ordinal",
        accounts,
    )
    out: dict[int, list[Words]] = {}
    for row in rows:
        out.setdefault(row.account, []).append(cut(row, letters.get(row.of, "")))
    return out


def _value(row: Row[Any], given: Mapping[int, Sequence[str]], shown: Mapping[int, Sequence[Words]]) -> Value:
    letters = sorted(filter(None, given.get(row.number, ())), key=lambda one: (len(one), one))
    seen: dict[tuple[str, str], Words] = {}
    for one in shown.get(row.number, ()):
        seen.setdefault((one.source, one.exact), one)
    words = tuple(seen.values())
    return Value(value_in_words(row.field, row.value or "", words, _MANNER), tuple(letters), words)


def table_of(fields: Sequence[FieldOf]) -> tuple[TableLine, ...]:
    """The same turned about: a cell a field, a line for the sources that give the same; that of most sources first."""
    letters = sorted({one for field in fields for value in field.values for one in value.sources}, key=_letter)
    groups: dict[tuple[str, ...], list[tuple[str, tuple[Cell, ...]]]] = {}
    for name in letters:
        cells = tuple(_cell(field, name) for field in fields)
        groups.setdefault(tuple(cell.value for cell in cells), []).append((name, cells))
    ordered = sorted(groups.values(), key=lambda held: -len(held))
    return tuple(TableLine(tuple(name for name, _ in held), _joined([cells for _, cells in held])) for held in ordered)


def _joined(rows: Sequence[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    """The cells of several sources as one: the words of the first three that have any."""
    return tuple(
        replace(held[0], words=tuple(words for cell in held for words in cell.words[:1])[:3] or held[0].words)
        if len(held) > 1
        else held[0]
        for held in zip(*rows, strict=True)
    )


def _letter(name: str) -> tuple[int, str]:
    return len(name), name


def _cell(field: FieldOf, source: str) -> Cell:
    held = [value for value in field.values if source in value.sources]
    words = tuple(words for value in held for words in value.words if words.source == source)[:3]
    most = max((len(value.sources) for value in field.values), default=0)
    differs = field.verdict == "differ" and bool(held) and any(len(value.sources) < most for value in held)
    return Cell(field.name, "; ".join(dict.fromkeys(value.value for value in held)), differs, words)
