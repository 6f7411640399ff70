"""What happened: PLOVER events of one report, each with the words that show every field.

Five stages, in this order (`docs/events.md` walks through them):

1. **Acts** (`acts/`): which words tell an act, and who plays which part. All that is proposed is a `Candidate`.
2. **Screening** (`screening.py`): what is no happening of politics, with its `Reason`. First by the sides, day and
   place that the words name (`fields/`, `setting/`); what is left is asked again once it is known how it is told.
3. **Meetings** (`merging.py`): mentions of one meeting become one, so that it has its day and place before anything is
   set there.
4. **Settings** (`setting/`): a meeting lends its day and place to what was done there, an incident to what goes on.
5. **Deeds** (`merging.py`): mentions of one deed become one. Last, because two deeds of one type and sides are told
   apart by their days alone, and a deed may have its day only from the meeting: praise at the talks of Monday and
   praise at the talks of Wednesday are two. Where sides, day and place do not settle it, weights that are learnt do
   (`sameness.py`). Then who claims a deed in another clause is named (`fields/authors.py`), and
   a denial that points back ("Moscow denies it") finds the deed that it means (`fields/denials.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dateline.coding.events.acts.overlooked import find_overlooked
from dateline.coding.events.acts.proposing import TOO_MANY, gather, propose
from dateline.coding.events.acts.side_features import SidePhrase, find_phrases
from dateline.coding.events.candidate import Act, Candidate, Sighting, go_on, stop
from dateline.coding.events.context import EventContext, Findings
from dateline.coding.events.fields.authors import name_authors
from dateline.coding.events.fields.denials import reach_denials
from dateline.coding.events.fields.evidence import find_counts, find_evidence
from dateline.coding.events.fields.groups import name_states
from dateline.coding.events.fields.parties import complete_sides, name_sides
from dateline.coding.events.fields.record import make_event, make_sighting
from dateline.coding.events.fields.telling import tell
from dateline.coding.events.merging import merge_deeds, merge_meetings
from dateline.coding.events.ontology.entries import Ontology
from dateline.coding.events.sameness import Features, describe_pair
from dateline.coding.events.screening import OF_TELLING, OF_WORDS, ReportTopic, verdict
from dateline.coding.events.setting.dating import date_events
from dateline.coding.events.setting.lending import lend_settings
from dateline.coding.events.setting.own import find_setting
from dateline.coding.events.setting.spoken import SpeechSetting, find_speeches
from dateline.coding.events.setting.tenses import fit_day
from dateline.model import Event, Report

__all__ = [
    "Findings",
    "Sighting",
    "describe_pairs",
    "describe_sides",
    "explain_events",
    "find_candidates",
    "find_events",
]


def find_events(report: Report, found: Findings, ontology: Ontology) -> tuple[tuple[Event, ...], int]:
    """One record per happening, in the order of the text, and how many acts were seen, of which the first are taken
    (`coding/bounds.py`). Events with no political side at all are left out."""
    context = EventContext.of(report, found, ontology)
    candidates = find_candidates(context)
    records = [c for c in candidates if c.reason is None]
    dated = date_events(context, records)
    acts = sum(c.reason is None or c.reason.stage != "acts" or c.reason.code == TOO_MANY for c in candidates)
    return tuple(make_event(context, c, dated[c.act.trigger]) for c in records), acts


def explain_events(report: Report, found: Findings, ontology: Ontology) -> tuple[Sighting, ...]:
    """Every word that was seen as an act or might have been, in the order of the text, and what became of it."""
    context = EventContext.of(report, found, ontology)
    candidates = find_candidates(context)
    overlooked = find_overlooked(context, {c.act.trigger for c in candidates})
    return tuple(sorted((*(make_sighting(context, c) for c in candidates), *overlooked), key=lambda s: s.span))


def describe_sides(
    report: Report, found: Findings, ontology: Ontology
) -> tuple[tuple[Act, tuple[SidePhrase, ...]], ...]:
    """Every act of which the encoder says something, with the phrases of its sentence: what the weights of sides are
    learnt from."""
    context = EventContext.of(report, found, ontology)
    acts, _ = gather(context)
    return tuple((act, find_phrases(context, act)) for _, act in sorted(acts.items()) if act.seen is not None)


def describe_pairs(
    report: Report, found: Findings, ontology: Ontology
) -> tuple[tuple[Candidate, Candidate, Features], ...]:
    """Every two candidates of one type that deeds are merged of, in the order of the text, with what is known of the
    pair: what the weights of pairs are learnt from."""
    context = EventContext.of(report, found, ontology)
    live = sorted((c for c in _settle(context) if c.reason is None), key=lambda c: c.act.trigger)
    pairs = ((a, b) for n, a in enumerate(live) for b in live[n + 1 :] if a.type == b.type)
    return tuple((a, b, dict(describe_pair(context, a, b))) for a, b in pairs)


def find_candidates(context: EventContext) -> tuple[Candidate, ...]:
    """All that was seen as an act: those without a reason are records, in the order of the text, and stand first."""
    merged = go_on(merge_deeds(context, _settle(context)), lambda live: name_authors(context, live))
    return go_on(merged, lambda live: reach_denials(context, live))


def _settle(context: EventContext) -> tuple[Candidate, ...]:
    """The candidates before deeds are merged, each with its day and place."""
    proposed = propose(context)
    topic = ReportTopic.of(context)
    speeches = find_speeches(context, (c.act for c in proposed if c.reason is None))
    screened = go_on(proposed, lambda live: [_screen(context, topic, c, speeches) for c in live])
    named = go_on(screened, lambda live: name_states(context, live))
    return lend_settings(context, merge_meetings(context, named))


def _screen(
    context: EventContext, topic: ReportTopic, candidate: Candidate, speeches: Mapping[int, SpeechSetting]
) -> Candidate:
    """The candidate with all its fields, or with the reason why it is no record."""
    act = candidate.act
    setting = find_setting(context, candidate, speeches.get(act.trigger))
    candidate = replace(candidate, sides=name_sides(context, act), setting=setting)
    reason = verdict(context, topic, candidate, OF_WORDS)
    if reason is not None:
        return stop(candidate, reason)
    candidate = tell(context, candidate)
    candidate = replace(candidate, setting=fit_day(context, candidate, candidate.setting))
    candidate = replace(candidate, sides=complete_sides(context, candidate))
    reason = verdict(context, topic, candidate, OF_TELLING)
    if reason is not None:
        return stop(candidate, reason)
    evidence = find_evidence(context, candidate)
    return replace(candidate, evidence=evidence, mentions=(evidence,), counts=find_counts(context, candidate))
