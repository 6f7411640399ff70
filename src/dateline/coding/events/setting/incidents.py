"""One incident told in sentences that follow each other: what is done there has its day and its place.

"Soldiers freed a ship off Yemen on Saturday. They boarded it and seized five men." Only the plain past of somebody who
was there goes on with it: background is told in other tenses or with a day of its own.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from dateline.coding.events.candidate import Candidate, Sides, key_of
from dateline.coding.events.context import EventContext
from dateline.coding.events.setting.days import dates, is_past
from dateline.model import Actor

_FORCES = frozenset(("MIL", "COP", "REB", "PRM", "SPY"))
_BACKGROUND = frozenset(("recently", "previously", "already", "once", "often", "usually", "ever", "never"))
_GAP = 5  # sentences from one deed to the next


@dataclass(frozen=True, slots=True)
class _Incident:
    """The last deed of an incident that goes on, and the number of its sentence."""

    deed: Candidate
    sentence: int


def lend_by_incidents(context: EventContext, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, with the day and place of the incident that the sentences before them tell."""
    number = {first: n for n, (first, _) in enumerate(dict.fromkeys(context.parse.sentences))}
    dated = {n for first, n in number.items() if dates(context, first)}
    out = {c.act.trigger: c for c in candidates}
    incident: _Incident | None = None
    for deed in sorted(candidates, key=lambda c: c.act.trigger):
        if not _is_deed(context, deed):
            continue
        here = number[context.parse.sentences[deed.act.trigger][0]]
        if incident is not None and _goes_on(context, incident, deed, here, dated):
            deed = replace(deed, setting=deed.setting.or_else(incident.deed.setting))
            out[deed.act.trigger] = deed
            incident = _Incident(deed, here)
        elif deed.setting.when is not None or deed.setting.where is not None:
            incident = _Incident(deed, here)
        elif incident is not None and here > incident.sentence:
            incident = None
    return tuple(out.values())


def _is_deed(context: EventContext, candidate: Candidate) -> bool:
    if candidate.label not in ("happened", "ongoing"):
        return False
    if context.ontology.has_trait(candidate, "deed"):
        return True
    by_force = any(_FORCES & set(a.sectors) for a in candidate.sides.actors)
    return by_force and context.ontology.has_trait(candidate, "order")


def _goes_on(context: EventContext, incident: _Incident, deed: Candidate, here: int, dated: Set[int]) -> bool:
    predicate, there = deed.act.predicate, incident.sentence
    if deed.setting.when is not None or here - there > _GAP or any(n in dated for n in range(there + 1, here + 1)):
        return False
    if predicate.kind == "noun" or predicate.perfect or not is_past(context, predicate):
        return False
    if any(t.lower_ in _BACKGROUND for t in context.doc[deed.act.trigger].children):
        return False
    return here != there and _have_in_common(incident.deed.sides, deed.sides)


def _have_in_common(a: Sides, b: Sides) -> bool:
    """Whether two deeds have somebody in common: one actor, one force of one state, one kind of people."""
    return any(_is_same(x, y) for x in a.all for y in b.all)


def _is_same(a: Actor, b: Actor) -> bool:
    if key_of(a) == key_of(b):
        return True
    if a.entity is None and b.entity is None and a.name.split()[-1].casefold() == b.name.split()[-1].casefold():
        return True
    forces = _FORCES.intersection(a.sectors[:1], b.sectors[:1])
    return a.country is not None and a.country == b.country and bool(forces)
