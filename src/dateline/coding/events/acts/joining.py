"""One act told by several words of one sentence: "attacked a base, killing nine", "died in a bombing that ..."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.coding.events.acts.rows import Candidate
from dateline.coding.events.context import EventContext, known
from dateline.coding.events.merging import key_of
from dateline.language.syntax.predicates import Predicate

_WHILE = frozenset(("when", "as", "while", "after"))
_DURING = ("in", "during", "by", "from", "after", "following")


def one_act(context: EventContext, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Matches of one type whose words tell one act become one, with the predicates of all; order is kept.

    The word that names who did it stays; a result ("killing nine") gives only what the act itself leaves open.
    """
    kept = {m.trigger: m for m in found}
    for match in found:
        told = kept.get(match.trigger)
        whole = _whole(context, told, kept) if told is not None else None
        if told is None or whole is None or whole.trigger == told.trigger:
            continue
        del kept[told.trigger]
        kept[whole.trigger] = _joined(whole, told)
    return tuple(kept.values())


def _whole(context: EventContext, part: Candidate, kept: dict[int, Candidate]) -> Candidate | None:
    """The match that tells the act of which `part` tells a side."""
    predicate = part.predicate
    for other in kept.values():
        if other.type != part.type or other.trigger == part.trigger:
            continue
        act = other.predicate
        if predicate.kind == "noun":
            # "A bombing by rebels killed nine": the verb stands for both, the noun says who did it.
            if _violent(context, part) and act.kind == "verb" and _has(act, part.trigger, "subject", "agent"):
                return other
            continue
        if _result(context, predicate, act) and _agree(context, part, other):
            return other
        if _violent(context, part) and _setting(predicate, act) and not _done_by(context, part):
            return other
    return None


def _result(context: EventContext, predicate: Predicate, act: Predicate) -> bool:
    """A participle, second verb or relative clause that goes on telling `act`."""
    if act.kind == "verb" and predicate.parent == act.head:
        going_on = predicate.link == "adverbial" and not predicate.finite
        beside = predicate.link in ("conjunct", "complement") and _subjects(predicate) == _subjects(act)
        return going_on or beside
    # "Launched an attack that killed nine": the clause hangs on the noun that the verb takes.
    about = {a.head for a in predicate.role("subject")}
    return act.kind == "verb" and predicate.link == "relative" and bool(about & {a.head for a in context.objects(act)})


def _setting(predicate: Predicate, act: Predicate) -> bool:
    """ "Nine were killed when rebels attacked", "was killed in an attack by rebels"."""
    if act.kind == "noun":
        return any(a.head == act.head and a.preposition in _DURING for a in predicate.role("oblique", "agent"))
    return act.parent == predicate.head and act.link == "adverbial" and act.finite


def _violent(context: EventContext, match: Candidate) -> bool:
    return context.ontology.has_trait(match, "violent")


def _subjects(predicate: Predicate) -> frozenset[int]:
    return frozenset(a.head for a in predicate.role("subject"))


def _has(predicate: Predicate, head: int, *roles: str) -> bool:
    return any(a.head == head for a in predicate.arguments if a.role in roles)


def _done_by(context: EventContext, match: Candidate) -> bool:
    return any(context.is_actor(a) for a in match.actors)


def _agree(context: EventContext, part: Candidate, whole: Candidate) -> bool:
    """Whether both are done to the same, or one of them leaves that open; blows fall on several at once."""
    if _violent(context, part):
        return True
    a, b = (
        {key_of(actor) for argument in m.recipients for actor in context.actors(argument) if known(actor)}
        for m in (part, whole)
    )
    return not a or not b or bool(a & b)


def _joined(whole: Candidate, part: Candidate) -> Candidate:
    nominal = part.predicate.kind == "noun"
    heads = {part.trigger}
    actors = tuple(a for a in whole.actors if a.head not in heads)
    recipients = part.recipients or whole.recipients if nominal else whole.recipients or part.recipients
    return replace(
        whole,
        actors=(part.actors or actors) if nominal else actors or part.actors,
        recipients=recipients,
        mode=whole.mode or part.mode,
        also=(*whole.also, part.predicate, *part.also),
    )
