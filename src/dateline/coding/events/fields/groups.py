"""Of which states the people of a group are, where the report tells it elsewhere.

"Detained 30 fishermen ... The fishermen were Italian and Tunisian", or "... holds 18 Italian and 12 Tunisian men".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.coding.events.candidate import Candidate, key_of
from dateline.coding.events.context import EventContext
from dateline.language.syntax.noun_phrases import conjuncts, names_in
from dateline.language.syntax.predicates import Predicate
from dateline.model import Actor

_ARE = frozenset(("be", "include", "comprise"))
_BARE = 1  # a number below tells too little to know a group by: "one"


def name_states(context: EventContext, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates; a group whose states are told elsewhere in the report is one actor a state."""
    called = dict(_find_called(context))
    counted = dict(_find_counted(context, candidates))
    if not called and not counted:
        return tuple(candidates)

    def told(side: tuple[Actor, ...]) -> tuple[Actor, ...]:
        return tuple(part for actor in side for part in _split(context, actor, called, counted))

    return tuple(
        replace(c, sides=replace(c.sides, actors=told(c.sides.actors), recipients=told(c.sides.recipients)))
        for c in candidates
    )


def _split(
    context: EventContext,
    actor: Actor,
    called: Mapping[str, tuple[Actor, ...]],
    counted: Mapping[int, tuple[Actor, ...]],
) -> tuple[Actor, ...]:
    if actor.country is not None or actor.entity is not None:
        return (actor,)
    words = context.doc.char_span(actor.span.start, actor.span.end)
    if words is None or words.root.tag_ not in ("NNS", "NNPS"):
        return (actor,)
    number = next((n for t in words if (n := _number(t.text)) is not None), None)
    of = called.get(words.root.lemma_.lower()) or (counted.get(number) if number is not None else None)
    if of is None:
        return (actor,)
    return tuple(
        replace(
            actor,
            name=f"{actor.name} ({state.name})" if len(of) > 1 else actor.name,
            country=state.country,
            cow=state.cow,
            gw=state.gw,
            how=f'{actor.how}; the report calls them "{state.span.cut(context.report.text)}"',
        )
        for state in of
    )


def _find_called(context: EventContext) -> Iterator[tuple[str, tuple[Actor, ...]]]:
    """Plural noun -> the states that a sentence gives to those people: "the fishermen were Italian and Tunisian"."""
    for predicate in context.parse.predicates:
        for subject in predicate.role("subject"):
            noun = context.tokens[subject.head]
            if noun.tag_ != "NNS" or subject.shared or predicate.negation is not None:
                continue
            states = _find_states(context, predicate)
            if states and all(a.country for a in states):
                yield noun.lemma_.lower(), states


def _find_states(context: EventContext, predicate: Predicate) -> tuple[Actor, ...]:
    """The states that a clause of being names."""
    head = context.doc[predicate.head]
    if predicate.kind == "adjective" or predicate.lemma not in _ARE:
        heads = conjuncts(context.doc, head.i) if head.ent_type_ == "NORP" else ()
    else:
        heads = tuple(h for a in predicate.role("object", "predicative") for h in conjuncts(context.doc, a.head))
    if not heads or not all(context.tokens[h].ent_type_ == "NORP" for h in heads):
        return ()
    names = [e for e in names_in(context.doc, min(heads), max(heads) + 1) if e.label_ == "NORP"]
    return tuple(a for n in names for a in context.named(n.start, n.end)[:1])


def _find_counted(context: EventContext, candidates: Sequence[Candidate]) -> Iterator[tuple[int, tuple[Actor, ...]]]:
    """Sum of the numbers of a group's parts -> its parts: "18 Italian and 12 Tunisian men" are 30."""
    for candidate in candidates:
        for side in (candidate.sides.actors, candidate.sides.recipients):
            groups: dict[str, Actor] = {key_of(a): a for a in side if a.entity is None and a.country is not None}
            numbers = [_number_before(context, a) for a in groups.values()]
            known = [n for n in numbers if n is not None]
            if len(known) > 1 and len(known) == len(numbers) and sum(known) > _BARE:
                yield sum(known), tuple(groups.values())


def _number_before(context: EventContext, actor: Actor) -> int | None:
    """The number right before the words that name a part."""
    words = context.doc.char_span(actor.span.start, actor.span.end)
    return _number(context.tokens[words.start - 1].text) if words is not None and words.start else None


def _number(text: str) -> int | None:
    return int(text.replace(",", "")) if text.replace(",", "").isdecimal() else None
