"""Whom an act reaches when nobody stands where its word's row looks for him: "lifted its blockade of Qatar"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from dateline.coding.events.context import EventContext, brought_by
from dateline.coding.events.ontology.entries import Reach, Trigger
from dateline.language.syntax.predicates import Argument, Predicate

_BY, _WHOSE = "by", "whose"
_NOWHERE = Reach()


def find_reached(
    context: EventContext, predicate: Predicate, row: Trigger, doers: Sequence[Argument], usual: Sequence[Argument]
) -> tuple[Argument, ...]:
    """The arguments that name whom an act of a row is done to: somebody named or of a state, behind the thing that is
    done, else behind the verb. `usual`: what stands where the row looks; if that is people, or what is held or helped,
    the act is done to them. `doers` do it, so it is done to others."""
    where = context.ontology.reach.get(row.type, _NOWHERE)
    taken = context.objects(predicate)
    if any(context.lemmas(a) & context.ontology.classes["PEOPLE"] for a in (*taken, *usual)):
        return ()
    if context.ontology.has_trait(row, "patient") and any(a.role == "object" for a in usual):
        return ()
    own = {word for arg in doers for a in context.actors(arg) for word in (a.entity, a.country)} - {None}
    behind = [_find_behind(context, one, preposition) for one in taken for preposition in where.thing]
    for found in (*behind, *(brought_by(predicate, preposition) for preposition in where.verb)):
        sides = tuple(a for a in found if _is_other(context, a, own))
        if sides:
            return sides
    return ()


def _find_behind(context: EventContext, thing: Argument, preposition: str) -> Iterable[Argument]:
    noun = context.parse.by_head.get(thing.head)
    if preposition == _WHOSE:
        yield from context.arguments(noun, "possessor") if noun is not None else ()
        return
    yield from (brought_by(noun, preposition) if noun is not None else ()) or context.inside(thing, preposition)
    # "Restrictions imposed on Minsk", "proposals made by the union".
    below = context.parse.below.get(thing.head, ())
    for inner in (context.parse.by_head[head] for head in below):
        if inner.link == "relative" and not inner.finite:
            yield from inner.role("agent") if preposition == _BY else brought_by(inner, preposition)


def _is_other(context: EventContext, argument: Argument, own: Set[str | None]) -> bool:
    """Whether a phrase names somebody, of a state or by name, other than the doers ("their own" support)."""
    if argument.role == "clause" or context.is_time(argument) or not context.is_actor(argument):
        return False
    named = context.actors(argument)
    if argument.role == "possessor" and not argument.preposition:
        return any(a.country is not None for a in named) and not any({a.entity, a.country} & own for a in named)
    others = [a for a in named if (a.entity or a.country) not in own or (a.entity is None and a.sectors)]
    return any(a.entity or a.country for a in others) or (argument.role == "agent" and bool(others))
