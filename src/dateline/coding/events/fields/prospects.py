"""What is still to come: events dated after the report, told ahead of something else or planned, and their type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.coding.events.acts.rows import Candidate, future
from dateline.coding.events.context import EventContext
from dateline.coding.events.fields.parties import at_which
from dateline.coding.events.merging import key_of
from dateline.coding.events.ontology.loading import Ontology
from dateline.language.syntax.predicates import Predicate
from dateline.model import Actor, Factuality, Report, Span, Statement, When

DAY = len("2023-09-15")
"""Length of a date that is known to the day."""

_MATERIAL_CONFLICT = 4
_PLANNED = 1.5
_THEN = frozenset(("when", "before", "after", "once", "as", "until"))
_AHEAD = frozenset(("ahead of", "before", "prior to", "in advance of"))


def prospect(
    context: EventContext, match: Candidate, told: Factuality, when: When | None, report: Report
) -> Factuality:
    """How it is told, once its day and the words around it are weighed: what lies ahead of the report is planned."""
    return _ahead(context, match, _to_come(told, when, report), when)


def _to_come(told: Factuality, when: When | None, report: Report) -> Factuality:
    """A happening dated after the report was written is planned, in whatever tense: "his summit Monday with ..."."""
    if when is None or when.earliest is None or report.anchor is None or told.label not in ("happened", "ongoing"):
        return told
    if len(report.anchor) < DAY or when.earliest <= report.anchor:
        return told
    return _planned(told, when.span, "dated after the report")


def _ahead(context: EventContext, match: Candidate, told: Factuality, when: When | None) -> Factuality:
    """What something else happens ahead of is still to come ("said ahead of his meeting", unless its day is past), and
    so is what a headline says that somebody is "to" do."""
    if told.label not in ("happened", "ongoing"):
        return told
    to = [m for m in match.predicate.markers if context.tokens[m].lower_ == "to"]
    if to and match.predicate.tense == "future":
        return _planned(told, context.span(to[0], to[0] + 1), "to do")
    above = context.predicates.get(match.predicate.parent) if match.predicate.parent is not None else None
    past = when is not None and when.anchor is not None and when.latest is not None and when.latest < when.anchor
    if above is None or past:
        return told
    cue = _before_it(context, match, above)
    if cue is None:
        return told
    return _planned(told, context.span(*cue), f"{context.doc[slice(*cue)].text} it")


def _planned(told: Factuality, cue: Span, how: str) -> Factuality:
    return Factuality("planned", min(told.score, _PLANNED), cue, how)


def _before_it(context: EventContext, match: Candidate, above: Predicate) -> tuple[int, int] | None:
    """The words that tell that the act is still to come."""
    predicate = match.predicate
    if predicate.kind == "noun":
        if at_which(context, match) is not None:
            return None
        if above.kind == "noun" and above.lemma in context.ontology.classes["AHEAD"]:
            return above.head, above.head + 1
        hung = [a for a in above.arguments if a.head == match.trigger and a.preposition in _AHEAD]
        return (max(0, hung[0].start - 1), hung[0].start) if hung else None
    # "He will raise it when they meet": the present tense of what is to come.
    opened = [m for m in predicate.markers if context.tokens[m].lower_ in _THEN]
    to_come = opened and predicate.tense == "present" and predicate.link == "adverbial" and future(context, above)
    return (opened[0], opened[0] + 1) if to_come else None


def as_planned(
    match: Candidate, told: Factuality, around: Sequence[Statement], actors: Sequence[Actor], ontology: Ontology
) -> tuple[Candidate, Factuality]:
    """What is only planned takes the type that PLOVER gives to plans: a planned meeting is AGREE."""
    if told.label != "planned":
        return match, told
    kind = ontology.event_type(match.type, match.mode)
    by_himself = any(s.speaker is not None and any(key_of(s.speaker) == key_of(a) for a in actors) for s in around)
    if kind.quad == _MATERIAL_CONFLICT and around and not by_himself:
        return match, told
    if kind.future == match.type:
        return match, told
    code = ontology.code_about(kind.future, match.type)
    return replace(match, type=kind.future, mode=None, cameo=code), told
