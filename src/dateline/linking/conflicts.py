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

from dateline.linking.alignment import Replacement, Token, find_replacements, span_of, tokens
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
_BESIDE = ("hit", "turn", "where")


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
        if row["field"] not in _BESIDE:
            found.setdefault(row["word"], set()).add(known[row.one_of("field", (*known, *_BESIDE))])
    return MappingProxyType({word: frozenset(fields) for word, fields in found.items()})


@cache
def _beside(what: str) -> frozenset[str]:
    """The words that speak of no field, and tell what stands beside them: one of `_BESIDE`."""
    return frozenset(row["word"] for row in _word_rows() if row["field"] == what)


@cache
def _kinds() -> Mapping[str, str]:
    """Words for causes → their kind; words of one kind may mean one thing."""
    return MappingProxyType({row["word"]: row["kind"] for row in _word_rows() if row["kind"]})


def _word_rows() -> Iterator[Row]:
    return shipped(__package__, "tables/field_words.tsv", ("word", "field", "kind"), optional=1)


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
        return round(sum(best.values()), 6)  # three times .1 and .7 are 1

    def exhibits(self, a: str, b: str) -> tuple[tuple[Exhibit, ...], tuple[Exhibit, ...]]:
        """The words on both sides, the heaviest replacement first."""
        ordered = sorted(self.found, key=lambda pair: -pair[0])
        ours = dict.fromkeys(Exhibit(a, span_of(one.a)) for _, one in ordered if one.a)
        theirs = dict.fromkeys(Exhibit(b, span_of(one.b)) for _, one in ordered if one.b)
        return tuple(ours), tuple(theirs)


def field_strengths(a: Coded, b: Coded) -> Mapping[ConflictField, Strength]:
    """For every field the replacements that speak of it. A sentence that only one report has is no replacement."""
    found: dict[ConflictField, list[tuple[float, Replacement]]] = {field: [] for field in FIELDS}
    marks_a, marks_b = _Marks(a), _Marks(b)
    for one in find_replacements(a.report, b.report):
        if not (one.before or one.after) and not (one.a and one.b):
            continue
        ours = marks_a.fields(one.a, one.before, one.after, marks_b.forms if not one.b else frozenset())
        theirs = marks_b.fields(one.b, one.before, one.after, marks_a.forms if not one.a else frozenset())
        _settle_side(ours, theirs)
        for field in FIELDS:
            weight = _weight(field, ours.get(field), theirs.get(field), one)
            if weight:
                found[field].append((weight, one))
    return {field: Strength(tuple(items)) for field, items in found.items()}


_Found = dict[ConflictField, frozenset[str]]
"""Fields that some words speak of, each with the words that do."""


def _settle_side(ours: _Found, theirs: _Found) -> None:
    """Words at one place have one part: where one report has those who are hit, the other does not have who acts."""
    one, other = (("actor" in each, "casualty" in each) for each in (ours, theirs))
    if {one, other} == {(True, False), (False, True)}:
        for each in (ours, theirs):
            if "actor" in each:
                each["casualty"] = each.pop("actor")


def _weight(
    field: ConflictField, ours: frozenset[str] | None, theirs: frozenset[str] | None, one: Replacement
) -> float:
    """A swap counts 1, a word that only one report has .3; what is the same or finer nothing; rewritings a third."""
    if not (ours or theirs) or (ours and theirs and _fit(field, ours, theirs)):
        return 0.0
    weight = 1.0 if ours and theirs else 0.3
    return weight if one.longer_length <= _REWRITTEN else weight / 3


