"""Who takes part in an act: every noun phrase of its sentence is weighed, by what the encoder says of its words, what a
row and the tree say of it, and who it is. One place settles it, by the weights of `lexicon/sides.tsv`.

The weights are learnt (`python -m training.acts settle`) on texts that the encoder did not learn from. The field's
words are argument extraction and semantic roles.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from types import MappingProxyType
from typing import Final, Literal

from dateline.coding.cues import author_words, cues
from dateline.coding.events.candidate import Act
from dateline.coding.events.context import EventContext, is_known
from dateline.coding.events.offsets import find_offsets, innermost
from dateline.coding.factuality.cue_table import cues as factuality_cues
from dateline.language import Argument, ToldAct
from dateline.language.syntax.noun_phrases import conjuncts, core, names_in
from dateline.tables import Sheet

Features = Mapping[str, float]
Side = Literal["actor", "recipient"]

DOUBT: Final = 0.8
"""Above this a phrase is no side, whatever a row says."""
_CLEAR: Final = (1.0, 0.0, 0.0)
BIAS: Final = "always"
_ACTS: Final = ("actor", "both")
_TAKES: Final = ("recipient",)
_WHERE: Final = ("where",)
_BOTH: Final = ("both",)
_ELSE: Final = ("when", "count", "says", "denies")
_NOUNS: Final = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_JUDGES: Final = frozenset(("condemns", "praises"))
_PREVENTING: Final = "prevent"
"""The group of factuality.tsv of words that keep something from being done."""
_AFTER: Final = frozenset(("after", "following", "amid", "despite"))
_OPENS: Final = frozenset(("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"))
"""Words that open a noun phrase."""
_PARTS: Final = frozenset(("compound", "flat", "nummod", "det", "fixed", "amod"))
_MODIFIERS: Final = frozenset(("nmod", "amod", "poss"))
_TOLD_BY: Final = frozenset("by with of in at to against for from on between over".split())
_FAR: Final = 20
_LOGIT: Final = 6.0
_TINY: Final = 1e-4
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class SidePhrase:
    """A phrase that may be a side of an act, with what is known of it for that."""

    argument: Argument
    features: Features


def settle_sides(context: EventContext, act: Act) -> Act:
    """The act with the sides that its sentence names; as it is where the encoder says nothing of it."""
    if act.seen is None:
        return act
    found: dict[Side, list[Argument]] = {"actor": [], "recipient": []}
    nary = context.ontology.event_type(act.type, act.mode).nary
    phrases = find_phrases(context, act)
    # "Serbian" in "a Serbian officer" is the officer's state: whoever holds another's words is asked first.
    weighed = sorted(
        ((weigh(p.features), p) for p in phrases), key=lambda pair: (_is_within(pair[1], phrases), pair[0][0])
    )
    taken: list[tuple[int, int]] = []
    for (none, acts, takes), phrase in weighed:
        own = phrase.argument
        if none >= _HALF or any(start < own.end and own.start < end for start, end in taken):
            continue
        if _is_at_distance(context, act, own.head) or _prevents(context, act, own.head):
            continue
        if not nary and acts >= takes and _only_judges(context, act, own.head):
            taken.append((own.start, own.end))
            continue
        reached = _undergoes(context, act, own.head) or _suffers(context, act, own.head)
        does = nary or (acts >= takes and not reached)
        side: Side = "actor" if does else "recipient"
        found[side].append(replace(own, role="subject" if side == "actor" else "object"))
        taken.append((own.start, own.end))
    _fall_back(act, {p.argument.head: share for share, p in weighed}, found)
    actors, recipients = (tuple(sorted(found[side], key=lambda a: a.head)) for side in ("actor", "recipient"))
    return replace(act, actors=actors, recipients=recipients)


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
    if act.predicate.kind != "verb" or _role(context, act.predicate.arguments, head) != "none":
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
    preventers = above.role("subject", "agent")  # of "an Indian warship" its state does not do it either
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


def _is_within(phrase: SidePhrase, phrases: Sequence[SidePhrase]) -> bool:
    own = phrase.argument
    return any(p is not phrase and p.argument.start <= own.head < p.argument.end for p in phrases)


def _fall_back(act: Act, weighed: Mapping[int, tuple[float, float, float]], found: dict[Side, list[Argument]]) -> None:
    """Where nobody was found for a side, whom the row names, unless the weights speak clearly against it."""
    if act.rule.learnt:
        return
    taken = {a.head for side in found.values() for a in side}
    named: tuple[tuple[Side, tuple[Argument, ...]], ...] = (("actor", act.actors), ("recipient", act.recipients))
    for side, arguments in named:
        if not found[side]:
            found[side] += [a for a in arguments if a.head not in taken and weighed.get(a.head, _CLEAR)[0] < DOUBT]


def weigh(features: Features) -> tuple[float, float, float]:
    """How likely a phrase is no side, an actor, a recipient."""
    weights = side_weights()
    scores = [0.0, 0.0]
    for name, value in features.items():
        for at, weight in enumerate(weights.get(name, (0.0, 0.0))):
            scores[at] += weight * value
    raised = [1.0, *(math.exp(min(score, 2 * _LOGIT * _LOGIT)) for score in scores)]
    none, acts, takes = (one / sum(raised) for one in raised)
    return none, acts, takes


@functools.cache
def side_weights() -> Mapping[str, tuple[float, float]]:
    """Feature -> its weight for an actor and for a recipient, against being no side."""
    sheet = Sheet.load(resources.files("dateline.coding") / "lexicon" / "sides.tsv")
    rows = sheet.rows(("feature", "actor", "recipient"))
    return MappingProxyType({row["feature"]: (float(row["actor"]), float(row["recipient"])) for row in rows})


def find_phrases(context: EventContext, act: Act) -> tuple[SidePhrase, ...]:
    """The noun phrases of the act's sentence with what is known of each, in the order of the text."""
    told = act.seen
    if told is None:
        return ()
    start, end = context.parse.sentences[act.trigger]
    heads = [head for head in range(start, end) if head != act.trigger and _is_nominal(context, act, head)]
    found = [(head, dict(_describe(context, act, told, head))) for head in heads]
    for name, best in (("actor", "likeliest actor"), ("recipient", "likeliest recipient")):
        top = max((features[name] for _, features in found), default=0.0)
        for _, features in found:
            features[best] = float(features[name] == top)
    return tuple(SidePhrase(Argument("object", head, *core(context.doc, head)), features) for head, features in found)


