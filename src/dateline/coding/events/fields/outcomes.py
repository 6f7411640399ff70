"""Which other words tell what came of an act: "nine were killed in the attack", "attacked, killing nine", "the attack,
which killed nine", "5,000 took part in the protest"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.coding.events.candidate import Act
from dateline.coding.events.context import EventContext
from dateline.coding.events.fields.counts import is_people, outcome_of
from dateline.language.syntax.predicates import Argument, Predicate

_IN = frozenset(("in", "during", "by", "from", "after", "following", "amid", "when", "to"))
_WHEN = frozenset(("when", "after", "as", "while", "during", "following"))
_WITH = frozenset(("with", "and"))
_INTO = frozenset(("to", "in"))  # "led to", "resulted in"
_UP = 3  # "in a series of attacks"


def find_outcomes(context: EventContext, act: Act) -> tuple[Predicate, ...]:
    """The predicates that may tell whom an act of violence killed or hurt, each once."""
    found: dict[Predicate, None] = {}
    for own in (act.predicate, *act.also):
        found |= dict.fromkeys(_below(context, own))
        above = _above(context, own)
        if above is not None:
            first = context.parse.top(above, lambda p: p.link == "conjunct" and not _is_of_another(context, p))
            found |= dict.fromkeys((first, *_below(context, first), above, *_below(context, above)))
    return tuple(p for p in found if p != act.predicate)


def find_attended(context: EventContext, act: Act) -> tuple[Predicate, ...]:
    """The verb whose subject takes part in a protest that a noun names."""
    above = context.parse.governor(act.predicate) if act.predicate.kind == "noun" else None
    if above is None or above.kind != "verb" or above.passive:
        return ()
    held = any(a.head == act.trigger and a.role in ("object", "oblique") for a in above.arguments)
    return (above,) if held else ()


def _below(context: EventContext, predicate: Predicate) -> Iterator[Predicate]:
    """What goes on telling: coordinated verbs, participles, and the clause on the noun of the act."""
    for inner in (*context.parse.governed(predicate), *_hung_on_targets(context, predicate)):
        if inner.kind == "noun":
            yield from (inner,) if _is_result(context, predicate, inner) else ()
        elif _goes_on(context, predicate, inner):
            yield inner
            yield from _below(context, inner)


def _hung_on_targets(context: EventContext, predicate: Predicate) -> Iterator[Predicate]:
    """ "An attack on a market that killed nine": the parse hangs the clause on the market, which killed nobody."""
    for argument in predicate.arguments if predicate.kind == "noun" else ():
        if not is_people(context, argument.head):
            below = context.parse.below.get(argument.head, ())
            yield from (p for head in below if (p := context.parse.by_head[head]).link == "relative")


def _goes_on(context: EventContext, predicate: Predicate, inner: Predicate) -> bool:
    if predicate.kind == "noun":
        return inner.link == "relative"
    if inner.link == "conjunct":
        return not _is_of_another(context, inner)
    if inner.link == "complement":
        return inner.kind == "adjective"
    opened = {context.tokens[m].lower_ for m in inner.markers}
    return inner.link == "adverbial" and not inner.finite and opened <= _WITH


def _is_result(context: EventContext, predicate: Predicate, noun: Predicate) -> bool:
    """ "Led to four deaths", "caused 20 injuries"."""
    if predicate.kind != "verb" or outcome_of(context, noun) is None:
        return False
    held = [a for a in predicate.arguments if a.head == noun.head]
    return any(a.role == "object" or a.preposition in _INTO for a in held)


def _above(context: EventContext, predicate: Predicate) -> Predicate | None:
    """The verb that tells the outcome of an act below it, and names no other doer."""
    step, above = predicate, context.parse.governor(predicate)
    for _ in range(_UP):
        if above is None or above.kind != "noun" or above.lemma not in context.ontology.classes["QUANTITY"]:
            break
        step, above = above, context.parse.governor(above)
    if above is None or above.kind == "noun":
        return None
    held = next((a for a in above.arguments if a.head == step.head), None)
    if step.kind == "noun":
        return above if held is not None and _is_of(above, held) else None
    opened = {context.tokens[m].lower_ for m in step.markers}
    timed = step.link == "adverbial" and bool(opened & _WHEN)
    beside = step.link == "conjunct" and not _is_of_another(context, step)
    joined = beside or (step.link == "adverbial" and not step.finite and not opened)
    return above if joined or (timed and not _has_doer(above)) else None


def _is_of_another(context: EventContext, predicate: Predicate) -> bool:
    """ "Rebels killed nine, and the army killed 20": a verb with a doer of its own tells another deed."""
    if predicate.passive or predicate.kind != "verb":
        return any(not a.shared for a in predicate.role("agent"))
    suffered = predicate.lemma in context.ontology.counts.states
    return not suffered and any(not a.shared for a in predicate.role("subject"))


def _is_of(above: Predicate, held: Argument) -> bool:
    """Whether an act's noun is what does it, or the occasion of what nobody else does."""
    if held.role in ("subject", "agent"):
        return True
    return held.role == "oblique" and held.preposition in _IN and not _has_doer(above)


def _has_doer(above: Predicate) -> bool:
    """Whether another is named who did it: of a passive, or of a word whose subject suffers it, nobody is."""
    return bool(above.role("agent")) or (not above.passive and above.kind == "verb" and bool(above.role("object")))
