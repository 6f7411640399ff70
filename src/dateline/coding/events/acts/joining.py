"""One act told by several words of one sentence: "attacked a base, killing nine", "died in a bombing that ..."."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.coding.events.candidate import Act, Reason, key_of
from dateline.coding.events.context import EventContext, is_known
from dateline.language.plain import Stretch
from dateline.language.syntax.predicates import Predicate

_DURING = ("in", "during", "by", "from", "after", "following")


def join_words(context: EventContext, found: Sequence[Act], left: dict[int, Reason]) -> list[Act]:
    """Acts of one type whose words tell one act become one, with the predicates of all; order is kept.

    The word that names who did it stays; a result ("killing nine") gives only what the act itself leaves open. `left`
    gets the others.
    """
    kept = {act.trigger: act for act in found}
    beside: dict[Stretch, list[int]] = {}
    for act in found:
        beside.setdefault(context.parse.sentences[act.trigger], []).append(act.trigger)
    for act in found:
        part = kept.get(act.trigger)
        others = (kept[at] for at in beside[context.parse.sentences[act.trigger]] if at in kept)
        whole = _find_whole(context, part, others) if part is not None else None
        if part is None or whole is None or whole.trigger == part.trigger:
            continue
        del kept[part.trigger]
        kept[whole.trigger] = _join(whole, part)
        word = context.span(whole.trigger, whole.trigger + 1)
        left[part.trigger] = Reason(
            "acts", "part", f"it goes on telling what “{context.tokens[whole.trigger].text}” tells", word
        )
    return list(kept.values())


def _find_whole(context: EventContext, part: Act, others: Iterable[Act]) -> Act | None:
    """The act of which `part` tells a side."""
    predicate, violent = part.predicate, context.ontology.has_trait(part, "violent")
    for other in others:
        if other.type != part.type or other.trigger == part.trigger:
            continue
        act = other.predicate
        if predicate.kind == "noun":
            # "A bombing by rebels killed nine": the verb stands for both, the noun says who did it.
            if violent and act.kind == "verb" and _has(act, part.trigger, "subject", "agent"):
                return other
            continue
        if _is_result(context, predicate, act) and _agree(context, part, other):
            return other
        if violent and _is_scene(predicate, act) and not _done_by(context, part):
            return other
    return None


def _is_result(context: EventContext, predicate: Predicate, act: Predicate) -> bool:
    """A participle, second verb or relative clause that goes on telling `act`."""
    if act.kind == "verb" and predicate.parent == act.head:
        going_on = predicate.link == "adverbial" and not predicate.finite
        beside = predicate.link in ("conjunct", "complement") and _subjects(predicate) == _subjects(act)
        return going_on or beside
    # "Launched an attack that killed nine": the clause hangs on the noun that the verb takes.
    about = {a.head for a in predicate.role("subject")}
    return act.kind == "verb" and predicate.link == "relative" and bool(about & {a.head for a in context.objects(act)})


def _is_scene(predicate: Predicate, act: Predicate) -> bool:
    """ "Nine were killed when rebels attacked", "was killed in an attack by rebels"."""
    if act.kind == "noun":
        return any(a.head == act.head and a.preposition in _DURING for a in predicate.role("oblique", "agent"))
    return act.parent == predicate.head and act.link == "adverbial" and act.finite


def _subjects(predicate: Predicate) -> frozenset[int]:
    return frozenset(a.head for a in predicate.role("subject"))


def _has(predicate: Predicate, head: int, *roles: str) -> bool:
    return any(a.head == head for a in predicate.arguments if a.role in roles)


def _done_by(context: EventContext, act: Act) -> bool:
    return any(context.is_actor(a) for a in act.actors)


def _agree(context: EventContext, part: Act, whole: Act) -> bool:
    """Whether both are done to the same, or one of them leaves that open; blows fall on several at once."""
    if context.ontology.has_trait(part, "violent"):
        return True
    a, b = (
        {key_of(actor) for argument in one.recipients for actor in context.actors(argument) if is_known(actor)}
        for one in (part, whole)
    )
    return not a or not b or bool(a & b)


def _join(whole: Act, part: Act) -> Act:
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
