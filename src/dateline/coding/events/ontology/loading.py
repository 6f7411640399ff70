"""The event ontology and its words, read from tables: PLOVER as shipped, or a user's own.

Everything here is data: `lexicon/plover.tsv` (types, quad classes, scores), `triggers.tsv` (words that
carry an event), `intents.tsv` (words whose content does), `word_classes.tsv` (classes that conditions name).
`docs/ontology.md` shows how to write one's own.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, get_args

from dateline.coding.events.ontology.entries import Condition, EventType, Frame, Intent, Kind, Ontology, Parts, Trigger
from dateline.coding.events.ontology.sheets import COLUMNS, FILES, Row, Sheet, rows, sections, sheet
from dateline.errors import TableError

__all__ = [
    "Condition",
    "EventType",
    "Frame",
    "Intent",
    "Kind",
    "Ontology",
    "Parts",
    "TableError",
    "Trigger",
    "ontology",
    "rows",
]

Grades = Mapping[tuple[str, str | None], EventType]
Classes = Mapping[str, frozenset[str]]
T = TypeVar("T")

_KINDS: Mapping[str, Kind] = MappingProxyType({"v": "verb", "n": "noun", "a": "adjective"})
_ROLES = ("subject", "object", "recipient", "agent", "clause", "predicative", "possessor")
_TYPE = re.compile(r"[A-Z][A-Z0-9_-]*")
_OF_INTENTS = ("AGREE", "REQUEST", "REJECT", "THREATEN")
_MOST = 10.0
_MUTUAL = "mutual"


@functools.cache
def ontology(path: Path | None = None) -> Ontology:
    """PLOVER as shipped, or the ontology of a file or folder (see `docs/ontology.md`).

    A file stands alone, or, with "extends PLOVER", its rows come before PLOVER's. In a folder a file takes the place of
    ours of the same name. Classes of words are always there; one's own takes the place of ours of the same name.

    Raises TableError where a row cannot be used, OSError where the file cannot be read.
    """
    if path is None:
        return _shipped()
    found, extends = sections(path)
    classes = MappingProxyType({**_shipped_classes(), **_classes(found.get("classes"))})
    if not extends and "types" in found and "triggers" not in found:
        raise TableError(
            f"{path.name}: types without words. Add a section [triggers] ({FILES['triggers']} in a folder)."
        )
    grades = _grades(found["types"]) if "types" in found else {}
    if extends or "types" not in found:
        grades = {**_shipped().grades, **grades}
    _check(grades, path.name)
    own_triggers = _triggers(found["triggers"], grades, classes) if "triggers" in found else {}
    own_intents = _intents(found["intents"], grades, classes) if "intents" in found else {}
    if extends:
        own_triggers = _before(own_triggers, _shipped().triggers)
        own_intents = _before(own_intents, _shipped().intents)
    elif path.is_dir() and "types" not in found:
        own_triggers = own_triggers or dict(_shipped().triggers)
        own_intents = own_intents or dict(_shipped().intents)
    return Ontology(MappingProxyType(grades), MappingProxyType(own_triggers), MappingProxyType(own_intents), classes)


@functools.cache
def _shipped() -> Ontology:
    grades, classes = MappingProxyType(_grades(_ours("types"))), _shipped_classes()
    return Ontology(
        grades,
        MappingProxyType(_triggers(_ours("triggers"), grades, classes)),
        MappingProxyType(_intents(_ours("intents"), grades, classes)),
        classes,
    )


@functools.cache
def _shipped_classes() -> Classes:
    return MappingProxyType(_classes(_ours("classes")))


def _ours(section: str) -> Sheet:
    name = FILES[section]
    return sheet(name, (resources.files("dateline.coding") / "lexicon" / name).read_text(encoding="utf-8"))


def _before(
    own: Mapping[tuple[str, Kind], tuple[T, ...]], ours: Mapping[tuple[str, Kind], tuple[T, ...]]
) -> dict[tuple[str, Kind], tuple[T, ...]]:
    """Both, one's own rows of a word first: the first row that holds wins."""
    return {**ours, **{word: (*held, *ours.get(word, ())) for word, held in own.items()}}


