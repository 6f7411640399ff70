"""What the rows of the tables ask of a predicate and its sides, and who plays the parts that they give."""

from __future__ import annotations

from dateline.coding.events.context import EventContext, is_known
from dateline.coding.events.ontology.loading import Cast, Condition
from dateline.language.syntax.noun_phrases import names_in
from dateline.language.syntax.predicates import Argument, Predicate


def holds(context: EventContext, predicate: Predicate, condition: Condition) -> bool:
    """Whether one condition of a table row is true of the predicate."""
    found = context.arguments(predicate, condition.role)
    if condition.several:
        true = len({a.name for one in found for a in context.actors(one) if is_known(a)}) > 1
    elif condition.actor:
        true = any(context.is_itself_actor(a) if condition.itself else context.is_actor(a) for a in found)
    elif condition.words:
        true = any(not condition.words.isdisjoint(context.lemmas(a)) for a in found)
    elif condition.codes:
        true = any(not condition.codes.isdisjoint(_codes(context, a)) for a in found)
    else:
        true = bool(found)
    return true != condition.absent


def _codes(context: EventContext, argument: Argument) -> frozenset[str]:
    """What conditions may ask of a side: its bodies, its sectors, and whether it is a state itself ("Greece", not
    "Greeks")."""
    people = context.doc[argument.head].ent_type_ == "NORP"
    out: set[str] = set()
    for actor in context.actors(argument):
        out.update(actor.sectors, (actor.country or "",))
        if actor.entity is not None and actor.country is not None and not actor.sectors and not people:
            out.add("STATE")
    return frozenset(out)


def play(context: EventContext, predicate: Predicate, parts: Cast) -> tuple[Argument, ...]:
    """The arguments of the first alternative that names an actor, or else of the first that is there.

    "Lifted sanctions on Friday on Sudan": of two phrases with one preposition only the second is a side.
    """
    first: tuple[Argument, ...] = ()
    for roles in parts.alternatives:
        found = tuple(
            a
            for role in roles
            for a in context.arguments(predicate, role)
            if a.role != "clause" and not context.is_time(a)
        )
        sides = tuple(a for a in found if context.is_actor(a))
        if sides:
            return sides
        first = first or tuple(a for a in found if a.preposition != "in" or _is_somewhere(context, a))
    return first


def _is_somewhere(context: EventContext, argument: Argument) -> bool:
    """A curfew in a town is the town's; "in a bid", "in response" is nobody's."""
    if context.lemmas(argument) & context.ontology.classes["PLACEHELD"]:
        return True
    return any(ent.label_ == "LOC" for ent in names_in(context.doc, argument.start, argument.end))
