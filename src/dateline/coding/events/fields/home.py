"""Where authorities act: in the town that their phrase names, "a court in Kisumu sentenced", else in their own state,
"a Kenyan court sentenced", "Nepal lifted the curfew".

What a state does to its own people it does at home. Where the words name another state too, nothing is known.
"""

from __future__ import annotations

from dateline.coding.events.candidate import Candidate
from dateline.coding.events.context import EventContext
from dateline.coding.name_keys import key_of
from dateline.coding.places.gazetteer import gazetteer
from dateline.model import Actor, Place, Span

_OF_STATE = frozenset(("GOV", "COP", "JUD", "LEG", "MIL"))
_HOME = ("country", "admin")
_SEATED = frozenset(("JUD", "COP"))
_IN = frozenset(("in", "at"))


def find_seat(context: EventContext, candidate: Candidate) -> Place | None:
    """The place that the phrase of a court or of the police gives as its own: what they do they do there."""
    if candidate.sides.nary:
        return None
    for actor in candidate.sides.actors:
        if _SEATED.isdisjoint(actor.sectors[:1]):
            continue
        inside = [p for p in context.standing_places.within(actor.span) if _is_brought(context, p)]
        if inside:
            return inside[0]
    return None


def _is_brought(context: EventContext, place: Place) -> bool:
    before = context.parse.token_at(place.span.start) - 1
    if before > 0 and context.tokens[before].pos_ == "DET":
        before -= 1
    return before >= 0 and context.tokens[before].lower_ in _IN


def find_home(context: EventContext, candidate: Candidate) -> Place | None:
    """The state or region by whose name the doers are called, where the act is one that is done at home."""
    if not context.ontology.has_trait(candidate, "home") or candidate.sides.nary:
        return None
    actors = candidate.sides.actors
    states = {a.country for a in (*actors, *candidate.sides.recipients) if a.country is not None}
    if len(states) != 1 or not all(_OF_STATE.intersection(a.sectors) for a in actors):
        return None
    (state,) = states
    if any(p.country not in (state, None) for p in _places_around(context, candidate)):
        return None
    found = [place for actor in actors if (place := _name_in(context, actor, state)) is not None]
    return found[0] if found else None


def _places_around(context: EventContext, candidate: Candidate) -> list[Place]:
    start, end = context.reach(candidate.act.trigger)
    return context.standing_places.beginning(start, end)


def _name_in(context: EventContext, actor: Actor, state: str) -> Place | None:
    """The name or the adjective of the state, or the name of its region, in the words of a doer."""
    inside = [p for p in context.standing_places.within(actor.span) if p.country == state]
    named = [p for p in inside if p.feature in _HOME]
    if named:
        return max(named, key=lambda p: (p.feature == "admin", -p.span.start))
    atlas = gazetteer()
    for n in context.parse.covering(actor.span.start, actor.span.end):
        token = context.tokens[n]
        found = atlas.adjectives.get(key_of(context.report.text[token.idx : token.end]))
        if found is not None and found.country == state and token.text[:1].isupper():
            span = Span(token.idx, token.end)
            where = found.latitude, found.longitude, found.country, None, "country"
            return Place(found.name, span, found.geonames, *where, 0.5, "the state whose authorities act")
    return None
