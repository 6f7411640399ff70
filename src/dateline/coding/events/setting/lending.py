"""Fourth stage: the day and the place that other words of the report lend: those of a meeting, then of an incident,
then what the encoder reads in other sentences; of a meeting it is asked first, once its mentions are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.coding.events.candidate import Candidate, go_on, is_meeting
from dateline.coding.events.context import EventContext
from dateline.coding.events.setting.incidents import lend_by_incidents
from dateline.coding.events.setting.occasions import lend_by_meetings
from dateline.coding.events.setting.seen import seen_around
from dateline.coding.events.setting.tenses import fit_day


def lend_settings(context: EventContext, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates with what meetings and incidents lend to them.

    Meetings come first: a deed at a meeting has its day, and is then no part of an incident of another day.
    """
    words = [c.act for c in candidates if c.reason is None or c.reason.stage != "acts"]
    held = go_on(candidates, lambda live: [_read_around(context, c) if _is_held(context, c) else c for c in live])
    met = go_on(held, lambda live: lend_by_meetings(context, live, words))
    gone_on = go_on(met, lambda live: lend_by_incidents(context, live))
    return go_on(gone_on, lambda live: [_read_around(context, c) for c in live])


def _is_held(context: EventContext, candidate: Candidate) -> bool:
    return is_meeting(candidate, context.meetings)


def _read_around(context: EventContext, candidate: Candidate) -> Candidate:
    """What the encoder reads in other sentences holds where nothing else is known: it takes no meeting for another."""
    around = fit_day(context, candidate, seen_around(context, candidate.act))
    return replace(candidate, setting=candidate.setting.or_else(around))
