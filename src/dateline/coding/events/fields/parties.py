"""Who the sides of an act are: whom its words name, the company at a meeting, hosts, the police of the place.

The field's word for who plays which part is semantic roles.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.coding.events.candidate import Act, Candidate, Sides, unique
from dateline.coding.events.context import EventContext, is_known
from dateline.coding.events.fields.counts import is_people
from dateline.language.syntax.predicates import Argument, Predicate
from dateline.model import Actor, Place

_VISITED = "the state visited"
_SEATS = frozenset(("headquarters", "building", "base"))  # whoever holds them may be meant
_HELD_BY = frozenset(("facility", "unknown"))
_SCENES = frozenset(("in", "at", "across", "through", "throughout", "around", "near", "to", "on", "outside", "inside"))
_LOCAL = frozenset(("GOV", "COP", "MIL", "JUD", "LEG", "CVL"))
_AT = frozenset(("at", "in", "during"))
_ON = frozenset(("about", "on", "of"))  # "will brief him on the talks with Kim": those were his own
_HE = frozenset(("he", "she"))
_SPOTS = frozenset(("in", "at", "near", "outside", "inside"))
_OWN = ("his ", "her ", "their ", "its ")
_COMMA = 2  # characters between a description and the name behind it
_DURING = ("during", "on", "at", "in", "before", "after", "ahead of", "following", "for")


def name_sides(context: EventContext, act: Act) -> Sides:
    """Whom the act's own words name, and who else was at a meeting."""
    actors = unique(a for arg in act.actors if not _is_act(context, arg) for a in _name_members(context, act, arg))
    reached = [arg for arg in act.recipients if not _is_scene(context, act, arg)]
    # A thing can be hit, seized or sent; only somebody can be praised, refused or charged.
    things = context.ontology.has_trait(act, "things")
    named = ((arg.head, a) for arg in reached for a in _name_members(context, act, arg))
    found = (a for head, a in named if things or is_known(a) or is_people(context, head))
    recipients = unique(found, actors)
    met = context.ontology.event_type(act.type, act.mode).nary
    return Sides(
        actors,
        recipients,
        company=find_company(context, act) if met else (),
    )


def _name_members(context: EventContext, act: Act, argument: Argument) -> tuple[Actor, ...]:
    """Whom the phrase names, without members of it that take no part: "killed the guards and fled the scene" hangs the
    scene on the guards in some parses."""
    _, *others = context.members(argument)
    left = [context.span(start, end) for head, start, end in others if head in act.nobody]
    return tuple(a for a in context.actors(argument) if not any(span.contains(a.span) for span in left))


def _is_scene(context: EventContext, act: Act, argument: Argument) -> bool:
    """ "Thousands marched in London": the town of a protest says where, not against whom; an embassy may say both."""
    if not context.ontology.has_trait(act, "crowd") or argument.preposition.rpartition(" ")[2] not in _SCENES:
        return False
    if not context.lemmas(argument).isdisjoint(context.ontology.classes["PLACEHELD"] - _SEATS):
        return True
    start = context.tokens[argument.head].idx
    return any(p.feature not in _HELD_BY for p in context.standing_places.touching(start, start + 1))


def _is_act(context: EventContext, argument: Argument) -> bool:
    """ "A bombing killed nine": the word of the act is nobody, unless it holds somebody."""
    acts = context.ontology.classes["VIOLENCE"]
    return not acts.isdisjoint(context.lemmas(argument)) and not any(is_known(a) for a in context.actors(argument))


