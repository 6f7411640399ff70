"""On which facts two reports of one thing disagree: who acted, where, when, what killed, and who was hit.

The strongest evidence is a sentence that both print with something replaced in it. What is replaced is told by
the coding (places, times, events, entities) and by the words themselves (`tables/field_words.tsv`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, get_args

from dateline.linking.alignment import Replacement, Token, find_replacements, span_of
from dateline.model import Coded, Exhibit, Span
from dateline.tables import Row, shipped

ConflictField = Literal["actor", "place", "date", "cause", "casualty"]
FIELDS: tuple[ConflictField, ...] = get_args(ConflictField)

ENOUGH: Mapping[ConflictField, float] = MappingProxyType(
    {"actor": 0.7, "place": 0.7, "date": 0.7, "cause": 0.7, "casualty": 1.0}
)
"""Strength from which a field is said to differ: a swap, or three words that one report alone has."""
_REWRITTEN = 14
"""Words from which a replaced stretch is a rewriting: it says little of single facts."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_HIT = "hit"
_WHERE = frozenset("in at near from to towards around outside inside of".split())


@dataclass(frozen=True, slots=True)
class Difference:
    """One field on which two reports disagree: the words of each that show it, the strongest first.

    `strength` grows with the number of replacements; where only one report says something, its side alone has words.
    """

    field: ConflictField
    a: tuple[Exhibit, ...]
    b: tuple[Exhibit, ...]
    strength: float


@cache
def _field_words() -> Mapping[str, frozenset[ConflictField]]:
    """The rows of tables/field_words.tsv that name a field: word → fields."""
    known = {str(field): field for field in FIELDS}
    found: dict[str, set[ConflictField]] = {}
    for row in _word_rows():
        if row["field"] != _HIT:
            found.setdefault(row["word"], set()).add(known[row.one_of("field", (*known, _HIT))])
    return MappingProxyType({word: frozenset(fields) for word, fields in found.items()})


@cache
def _hit_words() -> frozenset[str]:
    """The words beside which somebody is hit."""
    return frozenset(row["word"] for row in _word_rows() if row["field"] == _HIT)


def _word_rows() -> Iterator[Row]:
    return shipped(__package__, "tables/field_words.tsv", ("word", "field"))


def differences(a: Coded, b: Coded) -> tuple[Difference, ...]:
    """The fields on which two reports disagree, in the order of `FIELDS`; empty where nothing is replaced."""
    strengths = field_strengths(a, b)
    return tuple(
        Difference(field, *strengths[field].exhibits(a.report.id, b.report.id), strengths[field].total)
        for field in FIELDS
        if strengths[field].total >= ENOUGH[field]
    )


@dataclass(frozen=True, slots=True)
class Strength:
    """All replacements that speak of one field, with their weights."""

    found: tuple[tuple[float, Replacement], ...]

    @property
    def total(self) -> float:
        """The sum of the weights of distinct replacements."""
        best: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}
        for weight, one in self.found:
            key = (tuple(token.form for token in one.a), tuple(token.form for token in one.b))
            best[key] = max(best.get(key, 0.0), weight)
        return sum(best.values())

    def exhibits(self, a: str, b: str) -> tuple[tuple[Exhibit, ...], tuple[Exhibit, ...]]:
        """The words on both sides, the heaviest replacement first."""
        ordered = sorted(self.found, key=lambda pair: -pair[0])
        ours = dict.fromkeys(Exhibit(a, span_of(one.a)) for _, one in ordered if one.a)
        theirs = dict.fromkeys(Exhibit(b, span_of(one.b)) for _, one in ordered if one.b)
        return tuple(ours), tuple(theirs)


def field_strengths(a: Coded, b: Coded) -> Mapping[ConflictField, Strength]:
    """For every field the replacements that speak of it."""
    found: dict[ConflictField, list[tuple[float, Replacement]]] = {field: [] for field in FIELDS}
    marks_a, marks_b = _Marks(a), _Marks(b)
    for one in find_replacements(a.report, b.report):
        ours = marks_a.fields(one.a, one.before, one.after)
        theirs = marks_b.fields(one.b, one.before, one.after)
        for field in FIELDS:
            weight = _weight(field in ours, field in theirs, one)
            if weight:
                found[field].append((weight, one))
    return {field: Strength(tuple(items)) for field, items in found.items()}


def _weight(ours: bool, theirs: bool, one: Replacement) -> float:
    """A swap counts 1, a word that only one report has .3; rewritings a third of that."""
    if not (ours or theirs):
        return 0.0
    weight = 1.0 if ours and theirs else 0.3
    return weight if one.longer_length <= _REWRITTEN else weight / 3


class _Marks:
    """What the coding of one report knows of its words."""

    def __init__(self, coded: Coded) -> None:
        coding = coded.coding
        self._by_field: Mapping[ConflictField, Sequence[Span]] = {
            "date": [time.span for time in coding.times if time.kind in ("DATE", "TIME")],
            "place": [place.span for place in coding.places],
            "actor": [actor.span for event in coding.events for actor in event.actors],
            "casualty": [actor.span for event in coding.events for actor in event.recipients],
        }
        self._groups = [
            mention
            for entity in coding.entities
            if entity.kind in ("organisation", "group", "nationality")
            for mention in entity.mentions
        ]

    def fields(
        self, words: Sequence[Token], before: Sequence[Token], after: Sequence[Token]
    ) -> frozenset[ConflictField]:
        """The fields that some words speak of."""
        found: set[ConflictField] = set()
        for token in words:
            found.update(self._fields_of_word(token))
        if found & {"actor", "casualty"}:
            found -= {"actor", "casualty"}
            found.add("casualty" if _is_hit(words, before, after) else "actor")
        if not found and words and words[0].printed[:1].isupper() and before and before[-1].form in _WHERE:
            found.add("place")
        return frozenset(found)

    def _fields_of_word(self, token: Token) -> frozenset[ConflictField]:
        span = Span(token.start, token.end)
        found = set(_field_words().get(token.form, frozenset()))
        found.update(field for field in ("date", "place") if any(mark.overlaps(span) for mark in self._by_field[field]))
        if _YEAR.fullmatch(token.form):
            found.add("date")
        if found or not token.printed[:1].isupper():
            return frozenset(found)
        found.update(
            field for field in ("actor", "casualty") if any(mark.overlaps(span) for mark in self._by_field[field])
        )
        if any(mark.overlaps(span) for mark in self._groups):
            found.add("actor")
        return frozenset(found)


def _is_hit(words: Sequence[Token], before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether words name those who are hit: after "killed", before "were killed", or of the casualty vocabulary."""
    near: Callable[[Sequence[Token]], bool] = lambda part: any(token.form in _hit_words() for token in part)  # noqa: E731
    if near(before[-3:]) or near(words):
        return True
    if (
        len(after) > 1
        and near(after[:3])
        and any(token.form in ("were", "was", "have", "had", "been") for token in after)
    ):
        return True
    kinds = [_field_words().get(token.form, frozenset()) for token in words]
    return any("casualty" in kind for kind in kinds) and not any("actor" in kind for kind in kinds)
