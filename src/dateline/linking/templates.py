"""Whether two texts are one template that was filled twice: the same sentences, of another place, day, toll and person.

Two quakes told in one agency's set words share more of their words than two versions of one text do, and tell nothing
in common. So what stands at equal places of the aligned words is compared: where the things that are named there mostly
differ, the words are a form and no copy. Numbers alone make no other story: a toll rises. With the weekday of another
week they do: who prints "on Tuesday" a week later, with other numbers, tells of that Tuesday.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

import numpy as np

from dateline.linking.alignment import Replacement, Token, replacements, sentences
from dateline.linking.lineages import day_of
from dateline.linking.words import HashedText, body_spans
from dateline.model import Report, Span
from dateline.tables import shipped

DIFFERING = 0.35
"""Share of the named things at equal places that differ from which two texts are one template. Of 434 pairs of
real pages that are copies or versions of one text none is above .25; set after they were seen, on no real templates.
"""
_LEAST = 2
"""Things that must differ: one name may be a slip, a correction or another spelling."""
_SLOT = 6
"""Words on the longer side of a replacement up to which it is a slot of a form."""
_AT_ONCE = 3
"""Days between reports up to which an equal weekday is one day."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_Kind = Literal["name", "number", "weekday"]


@dataclass(frozen=True, slots=True)
class Filling:
    """What two texts name at equal places: pairs that differ, by kind, and things that are equal."""

    differing: frozenset[tuple[_Kind, str, str]]
    equal: frozenset[tuple[_Kind, str]]
    another_week: bool = False
    """Whether a weekday that both name is of another week in each, and no weekday is of one week."""

    @property
    def share(self) -> float:
        """The share of things that differ, in [0, 1]; 0 where nothing is named."""
        return len(self.differing) / max(1, len(self.differing) + len(self.equal))

    @property
    def is_template(self) -> bool:
        """Whether most of what is named differs, a name among it; or a number and the week of every weekday."""
        kinds = {kind for kind, _, _ in self.differing}
        if "name" in kinds and len(self.differing) >= _LEAST and self.share >= DIFFERING:
            return True
        return self.another_week and "number" in kinds


def is_template(a: HashedText, b: HashedText) -> bool:
    """Whether two reports fill one form with other things. Either way round the answer is the same."""
    if not _published_apart(a.report, b.report) and not (
        len(np.setdiff1d(a.capitals, b.words)) and len(np.setdiff1d(b.capitals, a.words))
    ):
        return False  # the cheap questions: each must name what the other does not, or be of another week
    first, second = sorted((a.report, b.report), key=lambda report: report.id)
    return filling(first, second).is_template


def filling(a: Report, b: Report) -> Filling:
    """What the bodies of two reports name at equal places."""
    ours, theirs = _body(a), _body(b)
    forms = _forms(ours), _forms(theirs)
    found = replacements(_without(ours, theirs), _without(theirs, ours))
    differing = {pair for one in found if (pair := _slot(one, *forms)) is not None}
    equal = _equal(ours, found)
    moved: set[tuple[_Kind, str]] = set()
    if _published_apart(a, b):
        moved = {thing for thing in equal if thing[0] == "weekday" and _is_of_two_weeks(thing[1], a, b)}
        equal -= moved
        differing |= {("weekday", day, f"{day} of another week") for _, day in moved}
    another_week = bool(moved) and not any(kind == "weekday" for kind, _ in equal)
    return Filling(frozenset(differing), frozenset(equal), another_week)


_Sentences = tuple[tuple[Token, ...], ...]


def _body(report: Report) -> _Sentences:
    return _sentences(report.text, body_spans(report))


@lru_cache(maxsize=256)  # a report is compared with many others, one after the other
def _sentences(text: str, spans: Sequence[Span]) -> _Sentences:
    return tuple(found for span in spans for found in sentences(text, span.start, span.end))


def _forms(text: _Sentences) -> frozenset[str]:
    return frozenset(token.form for sentence in text for token in sentence)


def _without(text: _Sentences, other: _Sentences) -> _Sentences:
    """The sentences that do not stand in the other text word by word."""
    known = {tuple(token.form for token in sentence) for sentence in other}
    return tuple(sentence for sentence in text if tuple(token.form for token in sentence) not in known)


def _slot(one: Replacement, ours: frozenset[str], theirs: frozenset[str]) -> tuple[_Kind, str, str] | None:
    """The two things that a slot holds; None where it holds none, or where either text names both somewhere.

    `ours`, `theirs`: all words of the two texts."""
    if not one.a or not one.b or one.longer_length > _SLOT or not (one.before or one.after):
        return None
    left, right = _things(one.a, not one.before), _things(one.b, not one.before)
    for kind, words in left:
        for other_kind, others in right:
            if kind != other_kind:
                continue
            if kind == "name" and (set(words.split()) & theirs or set(others.split()) & ours):
                continue
            if words != others:
                return kind, words, others
    return None


def _equal(ours: _Sentences, found: Sequence[Replacement]) -> set[tuple[_Kind, str]]:
    replaced = {token.start for one in found for token in one.a}
    return {
        thing
        for sentence in ours
        for thing in _things(tuple(token for token in sentence if token.start not in replaced), True)
    }


def _things(words: Sequence[Token], opens: bool) -> Iterator[tuple[_Kind, str]]:
    """Names, numbers and weekdays among some words; `opens`: the first word opens a sentence, so its capital tells
    nothing."""
    held: list[str] = []
    kept: list[tuple[_Kind, str]] = []
    end = -1
    for index, token in enumerate(words):
        kind = _kind(token, opens and index == 0)
        if kind == "name" and held and token.start <= end + 2:
            held.append(token.form)
        else:
            if held:
                kept.append(("name", " ".join(held)))
            held = [token.form] if kind == "name" else []
        if kind in ("number", "weekday"):
            kept.append((kind, _numbers().get(token.form, token.form)))
        end = token.end
    if held:
        kept.append(("name", " ".join(held)))
    return iter(kept)


def _kind(token: Token, opens: bool) -> _Kind | None:
    if token.form in _WEEKDAYS:
        return "weekday"
    if token.form[:1].isdigit() or token.form in _numbers():
        return "number"
    return "name" if token.printed[:1].isupper() and not opens else None


@cache
def _numbers() -> dict[str, str]:
    rows = shipped(__package__, "tables/figure_words.tsv", ("what", "word", "value"), optional=1)
    return {row["word"]: row["value"] for row in rows if row["what"] == "number" and row["word"] not in ("a", "an")}


def _is_of_two_weeks(weekday: str, a: Report, b: Report) -> bool:
    """Whether the last such day before the one report is another than that before the other."""
    number = _WEEKDAYS.index(weekday)
    last = {day - (day - 1 - number) % 7 for report in (a, b) if (day := _ordinal(report)) is not None}
    return len(last) > 1


def _published_apart(a: Report, b: Report) -> bool:
    days = [day for report in (a, b) if (day := _ordinal(report)) is not None]
    return len(days) > 1 and abs(days[0] - days[1]) > _AT_ONCE


def _ordinal(report: Report) -> int | None:
    try:
        return date.fromisoformat((day_of(report) or "")[:10]).toordinal()
    except ValueError:
        return None