# ------------------------------------------------------------------ types and classes


def _grades(of: Sheet) -> dict[tuple[str, str | None], EventType]:
    out: dict[tuple[str, str | None], EventType] = {}
    for row in of.rows(COLUMNS["types"]):
        type_, mode = row["type"], row["mode"] or None
        if not _TYPE.fullmatch(type_):
            raise row.wrong("type", f"{type_!r} is no type", "Write capitals, digits, _ and -: WATER-CUT.")
        if row["quad"] not in ("1", "2", "3", "4"):
            expected = "Write 1 (verbal cooperation), 2 (material cooperation), 3 (verbal conflict) or 4 (material)."
            raise row.wrong("quad", f"{row['quad']!r} is no quad class", expected)
        if row["nary"] not in ("yes", "no"):
            raise row.wrong("nary", f"{row['nary']!r} is neither yes nor no", "Write yes where all sides are actors.")
        made = EventType(
            type_, mode, int(row["quad"]), _score(row), row["nary"] == "yes", row["future"] or type_, row["plain words"]
        )
        out[type_, mode] = made
    return out


def _score(row: Row) -> float:
    try:
        score = float(row["score"])
    except ValueError:
        score = _MOST + 1
    if not -_MOST <= score <= _MOST:
        raise row.wrong("score", f"{row['score']!r} is no score", "Write a number from -10 (worst conflict) to 10.")
    return score


def _check(grades: Grades, name: str) -> None:
    for grade in grades.values():
        if (grade.type, None) not in grades:
            raise TableError(f"{name}: {grade.type} has a mode but no row of its own. Add one with an empty mode.")
        if (grade.future, None) not in grades:
            raise TableError(
                f'{name}: {grade.type} becomes {grade.future} while it is planned (column 6, "future"), and that is no '
                "type. Give it a row in [types], or leave the column empty."
            )


def _classes(of: Sheet | None) -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for row in of.rows(COLUMNS["classes"]) if of is not None else ():
        if not row["class"].isupper():
            raise row.wrong("class", f"{row['class']!r} is no class of words", "Write its name in capitals.")
        out[row["class"]] = out.get(row["class"], frozenset()) | frozenset(row["lemmas"].split())
    return out


# ------------------------------------------------------------------ words


def _triggers(of: Sheet, grades: Grades, classes: Classes) -> dict[tuple[str, Kind], tuple[Trigger, ...]]:
    def made(row: Row, word: str, kind: Kind) -> Trigger:
        rule = f"{word}/{row['pos']} {row['if']}".strip()
        mode, cameo = row["mode"] or None, row["cameo"] or None
        parts = _parts(row, "actor", classes), _parts(row, "recipient", classes)
        return Trigger(word, kind, row["type"], mode, cameo, _conditions(row, classes), *parts, rule)

    return _by_word(of.rows(COLUMNS["triggers"]), made, lambda row: _known_type(row, grades))


def _known_type(row: Row, grades: Grades) -> None:
    type_, mode = row["type"], row["mode"] or None
    if (type_, None) not in grades:
        expected = f"Give it a row in [types], or take one of {', '.join(sorted({t for t, _ in grades}))}."
        raise row.wrong("type", f"{type_} is no type", expected)
    if (type_, mode) not in grades:
        modes = ", ".join(sorted(m for t, m in grades if t == type_ and m)) or "none"
        raise row.wrong("mode", f"{mode} is no mode of {type_}", f"It has {modes}; add a row to [types].")
    if row["cameo"] and not row["cameo"].isdecimal():
        raise row.wrong("cameo", f"{row['cameo']!r} is no CAMEO code", "Write two to four digits, or leave it empty.")


