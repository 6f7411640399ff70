"""The small tables of an ontology: what intents come to, codes of what they are about, whom acts reach, how many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, get_args

from dateline.coding.events.ontology.entries import (
    EventTypes,
    Filed,
    LearntAct,
    Meaning,
    Meanings,
    NumberWords,
    Reach,
)
from dateline.coding.events.ontology.sections import COLUMNS
from dateline.model import CountKind
from dateline.tables import Row, Sheet

_MEANINGS: Final[Mapping[str, Meaning]] = {one: one for one in get_args(Meaning)}
_COUNTED: Final[Mapping[str, CountKind]] = {one: one for one in get_args(CountKind) if one not in ("ordinal", "other")}
_OTHER = ("number", "times", "ordinal", "least", "most", "people")


def _type(row: Row, column: str, types: EventTypes) -> str:
    """A cell that names a type. Raises TableError."""
    if (row[column], None) not in types:
        raise row.wrong(column, f"{row[column]} is no type", f"Take one of {', '.join(sorted({t for t, _ in types}))}.")
    return row[column]


def meanings_of(sheet: Sheet, types: EventTypes) -> dict[Meaning, tuple[Filed, ...]]:
    """Meaning -> its rows, in order. Raises TableError."""
    out: dict[Meaning, tuple[Filed, ...]] = {}
    for row in sheet.rows(COLUMNS["frames"]):
        meaning, mode = _MEANINGS.get(row["meaning"]), row["mode"] or None
        if meaning is None:
            raise row.wrong("meaning", f"{row['meaning']!r} is no meaning", f"Write one of {', '.join(_MEANINGS)}.")
        if (_type(row, "type", types), mode) not in types:
            raise row.wrong("mode", f"{mode} is no mode of {row['type']}", "Add a row to [types], or leave it empty.")
        filed = Filed(frozenset(row["content"].split()), row["type"], mode)
        out[meaning] = (*out.get(meaning, ()), filed)
    return out


def fitting(ours: Meanings, types: EventTypes) -> dict[Meaning, tuple[Filed, ...]]:
    """Of our rows those whose types are there, without modes that are not: what a user's types need not spell out."""
    return {
        meaning: kept
        for meaning, rows in ours.items()
        if (
            kept := tuple(
                Filed(one.content, one.type, one.mode if (one.type, one.mode) in types else None)
                for one in rows
                if (one.type, None) in types
            )
        )
    }


def codes_of(sheet: Sheet, types: EventTypes) -> dict[tuple[str, str], str]:
    """(type, type of its content or "") -> CAMEO code. Raises TableError."""
    out = {}
    for row in sheet.rows(COLUMNS["codes"]):
        if row["content"]:
            _type(row, "content", types)
        if not row["cameo"].isdecimal():
            raise row.wrong("cameo", f"{row['cameo']!r} is no CAMEO code", "Write two to four digits.")
        out[_type(row, "type", types), row["content"]] = row["cameo"]
    return out


def reach_of(sheet: Sheet, types: EventTypes) -> dict[str, Reach]:
    """Type -> the prepositions behind which those are whom it is done to. Raises TableError."""
    return {
        _type(row, "type", types): Reach(tuple(row["thing"].split()), tuple(row["verb"].split()))
        for row in sheet.rows(COLUMNS["reach"])
    }


def learnt_of(sheet: Sheet, types: EventTypes) -> dict[str, LearntAct]:
    """What the encoder calls an act -> what it is filed as. Raises TableError."""
    out = {}
    for row in sheet.rows(COLUMNS["learnt"], optional=1):
        type_, mode = _type(row, "type", types), row["mode"] or None
        if (type_, mode) not in types:
            raise row.wrong("mode", f"{mode} is no mode of {type_}", "Add a row to [types], or leave it empty.")
        out[row["label"]] = LearntAct(type_, mode, row["cameo"] or None)
    return out


def counts_of(sheet: Sheet) -> NumberWords:
    """The words for numbers of people. Raises TableError."""
    outcomes: dict[str, CountKind] = {}
    numbers: dict[str, tuple[int, int | None]] = {}
    factors: dict[str, dict[str, int]] = {"times": {}, "ordinal": {}}
    bounds: dict[str, str] = {}
    people: set[str] = set()
    for row in sheet.rows(COLUMNS["counts"]):
        what, words = row["what"], row["words"].split()
        if what in _COUNTED:
            outcomes |= dict.fromkeys(words, _COUNTED[what])
        elif what == "people":
            people.update(words)
        elif what in ("least", "most"):
            bounds |= dict.fromkeys(words, what)
        elif what == "number":
            numbers |= dict.fromkeys(words, (_number(row, "low"), _number(row, "high") if row["high"] else None))
        elif what in factors:
            factors[what] |= dict.fromkeys(words, _number(row, "low"))
        else:
            raise row.wrong("what", f"{what!r} is nothing to count", f"Write one of {', '.join((*_COUNTED, *_OTHER))}.")
    return NumberWords(outcomes, numbers, factors["times"], factors["ordinal"], bounds, frozenset(people))


def _number(row: Row, column: str) -> int:
    if not row[column].isdecimal():
        raise row.wrong(column, f"{row[column]!r} is no number", "Write digits.")
    return int(row[column])
