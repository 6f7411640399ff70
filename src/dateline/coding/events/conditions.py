"""What the rows of the tables ask of a predicate and its sides, and who plays the parts that they give."""

from __future__ import annotations

from dateline.coding.events.ontology import Condition, Parts
from dateline.coding.events.scene import Scene, known
from dateline.language.syntax.phrases import names_in
from dateline.language.syntax.predicates import Argument, Predicate


def holds(scene: Scene, predicate: Predicate, condition: Condition) -> bool:
    """Whether one condition of a table row is true of the predicate."""
    found = scene.arguments(predicate, condition.role)
    if condition.several:
        true = len({a.name for one in found for a in scene.actors(one) if known(a)}) > 1
    elif condition.actor:
        true = any(scene.is_itself_actor(a) if condition.itself else scene.is_actor(a) for a in found)
    elif condition.words:
        true = any(not condition.words.isdisjoint(scene.lemmas(a)) for a in found)
    elif condition.codes:
        true = any(not condition.codes.isdisjoint(_codes(scene, a)) for a in found)
    else:
        true = bool(found)
    return true != condition.absent


def _codes(scene: Scene, argument: Argument) -> frozenset[str]:
    """What conditions may ask of a side: its bodies, its sectors, and whether it is a state itself ("Greece", not
    "Greeks")."""
    people = scene.doc[argument.head].ent_type_ == "NORP"
    out: set[str] = set()
    for actor in scene.actors(argument):
        out.update(actor.sectors, (actor.country or "",))
        if actor.entity is not None and actor.country is not None and not actor.sectors and not people:
            out.add("STATE")
    return frozenset(out)


def play(scene: Scene, predicate: Predicate, parts: Parts) -> tuple[Argument, ...]:
    """The arguments of the first alternative that names an actor, or else of the first that is there.

    "Lifted sanctions on Friday on Sudan": of two phrases with one preposition only the second is a side.
    """
    first: tuple[Argument, ...] = ()
    for roles in parts.alternatives:
        found = tuple(
            a for role in roles for a in scene.arguments(predicate, role) if a.role != "clause" and not scene.is_time(a)
        )
        sides = tuple(a for a in found if scene.is_actor(a))
        if sides:
            return sides
        first = first or tuple(a for a in found if a.preposition != "in" or _is_somewhere(scene, a))
    return first


def _is_somewhere(scene: Scene, argument: Argument) -> bool:
    """A curfew in a town is the town's; "in a bid", "in response" is nobody's."""
    if scene.lemmas(argument) & scene.words.classes["PLACEHELD"]:
        return True
    return any(ent.label_ == "LOC" for ent in names_in(scene.doc, argument.start, argument.end))
