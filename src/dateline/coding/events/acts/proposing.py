"""First stage: which words tell an act. Proposers hold tables (one day a model) against the report's predicates.

What is promised, refused, demanded or threatened is content and no happening of its own; and where several words tell
one act, one of them stands for all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from dateline.coding.bounds import keep_first
from dateline.coding.events.acts.certainty import find_certainty
from dateline.coding.events.acts.intents import read_intent
from dateline.coding.events.acts.joining import join_words
from dateline.coding.events.acts.learnt import ROW_LEAST, propose_by_encoder
from dateline.coding.events.acts.rows import read_row
from dateline.coding.events.acts.sides import settle_sides
from dateline.coding.events.candidate import Act, Candidate, Reason
from dateline.coding.events.context import EventContext
from dateline.language.syntax.predicates import Predicate

Acts = Mapping[int, Act]
"""Head of a predicate -> the act that it tells."""
Proposer = Callable[[EventContext, Acts], Acts]
"""The context, and what the proposers before it found -> what this one finds."""

TOO_MANY: Final = "too many"
"""The code of the reason of acts beyond the bound."""
_UP = 3  # governors from a word up to what is promised: a longer chain is a parse that ran away


def propose_by_triggers(context: EventContext, _: Acts) -> Acts:
    """What the predicates' own words carry."""
    return {p.head: found for p in context.parse.predicates if (found := read_row(context, p))}


def propose_by_intents(context: EventContext, known: Acts) -> Acts:
    """What is promised, proposed, refused, demanded or threatened."""
    return {p.head: found for p in context.parse.predicates if (found := read_intent(context, p, known))}


PROPOSERS: Final[Mapping[str, Proposer]] = {
    "triggers": propose_by_triggers,
    "intents": propose_by_intents,
    "encoder": propose_by_encoder,
}
"""All that propose, in order; of two proposals for one word the later stands."""


def gather(context: EventContext) -> tuple[dict[int, Act], dict[int, str]]:
    """Head of a predicate -> the act that it tells, and -> who proposed it; sides as the proposers see them."""
    acts: dict[int, Act] = {}
    by: dict[int, str] = {}
    for name, proposer in PROPOSERS.items():
        found = proposer(context, acts)
        by |= {head: name for head, act in found.items() if head not in acts or act.rule != acts[head].rule}
        acts |= found
    return acts, by


def propose(context: EventContext) -> tuple[Candidate, ...]:
    """Every word that was seen as an act, in the order of the text; those that another word tells have a reason."""
    found, by = gather(context)
    acts = {head: settle_sides(context, act) for head, act in found.items()}
    left = {head: _doubt(context, act) for head, act in acts.items() if act.sure < ROW_LEAST}
    left |= _find_content(context, {head: act for head, act in acts.items() if head not in left})
    kept = [_address(context, act, acts) for head, act in sorted(acts.items()) if head not in left]
    kept = _join_nouns(context, kept, left)
    taken = _keep_first(context, join_words(context, kept, left), left)
    return tuple(_start(context, act, by[act.trigger], None) for act in taken) + tuple(
        _start(context, acts[head], by[head], reason) for head, reason in sorted(left.items())
    )


def _start(context: EventContext, act: Act, by: str, reason: Reason | None) -> Candidate:
    word = context.span(act.trigger, act.trigger + 1)
    return Candidate(act, by, word, act.type, act.mode, act.cameo, word, sure=find_certainty(act), reason=reason)


def _doubt(context: EventContext, act: Act) -> Reason:
    word = context.span(act.trigger, act.trigger + 1)
    return Reason("acts", "unlikely", f"the encoder finds it unlikely ({act.sure:.2f})", word)


def _keep_first(context: EventContext, found: Sequence[Act], left: dict[int, Reason]) -> tuple[Act, ...]:
    """As many acts as are taken from one report; `left` gets the others."""
    kept = keep_first(found)
    for act in found[len(kept) :]:
        word = context.span(act.trigger, act.trigger + 1)
        left[act.trigger] = Reason("acts", TOO_MANY, f"{len(kept):,} acts of the report stand before it", word)
    return kept


def _meets(context: EventContext, act: Act) -> bool:
    return context.ontology.has_trait(act, "meeting")


def _address(context: EventContext, act: Act, found: Acts) -> Act:
    """ "Called the king to express his support": what is said in a call is said to the one who is called."""
    predicate = act.predicate
    outer = found.get(predicate.parent) if predicate.parent is not None and predicate.link == "adverbial" else None
    if outer is None or not _meets(context, outer) or predicate.finite or any(map(context.is_actor, act.recipients)):
        return act
    mine = {a.head for a in (*act.actors, *outer.predicate.role("subject"))}
    others = tuple(a for a in outer.actors if a.head not in mine)
    return replace(act, recipients=others) if context.ontology.has_trait(act, "addressed") else act


def _find_content(context: EventContext, acts: Acts) -> dict[int, Reason]:
    """Acts that only what governs them makes something of: "promised to help", "failed to reach a deal"; "called him to
    congratulate him" is both."""
    left: dict[int, Reason] = {}
    # "Failed to reach": the row asked for the word below.
    for act in acts.values():
        for head in act.named if not _meets(context, act) else ():
            if head in acts and acts[head].predicate.kind != "noun":
                left[head] = _reason(context, "part", "it is part of what “{}” tells", act)
    roots = {act.content.head: act for act in acts.values() if act.content is not None}
    for head, act in acts.items():
        for step in context.parse.climb(act.predicate, _is_tied, steps=_UP):
            if step.head in roots:
                words = "it is only what “{}” is about, and not told as done"
                left[head] = _reason(context, "content", words, roots[step.head])
                break
    return left


def _is_tied(step: Predicate) -> bool:
    tied = step.link in ("complement", "conjunct", "nominal")
    return tied or (step.link == "adverbial" and not step.finite)


def _reason(context: EventContext, code: str, words: str, teller: Act) -> Reason:
    token = context.tokens[teller.trigger]
    return Reason("acts", code, words.format(token.text), context.span(teller.trigger, teller.trigger + 1))


def _join_nouns(context: EventContext, found: Sequence[Act], left: dict[int, Reason]) -> list[Act]:
    """A noun that a verb's row asked for is part of the verb's event, and gives it the sides that it lacks; `left` gets
    it.

    "Held talks with Minsk" is one meeting, "cancelled a visit to Paris" no visit, "lifted the sanctions against Sudan"
    no sanction; "condemned the attack" stays two events.
    """
    filled: dict[int, Act] = {}
    for verb in [act for act in found if act.predicate.kind == "verb"]:
        # What is told "about" a meeting is another act than the meeting.
        heads = {a.head for a in verb.predicate.role("object", "oblique") if a.preposition != "about"}
        for noun in found:
            if noun.predicate.kind != "noun" or noun.trigger not in heads:
                continue
            if noun.type == verb.type or noun.trigger in verb.named:
                left[noun.trigger] = _reason(context, "part", "it is part of what “{}” tells", verb)
                filled[verb.trigger] = _fill_from_noun(context, filled.get(verb.trigger, verb), noun)
    return [filled.get(act.trigger, act) for act in found if act.trigger not in left]


def _fill_from_noun(context: EventContext, verb: Act, noun: Act) -> Act:
    mine = {a.head for a in verb.actors}
    both = noun.type == verb.type and _meets(context, verb)
    return replace(
        verb,
        actors=verb.actors + tuple(a for a in noun.actors if both and a.head not in mine),
        recipients=verb.recipients or tuple(a for a in noun.recipients if a.head not in mine),
        mode=verb.mode or (noun.mode if both else None),
    )
