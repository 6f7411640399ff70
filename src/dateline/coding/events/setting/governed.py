"""The day of what a phrase of time governs: "the week that they met", "on Monday, when he met"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.coding.events.candidate import Act
from dateline.coding.events.context import EventContext
from dateline.language.syntax.predicates import Predicate
from dateline.model import When

_THAT = frozenset(("that", "when"))
_UP = 2  # from "he was set to leave" up to what "on Monday, when" opens


def find_governing(context: EventContext, act: Act, times: Sequence[When]) -> When | None:
    """The time that governs the clause or the noun phrase of the act; None where none does."""
    for step in context.parse.climb(act.predicate, _is_open, steps=_UP):
        found = _find_named(context, _find_start(context, step), times)
        if found is not None:
            return found
    return None


def _is_open(step: Predicate) -> bool:
    return not step.finite and step.link == "complement"


def _find_start(context: EventContext, predicate: Predicate) -> int:
    """The first token of the clause, after the words that open it, or of the noun's phrase."""
    head = context.doc[predicate.head]
    if predicate.kind == "noun":
        return min([head.i, *(t.i for t in head.lefts if t.pos_ != "ADP")])
    own = [a.start for a in predicate.arguments if a.role in ("subject", "object") and not a.shared]
    return min([head.i, *(t.i for t in head.lefts if t.pos_ == "AUX"), *own])


def _find_named(context: EventContext, start: int, times: Sequence[When]) -> When | None:
    """ "In the same week that he met ...", "on Monday, when he met ..."."""
    end = start - 1
    if end <= 0 or context.tokens[end].lower_ not in _THAT:
        return None
    if context.tokens[end].lower_ == "when" and context.tokens[end - 1].text == ",":
        end -= 1
    last = context.doc[end - 1]
    edge = last.idx + len(last)
    return next((t for t in times if t.span.end == edge and t.earliest is not None), None)
