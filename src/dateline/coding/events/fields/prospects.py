"""What is still to come: acts dated after the report, told ahead of something else or announced."""

from __future__ import annotations

from dateline.coding.events.candidate import Act
from dateline.coding.events.context import EventContext
from dateline.coding.events.fields.parties import at_which
from dateline.language.syntax.predicates import Predicate
from dateline.model import Factuality, Span, When

_DAY = len("2023-09-15")  # a date that is known to the day
_PLANNED = 1.5
_THEN = frozenset(("when", "before", "after", "once", "as", "until"))
_AHEAD = frozenset(("ahead of", "before", "prior to", "in advance of"))


def foresee(context: EventContext, act: Act, told: Factuality, when: When | None) -> Factuality:
    """How it is told, once its day and the words around it are weighed: what lies ahead of the report is planned."""
    anchor = context.report.anchor_at(when.span.start) if when is not None else None
    return _foresee_by_words(context, act, _foresee_by_day(told, when, anchor), when)


def _foresee_by_day(told: Factuality, when: When | None, anchor: str | None) -> Factuality:
    """A happening dated after the report was written is planned, in whatever tense: "his summit Monday with ..."."""
    if when is None or when.earliest is None or anchor is None or told.label not in ("happened", "ongoing"):
        return told
    if len(anchor) < _DAY or when.earliest <= anchor:
        return told
    return _make_planned(told, when.span, "dated after the report")


def _foresee_by_words(context: EventContext, act: Act, told: Factuality, when: When | None) -> Factuality:
    """What something else happens ahead of is still to come ("said ahead of his meeting", unless its day is past), and
    so is what a headline says that somebody is "to" do."""
    if told.label not in ("happened", "ongoing"):
        return told
    to = [m for m in act.predicate.markers if context.tokens[m].lower_ == "to"]
    if to and act.predicate.tense == "future":
        return _make_planned(told, context.span(to[0], to[0] + 1), "to do")
    above = context.parse.governor(act.predicate)
    past = when is not None and when.anchor is not None and when.latest is not None and when.latest < when.anchor
    if above is None or past:
        return told
    cue = _find_before(context, act, above)
    if cue is None:
        return told
    return _make_planned(told, context.span(*cue), f"{context.doc[slice(*cue)].text} it")


def _make_planned(told: Factuality, cue: Span, how: str) -> Factuality:
    return Factuality("planned", min(told.score, _PLANNED), cue, how)


def _find_before(context: EventContext, act: Act, above: Predicate) -> tuple[int, int] | None:
    """The words that tell that the act is still to come."""
    predicate = act.predicate
    if predicate.kind == "noun":
        if at_which(context, act) is not None:
            return None
        if above.kind == "noun" and above.lemma in context.ontology.classes["AHEAD"]:
            return above.head, above.head + 1
        hung = [a for a in above.arguments if a.head == act.trigger and a.preposition in _AHEAD]
        return (max(0, hung[0].start - 1), hung[0].start) if hung else None
    # "He will raise it when they meet": the present tense of what is to come.
    opened = [m for m in predicate.markers if context.tokens[m].lower_ in _THEN]
    to_come = opened and predicate.tense == "present" and predicate.link == "adverbial" and context.is_future(above)
    return (opened[0], opened[0] + 1) if to_come else None
