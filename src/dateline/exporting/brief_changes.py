"""What changed: what was planned and then done, what was taken back, numbers that rose. A history, and no quarrel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from dateline.exporting.brief_evidence import BriefEvidence
from dateline.exporting.brief_numbers import GREW
from dateline.exporting.brief_tellers import heading_of, published_day
from dateline.exporting.lines import Changed, ChangedState, NumberRow
from dateline.exporting.phrases import day, told_words
from dateline.linking.agreement import share_words
from dateline.linking.contradictions import Contradiction
from dateline.model import Exhibit, Happening, State

_NUMBER = re.compile(r"\d[\d,]*")
_QUARREL = "disputed"


def changes(
    happenings: Iterable[Happening],
    numbers: Iterable[NumberRow],
    later: Iterable[Contradiction],
    evidence: BriefEvidence,
) -> tuple[Changed, ...]:
    """The history of every happening that has one, then numbers that grew; each state with its day and words. `later`:
    numbers of one thing that pages of different days give, as far as no row shows them.

    A change needs two days: what sources tell otherwise on one day, or on days that nobody knows, is none here. What
    other sources dispute stands among the disputes.
    """
    told = (found for one in happenings for found in _histories(one, evidence))
    rows = [row for row in numbers if row.verdict == GREW]
    shown = {(cell.words.report, cell.words.start) for row in rows for cell in row.cells}
    besides = (
        _told_later(one, evidence)
        for one in later
        if not all((side.report, side.span.start) in shown for side in (one.a, one.b))
    )
    return (*told, *(_grew(row) for row in rows), *besides)


def _told_later(one: Contradiction, evidence: BriefEvidence) -> Changed:
    days = {side: published_day(evidence.reports[side.report]) for side in (one.a, one.b)}
    states = tuple(
        ChangedState(side.words, day(days[side]), evidence.words(Exhibit(side.report, side.span)))
        for side in sorted((one.a, one.b), key=lambda each: days[each] or "")
    )
    return Changed(f"numbers: {one.thing}", "", states)


def _histories(one: Happening, evidence: BriefEvidence) -> Iterator[Changed]:
    for respect, group in groupby(one.history, key=lambda state: state.of):
        states = [state for state in group if state.exhibits and state.day and state.change != _QUARREL]
        told = [_state(each, evidence) for each in states]
        if len(told) > 1 and all(a.day < b.day for a, b in pairwise(states) if a.day and b.day):
            if respect != "told":
                if not _falls(states):
                    yield Changed(f"number of {respect}", one.id, tuple(told))
            elif all(share_words(a.words.exact, b.words.exact) for a, b in pairwise(told)):
                yield Changed("how it is told", one.id, tuple(told))


def _falls(states: Sequence[State]) -> bool:
    """Whether a later number is less than half of the one before: no correction, but a count of something else."""
    numbers = [int(found[0].replace(",", "")) for one in states if (found := _NUMBER.search(one.value))]
    return any(after * 2 < before for before, after in pairwise(numbers))


def _state(one: State, evidence: BriefEvidence) -> ChangedState:
    first = min(one.exhibits, key=lambda exhibit: (evidence.order.get(exhibit.report, 0), exhibit.span))
    words = evidence.words(heading_of(evidence.reports[first.report], first.span))
    return ChangedState(told_words(one.value) if one.of == "told" else one.value, day(one.day), words)


def _grew(row: NumberRow) -> Changed:
    return Changed(
        f"numbers: {row.thing}", "", tuple(ChangedState(cell.value, cell.published, cell.words) for cell in row.cells)
    )
