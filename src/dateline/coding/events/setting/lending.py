"""Fourth stage: the day and the place that other words of the report lend: those of a meeting, then of an incident."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.coding.events.candidate import Candidate, go_on
from dateline.coding.events.context import EventContext
from dateline.coding.events.setting.incidents import lend_by_incidents
from dateline.coding.events.setting.occasions import lend_by_meetings


def lend_settings(context: EventContext, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates with what meetings and incidents lend to them.

    Meetings come first: a deed at a meeting has its day, and is then no part of an incident of another day.
    """
    words = [c.act for c in candidates if c.reason is None or c.reason.stage != "acts"]
    met = go_on(candidates, lambda live: lend_by_meetings(context, live, words))
    return go_on(met, lambda live: lend_by_incidents(context, live))
