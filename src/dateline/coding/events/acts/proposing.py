"""Which predicates carry an event: rows and intents held against a context.

Intents come first: what is promised, refused, demanded or threatened is content, not a happening of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dateline.coding.events.acts.intents import intended
from dateline.coding.events.acts.joining import one_act
from dateline.coding.events.acts.rows import Candidate, carried
from dateline.coding.events.context import EventContext
from dateline.language.syntax.predicates import Predicate

_NOT_HELD = 4  # a content chain longer than this is a parse that ran away


def matches(context: EventContext) -> tuple[Candidate, ...]:
    """All events of the context in the order of the text; what is content of an intent is left out."""
    plain = {head: found for head, p in context.predicates.items() if (found := carried(context, p))}
    intents = {head: found for head, p in context.predicates.items() if (found := intended(context, p, plain))}
    held = _content_of(context, intents)
    both = {**plain, **intents}
    # "Failed to reach a deal" is no deal; "called him to congratulate him" is both.
    asked = {head for m in both.values() for head in m.named if not _meets(context, m)}
    held |= {head for head in asked if head in both and both[head].predicate.kind != "noun"}
    kept = [_aimed(context, m, both) for head, m in both.items() if head not in held]
    return one_act(context, _without_nouns(context, sorted(kept, key=lambda m: m.trigger)))


def _meets(context: EventContext, match: Candidate) -> bool:
    return context.ontology.has_trait(match, "meeting")


def _aimed(context: EventContext, match: Candidate, found: Mapping[int, Candidate]) -> Candidate:
    """ "Called the king to express his support": what is said in a call is said to the one who is called."""
    predicate = match.predicate
    outer = found.get(predicate.parent) if predicate.parent is not None and predicate.link == "adverbial" else None
    if outer is None or not _meets(context, outer) or predicate.finite or any(map(context.is_actor, match.recipients)):
        return match
    mine = {a.head for a in (*match.actors, *outer.predicate.role("subject"))}
    others = tuple(a for a in outer.actors if a.head not in mine)
    return replace(match, recipients=others) if context.ontology.has_trait(match, "addressed") else match


def _content_of(context: EventContext, intents: Mapping[int, Candidate]) -> frozenset[int]:
    """Predicates inside what somebody promises, refuses, demands or threatens."""
    held: set[int] = set()
    roots = {m.content.head for m in intents.values() if m.content is not None}
    for head, predicate in context.predicates.items():
        step: Predicate | None = predicate
        for _ in range(_NOT_HELD):
            if step is None:
                break
            if step.head in roots:
                held.add(head)
                break
            tied = step.link in ("complement", "conjunct", "nominal") or (step.link == "adverbial" and not step.finite)
            if not tied or step.parent is None:
                break
            step = context.predicates.get(step.parent)
    return frozenset(held)


def _without_nouns(context: EventContext, found: list[Candidate]) -> list[Candidate]:
    """A noun that a verb's row asked for is part of the verb's event, and gives it the sides that it lacks.

    "Held talks with Minsk" is one meeting, "cancelled a visit to Paris" no visit, "lifted the sanctions against Sudan"
    no sanction; "condemned the attack" stays two events.
    """
    eaten: set[int] = set()
    filled: dict[int, Candidate] = {}
    for verb in [m for m in found if m.predicate.kind == "verb"]:
        # What is told "about" a meeting is another act than the meeting.
        heads = {a.head for a in verb.predicate.role("object", "oblique") if a.preposition != "about"}
        for noun in found:
            if noun.predicate.kind != "noun" or noun.trigger not in heads:
                continue
            if noun.type == verb.type or noun.trigger in verb.named:
                eaten.add(noun.trigger)
                filled[verb.trigger] = _joined(context, filled.get(verb.trigger, verb), noun)
    return [filled.get(m.trigger, m) for m in found if m.trigger not in eaten]


def _joined(context: EventContext, verb: Candidate, noun: Candidate) -> Candidate:
    mine = {a.head for a in verb.actors}
    both = noun.type == verb.type and _meets(context, verb)
    return replace(
        verb,
        actors=verb.actors + tuple(a for a in noun.actors if both and a.head not in mine),
        recipients=verb.recipients or tuple(a for a in noun.recipients if a.head not in mine),
        mode=verb.mode or (noun.mode if both else None),
    )