def _intents(of: Sheet, grades: Grades, classes: Classes) -> dict[tuple[str, Kind], tuple[Intent, ...]]:
    frames = {frame: frame for frame in get_args(Frame)}

    def fits(row: Row) -> None:
        if row["frame"] not in frames:
            raise row.wrong("frame", f"{row['frame']!r} is no frame", f"Write one of {', '.join(frames)}.")
        missing = [type_ for type_ in _OF_INTENTS if (type_, None) not in grades]
        if missing:
            expected = f"Add {', '.join(missing)} to [types], or leave [intents] out."
            raise row.wrong("frame", f"intents make events of types that are not there: {', '.join(missing)}", expected)

    def made(row: Row, word: str, kind: Kind) -> Intent:
        rule = f"{word}/{row['pos']} {row['frame']} {row['if']}".strip()
        parts = _parts(row, "actor", classes), _parts(row, "recipient", classes)
        return Intent(word, kind, frames[row["frame"]], _conditions(row, classes), row["content"], *parts, rule)

    return _by_word(of.rows(COLUMNS["intents"]), made, fits)


def _by_word(
    found: Iterable[Row], made: Callable[[Row, str, Kind], T], fits: Callable[[Row], None]
) -> dict[tuple[str, Kind], tuple[T, ...]]:
    out: dict[tuple[str, Kind], tuple[T, ...]] = {}
    for row in found:
        fits(row)
        kind = _KINDS.get(row["pos"])
        if kind is None:
            raise row.wrong("pos", f"{row['pos']!r} is no part of speech", "Write v (verb), n (noun) or a (adjective).")
        for word in row["words"].split():
            out[word, kind] = (*out.get((word, kind), ()), made(row, word, kind))
    return out


def _conditions(row: Row, classes: Classes) -> tuple[Condition, ...]:
    found = [_condition(part.strip(), row, classes) for part in row["if"].split(",") if part.strip()]
    # Words are looked up at once, who somebody is takes work: the cheap tests first.
    return tuple(sorted(found, key=lambda c: c.actor or c.several or bool(c.codes)))


def _condition(text: str, row: Row, classes: Classes) -> Condition:
    absent = text.startswith("!")
    body = text.removeprefix("!")
    if body.endswith(("@", "=")):
        return Condition(_role(body[:-1], row, "if", classes), absent, actor=True, itself=body.endswith("="))
    if body.endswith("+"):
        return Condition(_role(body[:-1], row, "if", classes), absent, several=True)
    role, coded, codes = body.partition("#")
    if coded:
        return Condition(_role(role, row, "if", classes), absent, codes=frozenset(codes.split("|")))
    role, _, words = body.partition("~")
    named: set[str] = set()
    for word in filter(None, words.split("|")):
        if word.isupper() and len(word) > 2:
            if word not in classes:
                expected = "Give it a row in [classes], or write lemmas in lower case."
                raise row.wrong("if", f"word class {word} is not known", expected)
            named |= classes[word]
        else:
            named.add(word)
    return Condition(_role(role, row, "if", classes), absent, frozenset(named))


def _parts(row: Row, column: str, classes: Classes) -> Parts:
    if row[column] in ("", "-"):
        return Parts(())
    written = [one for one in row[column].split(">") if one != _MUTUAL]
    named = tuple(tuple(_role(role.strip(), row, column, classes) for role in one.split("+")) for one in written)
    return Parts(named, mutual=_MUTUAL in row[column].split(">"))


def _role(role: str, row: Row, column: str, classes: Classes) -> str:
    name = role.partition(":")[0]
    if name not in _ROLES and not classes["PREPOSITION"].intersection(name.split()):
        expected = f"Write {', '.join(_ROLES)}, or a preposition as it stands in the text."
        raise row.wrong(column, f"{name!r} is no role", expected)
    return role
