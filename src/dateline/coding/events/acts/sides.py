"""Who takes part in an act: every noun phrase of its sentence is weighed, by what the encoder says of its words, what a
row and the tree say of it, and who it is (`side_features.py`). One place settles it.

The weights are learnt (`python -m training.acts settle`) on texts that the encoder did not learn from. The field's
words are argument extraction and semantic roles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from dateline.coding.cues import author_words, cues
from dateline.coding.events.acts.side_features import (
    Described,
    add_up,
    add_who,
    argument_of,
    describe_phrases,
    most_with_who,
    roles_of,
    shares_of,
)
from dateline.coding.events.candidate import Act
from dateline.coding.events.context import EventContext
from dateline.coding.events.offsets import find_offsets, innermost
from dateline.coding.factuality.cue_table import cues as factuality_cues
from dateline.language import Argument
from dateline.language.syntax.noun_phrases import conjuncts

Side = Literal["actor", "recipient"]

DOUBT: Final = 0.8
"""Above this a phrase is no side, whatever a row says."""
_CLEAR: Final = 1.0
_JUDGES: Final = frozenset(("condemns", "praises"))
_PREVENTING: Final = "prevent"
"""The group of factuality.tsv of words that keep something from being done."""
_AFTER: Final = frozenset(("after", "following", "amid", "despite"))
_OPENS: Final = frozenset(("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"))
"""Words that open a noun phrase."""
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Weighed:
    """A phrase, and how likely it is no side, an actor, a recipient."""

    phrase: Argument
    none: float
    acts: float
    takes: float


def settle_sides(context: EventContext, act: Act) -> Act:
    """The act with the sides that its sentence names; as it is where the encoder says nothing of it."""
    if act.seen is None:
        return act
    found: dict[Side, list[Argument]] = {"actor": [], "recipient": []}
    nary = context.ontology.event_type(act.type, act.mode).nary
    weighed = weigh_phrases(context, act)
    phrases = [one.phrase for one in weighed]
    likely = [one for one in weighed if one.none < _HALF]
    taken: list[tuple[int, int]] = []
    # "Serbian" in "a Serbian officer" is the officer's state: whoever holds another's words is asked first.
    for one in sorted(likely, key=lambda one: (_is_within(one.phrase, phrases), one.none)):
        own = one.phrase
        if any(start < own.end and own.start < end for start, end in taken):
            continue
        if _is_at_distance(context, act, own.head) or _prevents(context, act, own.head):
            continue
        if not nary and one.acts >= one.takes and _only_judges(context, act, own.head):
            taken.append((own.start, own.end))
            continue
        if not nary and one.acts >= one.takes and _is_done_to_above(context, act, own.head):
            continue
        reached = _undergoes(context, act, own.head) or _suffers(context, act, own.head)
        does = nary or (one.acts >= one.takes and not reached)
        side: Side = "actor" if does else "recipient"
        found[side].append(replace(own, role="subject" if side == "actor" else "object"))
        taken.append((own.start, own.end))
    if not found["actor"] and _of_subject_above(context, act):
        heads = {a.head for a in found["recipient"]}
        found["actor"] += [a for a in act.predicate.role("subject") if a.head not in heads]
    _fall_back(act, {one.phrase.head: one.none for one in weighed}, found)
    actors, recipients = (tuple(sorted(found[side], key=lambda a: a.head)) for side in ("actor", "recipient"))
    nobody = frozenset(one.phrase.head for one in weighed if one.none >= DOUBT)
    return replace(act, actors=actors, recipients=recipients, nobody=nobody)


def weigh_phrases(context: EventContext, act: Act) -> list[Weighed]:
    """The noun phrases of the act's sentence, in the order of the text, each with its shares.

    Where a phrase is no side whoever it is, that is not asked, and the shares are the best that it could have: most
    phrases of a long sentence are far from it.
    """
    named = {a.head for a in (*act.actors, *act.recipients)} if not act.rule.learnt else set()
    return [_weigh(context, one, DOUBT if one.noun.head in named else _HALF) for one in describe_phrases(context, act)]


def _weigh(context: EventContext, one: Described, enough: float) -> Weighed:
    scores = add_up(one.features)
    shares = shares_of(most_with_who(scores))
    if shares[0] < enough:
        shares = shares_of(add_up(add_who(context, one.noun), scores))
    return Weighed(argument_of(one.noun), *shares)


def _undergoes(context: EventContext, act: Act, head: int) -> bool:
    """Whether the act is told of a phrase in the passive: who "was beaten" beat nobody.

    What has a noun phrase right behind it may be no passive at all, whatever the parse says ("was awarded the star").
    """
    if not act.predicate.passive or not context.ontology.has_trait(act, "undergone"):
        return False
    behind = act.predicate.head + 1
    if behind < len(context.doc) and context.tokens[behind].pos_ in _OPENS:
        return False
    return any(head in conjuncts(context.doc, a.head) for a in act.predicate.role("object"))


def _is_at_distance(context: EventContext, act: Act, head: int) -> bool:
    """ "Met Putin two days after he received Kim": Kim was at the other meeting."""
    if act.predicate.kind != "verb" or head in roles_of(context, act.predicate.arguments):
        return False
    offsets = find_offsets(context, act.trigger)
    return innermost(offsets, act.trigger) is None and innermost(offsets, head) is not None


def _prevents(context: EventContext, act: Act, head: int) -> bool:
    """ "Police foiled an attack": who prevents a deed does not do it. Of ten in annotated texts none did."""
    above = context.parse.governor(act.predicate)
    if above is None or above.kind != "verb" or not any(a.head == act.trigger for a in above.arguments):
        return False
    group = factuality_cues().group(above.lemma, "verb", "thing")
    if group is None or group.name != _PREVENTING:
        return False
    # Of "prevented attacks by rebels" some parses hang the rebels on the verb. Of "an Indian warship" its state does
    # not do it either.
    preventers = above.role("agent" if above.passive else "subject")
    return any(head in conjuncts(context.doc, a.head) or a.start <= head < a.end for a in preventers)


def _suffers(context: EventContext, act: Act, head: int) -> bool:
    """ "Faced an onslaught of criticism", "defended himself against charges": whom it is that they reach."""
    if not context.ontology.has_trait(act, "judging"):
        return False
    own = act.predicate
    verb = next((p for p in (own, *context.parse.above(own, steps=2)) if p.kind == "verb"), None)
    if verb is None or verb.passive or verb.lemma not in author_words()["suffer"]:
        return False
    return any(head in conjuncts(context.doc, a.head) for a in verb.role("subject"))


def _only_judges(context: EventContext, act: Act, head: int) -> bool:
    """ "Condemned the attack", "urged calm after the clashes": who judges a deed, or does something after it, is no
    doer of it. Of 40 such subjects in held-back texts none was."""
    above = context.parse.governor(act.predicate)
    if above is None or above.kind != "verb" or act.predicate.kind != "noun":
        return False
    held = [a for a in above.arguments if a.head == act.trigger]
    judged = any(a.role == "object" for a in held) and (above.lemma, "verb") in cues()
    judged = judged and cues()[above.lemma, "verb"].stance in _JUDGES
    after = not above.role("predicative") and any(a.preposition in _AFTER for a in held)
    return (judged or after) and any(head in conjuncts(context.doc, a.head) for a in above.role("subject", "agent"))


def _is_done_to_above(context: EventContext, act: Act, head: int) -> bool:
    """ "Arrested the mayor before bombing the bridge": who is arrested bombed nothing."""
    above = context.parse.governor(act.predicate)
    if above is None or not _of_subject_above(context, act):
        return False
    return any(head in conjuncts(context.doc, a.head) for a in above.role("object"))


def _of_subject_above(context: EventContext, act: Act) -> bool:
    """Whether the act stands in a clause without a subject that only the subject of the verb above can have done."""
    own, above = act.predicate, context.parse.governor(act.predicate)
    if own.kind != "verb" or own.finite or own.link != "adverbial" or above is None:
        return False
    opens = {context.tokens[m].lower_ for m in own.markers}
    return above.kind == "verb" and not above.passive and not opens.isdisjoint(author_words()["own"])


def _is_within(own: Argument, phrases: Sequence[Argument]) -> bool:
    return any(other is not own and other.start <= own.head < other.end for other in phrases)


def _fall_back(act: Act, none: Mapping[int, float], found: dict[Side, list[Argument]]) -> None:
    """Where nobody was found for a side, whom the row names, unless the weights speak clearly against it; `none`: how
    likely a head's phrase is no side."""
    if act.rule.learnt:
        return
    taken = {a.head for side in found.values() for a in side}
    named: tuple[tuple[Side, tuple[Argument, ...]], ...] = (("actor", act.actors), ("recipient", act.recipients))
    for side, arguments in named:
        if not found[side]:
            found[side] += [a for a in arguments if a.head not in taken and none.get(a.head, _CLEAR) < DOUBT]
