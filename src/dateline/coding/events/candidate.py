"""What the five stages carry: a candidate, the rule that proposed it, and the reason why it became no record.

All are frozen: a stage hands on a copy with what it found. Nobody branches on the text of a rule or of a reason; it is
for people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from dateline.coding.events.ontology.entries import Condition, PartOfSpeech
from dateline.language import ToldAct
from dateline.language.syntax.predicates import Argument, Predicate
from dateline.model import Actor, Count, DateBasis, Factuality, Place, Span, Told, Voice, When

ENCODER: Final = "encoder"
"""What stands for the table where the encoder alone proposes."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What told that a word carries an act: the table, the word, its part of speech and what was asked of it.

    `text` is the row in words and `where` its file and line, for people only. `own`: a row of a user's own file, which
    is believed as it stands.
    """

    table: str
    word: str
    kind: PartOfSpeech
    conditions: tuple[Condition, ...]
    text: str
    where: str = ""
    own: bool = False

    @property
    def learnt(self) -> bool:
        """Whether no row told it but the encoder alone."""
        return self.table == ENCODER

    @property
    def names_meeting(self) -> bool:
        """Whether the row is of a noun that only names a meeting, by sides that it asked for: "their talks"."""
        return self.kind == "noun" and bool(self.conditions)


Stage = Literal["acts", "screening", "merging"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a candidate became no record: a code to count by, plain words, and the stretch of the text that shows it."""

    stage: Stage
    code: str
    words: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What words tell: an act of a type, the predicate that carries it, and the phrases of those who take part.

    `content`: what is promised, refused, demanded or threatened. `named`: heads of the arguments whose words the row
    asked for. `also`: further predicates that tell the same act. `mutual`: several actors did it to each other. `sure`:
    how likely the encoder finds it, 1 where it knows no such type; `seen`: what it says of the words. `nobody`: heads
    of phrases that take no part, whatever they are coordinated with.
    """

    type: str
    mode: str | None
    cameo: str | None
    predicate: Predicate
    actors: tuple[Argument, ...]
    recipients: tuple[Argument, ...]
    rule: Rule
    content: Predicate | None = None
    named: frozenset[int] = frozenset()
    also: tuple[Predicate, ...] = ()
    mutual: bool = False
    sure: float = 1.0
    seen: ToldAct | None = None
    nobody: frozenset[int] = frozenset()

    @property
    def trigger(self) -> int:
        """The token that carries the type."""
        return self.predicate.head


@dataclass(frozen=True, slots=True)
class Sides:
    """Who did it, and to whom.

    `nary`: all of them did it together, and all are actors. `company`: who else was at a meeting of which the words
    name one side. `visited`: actors that are a side only as the state of the place visited.
    """

    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    nary: bool = False
    company: tuple[Actor, ...] = ()
    visited: frozenset[Actor] = frozenset()

    @property
    def all(self) -> tuple[Actor, ...]:
        """Actors and recipients."""
        return self.actors + self.recipients


@dataclass(frozen=True, slots=True)
class EventSetting:
    """The day and the place. `apart`: the words set it at another time than what is told around it, so that nothing
    there can lend it a day ("years after rebels bombed the market")."""

    when: When | None = None
    where: Place | None = None
    apart: bool = False

    def or_else(self, other: EventSetting) -> EventSetting:
        """This setting, with what it leaves open from another."""
        return EventSetting(self.when or (None if self.apart else other.when), self.where or other.where, self.apart)


EventDate = tuple[str | None, DateBasis | None]
"""The date of a record, an ISO day, month or year, and what it rests on."""


@dataclass(frozen=True, slots=True)
class HowTold:
    """Whether it is told as a fact, a plan, a claim ..., who says so and who denies it."""

    factuality: Factuality
    said_by: tuple[Voice, ...] = ()
    denied_by: tuple[Voice, ...] = ()


UNTOLD = HowTold(Factuality("happened", 0.0))
"""Before it is known how an act is told."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One act on its way to a record: what was proposed, what was found of it, and why it stopped, if it did.

    `act` is what the words tell; `type`, `mode` and `cameo` are what it is filed as: a meeting to come is AGREE.
    `proposed_by` names the proposer and `sure` is its probability, 1 for a table. `evidence` is the clause that tells
    it, `mentions` all clauses that do. `reason` is None for what is, so far, a record.
    """

    act: Act
    proposed_by: str
    trigger: Span
    type: str
    mode: str | None
    cameo: str | None
    evidence: Span
    sure: float = 1.0
    sides: Sides = field(default_factory=Sides)
    setting: EventSetting = field(default_factory=EventSetting)
    told: HowTold = UNTOLD
    counts: tuple[Count, ...] = ()
    mentions: tuple[Span, ...] = ()
    reason: Reason | None = None

    @property
    def label(self) -> Told:
        """The class of factuality."""
        return self.told.factuality.label


@dataclass(frozen=True, slots=True)
class Sighting:
    """The answer to "why?": a word that was seen as an act or might have been, and what became of it.

    `type`, `proposed_by`, `rule` and `where` (file and line of the row) are empty where nothing proposed it. `event` is
    the id of the record, None where there is a `reason` why there is none.
    """

    span: Span
    lemma: str
    kind: PartOfSpeech
    type: str = ""
    proposed_by: str = ""
    rule: str = ""
    where: str = ""
    event: str | None = None
    reason: Reason | None = None


def is_meeting(candidate: Candidate, types: Set[str]) -> bool:
    """Whether it is a meeting, or the plan of one: of such a type, and of several sides together."""
    return candidate.sides.nary and candidate.type in types


def key_of(actor: Actor) -> str:
    """What makes two actors of one report one: the entity, else the words."""
    return actor.entity if actor.entity is not None else actor.name.casefold()


def unique(actors: Iterable[Actor], without: Sequence[Actor] = ()) -> tuple[Actor, ...]:
    """Each actor once, in order; none of `without`."""
    seen = {key_of(a) for a in without}
    out = []
    for actor in actors:
        if key_of(actor) not in seen:
            seen.add(key_of(actor))
            out.append(actor)
    return tuple(out)


def go_on(
    candidates: Sequence[Candidate], stage: Callable[[tuple[Candidate, ...]], Iterable[Candidate]]
) -> tuple[Candidate, ...]:
    """The candidates after a stage that sees only those without a reason; the others keep their place behind them."""
    return (*stage(tuple(c for c in candidates if c.reason is None)), *(c for c in candidates if c.reason is not None))


def stop(candidate: Candidate, reason: Reason) -> Candidate:
    """The candidate with the reason why it is no record."""
    return replace(candidate, reason=reason)
