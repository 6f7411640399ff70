"""What an ontology is made of: types with their grades, words that carry them, conditions, and who plays which part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["verb", "noun", "adjective"]
Frame = Literal["promise", "offer", "announce", "propose", "refuse", "request", "warn", "threaten", "decide"]


@dataclass(frozen=True, slots=True)
class EventType:
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

    `itself`: the argument must name the actor, not only hold one. `several`: two actors or more. `codes`: one of the
    actors is of such a body or sector ("IGO", "REB"), or is a state itself (STATE).
    """

    role: str
    absent: bool = False
    words: frozenset[str] = frozenset()
    actor: bool = False
    itself: bool = False
    several: bool = False
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Parts:
    """Who plays a part: alternatives in order, each a set of roles that are taken together. `mutual`: where they name
    nobody, several actors do it to each other."""

    alternatives: tuple[tuple[str, ...], ...]
    mutual: bool = False


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

    grades: Mapping[tuple[str, str | None], EventType]
    triggers: Mapping[tuple[str, Kind], tuple[Trigger, ...]]
    intents: Mapping[tuple[str, Kind], tuple[Intent, ...]]
    classes: Mapping[str, frozenset[str]]

    def grade(self, type_: str, mode: str | None) -> EventType:
        """The grade of the mode, or of the type where the mode has none of its own. KeyError for an unknown type."""
        return self.grades.get((type_, mode)) or self.grades[(type_, None)]

    def has(self, type_: str) -> bool:
        """Whether it is one of the types."""
        return (type_, None) in self.grades
