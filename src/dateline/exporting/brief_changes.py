"""What changed: what was planned and then done, numbers that rose from day to day. A history, and no quarrel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.exporting.brief_evidence import BriefEvidence
from dateline.exporting.brief_numbers import GREW
from dateline.exporting.brief_tellers import heading_of, tellers_of
from dateline.exporting.lines import Changed, ChangedState, NumberRow
from dateline.exporting.phrases import day, told_words
from dateline.linking.agreement import tell_one_deed
from dateline.linking.voices import Teller
from dateline.model import Happening

_PLANNED, _DONE = "planned", frozenset({"happened", "ongoing"})


def changes(
    happenings: Iterable[Happening], numbers: Iterable[NumberRow], evidence: BriefEvidence
) -> tuple[Changed, ...]:
    """Plans that came true, then numbers that grew; each with the day and the words of every state."""
    plans = (found for one in happenings for found in _came_true(one, evidence))
    return (*plans, *(_grew(row) for row in numbers if row.verdict == GREW))


def _came_true(one: Happening, evidence: BriefEvidence) -> Iterator[Changed]:
    """A plan that an earlier report tells and a later one, of the same deed, tells as done."""
    told = tellers_of(one, evidence).tellers
    plans = [each for each in told if each.published and each.event.factuality.label == _PLANNED]
    done = [each for each in told if each.published and each.event.factuality.label in _DONE]
    for plan in sorted(plans, key=_when):
        later = [each for each in done if _when(each) > _when(plan) and tell_one_deed(plan, each)]
        if later:
            first = min(later, key=_when)
            yield Changed("plan and deed", one.id, tuple(_state(each, evidence) for each in (plan, first)))
            return


def _when(one: Teller) -> str:
    return one.published or ""


def _state(one: Teller, evidence: BriefEvidence) -> ChangedState:
    words = evidence.words(heading_of(evidence.reports[one.report], one.event.evidence))
    return ChangedState(told_words(one.event.factuality.label), day(one.published), words)


def _grew(row: NumberRow) -> Changed:
    states: Sequence[ChangedState] = [ChangedState(one.value, one.published, one.words) for one in row.cells]
    return Changed(f"number of {row.thing}", "", tuple(states))
