"""Words that carry an event: the rows of triggers.tsv held against one predicate."""

from __future__ import annotations

from dataclasses import replace

from dateline.coding.events.acts.conditions import holds, play
from dateline.coding.events.acts.reach import find_reached
from dateline.coding.events.candidate import Act, Rule
from dateline.coding.events.context import EventContext
from dateline.coding.events.ontology.entries import Trigger
from dateline.language.syntax.predicates import Argument, Predicate

COOPERATIVE = frozenset((1, 2))


def read_row(context: EventContext, predicate: Predicate) -> Act | None:
    """The act that the predicate's own word carries, by the first row that holds; None where none does."""
    for word in context.word(predicate):
        for row in context.ontology.triggers.get((word, predicate.kind), ()):
            if all(holds(context, predicate, c) for c in row.conditions):
                return _refuse(context, _make_act(context, predicate, row)) if isinstance(row, Trigger) else None
    return None


def _refuse(context: EventContext, act: Act) -> Act:
    """What somebody will not do for another is a refusal: "will not lift the ban"."""
    friendly = context.ontology.event_type(act.type, None).quad in COOPERATIVE
    if act.predicate.negation is None or not friendly or not context.is_future(act.predicate):
        return act
    filed = context.ontology.filed("unwilling", act.type)
    if filed is None:  # a user's own types may know no refusals
        return act
    return replace(act, type=filed.type, mode=filed.mode, cameo=context.ontology.code_about(filed.type, act.type))


def _make_act(context: EventContext, predicate: Predicate, row: Trigger) -> Act:
    actors = play(context, predicate, row.actor)
    named = {a.head for c in row.conditions if c.words and not c.absent for a in context.arguments(predicate, c.role)}
    return Act(
        row.type,
        row.mode,
        row.cameo,
        predicate,
        actors,
        _recipients(context, predicate, row, actors),
        Rule("triggers", row.word, row.kind, row.conditions, row.rule, row.where, row.own),
        named=frozenset(named),
        mutual=row.recipient.mutual,
    )


def _recipients(
    context: EventContext, predicate: Predicate, row: Trigger, actors: tuple[Argument, ...]
) -> tuple[Argument, ...]:
    usual = tuple(a for a in play(context, predicate, row.recipient) if a not in actors)
    if predicate.kind != "verb" or not row.recipient.alternatives or any(map(context.is_actor, usual)):
        return usual
    return tuple(a for a in find_reached(context, predicate, row, actors, usual) if a not in actors) or usual
