"""Whom the phrase of an argument names: its members, a name in apposition, who owns or wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.coding.events.context.findings import is_known
from dateline.coding.events.context.relations import states_named
from dateline.language.syntax.noun_phrases import appositions, core, names_in
from dateline.language.syntax.predicates import Argument
from dateline.model import Actor

if TYPE_CHECKING:
    from dateline.coding.events.context import EventContext

_DEEPEST = 3  # a paper that another paper cites needs no third author
_THINGS = ("EXERCISE", "AGREEMENT", "MEETING", "SANCTIONS", "AIDGOODS")


def name_sides(context: EventContext, argument: Argument, depth: int) -> tuple[Actor, ...]:
    """The actors of an argument, one a side (`EventContext.actors`); `depth`: how many phrases led to this one."""
    inner = argument.role not in ("subject", "agent") or context.acts(argument)
    thing = any(context.lemma(argument.head) in context.ontology.classes[c] for c in _THINGS)
    out = [a for h, start, end in context.members(argument) for a in _name_member(context, h, start, end, inner, thing)]
    if not out and depth < _DEEPEST:
        for one in (context.speakers.get(argument.head), *_find_owners(context, argument)):
            if one is not None:
                return context.actors(one, depth + 1)
    if not any(is_known(a) for a in out) and context.lemma(argument.head) in context.ontology.classes["PAPER"]:
        authors = [a for by in _find_authors(context, argument.head) for a in context.actors(by, depth + 1)]
        if depth < _DEEPEST and any(is_known(a) for a in authors):
            return tuple(authors)
    return tuple(out)


def _name_member(context: EventContext, head: int, start: int, end: int, inner: bool, thing: bool) -> tuple[Actor, ...]:
    """Who a member of the phrase is: the name in apposition where it only describes ("the envoy, Kofi Annan,")."""
    actors = _name_side(context, start, end, inner, thing)
    if any(a.entity for a in actors):
        return actors
    named = [a for h in appositions(context.doc, head) for a in _name_side(context, *core(context.doc, h), inner)]
    if len(actors) == 1 and not any(a.entity for a in named):
        return (_add_state(actors[0], named),)
    return tuple(a for a in named if a.entity or a.country) or actors


def _add_state(described: Actor, beside: Sequence[Actor]) -> Actor:
    """A described actor with the state of its apposition: "the driver, an engineer from Norway" is the driver."""
    state = next((a for a in beside if a.country is not None), None)
    if described.country is not None or state is None:
        return described
    how = f"{described.how}; {state.how}"
    return replace(described, country=state.country, cow=state.cow, gw=state.gw, how=how)


def _find_owners(context: EventContext, argument: Argument) -> tuple[Argument, ...]:
    """ "The army began its assault": whose it is if the pronoun takes up nobody else."""
    word = context.doc[argument.head]
    noun = context.parse.by_head.get(word.head.i) if word.tag_ == "PRP$" else None
    verb = context.parse.governor(noun) if noun is not None else None
    if verb is None or not any(a.head == word.head.i for a in verb.role("object")):
        return ()
    return verb.role("subject")


def _name_part(context: EventContext, group: Actor, name: tuple[int, int], words: str) -> tuple[Actor, ...]:
    """The members of one state out of a phrase that names several: "Indian and Chinese soldiers"."""
    span = context.span(*name)
    return tuple(
        replace(group, name=words, span=span, country=a.country, cow=a.cow, gw=a.gw, how=f"{group.how}; {a.how}")
        for a in context.named(*name)[:1]
        if a.country is not None
    )


def _name_side(
    context: EventContext, start: int, end: int, inner: bool = True, thing: bool = False
) -> tuple[Actor, ...]:
    """`inner`: what the phrase holds may stand for it. `thing`: only that may ("military exercises" are nobody)."""
    actors = tuple(a for a in context.named(start, end) if not thing or a.entity is not None)
    states = states_named(context.doc, start, end)
    if states and len(actors) == 1 and actors[0].entity is None:
        parts = tuple(a for one in states for a in _name_part(context, actors[0], *one))
        if len(parts) > 1:
            return parts
    if not inner or any(is_known(a) and not _is_thing(a) for a in actors):
        return actors
    # "the killing of civilians during Turkey's operations" names nobody itself; what it holds may.
    for ent in names_in(context.doc, start, end):
        tied = ent.end < end and context.doc[ent.end].text == "-"  # "UN-brokered talks" are not the UN's
        held = () if tied else tuple(a for a in context.named(ent.start, ent.end) if a.country)
        if held:
            return held
    return actors


def _find_authors(context: EventContext, paper: int) -> tuple[Argument, ...]:
    """Who wrote a paper: whose it is, by whom, or the subject of the verb that takes it as its object."""
    noun = context.parse.by_head.get(paper)
    if noun is None:
        return ()
    own = tuple(a for a in noun.arguments if a.role == "possessor" or a.preposition in ("by", "from"))
    verb = context.parse.by_head.get(noun.parent) if noun.parent is not None else None
    if own or verb is None or not any(a.head == paper for a in verb.role("object")):
        return own
    return verb.role("subject", "agent")


def _is_thing(actor: Actor) -> bool:
    """Something of a state, but nobody: "Norway's port of Narvik"."""
    return actor.entity is None and not actor.sectors and actor.name.strip()[:1].isupper() and " " in actor.name
