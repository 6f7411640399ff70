"""What an ontology is made of: types with their traits, words that carry them, conditions, and who plays which part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, Protocol

from dateline.coding.events.ontology.traits import Trait
from dateline.model import CountKind

PartOfSpeech = Literal["verb", "noun", "adjective"]
IntentFrame = Literal["promise", "offer", "announce", "propose", "refuse", "request", "warn", "threaten", "decide"]
Meaning = Literal["promised", "demanded", "refused", "threatened", "unwilling", "conceded"]


class Typed(Protocol):
    """What has a type and perhaps a mode: a candidate, an event."""

    @property
    def type(self) -> str: ...

    @property
    def mode(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class EventType:
    """What PLOVER says of a type or of one mode of it, and its traits (`traits.py`)."""

    type: str
    mode: str | None
    quad: int
    score: float
    nary: bool
    future: str
    plain: str
    traits: frozenset[Trait]


@dataclass(frozen=True, slots=True)
class Condition:
    """One test on the arguments of a predicate: `role` exists (or not), with one of `words`, or as an actor.

    `itself`: the argument must name the actor, not only hold one. `several`: two actors or more. `codes`: one of the
    actors is of such a body or sector ("IGO", "REB"), or is a state itself (STATE). `named`: classes that gave words.
    """

    role: str
    absent: bool = False
    words: frozenset[str] = frozenset()
    actor: bool = False
    itself: bool = False
    several: bool = False
    codes: frozenset[str] = frozenset()
    named: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays a part: alternatives in order, each a set of roles that are taken together. `mutual`: where they name
    nobody, several actors do it to each other."""

    alternatives: tuple[tuple[str, ...], ...]
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """A row of triggers.tsv for one word. `where`: its file and line. `own`: of a user's file, and so believed."""

    word: str
    kind: PartOfSpeech
    type: str
    mode: str | None
    cameo: str | None
    conditions: tuple[Condition, ...]
    actor: Cast
    recipient: Cast
    rule: str
    where: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class NoAct:
    """A row of triggers.tsv that says where a word tells no act: "met the deadline"."""

    word: str
    kind: PartOfSpeech
    conditions: tuple[Condition, ...]
    rule: str
    where: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Intent:
    """A row of intents.tsv for one word. `where`: its file and line."""

    word: str
    kind: PartOfSpeech
    frame: IntentFrame
    conditions: tuple[Condition, ...]
    content: str
    actor: Cast
    recipient: Cast
    rule: str
    where: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Filed:
    """A row of frames.tsv: an act whose content has one of the types `content` (any if empty) is `type`, `mode`."""

    content: frozenset[str]
    type: str
    mode: str | None


@dataclass(frozen=True, slots=True)
class Reach:
    """A row of reach.tsv: prepositions behind the thing that is done, and behind the verb, that bring whom it is done
    to."""

    thing: tuple[str, ...] = ()
    verb: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberWords:
    """counts.tsv; the words of one phrase are joined by _.

    Lemma -> what its object counts, or its subject (`states`). Words -> numbers (low, high; None: no upper bound),
    factors, parts, ordinals; bounds in front of a number and behind it ("least", "most", "plain"). Then words whose
    "of" names a whole ("half of the 40"), what makes a verb deadly ("dead"), groups, and the nouns that are counted.
    """

    outcomes: Mapping[str, CountKind]
    states: Mapping[str, CountKind]
    numbers: Mapping[str, tuple[int, int | None]]
    times: Mapping[str, int]
    ordinals: Mapping[str, int]
    parts: Mapping[str, Fraction]
    bounds: Mapping[str, str]
    behind: Mapping[str, str]
    shares: frozenset[str]
    deadly: frozenset[str]
    groups: frozenset[str]
    people: frozenset[str]

    def number_of(self, word: str) -> int | None:
        """The number that a word is: "two"; None for a word that is none, or none in particular ("dozens")."""
        low, high = self.numbers.get(word, (0, None))
        return low if low == high else None


@dataclass(frozen=True, slots=True)
class LearntAct:
    """A row of learnt.tsv: what an act that the encoder names is filed as."""

    type: str
    mode: str | None
    cameo: str | None


EventTypes = Mapping[tuple[str, str | None], EventType]
Triggers = Mapping[tuple[str, PartOfSpeech], tuple[Trigger | NoAct, ...]]
Intents = Mapping[tuple[str, PartOfSpeech], tuple[Intent, ...]]
Meanings = Mapping[Meaning, tuple[Filed, ...]]


@dataclass(frozen=True, slots=True)
class Ontology:
    """Types and words. `triggers` and `intents` are keyed by (lemma, kind), in the order of the tables; `codes` by
    (type, type of its content or ""); `reach` by type; `learnt` by what the encoder calls an act. `classes_at`: file
    and line of each class of words."""

    types: EventTypes
    triggers: Triggers
    intents: Intents
    classes: Mapping[str, frozenset[str]]
    meanings: Meanings
    codes: Mapping[tuple[str, str], str]
    reach: Mapping[str, Reach]
    counts: NumberWords
    learnt: Mapping[str, LearntAct]
    classes_at: Mapping[str, str]

    def event_type(self, type_: str, mode: str | None) -> EventType:
        """What is said of the mode, or of the type where the mode has no row. KeyError for an unknown type."""
        return self.types.get((type_, mode)) or self.types[(type_, None)]

    def has_trait(self, one: Typed, trait: Trait) -> bool:
        """Whether the type of something, or its mode, has a trait. KeyError for an unknown type."""
        return trait in self.event_type(one.type, one.mode).traits

    def types_with(self, trait: Trait) -> frozenset[str]:
        """The types that have a trait."""
        return frozenset(t for (t, mode), known in self.types.items() if mode is None and trait in known.traits)

    def plans_of(self, trait: Trait) -> frozenset[str]:
        """What the types that have a trait become while they are planned."""
        return frozenset(self.event_type(one, None).future for one in self.types_with(trait))

    def codes_of_plans(self, trait: Trait) -> frozenset[str]:
        """The codes of plans to do what has a trait: to meet."""
        codes = {self.code_about(self.event_type(one, None).future, one) for one in self.types_with(trait)}
        return frozenset(code for code in codes if code is not None)

    def code_about(self, type_: str, content: str) -> str | None:
        """The most specific CAMEO code of `type_` for the type of its content ("" for none); None for a type that is
        not about acts."""
        return self.codes.get((type_, content)) or self.codes.get((type_, ""))

    def filed(self, meaning: Meaning, content: str) -> Filed | None:
        """What an act with such a content ("": none that is coded) is filed as; None where it is no event."""
        rows = self.meanings.get(meaning, ())
        return next((one for one in rows if not one.content or content in one.content), None)
