"""What happened: PLOVER events of one report, each with the words that show every field.

What is proposed (`acts/`) is a `Candidate`; what is no happening of politics gets its `Reason` (`screening.py`);
mentions of one happening become one (`merging.py`); and a meeting or an incident lends its day and place (`setting/`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dateline.coding.events.acts.proposing import propose
from dateline.coding.events.candidate import Candidate, go_on, stop
from dateline.coding.events.context import EventContext, Findings
from dateline.coding.events.fields.evidence import find_counts, find_evidence
from dateline.coding.events.fields.groups import name_states
from dateline.coding.events.fields.parties import complete_sides, name_sides
from dateline.coding.events.fields.record import make_event
from dateline.coding.events.fields.telling import tell
from dateline.coding.events.merging import merge_meetings
from dateline.coding.events.ontology.entries import Ontology
from dateline.coding.events.screening import OF_TELLING, OF_WORDS, ReportTopic, verdict
from dateline.coding.events.setting.lending import lend_settings
from dateline.coding.events.setting.own import find_setting, put_plan_ahead
from dateline.coding.events.setting.spoken import SpeechSetting, find_speeches
from dateline.model import Event, Report

__all__ = ["Findings", "find_candidates", "find_events"]


def find_events(report: Report, found: Findings, ontology: Ontology) -> tuple[Event, ...]:
    """One record per happening, in the order of the text. Events with no political side at all are left out."""
    context = EventContext.of(report, found, ontology)
    return tuple(make_event(context, c) for c in find_candidates(context) if c.reason is None)


def find_candidates(context: EventContext) -> tuple[Candidate, ...]:
    """All that was seen as an act: those without a reason are records, in the order of the text, and stand first."""
    proposed = propose(context)
    topic = ReportTopic.of(context)
    speeches = find_speeches(context, (c.act for c in proposed if c.reason is None))
    screened = go_on(proposed, lambda live: [_screen(context, topic, c, speeches) for c in live])
    named = go_on(screened, lambda live: name_states(context, live))
    meetings = merge_meetings(context, named)
    return lend_settings(context, meetings)


def _screen(
    context: EventContext, topic: ReportTopic, candidate: Candidate, speeches: Mapping[int, SpeechSetting]
) -> Candidate:
    """The candidate with all its fields, or with the reason why it is no record."""
    act = candidate.act
    candidate = replace(candidate, sides=name_sides(context, act))
    candidate = replace(candidate, setting=find_setting(context, candidate, speeches.get(act.trigger)))
    reason = verdict(context, topic, candidate, OF_WORDS)
    if reason is not None:
        return stop(candidate, reason)
    candidate = tell(context, candidate)
    candidate = replace(candidate, setting=put_plan_ahead(context, candidate))
    candidate = replace(candidate, sides=complete_sides(context, candidate))
    reason = verdict(context, topic, candidate, OF_TELLING)
    if reason is not None:
        return stop(candidate, reason)
    evidence = find_evidence(context, candidate)
    return replace(candidate, evidence=evidence, mentions=(evidence,), counts=find_counts(context, candidate))
