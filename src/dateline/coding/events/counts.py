"""How many: the dead, the injured, the detained, the crowd, and "the seventh this year", as one report gives them."""

from __future__ import annotations

import functools
import re
from importlib import resources

from spacy.tokens import Doc, Token

from dateline.coding.events.ontology import rows
from dateline.language.predicates import Predicate
from dateline.model import Count, CountKind, Span

_KINDS: dict[str, CountKind] = {
    "dead": "dead",
    "injured": "injured",
    "detained": "detained",
    "abducted": "abducted",
    "displaced": "displaced",
    "protesters": "protesters",
    "ordinal": "ordinal",
}
_DIGITS = re.compile(r"\d{1,3}(?:[,.]\d{3})+|\d+")


@functools.cache
def _table() -> tuple[dict[str, CountKind], dict[str, tuple[int, int | None]], dict[str, str], frozenset[str]]:
    text = (resources.files("dateline.coding") / "lexicon" / "counts.tsv").read_text(encoding="utf-8")
    verbs: dict[str, CountKind] = {}
    numbers: dict[str, tuple[int, int | None]] = {}
    bounds: dict[str, str] = {}
    people: set[str] = set()
    for _, (what, words, low, high) in rows("counts.tsv", text, 4):
        for word in words.split():
            if what == "number":
                numbers[word] = (int(low), int(high) if high else None)
            elif what in ("least", "most"):
                bounds[word] = what
            elif what == "people":
                people.add(word)
            else:
                verbs[word] = _KINDS[what]
    return verbs, numbers, bounds, frozenset(people)


def counts_of(doc: Doc, predicate: Predicate) -> tuple[Count, ...]:
    """The numbers of people that a predicate and the clauses hung on it give ("killing 17 soldiers").

    Only numbers that count people of one of the table's outcomes; a number of anything else is no count.
    """
    verbs, _, _, people = _table()
    kind = verbs.get(predicate.lemma)
    if kind is None:
        return ()
    out = []
    wanted = ("subject",) if kind == "protesters" else ("object",)
    for argument in predicate.arguments:
        if argument.role not in wanted:
            continue
        head = doc[argument.head]
        if head.lemma_.lower() in people or head.pos_ == "NUM" or head.lemma_.lower() in _table()[1]:
            found = number_in(doc, argument.start, argument.end)
            if found is not None:
                low, high, span = found
                out.append(Count(kind, low, high, span))
    return tuple(out)


def number_in(doc: Doc, start: int, end: int) -> tuple[int, int | None, Span] | None:
    """The first number among tokens [start, end): (low, high, span); high is None where there is no upper bound."""
    for token in doc[start:end]:
        value = _value(token)
        if value is None:
            continue
        low, high = value
        first = token.i
        bound = _table()[2]
        for before in doc[max(token.sent.start, token.i - 3) : token.i]:
            edge = bound.get(before.lower_)
            if edge is not None:
                first = min(first, before.i)
                high = None if edge == "least" else high
                low = 0 if edge == "most" else low
        return low, high, Span(doc[first].idx, token.idx + len(token))
    return None


def _value(token: Token) -> tuple[int, int | None] | None:
    word = token.lower_
    if _DIGITS.fullmatch(word):
        number = int(re.sub(r"[,.]", "", word))
        return (number, number) if number < 10**9 else None
    return _table()[1].get(word)