def _is_nominal(context: EventContext, act: Act, head: int) -> bool:
    token = context.doc[head]
    people = token.ent_type_ == "NORP"
    relation = token.dep_.partition(":")[0]
    if token.pos_ not in _NOUNS and not people:
        return False
    return relation not in _PARTS or (people and relation == "amod") or _is_doer_before(context, act, head)


def _is_doer_before(context: EventContext, act: Act, head: int) -> bool:
    """ "A police manhunt", "a US drone strike": who stands before the noun of a deed, unless both are one name."""
    token = context.doc[head]
    above = token.head.i
    if token.dep_ != "compound" or not head < above or token.pos_ not in ("NOUN", "PROPN"):
        return False
    deed = context.parse.by_head.get(above)
    if deed is None or deed.kind != "noun":
        return False
    if above != act.trigger and not any(a.head == above for a in act.predicate.arguments):
        return False
    if any(start <= head and above < end for start, end in _names_around(context, head)):
        return False
    return any(is_known(a) for a in context.actors(Argument("subject", head, *core(context.doc, head))))


def _names_around(context: EventContext, head: int) -> Iterator[tuple[int, int]]:
    start, end = core(context.doc, context.doc[head].head.i)
    yield from ((name.start, name.end) for name in names_in(context.doc, start, end))


def _names_of(context: EventContext, head: int) -> tuple[int, ...]:
    """The words of a phrase that may say who it is: its head, and the name behind a title ("soldier Elor Azaria")."""
    start, end = core(context.doc, head)
    flat = [t.i for t in context.doc[start:end] if t.dep_ == "flat" and (t.head.i == head or t.head.dep_ == "flat")]
    return (head, *flat)


def _describe(context: EventContext, act: Act, told: ToldAct, head: int) -> Iterator[tuple[str, float]]:
    """What is known of a phrase: (feature, value)."""
    words = sorted({head, *range(*core(context.doc, head))})
    acts, takes = _logit(told.most(words, _ACTS)), _logit(told.most(words, _TAKES))
    yield BIAS, 1.0
    yield "actor", acts
    yield "recipient", takes
    own = _names_of(context, head)
    yield "head actor", _logit(told.most(own, _ACTS))
    yield "head recipient", _logit(told.most(own, _TAKES))
    yield "head both", told.most(own, _BOTH)
    yield "place", _logit(told.most(words, _WHERE))
    yield "other part", _logit(told.most(words, _ELSE))
    if context.ontology.event_type(act.type, act.mode).nary:
        yield "together", 1.0
        yield "together actor", acts
        yield "together recipient", takes
    yield from _describe_row(context, act, head)
    yield from _describe_place(context, act, told, head)
    if head not in context.kept_sides:
        context.kept_sides[head] = tuple(_describe_side(context, head))
    yield from context.kept_sides[head]


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
    if relation == "compound":
        yield "before a deed", 1.0
        yield "before the act", float(token.head.i == act.trigger)
    if relation in _MODIFIERS:
        yield "inside", 1.0
        yield "inside a side", _logit(told.share(token.head.i, *_ACTS, *_TAKES))
    if relation in ("conj", "appos"):
        yield relation, 1.0
    yield "behind", float(head > act.trigger)
    yield "distance", min(_FAR, abs(head - act.trigger)) / 10


def _role(context: EventContext, arguments: Sequence[Argument], head: int) -> str:
    for one in arguments:
        if head in conjuncts(context.doc, one.head):
            by = one.preposition if one.role == "oblique" and one.preposition in _TOLD_BY else ""
            return f"{one.role} {by}".strip()
    return "none"


def _describe_side(context: EventContext, head: int) -> Iterator[tuple[str, float]]:
    """Who it is."""
    argument = Argument("subject", head, *core(context.doc, head))
    actors = context.actors(argument)
    yield "somebody", float(bool(actors))
    yield "known", float(any(is_known(a) for a in actors))
    yield "named", float(any(a.entity is not None for a in actors))
    yield "of a state", float(any(a.country is not None for a in actors))
    yield "time", float(context.is_time(argument))
    yield "pronoun", float(context.tokens[head].pos_ == "PRON")


def _logit(share: float) -> float:
    return max(-_LOGIT, min(_LOGIT, math.log((share + _TINY) / (1 - share + _TINY))))
