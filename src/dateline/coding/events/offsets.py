"""One deed at a distance from another: "two days after the court ruled", "the eve of the vote", "the tenth anniversary
of the attack". What stands behind such words has not the day of the clause: it is counted from it, or has none."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from dateline.coding.events.candidate import Act
from dateline.coding.events.context import EventContext
from dateline.coding.events.context.offset import Offset
from dateline.coding.times.calendar import count_from, interval
from dateline.coding.times.time_words import tables
from dateline.language.syntax.predicates import Predicate
from dateline.model import When
from dateline.tables import shipped

Dated = Callable[[Predicate], When | None]
"""A predicate -> the day of what it tells, outside of the phrase."""

_LENGTH = re.compile(r"P(T?)(\d+)([A-Z])")
_DAY = len("2023-09-15")
_HOURS = 24
_UP = 8  # tokens climbed from a clause to the verb that dates it
_NOMINAL = frozenset(("NOUN", "PROPN", "NUM"))


@functools.cache
def _words() -> Mapping[tuple[str, str], int]:
    rows = shipped("dateline.coding", "lexicon/offsets.tsv", ("word", "kind", "step"))
    return MappingProxyType({(row["kind"], row["word"]): int(row["step"]) for row in rows})


def find_offsets(context: EventContext, token: int) -> tuple[Offset, ...]:
    """The phrases of distance in a token's sentence, in order."""
    sentence = context.parse.sentences[token]
    found = context.offsets.get(sentence)
    if found is None:
        found = context.offsets[sentence] = tuple(_read(context, *sentence))
    return found


def innermost(offsets: tuple[Offset, ...], token: int) -> Offset | None:
    """The narrowest phrase that holds a token in what it counts from."""
    return min((o for o in offsets if o.holds(token)), key=lambda o: o.end - o.mark, default=None)


def _read(context: EventContext, first: int, end: int) -> Iterator[Offset]:
    doc, words = context.doc, _words()
    for at in range(first, end):
        low = context.tokens[at].lower_
        if (step := words.get(("order", low))) is not None and doc[at].head.i > at:
            length = _length_before(context, first, at)
            if length is not None:
                yield _offset(context, length[0], at, doc[at].head.i, step, length[1:])
        elif (lemma := context.lemma(at)) and (step := words.get(("noun", lemma))) is not None:
            head = _behind_of(context, at, end)
            if head is not None and not _is_time(context, head):
                end = context.doc[at].right_edge.i + 1  # "the eve of the vote on Sunday"
                yield Offset(_opening(context, at), at, head, end, step, "D", float(abs(step)))
        elif (step := words.get(("memory", lemma))) is not None:
            head = _behind_of(context, at, end)
            if head is not None:
                yield _offset(context, _opening(context, at), at, head, step, ("Y", _ordinal(context, at)))
        elif (step := words.get(("recall", lemma))) is not None:
            for argument in context.parse.by_head[at].role("object") if at in context.parse.by_head else ():
                yield _offset(context, at, at, argument.head, step, ("Y", None))


def _offset(
    context: EventContext, start: int, mark: int, head: int, step: int, length: tuple[str, float | None]
) -> Offset:
    end = context.doc[head].right_edge.i + 1
    return Offset(start, mark, head, _with_second_verb(context, head, end), step, *length)


def _with_second_verb(context: EventContext, head: int, end: int) -> int:
    """ "Years after rebels bombed a market and killed 40": a verb without a subject of its own goes on with the nearer
    one, wherever the parse hangs it."""
    stop = context.parse.sentences[head][1]
    if head not in context.parse.by_head or context.parse.by_head[head].kind != "verb" or end + 1 >= stop:
        return end
    if context.doc[end].pos_ != "CCONJ":
        return end
    second = context.doc[end].head
    verb = context.parse.by_head.get(second.i)
    if verb is None or any(end < a.start < second.i for a in verb.role("subject")):
        return end
    return max(end, second.right_edge.i + 1)


