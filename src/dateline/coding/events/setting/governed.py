"""The day of what a phrase of time governs: "the week that they met", "on Saturday, a day before he left"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from dateline.coding.events.candidate import Act
from dateline.coding.events.context import EventContext
from dateline.language.syntax.predicates import Predicate
from dateline.model import When

Dated = Callable[[Predicate], When | None]
"""A predicate -> the day of what it tells."""

_THAT = frozenset(("that", "when"))
_ORDER = {"after": -1, "following": -1, "before": 1}
_ONE = frozenset(("a", "the"))
_UP = 2  # from "he was set to leave" up to what "a day before" opens


def find_governing(context: EventContext, act: Act, times: Sequence[When], dated: Dated) -> When | None:
    """The time that governs the clause or the noun phrase of the act; None where none does."""
    for step in context.parse.climb(act.predicate, _is_open, steps=_UP):
        start = _find_start(context, step)
        found = _find_named(context, start, times) or _find_counted(context, step, start, dated)
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


def _find_counted(context: EventContext, predicate: Predicate, start: int, dated: Dated) -> When | None:
    """ "A day after he met ...": counted from the day of the clause on which it hangs."""
    doc, first = context.doc, context.parse.sentences[predicate.head][0]
    if start - first < len(("a", "day", "after")):
        return None
    few, unit, order = (doc[start - n].lower_ for n in (3, 2, 1))
    number = 1 if few in _ONE else context.ontology.counts.number_of(few)
    if unit not in ("day", "days") or order not in _ORDER or number is None:
        return None
    above = next((p for p in context.parse.above(predicate) if p.kind != "noun"), None)
    base = dated(above) if above is not None else None
    if base is None or base.earliest is None or base.earliest != base.latest:
        return None
    day = (date.fromisoformat(base.earliest) + timedelta(_ORDER[order] * number)).isoformat()
    return When(day, "DATE", context.span(start - 3, start), day, day, base.earliest)