def _drop_means(context: EventContext, act: Act, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors without deeds and devices that only a place gives a state: "a bombing in Herat", "a car bomb"."""
    classes = context.ontology.classes
    deeds = classes["VIOLENCE"] | classes["DEVICE"] | classes["MISSILES"]
    means = [arg for arg in act.actors if not deeds.isdisjoint(context.lemmas(arg))]
    nobody = {a for arg in means for a in context.actors(arg) if not _is_somebody(context, a)}
    return tuple(a for a in actors if a not in nobody)


def _is_somebody(context: EventContext, actor: Actor) -> bool:
    if not is_known(actor) or actor.entity is not None or actor.sectors:
        return is_known(actor)
    inside = [p for p in context.standing_places.within(actor.span) if p.country == actor.country]
    return not any(context.tokens[context.parse.token_at(p.span.start) - 1].lower_ in _SPOTS for p in inside)


def complete_sides(context: EventContext, candidate: Candidate) -> Sides:
    """Whom the record names: with the company at a meeting, the state that a visit goes to, and whose the police are.

    What the words tell counts as well as what that is filed as: a visit to come is AGREE, and goes to a state like any.
    """
    act, ontology, where = candidate.act, context.ontology, candidate.setting.where
    actors, recipients = _drop_means(context, act, candidate.sides.actors), candidate.sides.recipients
    met, together = (
        ontology.event_type(act.type, act.mode).nary,
        ontology.event_type(candidate.type, candidate.mode).nary,
    )
    if (together or met) and len(actors) + len(recipients) < 2:
        actors = unique((*actors, *candidate.sides.company))
    among = act.mutual or ontology.has_trait(candidate, "mutual")
    nary = together or met or (among and not recipients and sum(map(is_known, actors)) > 1)
    visited: frozenset[Actor] = frozenset()
    if ontology.has_trait(act, "visiting"):
        hosts = _add_host(context, tuple(_name_host(context, a) for a in actors), where)
        visited = frozenset(hosts) - frozenset(actors)
        actors = tuple(a for a in hosts if a.country is not None or a.entity is not None)
    if nary:
        actors, recipients = unique((*actors, *recipients)), ()
    actors = actors if met else _give_place(context, actors, where, _LOCAL)
    local = None if ontology.has_trait(candidate, "violent") else _LOCAL
    named = _drop_descriptions(actors), _drop_descriptions(_give_place(context, recipients, where, local))
    return replace(candidate.sides, actors=named[0], recipients=named[1], nary=nary, visited=visited)


def _drop_descriptions(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors; a description right before a name is that name: "the Finnish president, Niinisto" of one state, and
    with nothing between them any, "his ally Niinisto", "former adviser Rossi"."""
    named = [b for b in actors if b.entity is not None]
    return tuple(a for a in actors if not any(_is_called(a, b) for b in named))


def _is_called(described: Actor, named: Actor) -> bool:
    if described.entity is not None or described.name.split()[-1].endswith("s"):
        return False
    between = named.span.start - described.span.end
    if between == 1 and (described.country is None or described.name.lower().startswith(_OWN)):
        return True
    return described.country is not None and described.country == named.country and 0 < between <= _COMMA


def find_company(context: EventContext, act: Act) -> tuple[Actor, ...]:
    """Who else was at a meeting that names one side: "said Lukashenko during a meeting with Putin", "the talks where he
    urged ..."."""
    if act.predicate.kind != "noun":
        return ()
    there = at_which(context, act)
    if there is not None:
        return tuple(a for arg in there.role("subject") for a in context.actors(arg))
    parent = context.parse.governor(act.predicate)
    if parent is None or parent.kind != "verb" or parent.role("predicative"):
        return ()
    hung = [a for a in parent.arguments if a.head == act.trigger and a.role in ("oblique", "object")]
    told = parent.lemma in context.ontology.classes["BRIEFING"] and _the(context, act.trigger)
    if not any(a.role == "object" or a.preposition in _DURING or (told and a.preposition in _ON) for a in hung):
        return ()
    above = context.parse.governor(parent) if told and parent.link == "complement" else None
    own = above is not None and any(context.tokens[a.head].lower_ in _HE for a in parent.role("subject"))
    # "The premier said he would brief them": whoever speaks promises it.
    teller = above if above is not None and own else parent
    return tuple(a for arg in teller.role("subject") for a in context.actors(arg))


def _the(context: EventContext, token: int) -> bool:
    return any(t.lower_ == "the" for t in context.doc[token].lefts)


def at_which(context: EventContext, act: Act) -> Predicate | None:
    """What somebody is told to have done at a meeting in the clause on its noun: "a summit where he pressed"."""
    for clause in context.parse.governed(act.predicate):
        opens = [context.tokens[m].lower_ for m in clause.markers]
        set_there = any(a.shared and a.head == act.trigger and a.preposition in _AT for a in clause.role("oblique"))
        if clause.link == "relative" and clause.tense == "past" and ("where" in opens or set_there):
            return clause
    return None


def _name_host(context: EventContext, actor: Actor) -> Actor:
    """A visited place stands for its state: "flew to Helsinki" is a visit to Finland."""
    here = context.standing_places.within(actor.span)
    name = context.found.state(actor.country) if actor.country is not None else None
    if (
        name is None
        or not here
        or here[-1].feature in ("country", "unknown")
        or actor.sectors[:1] not in ((), ("GOV",))
    ):
        return actor
    if here[-1].span.end != actor.span.end:
        return actor
    return replace(actor, name=name, entity=None, how=f"{_VISITED}: {here[-1].name}; {actor.how}")


def _add_host(context: EventContext, actors: tuple[Actor, ...], where: Place | None) -> tuple[Actor, ...]:
    """Whoever visits a plant abroad visits its state."""
    name = context.found.state(where.country) if where is not None and where.country is not None else None
    if where is None or name is None or len(actors) != 1 or actors[0].country in (None, where.country):
        return actors
    host = Actor(name, where.span, sectors=("GOV",))
    return (*actors, context.found.give_state(host, where.country or "", f"{_VISITED}: {where.name}"))


def _give_place(
    context: EventContext, sides: tuple[Actor, ...], where: Place | None, sectors: frozenset[str] | None
) -> tuple[Actor, ...]:
    """ "The police" of an event in Warsaw are Poland's, and so is a school hit there (`sectors` None: anything)."""
    if where is None or where.country is None:
        return sides
    how = f"of the place, {where.name}"
    return tuple(
        context.found.give_state(a, where.country, f"{a.how}; {how}")
        if a.country is None
        and a.entity is None
        and (sectors is None or sectors.intersection(a.sectors[:1]))
        and context.found.local(a, where.country)
        else a
        for a in sides
    )
