"""Words that no proposer took for an act, and why: a row says so, no row's conditions held, or there is no row.

Asked only by `dateline code --why`: coding itself never needs it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Final

from dateline.coding.events.acts.conditions import holds
from dateline.coding.events.candidate import Reason, Sighting
from dateline.coding.events.context import EventContext
from dateline.coding.events.ontology.entries import Condition, Intent, NoAct, Trigger
from dateline.language.syntax.predicates import Predicate

OverlookedRow = Trigger | Intent | NoAct

_NEXT: Final = "Write a row of your own: docs/ontology.md"
_ROWS: Final = 3  # rows that are shown of many
_WORDS: Final = 12  # words of a row that are shown of many: enough to see whether one's own is among them
_OPEN: Final = frozenset(("be", "have", "do"))  # verbs of grammar, which every sentence has


def find_overlooked(context: EventContext, seen: Container[int]) -> Iterator[Sighting]:
    """What might have been an act and was not proposed: words that have rows, and verbs with somebody of politics as
    their subject or object. `seen`: heads of what was proposed."""
    for predicate in context.parse.predicates:
        if predicate.head in seen:
            continue
        rows = _rows_of(context, predicate)
        involved = any(context.is_actor(a) for a in predicate.role("subject", "agent", "object", "recipient"))
        if predicate.kind == "verb" and (not involved or predicate.lemma in _OPEN):
            continue
        reason = _find_reason(context, predicate, rows)
        if reason is not None:
            yield Sighting(
                context.span(predicate.head, predicate.head + 1), predicate.lemma, predicate.kind, reason=reason
            )


def _rows_of(context: EventContext, predicate: Predicate) -> tuple[OverlookedRow, ...]:
    triggers, intents, kind = context.ontology.triggers, context.ontology.intents, predicate.kind
    carried = [row for word in context.word(predicate) for row in triggers.get((word, kind), ())]
    return (*intents.get((predicate.lemma, kind), ()), *carried)


def _find_reason(context: EventContext, predicate: Predicate, rows: Sequence[OverlookedRow]) -> Reason | None:
    if not rows and predicate.kind != "verb":
        return None
    if not rows:
        word = context.word(predicate)[0]
        return Reason("acts", "no row", f"no table has a row of “{word}”. {_NEXT}")
    failed = {row: [c for c in row.conditions if not holds(context, predicate, c)] for row in rows}
    for row, conditions in failed.items():
        if not conditions and isinstance(row, NoAct):
            return Reason("acts", "no act", f"{row.where} says that it is no act here: {row.rule}")
    if any(not conditions for conditions in failed.values()):
        return Reason(
            "acts", "no content", "what hangs on it is no act that it could promise, ask for, refuse or threaten"
        )
    nearest = min(len(conditions) for conditions in failed.values())
    near = {row: conditions for row, conditions in failed.items() if len(conditions) == nearest}
    told = [_tell_failure(context, predicate, row, near[row]) for row in list(near)[:_ROWS]]
    others = len(rows) - len(told)
    more = f"; {others} other {'row asks' if others == 1 else 'rows ask'} for more or the like" if others else ""
    words = f"its conditions did not hold: {'; '.join(told)}{more}. {_NEXT}"
    return Reason("acts", "conditions", words)


def _tell_failure(
    context: EventContext, predicate: Predicate, row: OverlookedRow, conditions: Sequence[Condition]
) -> str:
    what = row.type if isinstance(row, Trigger) else row.frame if isinstance(row, Intent) else "no act"
    asked = ", ".join(_tell_condition(context, predicate, c) for c in conditions)
    return f"{row.word} as {what} ({row.where}) asks for {asked}"


def _tell_condition(context: EventContext, predicate: Predicate, condition: Condition) -> str:
    """A condition as the table has it, and what stands there."""
    found = [
        context.span(a.start, a.end).cut(context.report.text) for a in context.arguments(predicate, condition.role)
    ]
    there = " and ".join(f"“{' '.join(words.split())}”" for words in found)
    if condition.absent:
        return f"{_write(context, condition)}, which is there: {there}"
    return f"{_write(context, condition)}, and there is {there or 'nothing'}"


def _write(context: EventContext, condition: Condition) -> str:
    classes = context.ontology.classes
    spelt = condition.words.difference(*(classes[name] for name in condition.named))
    words = [*sorted(condition.named), *sorted(spelt)]
    body = condition.role
    if words:
        body += "~" + "|".join(words[:_WORDS]) + ("|…" if len(words) > _WORDS else "")
    elif condition.codes:
        body += "#" + "|".join(sorted(condition.codes))
    elif condition.several:
        body += "+"
    elif condition.actor:
        body += "=" if condition.itself else "@"
    return f"!{body}" if condition.absent else body
