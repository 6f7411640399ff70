"""What is known of a noun phrase that may be a side of an act: what the encoder says of its words, what a row and the
tree say of it, what it is to other acts of its sentence, and who it is.

Each is a feature with a value; what a feature is worth stands in `lexicon/sides.tsv`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from dateline.coding.events.candidate import Act
from dateline.coding.events.context import EventContext, is_known
from dateline.language import Argument, ToldAct
from dateline.language.syntax.noun_phrases import conjuncts, core

Features = Mapping[str, float]

BIAS: Final = "always"
_ACTS: Final = ("actor", "both")
_TAKES: Final = ("recipient",)
_ELSE: Final = ("when", "count", "says", "denies")
_NOUNS: Final = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_PARTS: Final = frozenset(("compound", "flat", "nummod", "det", "fixed", "amod"))
_MODIFIERS: Final = frozenset(("nmod", "amod", "poss", "compound"))
_TOLD_BY: Final = frozenset("by with of in at to against for from on between over".split())
_FAR: Final = 20
_LOGIT: Final = 6.0
_TINY: Final = 1e-4
_STEPS: Final = 4
"""Longest way through the tree that is told by its labels."""
_SIBLING: Final = 0.3
"""How sure the encoder is at least of another act of the sentence, to be asked whose side a phrase is there."""


@dataclass(frozen=True, slots=True)
class SidePhrase:
    """A phrase that may be a side of an act, with what is known of it for that."""

    argument: Argument
    features: Features


def find_phrases(context: EventContext, act: Act) -> tuple[SidePhrase, ...]:
    """The noun phrases of the act's sentence with what is known of each, in the order of the text."""
    told = act.seen
    if told is None:
        return ()
    label = told.types[0][0]  # the encoder's own name for the type, whatever the ontology files it under
    start, end = context.parse.sentences[act.trigger]
    heads = [head for head in range(start, end) if head != act.trigger and _is_nominal(context, act, head)]
    found = [(head, dict(_describe(context, act, told, head))) for head in heads]
    for name, best in (("actor", "likeliest actor"), ("recipient", "likeliest recipient")):
        top = max((features[name] for _, features in found), default=0.0)
        for _, features in found:
            features[best] = float(features[name] == top)
            features[f"behind the {best}"] = min(_LOGIT, top - features[name]) / _LOGIT
            features[f"{label} {best}"] = features[best]
    return tuple(SidePhrase(Argument("object", head, *core(context.doc, head)), features) for head, features in found)


def _is_nominal(context: EventContext, act: Act, head: int) -> bool:
    token = context.doc[head]
    people = token.ent_type_ == "NORP"
    relation = token.dep_.partition(":")[0]
    if relation == "compound" and token.pos_ in _NOUNS:
        # "A government offensive", "Haifa metropolis": a name, or what the act itself is called by.
        named = bool(token.ent_type_) and token.head.ent_type_ != token.ent_type_
        return named or token.head.i == act.trigger
    return (token.pos_ in _NOUNS or people) and (relation not in _PARTS or (people and relation == "amod"))


def _describe(context: EventContext, act: Act, told: ToldAct, head: int) -> Iterator[tuple[str, float]]:
    """What is known of a phrase: (feature, value)."""
    words = {head, *range(*core(context.doc, head))}
    acts, takes = (_logit(max(told.share(i, *parts) for i in words)) for parts in (_ACTS, _TAKES))
    yield BIAS, 1.0
    yield "actor", acts
    yield "recipient", takes
    yield "head actor", _logit(told.share(head, *_ACTS))
    yield "head recipient", _logit(told.share(head, *_TAKES))
    yield "head both", told.share(head, "both")
    yield "place", _logit(max(told.share(i, "where") for i in words))
    yield "other part", _logit(max(told.share(i, *_ELSE) for i in words))
    yield told.types[0][0], 1.0
    if context.ontology.event_type(act.type, act.mode).nary:
        yield "together", 1.0
        yield "together actor", acts
        yield "together recipient", takes
    yield from _describe_row(context, act, head)
    yield from _describe_place(context, act, told, head)
    yield from _describe_way(context, act, told, head)
    yield from _describe_siblings(context, act, head)
    yield from _describe_side(context, head)


def _describe_row(context: EventContext, act: Act, head: int) -> Iterator[tuple[str, float]]:
    """What a row of words says of it."""
    if act.rule.learnt:
        return
    yield "row", 1.0
    for name, arguments in (("actor", act.actors), ("recipient", act.recipients)):
        if arguments:
            yield f"row has {name}", 1.0
        if any(head in conjuncts(context.doc, a.head) for a in arguments):
            yield f"row {name}", 1.0


