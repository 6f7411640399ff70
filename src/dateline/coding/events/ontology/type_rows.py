"""Types of event and classes of words, read from the rows of their tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from dateline.coding.events.ontology.entries import EventType, EventTypes
from dateline.coding.events.ontology.sections import COLUMNS
from dateline.coding.events.ontology.traits import TRAITS, Trait, usual
from dateline.tables import Row, Sheet, TableError

_TYPE = re.compile(r"[A-Z][A-Z0-9_-]*")
_MOST = 10.0
_NONE = "-"


def event_types(of: Sheet, known: EventTypes = MappingProxyType({})) -> dict[tuple[str, str | None], EventType]:
    """(type, mode) -> what the table says of it. `known`: types that these rows may add modes to. Raises TableError."""
    out: dict[tuple[str, str | None], EventType] = {}
    for row in sorted(of.rows(COLUMNS["types"], optional=1), key=lambda row: row["mode"] != ""):
        type_, mode = row["type"], row["mode"] or None
        if not _TYPE.fullmatch(type_):
            raise row.wrong("type", f"{type_!r} is no type", "Write capitals, digits, _ and -: WATER-CUT.")
        if row["quad"] not in ("1", "2", "3", "4"):
            expected = "Write 1 (verbal cooperation), 2 (material cooperation), 3 (verbal conflict) or 4 (material)."
            raise row.wrong("quad", f"{row['quad']!r} is no quad class", expected)
        if row["nary"] not in ("yes", "no"):
            raise row.wrong("nary", f"{row['nary']!r} is neither yes nor no", "Write yes where all sides are actors.")
        quad, nary, future = int(row["quad"]), row["nary"] == "yes", row["future"] or type_
        above = out.get((type_, None)) or known.get((type_, None))
        traits = _traits(row, above.traits if mode and above else None, usual(quad, nary))
        out[type_, mode] = EventType(type_, mode, quad, _score(row), nary, future, row["plain words"], traits)
    return out


def _traits(row: Row, above: frozenset[Trait] | None, usual: frozenset[Trait]) -> frozenset[Trait]:
    """The traits of a row. `above`: those of the type, for a mode; `usual`: those of a type that gives none."""
    named: Mapping[str, Trait] = {trait: trait for trait in TRAITS}
    given = row["traits"].split()
    for one in given:
        if one != _NONE and one.removeprefix("!") not in named:
            raise row.wrong("traits", f"{one!r} is no trait", f"Write some of {', '.join(TRAITS)}, or - for none.")
    if above is None:
        above = frozenset() if given else usual
    added = {named[one] for one in given if one in named}
    return (above | added) - {named[one[1:]] for one in given if one.startswith("!")}


def _score(row: Row) -> float:
    try:
        score = float(row["score"])
    except ValueError:
        score = _MOST + 1
    if not -_MOST <= score <= _MOST:
        raise row.wrong("score", f"{row['score']!r} is no score", "Write a number from -10 (worst conflict) to 10.")
    return score


def check_types(types: EventTypes, name: str) -> None:
    """Raises TableError for a mode without its type, or a type that becomes what is none; `name` is the file's."""
    for known in types.values():
        if (known.type, None) not in types:
            raise TableError(f"{name}: {known.type} has a mode but no row of its own. Add one with an empty mode.")
        if (known.future, None) not in types:
            raise TableError(
                f'{name}: {known.type} becomes {known.future} while it is planned (column 6, "future"), and that is no '
                "type. Give it a row in [types], or leave the column empty."
            )


def word_classes(of: Sheet) -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """Name of a class -> its lemmas, and -> the file and line where it begins. Raises TableError."""
    out: dict[str, frozenset[str]] = {}
    at: dict[str, str] = {}
    for row in of.rows(COLUMNS["classes"]):
        if not row["class"].isupper():
            raise row.wrong("class", f"{row['class']!r} is no class of words", "Write its name in capitals.")
        out[row["class"]] = out.get(row["class"], frozenset()) | frozenset(row["lemmas"].split())
        at.setdefault(row["class"], row.where)
    return out, at
