"""Who takes part in an act: what rows and the tree say, held against what the encoder says of every word.

One place settles it. The encoder has read more language; the tree knows where a phrase ends and whom a pronoun takes up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.coding.events.candidate import Act
from dateline.coding.events.context import EventContext
from dateline.language import Argument, ToldAct
from dateline.language.syntax.noun_phrases import conjuncts, core

_ACTS: Final = ("actor", "both")
_TAKES: Final = ("recipient",)
_PARTS: Final = (*_ACTS, *_TAKES)
_NOUNS: Final = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_INSIDE: Final = frozenset(("amod", "compound", "nummod", "det", "flat", "nmod:poss", "poss"))
_KEEP: Final = 0.2
"""How likely the encoder finds at least the side that a row names."""
_TAKE: Final = 0.65
"""How likely it finds at least a side that it alone names."""


@dataclass(frozen=True, slots=True)
class SidePhrase:
    """A phrase that may be a side, with how likely it acts and how likely it is acted on."""

    argument: Argument
    acts: float
    takes: float
    by_row: bool


def settle_sides(context: EventContext, act: Act) -> Act:
    """The act with the sides that rows and the encoder together bear out."""
    if act.seen is None:
        return act
    told, nary = act.seen, context.ontology.event_type(act.type, act.mode).nary
    rows = [_weigh(context, told, a) for a in (*act.actors, *act.recipients)]
    own = [_weigh(context, told, a) for a in find_phrases(context, told)]
    actors: list[Argument] = []
    recipients: list[Argument] = []
    row_actors = {a.head for a in act.actors}
    for one in rows:
        if one.acts + one.takes < _KEEP:
            continue
        by_row = actors if one.argument.head in row_actors else recipients
        other = recipients if by_row is actors else actors
        mine, theirs = (one.acts, one.takes) if by_row is actors else (one.takes, one.acts)
        (by_row if mine >= theirs - 0.3 or nary else other).append(one.argument)
    taken = {h for a in (*actors, *recipients) for h in conjuncts(context.doc, a.head)}
    inside = [(a.start, a.end) for a in (*actors, *recipients)]
    for one in own:
        if one.argument.head in taken or any(s <= one.argument.head < e for s, e in inside):
            continue
        if max(one.acts, one.takes) >= _TAKE:
            (actors if one.acts >= one.takes or nary else recipients).append(one.argument)
            taken.update(conjuncts(context.doc, one.argument.head))
    return replace(act, actors=tuple(actors), recipients=tuple(recipients))


def _weigh(context: EventContext, told: ToldAct, argument: Argument) -> SidePhrase:
    """How likely a phrase is a side: by its head, or by the likeliest of its words that no other phrase of it holds."""
    words = {argument.head, *range(*core(context.doc, argument.head))}
    acts = max(told.share(i, *_ACTS) for i in words)
    takes = max(told.share(i, *_TAKES) for i in words)
    return SidePhrase(argument, acts, takes, by_row=False)


def find_phrases(context: EventContext, told: ToldAct) -> Iterator[Argument]:
    """The phrases whose words the encoder takes for sides, in the order of the text."""
    seen: set[int] = set()
    for run in _runs(told):
        head = _head(context, run)
        if head is None or head in seen or head == told.word:
            continue
        seen.add(head)
        role = "subject" if told.share(head, *_ACTS) >= told.share(head, *_TAKES) else "object"
        yield Argument("subject" if role == "subject" else "object", head, *core(context.doc, head))


def _runs(told: ToldAct) -> Iterator[tuple[int, ...]]:
    """Neighbouring tokens of one part that is a side."""
    run: list[int] = []
    last = ""
    for at in range(told.start, told.start + len(told.parts)):
        part = told.part_of(at)
        part = part if part in _PARTS else ""
        if part != last and run:
            yield tuple(run)
            run = []
        if part:
            run.append(at)
        last = part
    if run:
        yield tuple(run)


def _head(context: EventContext, run: Sequence[int]) -> int | None:
    """The word of a run that the others hang on; a bare modifier stands for its noun."""
    own = set(run)
    tops = [i for i in run if context.doc[i].head.i not in own or context.doc[i].head.i == i]
    nominal = [i for i in tops if context.tokens[i].pos_ in _NOUNS] or tops
    head = nominal[0] if nominal else None
    if head is None:
        return None
    token = context.doc[head]
    if token.dep_ in _INSIDE and token.pos_ not in ("PROPN",) and abs(token.head.i - head) <= 2:
        return token.head.i
    return head