def _describe_place(context: EventContext, act: Act, told: ToldAct, head: int) -> Iterator[tuple[str, float]]:
    """Where it stands: in the tree, and in the sentence."""
    role = _role(context, act.predicate.arguments, head)
    yield f"role {role}", 1.0
    yield f"{act.predicate.kind} role {role.partition(' ')[0]}", 1.0
    governor = context.parse.governor(act.predicate)
    if role == "none" and governor is not None:
        above = _role(context, governor.arguments, head)
        yield f"above {above}", 1.0
        yield f"{act.predicate.kind} above {above}", 1.0
    token = context.doc[head]
    relation = token.dep_.partition(":")[0]
    if relation in _MODIFIERS:
        yield "inside", 1.0
        yield "inside a side", _logit(told.share(token.head.i, *_ACTS, *_TAKES))
    if relation in ("conj", "appos"):
        yield relation, 1.0
        yield f"{relation} of an actor", _logit(told.share(token.head.i, *_ACTS))
        yield f"{relation} of a recipient", _logit(told.share(token.head.i, *_TAKES))
    yield "behind", float(head > act.trigger)
    yield "distance", min(_FAR, abs(head - act.trigger)) / 10


def _role(context: EventContext, arguments: Sequence[Argument], head: int) -> str:
    for one in arguments:
        if head in conjuncts(context.doc, one.head):
            by = one.preposition if one.role == "oblique" and one.preposition in _TOLD_BY else ""
            return f"{one.role} {by}".strip()
    return "none"


def _describe_way(context: EventContext, act: Act, told: ToldAct, head: int) -> Iterator[tuple[str, float]]:
    """The way through the tree from the act to the phrase, and what brings the phrase."""
    token, trigger = context.doc[head], context.doc[act.trigger]
    yield f"{act.predicate.kind} way {_way(trigger, token)}", 1.0
    case = [child.lower_ for child in token.lefts if child.dep_ == "case"]
    if case:
        yield f"brought by {case[-1]}", 1.0
        yield f"{told.types[0][0]} brought by {case[-1]}", 1.0
    clause = context.parse.by_head.get(
        next((t.i for t in (token, *token.ancestors) if t.i in context.parse.by_head), -1)
    )
    own = clause is not None and (clause.head == act.trigger or clause.head == act.predicate.parent)
    yield ("own clause" if own else "another clause"), 1.0
    yield f"{token.pos_} {token.ent_type_}", 1.0
    if act.predicate.passive:
        yield f"passive {_role(context, act.predicate.arguments, head)}", 1.0


def _way(start: Token, end: Token) -> str:
    """ "up:acl down:nsubj": labels from one word to another by the nearest word above both; "far" where it is long."""
    ups = [start, *start.ancestors]
    at = {t.i: n for n, t in enumerate(ups)}
    down: list[str] = []
    token = end
    while token.i not in at:
        down.append(token.dep_.partition(":")[0])
        if len(down) > _STEPS or token.head.i == token.i:
            return "far"
        token = token.head
    up = [t.dep_.partition(":")[0] for t in ups[: at[token.i]]]
    if len(up) + len(down) > _STEPS:
        return "far"
    return " ".join([*(f"^{label}" for label in up), *reversed(down)])


def _describe_siblings(context: EventContext, act: Act, head: int) -> Iterator[tuple[str, float]]:
    """What it is to other acts of the sentence, as the encoder sees them."""
    start, end = context.parse.sentences[act.trigger]
    others = [t for t in context.told if start <= t.word < end and t.word != act.trigger and t.sure >= _SIBLING]
    words = range(*core(context.doc, head))
    if others:
        yield "siblings", 1.0
        for name, parts in (("actor", _ACTS), ("recipient", _TAKES)):
            share = max(max((t.share(i, *parts) for i in words), default=0.0) for t in others)
            yield f"{name} of a sibling", _logit(share)
        yield "tells a sibling", float(any(t.word in words for t in others))


def _describe_side(context: EventContext, head: int) -> Iterator[tuple[str, float]]:
    """Who it is."""
    argument = Argument("subject", head, *core(context.doc, head))
    actors = context.actors(argument)
    yield "somebody", float(bool(actors))
    yield "known", float(any(is_known(a) for a in actors))
    yield "named", float(any(a.entity is not None for a in actors))
    yield "of a state", float(any(a.country is not None for a in actors))
    yield "with a sector", float(any(a.sectors for a in actors))
    yield "time", float(context.is_time(argument))
    yield "pronoun", float(context.tokens[head].pos_ == "PRON")


def _logit(share: float) -> float:
    return max(-_LOGIT, min(_LOGIT, math.log((share + _TINY) / (1 - share + _TINY))))
