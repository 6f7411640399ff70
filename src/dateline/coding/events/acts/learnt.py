"""What the encoder sees: acts that no row names, and how sure it is of those that rows name.

The encoder proposes words with a type, its probability, and what every other word is to them (`dateline.language`,
`told_acts`). Here that becomes acts like those of rows. A type that its labels are not filed under, such as one of a
user's own, is left to rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from dateline.coding.events.acts.conditions import holds
from dateline.coding.events.candidate import ENCODER, Act, Rule
from dateline.coding.events.context import EventContext
from dateline.coding.events.ontology.entries import LearntAct, NoAct, PartOfSpeech
from dateline.language import Predicate, ToldAct

_KINDS: Final[Mapping[str, PartOfSpeech]] = {"VERB": "verb", "AUX": "verb", "ADJ": "adjective"}
_BESIDE: Final = 3
"""Words within this of a surer one of the same type tell the same act: "shot and killed"."""
LEAST: Final = 0.6
"""How sure the encoder is at least of an act that it alone sees."""
RETYPE: Final = 0.8
"""How sure it is at least of another type than the row's, to have its way."""
ROW_LEAST: Final = 0.02
"""How likely it finds at least what a row says."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the encoder sees in one word: the act as the ontology files it, and the share of every type."""

    told: ToldAct
    filed: LearntAct
    sure: float
    shares: Mapping[str, float]


def find_seen(context: EventContext) -> dict[int, Seen]:
    """Token -> what the encoder sees in it, where a type of the ontology is among it."""
    out = {}
    for told in context.told:
        shares: dict[str, float] = {}
        for label, share in told.types:
            filed = context.ontology.learnt.get(label)
            if filed is not None:
                shares[filed.type] = shares.get(filed.type, 0.0) + share
        if shares:
            label, sure = told.types[0]
            best = context.ontology.learnt.get(f"{label}/{told.mode}") or context.ontology.learnt.get(label)
            if best is not None:
                out[told.word] = Seen(told, best, sure, shares)
    return out


def propose_by_encoder(context: EventContext, known: Mapping[int, Act]) -> dict[int, Act]:
    """Acts in words that no known act tells, and known ones with how sure the encoder is of them."""
    seen = find_seen(context)
    types = {one.type for one in context.ontology.learnt.values()} if context.knows_acts else set()
    covered = {word for act in known.values() for word in words_of(act)}
    weighed = {head: weigh(context, act, seen) if act.type in types else act for head, act in known.items()}
    alone = {
        word: one
        for word, one in seen.items()
        if word not in covered and one.sure >= LEAST and not _is_none_of_ones_own(context, word)
    }
    told = {word: make_act(context, alone[word]) for word in peaks(alone)}
    return weighed | told


def _is_none_of_ones_own(context: EventContext, word: int) -> bool:
    """Whether a row of a user's own says that the word tells no act here."""
    predicate = context.parse.by_head.get(word)
    if predicate is None:
        return False
    rows = (
        row for lemma in context.word(predicate) for row in context.ontology.triggers.get((lemma, predicate.kind), ())
    )
    held = (row for row in rows if row.own and all(holds(context, predicate, c) for c in row.conditions))
    return isinstance(next(held, None), NoAct)


def words_of(act: Act) -> tuple[int, ...]:
    """The tokens that tell an act: its own, those that its row asked for, and those of its further predicates."""
    return (act.trigger, *act.named, *(p.head for p in act.also))


def peaks(seen: Mapping[int, Seen]) -> Iterator[int]:
    """The words of which none nearby tells the same more surely."""
    for word, one in seen.items():
        near = (seen.get(word + step) for step in range(-_BESIDE, _BESIDE + 1) if step)
        if not any(o is not None and o.filed.type == one.filed.type and o.sure > one.sure for o in near):
            yield word


def weigh(context: EventContext, act: Act, seen: Mapping[int, Seen]) -> Act:
    """A row's act with how sure the encoder is of its type, or of the type that it finds far likelier; one's own rows
    are believed."""
    if act.rule.own:
        return act
    near = [seen[word] for word in words_of(act) if word in seen]
    best = max(near, key=lambda one: one.shares.get(act.type, 0.0), default=None)
    if best is None:
        return replace(act, sure=0.0)
    share = best.shares.get(act.type, 0.0)
    if share < ROW_LEAST and best.sure >= LEAST and act.content is None:
        if best.sure >= RETYPE:
            return _retype(context, act, best)
        return replace(act, sure=ROW_LEAST, seen=best.told)
    return replace(act, sure=share, seen=best.told)


def _retype(context: EventContext, act: Act, one: Seen) -> Act:
    filed = one.filed
    rule = _rule(context, one)
    return replace(act, type=filed.type, mode=filed.mode, cameo=filed.cameo, sure=one.sure, seen=one.told, rule=rule)


def make_act(context: EventContext, one: Seen) -> Act:
    """The act that a word tells by the encoder alone."""
    filed = one.filed
    predicate = context.parse.by_head.get(one.told.word) or _make_predicate(context, one.told.word)
    rule = _rule(context, one)
    return Act(filed.type, filed.mode, filed.cameo, predicate, (), (), rule, sure=one.sure, seen=one.told)


def _rule(context: EventContext, one: Seen) -> Rule:
    token = context.tokens[one.told.word]
    kind = _KINDS.get(token.pos_, "noun")
    return Rule(ENCODER, token.lemma_.lower(), kind, (), f"the encoder sees {one.told.types[0][0]} in “{token.text}”")


def _make_predicate(context: EventContext, word: int) -> Predicate:
    """A predicate of a word that the parse takes for none, such as the first noun of a compound."""
    token = context.doc[word]
    above = next((t.i for t in token.ancestors if t.i in context.parse.by_head), None)
    kind = _KINDS.get(token.pos_, "noun")
    return Predicate(word, token.lemma_.lower(), kind, parent=above, link="nominal" if above is not None else "root")
