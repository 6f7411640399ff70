"""One incident told in sentences that follow each other: what is done there has its day and its place.

"Soldiers freed a ship off Yemen on Saturday. They boarded it and seized five men." Only the plain past of somebody who
was there goes on with it: background is told in other tenses or with a day of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.coding.events.acts.rows import Candidate
from dateline.coding.events.context import EventContext
from dateline.coding.events.merging import key_of
from dateline.coding.events.setting.days import dates, past
from dateline.model import Actor, Event, When

_FORCES = frozenset(("MIL", "COP", "REB", "PRM", "SPY"))
_BACKGROUND = frozenset(("recently", "previously", "already", "once", "often", "usually", "ever", "never"))
_GAP = 5  # sentences from one deed to the next


def continued(
    context: EventContext, events: Sequence[Event], found: Sequence[Candidate], times: Sequence[When]
) -> tuple[Event, ...]:
    """The events, with the day and place of the incident that the sentences before them tell."""
    by = {context.tokens[m.trigger].idx: m for m in found}
    number = {first: n for n, (first, _) in enumerate(dict.fromkeys(context.sentences))}
    dated = {number[first] for first, _ in dict.fromkeys(context.sentences) if dates(context, first, times)}
    out = {e.id: e for e in events}
    chain: tuple[Event, int] | None = None
    for event in sorted(events, key=lambda e: (e.trigger.start, e.id)):
        match = by.get(event.trigger.start)
        if match is None or not _deed(context, event):
            continue
        here = number[context.sentences[match.trigger][0]]
        if chain is not None and _goes_on(context, match, chain, event, here, dated):
            told = chain[0]
            event = out[event.id] = replace(event, when=event.when or told.when, where=event.where or told.where)
            chain = (event, here)
        elif event.when is not None or event.where is not None:
            chain = (event, here)
        elif chain is not None and here - chain[1] > 0:
            chain = None
    return tuple(out.values())


def _deed(context: EventContext, event: Event) -> bool:
    if event.factuality.label not in ("happened", "ongoing"):
        return False
    if context.ontology.has_trait(event, "deed"):
        return True
    return context.ontology.has_trait(event, "order") and any(_FORCES & set(a.sectors) for a in event.actors)


def _goes_on(
    context: EventContext,
    match: Candidate,
    chain: tuple[Event, int],
    event: Event,
    here: int,
    dated: frozenset[int] | set[int],
) -> bool:
    before, there = chain
    if event.when is not None or here - there > _GAP or any(n in dated for n in range(there + 1, here + 1)):
        return False
    if match.predicate.kind == "noun" or match.predicate.perfect or not past(context, match.predicate):
        return False
    if any(t.lower_ in _BACKGROUND for t in context.doc[match.trigger].children):
        return False
    return here != there and _together(before, event)


def _together(a: Event, b: Event) -> bool:
    """Whether two events have somebody in common: one actor, one force of one state, one kind of people."""
    return any(_same(x, y) for x in (*a.actors, *a.recipients) for y in (*b.actors, *b.recipients))


def _same(a: Actor, b: Actor) -> bool:
    if key_of(a) == key_of(b):
        return True
    if a.entity is None and b.entity is None and a.name.split()[-1].casefold() == b.name.split()[-1].casefold():
        return True
    forces = _FORCES.intersection(a.sectors[:1], b.sectors[:1])
    return a.country is not None and a.country == b.country and bool(forces)
