"""Who the sides of an event are, beyond those that its words name: hosts, companions, the police of the place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dateline.coding.events.acts.rows import Candidate
from dateline.coding.events.context import EventContext
from dateline.coding.events.merging import VISITED, key_of
from dateline.language.syntax.predicates import Predicate
from dateline.model import Actor, Place

State = Callable[[str], str | None]
"""ISO3 -> the state's name."""

_AT = frozenset(("at", "in", "during"))
_ON = frozenset(("about", "on", "of"))  # "will brief him on the talks with Kim": those were his own
_HE = frozenset(("he", "she"))
_COMMA = 2  # characters between a description and the name behind it
_DURING = ("during", "on", "at", "in", "before", "after", "ahead of", "following", "for")


def unique(actors: Iterable[Actor], without: Sequence[Actor] = ()) -> tuple[Actor, ...]:
    """Each actor once, in order; none of `without`."""
    seen = {key_of(a) for a in without}
    out = []
    for actor in actors:
        if key_of(actor) not in seen:
            seen.add(key_of(actor))
            out.append(actor)
    return tuple(out)


def once(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors; a description right before a name of its state is that name: "the Finnish president, Niinisto"."""

    def called(a: Actor) -> bool:
        return a.entity is None and a.country is not None and not a.name.split()[-1].endswith("s")

    named = [b for b in actors if b.entity is not None]
    return tuple(
        a
        for a in actors
        if not (called(a) and any(b.country == a.country and 0 < b.span.start - a.span.end <= _COMMA for b in named))
    )


def company(context: EventContext, match: Candidate) -> tuple[Actor, ...]:
    """Who else was at a meeting that names one side: "said Lukashenko during a meeting with Putin", "the talks where he
    urged ..."."""
    if match.predicate.kind != "noun":
        return ()
    there = at_which(context, match)
    if there is not None:
        return tuple(a for arg in there.role("subject") for a in context.actors(arg))
    parent = context.predicates.get(match.predicate.parent) if match.predicate.parent is not None else None
    if parent is None or parent.kind != "verb" or parent.role("predicative"):
        return ()
    hung = [a for a in parent.arguments if a.head == match.trigger and a.role in ("oblique", "object")]
    told = parent.lemma in context.ontology.classes["BRIEFING"] and _the(context, match.trigger)
    if not any(a.role == "object" or a.preposition in _DURING or (told and a.preposition in _ON) for a in hung):
        return ()
    above = context.predicates.get(parent.parent) if told and parent.link == "complement" and parent.parent else None
    own = above is not None and any(context.tokens[a.head].lower_ in _HE for a in parent.role("subject"))
    # "The premier said he would brief them": whoever speaks promises it.
    teller = above if above is not None and own else parent
    return tuple(a for arg in teller.role("subject") for a in context.actors(arg))


def _the(context: EventContext, token: int) -> bool:
    return any(t.lower_ == "the" for t in context.doc[token].lefts)


def at_which(context: EventContext, match: Candidate) -> Predicate | None:
    """What somebody is told to have done at a meeting in the clause on its noun: "a summit where he pressed"."""
    for head in context.below.get(match.trigger, ()):
        clause = context.predicates[head]
        opens = [context.tokens[m].lower_ for m in clause.markers]
        set_there = any(a.shared and a.head == match.trigger and a.preposition in _AT for a in clause.role("oblique"))
        if clause.link == "relative" and clause.tense == "past" and ("where" in opens or set_there):
            return clause
    return None


def visitor(context: EventContext, match: Candidate) -> bool:
    """Whether a visit names who goes: a noun with only its goal ("family trips to Hawaii") does not."""
    if not context.ontology.has_trait(match, "visiting") or match.predicate.kind != "noun":
        return True
    goals = {a.head for a in match.predicate.arguments if a.preposition in ("to", "in", "of")}
    return any(a.head not in goals for a in match.actors) or bool(company(context, match))


def host(actor: Actor, places: Sequence[Place], state: State) -> Actor:
    """A visited place stands for its state: "flew to Helsinki" is a visit to Finland."""
    here = [p for p in places if p.span.start >= actor.span.start and p.span.end <= actor.span.end]
    name = state(actor.country) if actor.country is not None else None
    if (
        name is None
        or not here
        or here[-1].feature in ("country", "unknown")
        or actor.sectors[:1] not in ((), ("GOV",))
    ):
        return actor
    if here[-1].span.end != actor.span.end:
        return actor
    return replace(actor, name=name, entity=None, how=f"{VISITED}: {here[-1].name}; {actor.how}")


def with_host(actors: tuple[Actor, ...], where: Place | None, state: State) -> tuple[Actor, ...]:
    """Whoever visits a plant abroad visits its state."""
    name = state(where.country) if where is not None and where.country is not None else None
    if where is None or name is None or len(actors) != 1 or actors[0].country in (None, where.country):
        return actors
    return (*actors, Actor(name, where.span, country=where.country, sectors=("GOV",), how=f"{VISITED}: {where.name}"))


def of_the_place(sides: tuple[Actor, ...], where: Place | None, sectors: frozenset[str] | None) -> tuple[Actor, ...]:
    """ "The police" of an event in Warsaw are Poland's, and so is a school hit there (`sectors` None: anything)."""
    if where is None or where.country is None:
        return sides
    how = f"of the place, {where.name}"
    return tuple(
        replace(a, country=where.country, how=f"{a.how}; {how}")
        if a.country is None and a.entity is None and (sectors is None or sectors.intersection(a.sectors[:1]))
        else a
        for a in sides
    )
