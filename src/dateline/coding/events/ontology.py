"""The event ontology and its words, read from tables: PLOVER as shipped, or a user's own of the same shape.

Everything here is data: `lexicon/plover.tsv` (types, quad classes, scores), `triggers.tsv` (words that
carry an event), `intents.tsv` (words whose content does), `word_classes.tsv` (classes that conditions name).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

Kind = Literal["verb", "noun", "adjective"]
Frame = Literal["promise", "announce", "propose", "refuse", "request", "threaten"]
_KINDS: Mapping[str, Kind] = MappingProxyType({"v": "verb", "n": "noun", "a": "adjective"})


class TableError(ValueError):
    """A table row that cannot be used; the message names the file, the line and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Grade:
    """What PLOVER says of a type or of one mode of it."""

    type: str
    mode: str | None
    quad: int
    score: float
    nary: bool
    future: str
    plain: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One test on the arguments of a predicate: `role` exists (or not), with one of `words`, or as an actor.

    `itself`: the argument must name the actor, not only hold one.
    """

    role: str
    absent: bool = False
    words: frozenset[str] = frozenset()
    actor: bool = False
    itself: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """Who plays a part: alternatives in order, each a set of roles that are taken together."""

    alternatives: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A row of triggers.tsv for one word."""

    word: str
    kind: Kind
    type: str
    mode: str | None
    cameo: str | None
    conditions: tuple[Condition, ...]
    actor: Parts
    recipient: Parts
    rule: str


@dataclass(frozen=True, slots=True)
class Intent:
    """A row of intents.tsv for one word."""

    word: str
    kind: Kind
    frame: Frame
    conditions: tuple[Condition, ...]
    content: str
    actor: Parts
    recipient: Parts
    rule: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """Types and words. `triggers` and `intents` are keyed by (lemma, kind), in the order of the tables."""

    grades: Mapping[tuple[str, str | None], Grade]
    triggers: Mapping[tuple[str, Kind], tuple[Trigger, ...]]
    intents: Mapping[tuple[str, Kind], tuple[Intent, ...]]
    classes: Mapping[str, frozenset[str]]

    def grade(self, type_: str, mode: str | None) -> Grade:
        """The grade of the mode, or of the type where the mode has none of its own. KeyError for an unknown type."""
        return self.grades.get((type_, mode)) or self.grades[(type_, None)]


def rows(name: str, text: str, columns: int) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of a tab-separated table; `#` lines are comments. TableError on a wrong width."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != columns:
            raise TableError(f"{name}:{number}: {columns} columns are needed, {len(cells)} are there")
        yield number, cells


def _condition(text: str, classes: Mapping[str, frozenset[str]], where: str) -> Condition:
    absent = text.startswith("!")
    body = text.removeprefix("!")
    if body.endswith(("@", "=")):
        return Condition(body[:-1], absent, actor=True, itself=body.endswith("="))
    role, _, words = body.partition("~")
    named: set[str] = set()
    for word in filter(None, words.split("|")):
        if word.isupper() and len(word) > 2:
            if word not in classes:
                raise TableError(f"{where}: word class {word} is not in word_classes.tsv")
            named |= classes[word]
        else:
            named.add(word)
    return Condition(role, absent, frozenset(named))


def _conditions(cell: str, classes: Mapping[str, frozenset[str]], where: str) -> tuple[Condition, ...]:
    return tuple(_condition(part.strip(), classes, where) for part in cell.split(",") if part.strip())


def _parts(cell: str) -> Parts:
    if cell in ("", "-"):
        return Parts(())
    return Parts(tuple(tuple(role.strip() for role in one.split("+")) for one in cell.split(">")))


def _kind(cell: str, where: str) -> Kind:
    if cell not in _KINDS:
        raise TableError(f"{where}: {cell!r} is none of v, n, a")
    return _KINDS[cell]


def _grades(text: str) -> dict[tuple[str, str | None], Grade]:
    out: dict[tuple[str, str | None], Grade] = {}
    for _, (type_, mode, quad, score, nary, future, plain) in rows("plover.tsv", text, 7):
        out[type_, mode or None] = Grade(type_, mode or None, int(quad), float(score), nary == "yes", future, plain)
    return out


def _classes(text: str) -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for _, (name, words) in rows("word_classes.tsv", text, 2):
        out[name] = out.get(name, frozenset()) | frozenset(words.split())
    return out


def _triggers(
    text: str, grades: Mapping[tuple[str, str | None], Grade], classes: Mapping[str, frozenset[str]]
) -> dict[tuple[str, Kind], tuple[Trigger, ...]]:
    out: dict[tuple[str, Kind], tuple[Trigger, ...]] = {}
    for number, (words, pos, type_, mode, cameo, tests, actor, recipient) in rows("triggers.tsv", text, 8):
        where = f"triggers.tsv:{number}"
        if (type_, None) not in grades or (type_, mode or None) not in grades:
            raise TableError(f"{where}: {type_} {mode} is not in plover.tsv")
        kind, conditions = _kind(pos, where), _conditions(tests, classes, where)
        for word in words.split():
            rule = f"{word}/{pos} {tests}".strip()
            row = Trigger(
                word, kind, type_, mode or None, cameo or None, conditions, _parts(actor), _parts(recipient), rule
            )
            out[word, kind] = (*out.get((word, kind), ()), row)
    return out


def _intents(text: str, classes: Mapping[str, frozenset[str]]) -> dict[tuple[str, Kind], tuple[Intent, ...]]:
    out: dict[tuple[str, Kind], tuple[Intent, ...]] = {}
    frames = {frame: frame for frame in get_args(Frame)}
    for number, (words, pos, frame, tests, content, actor, recipient) in rows("intents.tsv", text, 7):
        where = f"intents.tsv:{number}"
        if frame not in frames:
            raise TableError(f"{where}: {frame!r} is none of {', '.join(frames)}")
        kind, conditions = _kind(pos, where), _conditions(tests, classes, where)
        for word in words.split():
            rule = f"{word}/{pos} {frame} {tests}".strip()
            row = Intent(word, kind, frames[frame], conditions, content, _parts(actor), _parts(recipient), rule)
            out[word, kind] = (*out.get((word, kind), ()), row)
    return out


@functools.cache
def ontology(folder: Path | None = None) -> Ontology:
    """PLOVER as shipped; a file of the same name in `folder` takes the place of the shipped one.

    Raises TableError where a row cannot be used.
    """

    def text(name: str) -> str:
        own = folder / name if folder else None
        if own and own.exists():
            return own.read_text(encoding="utf-8")
        return (resources.files("dateline.coding") / "lexicon" / name).read_text(encoding="utf-8")

    grades, classes = _grades(text("plover.tsv")), _classes(text("word_classes.tsv"))
    return Ontology(
        MappingProxyType(grades),
        MappingProxyType(_triggers(text("triggers.tsv"), grades, classes)),
        MappingProxyType(_intents(text("intents.tsv"), classes)),
        MappingProxyType(classes),
    )