def _fit(field: ConflictField, ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether the one side says no more than the other: "the city", "the old city"; "exploded", "an explosion"."""
    one, other = ({_kinds().get(word, _singular(word, field)) for word in each} for each in (ours, theirs))
    return one <= other or other <= one


def _singular(word: str, field: ConflictField) -> str:
    return word if field == "date" else word.removesuffix("s")


class _Marks:
    """What the coding of one report knows of its words."""

    def __init__(self, coded: Coded) -> None:
        coding = coded.coding
        self.forms = frozenset(token.form for token in tokens(coded.report.text))
        """All its words."""
        self._by_field: Mapping[ConflictField, Sequence[Span]] = {
            "date": [time.span for time in coding.times if time.kind in ("DATE", "TIME")],
            "place": [place.span for place in coding.places],
            "actor": [actor.span for event in coding.events for actor in event.actors],
            "casualty": [actor.span for event in coding.events for actor in event.recipients],
        }
        self._states = [place.span for place in coding.places if place.feature == "country"]
        self._groups = [
            mention
            for entity in coding.entities
            if entity.kind in ("organisation", "group", "nationality")
            for mention in entity.mentions
        ]

    def fields(
        self, words: Sequence[Token], before: Sequence[Token], after: Sequence[Token], known: frozenset[str]
    ) -> _Found:
        """The fields that some words speak of. `known`: words that the other report has elsewhere."""
        found: dict[ConflictField, set[str]] = {}
        around = (*before[-2:], *words, *after[:1])
        for index, token in enumerate(words, len(before[-2:])):
            if token.form not in known:
                for field in self._fields_of_word(token, around[:index], around[index + 1 :]):
                    found.setdefault(field, set()).add(token.form)
        parties = found.pop("actor", set()) | found.pop("casualty", set())
        if parties:
            found["casualty" if _is_hit(words, before, after) else "actor"] = parties
        opens = words[0] if words else None
        if not found and opens and opens.printed[:1].isupper() and opens.form not in known and _is_behind(before[-1:]):
            found["place"] = {opens.form}
        return {field: frozenset(forms) for field, forms in found.items()}

    def _fields_of_word(
        self, token: Token, before: Sequence[Token], after: Sequence[Token]
    ) -> frozenset[ConflictField]:
        span = Span(token.start, token.end)
        found = set(_field_words().get(token.form, frozenset()))
        found.update(field for field in ("date", "place") if any(mark.overlaps(span) for mark in self._by_field[field]))
        if _YEAR.fullmatch(token.form):
            found.add("date")
        if "place" in found and self._acts(span, before, after):
            found = (found - {"place"}) | {"actor"}
        if found or not token.printed[:1].isupper():
            return frozenset(found)
        found.update(
            field for field in ("actor", "casualty") if any(mark.overlaps(span) for mark in self._by_field[field])
        )
        if any(mark.overlaps(span) for mark in self._groups):
            found.add("actor")
        return frozenset(found)

    def _acts(self, span: Span, before: Sequence[Token], after: Sequence[Token]) -> bool:
        """Whether a state's name is no place: neither "in" stands before it, nor a kind of place behind it."""
        if not any(mark.overlaps(span) for mark in self._states) or _is_behind(before):
            return False
        return not after or "place" not in _field_words().get(after[0].form, frozenset())


def _is_behind(before: Sequence[Token]) -> bool:
    """Whether words follow one that says where: "in", "near the"."""
    last = [token.form for token in before[-2:]]
    return bool(last) and (last[-1] in _beside("where") or (last[-1] == "the" and last[0] in _beside("where")))


def _is_hit(words: Sequence[Token], before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether words name those who are hit: after "killed", before "were killed", or of the casualty vocabulary."""
    near: Callable[[Sequence[Token]], bool] = lambda part: any(token.form in _beside("hit") for token in part)  # noqa: E731
    if near(_behind_turn(before)[-3:]) or near(words):
        return True
    if (
        len(after) > 1
        and near(after[:3])
        and any(token.form in ("were", "was", "have", "had", "been") for token in after)
    ):
        return True
    kinds = [_field_words().get(token.form, frozenset()) for token in words]
    return any("casualty" in kind for kind in kinds) and not any("actor" in kind for kind in kinds)


def _behind_turn(before: Sequence[Token]) -> Sequence[Token]:
    """The words behind the last that turns from who was hit to how it was: "killed when", "killed by"."""
    turns = [index for index, token in enumerate(before) if token.form in _beside("turn")]
    return before[turns[-1] + 1 :] if turns else before
