"""How many: the dead, the injured, the detained, the crowd, and "the seventh this year", as one report gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from dateline.coding.events.ontology.entries import NumberWords
from dateline.language.syntax.predicates import Predicate
from dateline.model import Count, Span

Bounds = tuple[int, int | None]
"""The least and the greatest number; None where there is no upper bound."""

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d))?")
_RANGE = re.compile(r"(\d+)[-–](\d+)")
_TO = frozenset(("to", "and", "-", "–", "or"))
_BEFORE = 3  # tokens before a number that may bound it: "at least", "no fewer than"
_MOST = 10**10


def counts_of(doc: Doc, predicate: Predicate, table: NumberWords, *, crowd: bool = False) -> tuple[Count, ...]:
    """The numbers of people that a predicate gives ("killing 17 soldiers", "the arrest of 26 members").

    Only numbers that count people of one of the table's outcomes; a number of anything else is no count. `crowd`: the
    predicate is a protest, whatever its word, and its subject is counted.
    """
    kind = "protesters" if crowd else table.outcomes.get(predicate.lemma)
    if kind is None:
        return ()
    out = []
    for argument in predicate.arguments:
        if kind == "protesters":
            counted = argument.role == "subject"
        elif predicate.kind == "noun":
            counted = argument.role == "possessor" and argument.preposition == "of"
        else:
            counted = argument.role == "object" or (argument.role == "subject" and predicate.lemma in ("die", "perish"))
        head = doc[argument.head]
        word = head.lemma_.lower()
        if counted and (word in table.people or head.pos_ == "NUM" or word in table.numbers or word in table.times):
            found = number_in(doc, argument.start, argument.end, table)
            if found is not None:
                out.append(Count(kind, *found))
    return tuple(out)


def nth(doc: Doc, words: Iterable[int], table: NumberWords) -> tuple[Count, ...]:
    """The first ordinal among tokens ("their seventh meeting", "was the seventh")."""
    for token in (doc[i] for i in words):
        number = table.ordinals.get(token.lower_)
        if number is not None:
            return (Count("ordinal", number, number, Span(token.idx, token.idx + len(token))),)
    return ()


def number_in(doc: Doc, start: int, end: int, table: NumberWords) -> tuple[int, int | None, Span] | None:
    """The first number among tokens [start, end): (low, high, span); high is None where there is no upper bound.

    "Two dozen" is 24, "3.5 million" 3,500,000, "20 to 30" both.
    """
    for token in doc[start:end]:
        read = _read(doc, token.i, end, table)
        if read is None:
            continue
        (low, high), after = read
        more = _read(doc, after + 1, end, table) if after + 1 < end and doc[after].lower_ in _TO else None
        if more is not None and more[0][0] > low:
            high, after = more[0][1], more[1]
        first = token.i
        for before in doc[max(0, token.i - _BEFORE) : token.i]:
            edge = table.bounds.get(before.lower_)
            if edge is not None:
                first = min(first, before.i)
                high = None if edge == "least" else high
                low = 0 if edge == "most" else low
        last = doc[after - 1]
        return low, high, Span(doc[first].idx, last.idx + len(last))
    return None


def _read(doc: Doc, at: int, end: int, table: NumberWords) -> tuple[Bounds, int] | None:
    """The number that starts at a token, with the words that multiply it, and the token after it."""
    if at >= end:
        return None
    found = _value(doc[at], table)
    if found is None:
        return None
    (low, high), shift = found
    after = at + 1
    while after < end and (factor := table.times.get(doc[after].lower_)) is not None and low * factor < _MOST:
        low, high = low * factor, high * factor if high is not None else None
        after += 1
    low, high = low // shift, high // shift if high is not None else None
    return ((low, high), after) if low < _MOST else None


def _value(token: Token, table: NumberWords) -> tuple[Bounds, int] | None:
    """A token's number, and what it must be divided by for its decimals."""
    word = token.lower_
    both = _RANGE.fullmatch(word)
    if both is not None and int(both[1]) < int(both[2]):
        return (int(both[1]), int(both[2])), 1
    digits = _DIGITS.fullmatch(word)
    if digits is not None:
        whole = digits[1].replace(",", "")
        number = int(whole + digits[2]) if digits[2] else int(whole)
        return ((number, number), 10 if digits[2] else 1) if number < _MOST else None
    if word in table.numbers:
        return table.numbers[word], 1
    factor = table.times.get(word)
    return ((factor, factor if word == "dozen" else None), 1) if factor is not None else None
