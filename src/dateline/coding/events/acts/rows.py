"""Words that carry an event: the rows of triggers.tsv held against one predicate."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.coding.events.acts.conditions import holds, play
from dateline.coding.events.acts.reach import reached
from dateline.coding.events.context import EventContext
from dateline.coding.events.ontology.loading import Trigger
from dateline.language.syntax.predicates import Argument, Predicate

COOPERATIVE = frozenset((1, 2))

_WILL = frozenset(("will", "would", "shall", "'ll", "wo"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event found in the parse.

    `verbal`: the act is one of speech, so its speaker vouches for it. `named`: heads of the arguments whose words the
    row asked for. `also`: further predicates that tell the same act. `mutual`: several actors did it to each other.
    """

    type: str
    mode: str | None
    cameo: str | None
    predicate: Predicate
    trigger: int
    actors: tuple[Argument, ...]
    recipients: tuple[Argument, ...]
    rule: str
    verbal: bool = False
    content: Predicate | None = None
    named: frozenset[int] = frozenset()
    also: tuple[Predicate, ...] = ()
    mutual: bool = False


def carried(context: EventContext, predicate: Predicate) -> Candidate | None:
    """The event that the predicate's own word carries, by the first row that holds; None where none does."""
    for word in context.word(predicate):
        for row in context.ontology.triggers.get((word, predicate.kind), ()):
            if all(holds(context, predicate, c) for c in row.conditions):
                found = _match(context, predicate, row)
                return _unwilling(context, found) if found is not None else None
    return None


def _unwilling(context: EventContext, match: Candidate) -> Candidate:
    """What somebody will not do for another is a refusal: "will not lift the ban"."""
    friendly = context.ontology.event_type(match.type, None).quad in COOPERATIVE
    if match.predicate.negation is None or not friendly or not future(context, match.predicate):
        return match
    filed = context.ontology.filed("unwilling", match.type)
    if filed is None:  # a user's own types may know no refusals
        return match
    code = context.ontology.code_about(filed.type, match.type)
    return replace(match, type=filed.type, mode=filed.mode, cameo=code, verbal=True)


def _match(context: EventContext, predicate: Predicate, row: Trigger) -> Candidate | None:
    if not row.actor.alternatives and not row.recipient.alternatives:
        return None
    actors = play(context, predicate, row.actor)
    named = {a.head for c in row.conditions if c.words and not c.absent for a in context.arguments(predicate, c.role)}
    return Candidate(
        row.type,
        row.mode,
        row.cameo,
        predicate,
        predicate.head,
        actors,
        _recipients(context, predicate, row, actors),
        row.rule,
        named=frozenset(named),
        mutual=row.recipient.mutual,
    )


def _recipients(
    context: EventContext, predicate: Predicate, row: Trigger, actors: tuple[Argument, ...]
) -> tuple[Argument, ...]:
    usual = tuple(a for a in play(context, predicate, row.recipient) if a not in actors)
    if predicate.kind != "verb" or not row.recipient.alternatives or any(map(context.is_actor, usual)):
        return usual
    return tuple(a for a in reached(context, predicate, row, actors, usual) if a not in actors) or usual


def future(context: EventContext, predicate: Predicate) -> bool:
    """Whether the predicate is told as still to come."""
    return predicate.tense == "future" or any(context.tokens[m].lower_ in _WILL for m in predicate.modals)
