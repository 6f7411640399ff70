"""The words that show an act, and the numbers in them."""

from __future__ import annotations

from dateline.coding.events.candidate import Candidate
from dateline.coding.events.context import EventContext
from dateline.coding.events.fields.counts import counts_of, nth
from dateline.coding.events.fields.outcomes import find_attended, find_outcomes
from dateline.language.syntax.predicates import Argument
from dateline.model import Count, Span

_HARM = frozenset(("dead", "injured", "displaced"))  # what an attack does, whoever tells it


def find_evidence(context: EventContext, candidate: Candidate) -> Span:
    """The clause that tells it: from the first to the last of the trigger and its participants, within the sentence."""
    act = candidate.act
    first, last = context.parse.sentences[act.trigger]
    parts = [(act.trigger, act.trigger + 1)]
    used: list[Argument] = [*act.actors, *act.recipients]
    for predicate in (act.predicate, *act.also):
        used += [a for a in predicate.arguments if a.role in ("object", "recipient", "clause", "oblique")]
        parts.append((predicate.head, predicate.head + 1))
    parts += [(a.start, a.end) for a in used if first <= a.start and a.end <= last]
    start, end = min(p[0] for p in parts), max(p[1] for p in parts)
    while end - 1 > act.trigger and context.tokens[end - 1].is_punct:
        end -= 1
    return context.span(start, end)


def find_counts(context: EventContext, candidate: Candidate) -> tuple[Count, ...]:
    """The numbers of the act's own words and of what tells its outcome ("killed nine and wounded dozens", "nine were
    killed in the attack"); of a meeting, the how manieth it was."""
    act, ontology = candidate.act, context.ontology
    predicate = act.predicate
    crowd = ontology.has_trait(candidate, "crowd")
    told = dict.fromkeys((predicate, *act.also))
    people = [c for p in told for c in counts_of(context, p, crowd=crowd and p == predicate)]
    if crowd:
        people += [c for p in find_attended(context, act) for c in counts_of(context, p, crowd=True)]
    if ontology.has_trait(candidate, "violent"):
        harm = (c for p in find_outcomes(context, act) if p not in told for c in counts_of(context, p))
        people += [c for c in harm if c.kind in _HARM and c not in people]
    if predicate.kind != "noun":
        return tuple(people)
    above = context.parse.governor(predicate)
    said = above is not None and above.lemma == "be" and any(a.head == predicate.head for a in above.role("subject"))
    of_it = [a.head for a in above.role("predicative")] if above is not None and said else []
    return (*people, *nth(context.doc, (*(t.i for t in context.doc[predicate.head].lefts), *of_it), ontology.counts))
