"""How what is told of a happening changed: planned, then done; a toll that rises; what is taken back.

States are ordered by the days of the reports that tell them. Where days are not known, a plan comes before the deed and
a low toll before a high one, since nothing else is told of a thing that goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal, get_args

from dateline.linking.accounts import count_words, tell_as_most
from dateline.linking.tellings import Telling, other_moments
from dateline.model import Change, Count, CountKind, Exhibit, Span, State, Told

_OPEN: frozenset[Told] = frozenset(("planned", "possible"))
_NOT: frozenset[Told] = frozenset(("did-not-happen", "denied"))
_NO_TOLL = frozenset(("other", "ordinal"))
_Toll = tuple[Telling, Count]


def history_of(group: Sequence[Telling]) -> tuple[State, ...]:
    """The states of every respect in which the tellings of one happening changed, each respect in order."""
    respects = [_classes(group), *(_tolls(group, kind) for kind in get_args(CountKind) if kind not in _NO_TOLL)]
    return tuple(state for states in respects if len(states) > 1 for state in states)


def told_at_last(group: Sequence[Telling]) -> Told:
    """How a happening is told once its last state is known: what was planned and then done is done.

    Of the tellings of its last state each lineage has one vote; ties go to the more doubtful class.
    """
    later = [one for one in group if one.event.factuality.label not in _OPEN]
    return _label(later or group)


def _label(tellings: Iterable[Telling]) -> Told:
    return tell_as_most([(one.lineage, one.event.factuality.label) for one in tellings])


def _classes(group: Sequence[Telling]) -> list[State]:
    """Planned, done, taken back. Who says so, and how surely, is no state: claim and denial alone are none."""
    stages: list[list[Telling]] = [[], [], []]
    for one in group:
        label = one.event.factuality.label
        stages[0 if label in _OPEN else 2 if label in _NOT else 1].append(one)
    planned, done, taken_back = stages
    denied = bool(taken_back) and _label(taken_back) == "denied"
    if denied and not planned:
        return []
    changes: tuple[Change, ...] = ("first", "follows", "disputed" if denied else "corrected" if done else "follows")
    states = [
        _state("told", _label(found), change, [(one, one.event.factuality.cue or one.event.trigger) for one in found])
        for found, change in zip(stages, changes, strict=True)
        if found
    ]
    return _mark_standing(states)


def _tolls(group: Sequence[Telling], kind: CountKind) -> list[State]:
    """One state for each number of a kind, in the order in which they came."""
    by_low: dict[int, list[_Toll]] = defaultdict(list)
    for toll in _highest(group, kind):
        by_low[toll[1].low].append(toll)
    if not by_low:
        return []
    dated = all(_first_day(tolls) for tolls in by_low.values())
    ordered = sorted(by_low.values(), key=lambda tolls: (_first_day(tolls) if dated else "", tolls[0][1].low))
    changes: list[Change] = ["first", *(_change(before, after) for before, after in pairwise(ordered))]
    states = [
        _state(kind, _exactest(tolls), change, [(one, count.span) for one, count in tolls])
        for tolls, change in zip(ordered, changes, strict=True)
    ]
    return _mark_standing(states)


def _highest(group: Sequence[Telling], kind: CountKind) -> list[_Toll]:
    """Of every report the highest number of a kind: lower ones are parts of it."""
    found: dict[str, _Toll] = {}
    for one in group:
        for count in one.event.counts:
            if count.kind == kind and (one.report not in found or count.low > found[one.report][1].low):
                found[one.report] = one, count
    return list(found.values())


def _first_day(tolls: Sequence[_Toll]) -> str:
    return min((one.day for one, _ in tolls if one.day), default="")


def _change(before: Sequence[_Toll], after: Sequence[_Toll]) -> Change:
    """How one number follows another. Two exact numbers that other sources give on one day are a dispute."""
    low, high = before[0][1].low, after[0][1].low
    exact = all(count.high is not None for _, count in (*before, *after))
    at_once = not all(other_moments(a, b) for a, _ in before for b, _ in after)
    voices = {one.lineage for one, _ in before}.isdisjoint(one.lineage for one, _ in after)
    if exact and at_once and voices:
        return "disputed"
    return "follows" if high > low else "corrected"


def _exactest(tolls: Sequence[_Toll]) -> str:
    return count_words(min((count for _, count in tolls), key=lambda count: (count.high is None, count.span)))


def _state(of: Literal["told"] | CountKind, value: str, change: Change, given: Sequence[tuple[Telling, Span]]) -> State:
    days = [one.day for one, _ in given if one.day]
    return State(
        of,
        value,
        change,
        stands=False,
        day=min(days, default=None),
        lineages=tuple(sorted({one.lineage for one, _ in given})),
        exhibits=tuple(sorted({Exhibit(one.report, span) for one, span in given}, key=lambda e: (e.report, e.span))),
    )


def _mark_standing(states: Sequence[State]) -> list[State]:
    """The last state stands, and with it those that it is a dispute with; the first has nothing before it."""
    marked: list[State] = []
    stands = True
    for state in reversed(states):
        marked.insert(0, replace(state, stands=stands))
        stands = stands and state.change == "disputed"
    return [replace(one, change="first") if n == 0 else one for n, one in enumerate(marked)]
