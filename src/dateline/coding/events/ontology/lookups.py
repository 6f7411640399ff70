"""The small tables of an ontology: what intents come to, codes of what they are about, whom acts reach, how many."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
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
_STATES: Final[Mapping[str, CountKind]] = {f"is-{one}": kind for one, kind in _COUNTED.items()}
_BOUNDS: Final = ("least", "most", "plain")
_OTHER: Final = (
    *("number", "times", "part", "ordinal", *_BOUNDS, *(f"{one}-behind" for one in _BOUNDS)),
    *("share", "deadly", "group", "people"),
)


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
    rows: dict[str, list[Row]] = {}
    for row in sheet.rows(COLUMNS["counts"]):
        if row["what"] not in (*_COUNTED, *_STATES, *_OTHER):
            known = ", ".join((*_COUNTED, *_STATES, *_OTHER))
            raise row.wrong("what", f"{row['what']!r} is nothing to count", f"Write one of {known}.")
        rows.setdefault(row["what"], []).append(row)

    def words(what: str) -> tuple[tuple[str, Row], ...]:
        return tuple((word, row) for row in rows.get(what, ()) for word in row.words("words"))

    return NumberWords(
        outcomes={word: kind for what, kind in _COUNTED.items() for word, _ in words(what)},
        states={word: kind for what, kind in _STATES.items() for word, _ in words(what)},
        numbers={w: (_number(r, "low"), _number(r, "high") if r["high"] else None) for w, r in words("number")},
        times={word: _number(row, "low") for word, row in words("times")},
        ordinals={word: _number(row, "low") for word, row in words("ordinal")},
        parts={word: Fraction(_number(row, "low"), _number(row, "high") or 1) for word, row in words("part")},
        bounds={word: what for what in _BOUNDS for word, _ in words(what)},
        behind={word: what for what in _BOUNDS for word, _ in words(f"{what}-behind")},
        shares=frozenset(word for word, _ in words("share")),
        deadly=frozenset(word for word, _ in words("deadly")),
        groups=frozenset(word for word, _ in words("group")),
        people=frozenset(word for word, _ in words("people")),
    )


def _number(row: Row, column: str) -> int:
    if not row[column].isdecimal():
        raise row.wrong(column, f"{row[column]!r} is no number", "Write digits.")
    return int(row[column])
