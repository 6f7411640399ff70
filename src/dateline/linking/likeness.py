"""Whether two events are one happening: what is known of the pair, weighed by tables/same_happening.tsv.

The weights are learnt (`python -m training.happenings`) on pairs that were read. What is not known is a feature of its
own and speaks for itself; nothing that is missing counts as a contradiction. The field's word is event coreference.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

from dateline.linking.casts import Likeness, best_likeness, names_another
from dateline.linking.identity import same_day, same_place
from dateline.linking.mentions import Mention
from dateline.model import Event
from dateline.tables import shipped

_OPEN = frozenset(("planned", "possible"))
_NOT = frozenset(("denied", "did-not-happen"))
_WIDE = frozenset(("country", "region", "admin", "sea", "unknown"))
_FEW, _FEW_NAMES = 0.24, 0.4
"""Cosines below which words tell little: then two slots that agree must, one alone leaves the question open. A noun
that points back has few words of its own."""
_ONE_SLOT, _OPEN_QUESTION = frozenset(("slots 0", "slots 1")), 0.5
_MATERIAL = (2, 4)
"""Quad classes of deeds; the others are of words."""
_STEEP = 2.0
"""What a cosine is multiplied by, so that its weight is pulled to zero no more than those of the others."""
_NEAR, _WEEK, _MONTH = 2, 8, 40
_SURE: frozenset[Likeness | None] = frozenset(("same", "state"))


Cosines = tuple[float, float, float]
"""How alike two clauses are, what stands about them, and the names in that."""


Standing = Literal["only ones", "likest", "likest one way", "others likelier", "apart"]
"""How two events stand among those of their type in their two reports: the only ones, each the other's likest, one of
them, neither; of one report or of two types."""


def probability_of(a: Mention, b: Mention, alike: Cosines, standing: Standing) -> float:
    """How likely two events are one happening, from 0 to 1."""
    weights = pair_weights()
    features = list(describe(a, b, alike, standing))
    score = sum(weights.get(name, 0.0) * value for name, value in features)
    found = 1.0 / (1.0 + math.exp(-score))
    clauses, _, names = alike
    told = {name for name, _ in features}
    if clauses < _FEW and names < _FEW_NAMES and told & _ONE_SLOT and "points back" not in told:
        return min(found, _OPEN_QUESTION)
    return found


@cache
def pair_weights() -> Mapping[str, float]:
    """Feature -> what it adds to the log odds (tables/same_happening.tsv)."""
    rows = shipped("dateline.linking", "tables/same_happening.tsv", ("feature", "weight"))
    return MappingProxyType({row["feature"]: row.number("weight") for row in rows})


def describe(a: Mention, b: Mention, alike: Cosines, standing: Standing) -> Iterator[tuple[str, float]]:
    """The features of a pair with their values; a pair described the other way round has the same ones."""
    one, other = a.telling.event, b.telling.event
    yield "always", 1.0
    for name, value in zip(("clauses alike", "texts alike", "names alike"), alike, strict=True):
        yield name, _STEEP * value
    yield ("type same" if one.type == other.type else "type other"), 1.0
    if a.word and a.word == b.word:
        yield "word same", 1.0
    elif a.word and b.word:
        yield "word other", 1.0
    slots = list(_sides(a, b))
    slots += [_day(a, b), _place(one, other), _numbers(one, other), _class(one, other)]
    for name in slots:
        yield name, 1.0
    agreeing = sum(name in _AGREE for name in slots)
    yield f"slots {min(agreeing, 3)}", 1.0
    yield standing, 1.0
    yield f"anybody {_told(a.sides, b.sides)}", 1.0
    yield from _circumstances(a, b)


_AGREE = frozenset(
    ("who same", "who state", "whom same", "whom state", "sides same", "sides both", "day same", "place same",
     "number same")
)  # fmt: skip
"""Slots in which two events agree."""


def _sides(a: Mention, b: Mention) -> Iterator[str]:
    if a.telling.event.nary or b.telling.event.nary or a.telling.event.type != b.telling.event.type:
        yield _together(a, b)
        if names_another(a.sides, b.sides):
            yield "sides another"
        return
    yield f"who {_told(a.who, b.who)}"
    yield f"whom {_told(a.whom, b.whom)}"


def _together(a: Mention, b: Mention) -> str:
    told = _told(a.sides, b.sides)
    if told not in ("same", "state") or min(len(a.sides), len(b.sides)) < 2:
        return f"sides {told}"
    short, long = sorted((a.sides, b.sides), key=len)
    met = sum(best_likeness((one,), long) in _SURE for one in short)
    return "sides both" if met > 1 else f"sides {told}"


def _told(ours: tuple[object, ...], theirs: tuple[object, ...]) -> str:
    if not ours or not theirs:
        return "left out" if ours or theirs else "unknown"
    return best_likeness(ours, theirs) or "unknown"  # type: ignore[arg-type]


def _day(a: Mention, b: Mention) -> str:
    if a.day is not None and b.day is not None:
        gap = abs(a.day - b.day)
        return "day same" if not gap else "day " + ("near" if gap <= _NEAR else "week" if gap <= _WEEK else "far")
    if a.weekday is not None or b.weekday is not None:
        fits = same_day(a.telling.event.when, b.telling.event.when)
        return "day left out" if fits is None else "day same" if fits else "day near"
    when = a.telling.event.when, b.telling.event.when
    fits = same_day(*when)
    if fits is None:
        return "day left out" if any(when) else "day unknown"
    return "day within" if fits else "day outside"


def _place(one: Event, other: Event) -> str:
    fits = same_place(one.where, other.where)
    if fits is None or one.where is None or other.where is None:
        return "place unknown"
    if not fits:
        return "place other"
    return "place wide" if one.where.feature in _WIDE or other.where.feature in _WIDE else "place same"


def _numbers(one: Event, other: Event) -> str:
    pairs = [(a, b) for a in one.counts for b in other.counts if a.kind == b.kind]
    if not pairs:
        return "number unknown"
    return "number same" if any(a.low == b.low for a, b in pairs) else "number other"


def _class(one: Event, other: Event) -> str:
    stages = {"open" if label in _OPEN else "not" if label in _NOT else "done" for label in
              (one.factuality.label, other.factuality.label)}  # fmt: skip
    return "told alike" if len(stages) == 1 else "told " + " ".join(sorted(stages))


def points_back(a: Mention, b: Mention) -> bool:
    """Whether the later of two mentions of one report speaks of what the earlier one told: of one type and a noun with
    "the", "that"."""
    if a.telling.report != b.telling.report or a.telling.event.type != b.telling.event.type:
        return False
    first, later = _in_order(a, b)
    return later.definite and not first.definite


def _in_order(a: Mention, b: Mention) -> tuple[Mention, Mention]:
    return (a, b) if a.telling.event.trigger <= b.telling.event.trigger else (b, a)


def _pointing_back(a: Mention, b: Mention) -> Iterator[tuple[str, float]]:
    """How a report takes up its own words: deeds more often than what was said."""
    if points_back(a, b):
        _, later = _in_order(a, b)
        yield "points back", 1.0
        yield ("points back bare" if later.pointing else "points back with sides"), 1.0
        if later.telling.event.quad in _MATERIAL:
            yield "points back to a deed", 1.0


def _circumstances(a: Mention, b: Mention) -> Iterator[tuple[str, float]]:
    if a.telling.report == b.telling.report:
        yield "one report", 1.0
        yield from _pointing_back(a, b)
    elif a.telling.lineage == b.telling.lineage:
        yield "one lineage", 1.0
    if a.headline or b.headline:
        yield "headline", 1.0
    if a.pointing or b.pointing:
        yield ("both point" if a.pointing and b.pointing else "one points"), 1.0
    if a.telling.event.mode and b.telling.event.mode:
        yield ("mode same" if a.telling.event.mode == b.telling.event.mode else "mode other"), 1.0
    if a.published is not None and b.published is not None and abs(a.published - b.published) > _MONTH:
        yield "published apart", 1.0