def _length_before(context: EventContext, first: int, at: int) -> tuple[int, str, float | None] | None:
    """The length that ends right before a word: its first token, unit and number."""
    if at == first:
        return None
    word = tables().single.get(context.tokens[at - 1].lower_)
    if word is None or word.kind not in ("UNIT", "UNITS"):
        return None
    begin, edge = context.tokens[at].idx, context.tokens[at].end
    for time in context.times:
        match = _LENGTH.fullmatch(time.value) if time.kind == "DURATION" else None
        if match is not None and time.span.start < begin and time.span.end in (edge, context.tokens[at - 1].end):
            return context.parse.token_at(time.span.start), match[3] if not match[1] else "H", float(match[2])
    letter = "H" if word.value[0] == "T" else word.value[-1]
    number = 2.0 if word.value == "2W" else 1.0
    before = context.tokens[at - 2].lower_ if at - 2 >= first else ""
    if word.kind == "UNIT" and before in ("a", "an", "the", "one"):
        return at - 2, letter, number
    return (at - 1, letter, None) if word.kind == "UNITS" else None


def _behind_of(context: EventContext, at: int, end: int) -> int | None:
    """The head of what "of" brings behind a noun."""
    if at + 1 >= end or context.tokens[at + 1].lower_ not in ("of", "for"):
        return None
    return next((t.i for t in context.doc[at].children if t.i > at + 1 and t.left_edge.i <= at + 2), None)


def _is_time(context: EventContext, token: int) -> bool:
    here = context.tokens[token].idx
    return bool(context.standing_times.touching(here, here + 1))


def _opening(context: EventContext, at: int) -> int:
    return int(context.doc[at].left_edge.i) if context.doc[at].left_edge.i < at else at


def _ordinal(context: EventContext, at: int) -> float | None:
    """ "The tenth anniversary", "the 25th anniversary", "the five-year anniversary"."""
    for token in context.doc[at].lefts:
        low = token.lower_
        word = tables().single.get(low)
        if word is not None and word.kind == "ORDINAL":
            return word.number
        if match := re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)", low):
            return float(match[1])
        if low in ("year", "years"):
            number = context.ontology.counts.number_of(next((t.lower_ for t in token.lefts), ""))
            return float(number) if number is not None else None
    return None


# ------------------------------------------------------------------ counting


def count_inner(context: EventContext, offset: Offset, dated: Dated) -> When | None:
    """The day of what the length is counted from: as far from that of the clause as the words say."""
    base = _find_base(context, offset, dated)
    return _count(context, offset, base, offset.step) if base is not None else None


def count_outer(context: EventContext, offset: Offset, inner: When | None) -> When | None:
    """The day of the clause, counted from that of what stands behind the length."""
    if inner is None or inner.earliest is None or inner.earliest != inner.latest:
        return None
    return _count(context, offset, inner.earliest, -offset.step)


def hangs_on(context: EventContext, offset: Offset, act: Act, clauses: tuple[Predicate, ...]) -> bool:
    """Whether the phrase belongs to the clause of an act."""
    heads = {act.trigger, *(p.head for p in clauses)}
    return next((up in heads for up in _above(context, offset) if up in context.parse.by_head), False)


def _above(context: EventContext, offset: Offset) -> Iterator[int]:
    """The tokens over the phrase, the nearest first, that do not belong to it."""
    token = context.doc[offset.head]
    for _ in range(_UP):
        if token.head.i == token.i:
            return
        token = token.head
        if not offset.start <= token.i < offset.end:
            yield token.i


def _find_base(context: EventContext, offset: Offset, dated: Dated) -> str | None:
    """The day of the clause on which the phrase hangs; the report's where its verb is of the present, or where the
    length is of months or years and a few days more or less change nothing."""
    top: Predicate | None = None
    for up in _above(context, offset):
        predicate = context.parse.by_head.get(up)
        if predicate is None or predicate.kind != "verb":
            continue
        top = predicate
        when = dated(predicate)
        if when is not None and when.earliest is not None:
            return when.earliest if when.earliest == when.latest or offset.letter in "MY" else None
    anchor = context.report.anchor
    if anchor is None or len(anchor) < _DAY or (top is not None and context.is_future(top)):
        return None
    now = top is not None and top.tense == "present"
    return anchor[:_DAY] if now or offset.letter in "MY" else None


def _count(context: EventContext, offset: Offset, base: str, step: int) -> When | None:
    number = offset.number
    letter = offset.letter
    if letter == "H":
        letter, number = "D", float((number or 0) // _HOURS)
    if number is None:
        return None
    value = count_from(date.fromisoformat(base), letter, step * number)
    covered = interval(value) if value is not None else None
    if value is None or covered is None:
        return None
    return When(value, "DATE", context.span(offset.start, offset.mark + 1), *covered, base)
