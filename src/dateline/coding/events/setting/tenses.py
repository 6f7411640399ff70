"""Which days the tense of an act rules out: what has happened is of no day to come, and what is told in the present
tense of news ("a court convicts him of the murder of a rival in 2012") of no day long past."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dateline.coding.events.candidate import Candidate, EventSetting
from dateline.coding.events.context import EventContext
from dateline.coding.events.setting.days import in_sentence, opens, put_ahead, put_back
from dateline.language.syntax.predicates import Predicate
from dateline.model import When

_DONE: Final = frozenset(("happened", "ongoing"))
_NEWS: Final = timedelta(days=2)
"""How far back the present tense of news reaches."""
_TO: Final = frozenset(("to",))
_STARTS: Final = frozenset(("from", "starting", "beginning", "effective"))
_DAY: Final = len("2023-09-15")


def may_be_told_of(context: EventContext, candidate: Candidate, when: When) -> bool:
    """Whether an act that is told so can be of this time, given the day of the report."""
    anchor = context.report.anchor_at(when.span.start)
    if anchor is None or len(anchor) != _DAY or when.earliest is None or when.latest is None:
        return True
    if candidate.label in _DONE and when.earliest > anchor:
        return opens(context, when, _STARTS)  # "bans gatherings from Monday": what is done takes effect then
    if candidate.label != "happened" or not in_sentence(context, candidate.act, when.span):
        return True
    return not (is_news(context, candidate) and is_old(when, anchor))


def is_old(when: When, anchor: str) -> bool:
    """Whether a time is over before what the present tense of news tells of, for a report of the day `anchor`."""
    return when.latest is not None and when.latest < (date.fromisoformat(anchor) - _NEWS).isoformat()


def fit_day(context: EventContext, candidate: Candidate, setting: EventSetting) -> EventSetting:
    """A setting whose day fits how the act is told: a bare weekday is put before the report or after it, and a day
    that is ruled out is none."""
    when = setting.when
    if when is None:
        return setting
    if candidate.label == "planned" or (opens(context, when, _STARTS) and is_news(context, candidate)):
        return replace(setting, when=put_ahead(context, when))
    if candidate.label in _DONE:
        when = put_back(context, when)
    return replace(setting, when=when if may_be_told_of(context, candidate, when) else None)


def is_news(context: EventContext, candidate: Candidate) -> bool:
    """Whether an act is told by the plain present: its own, or that of the verb that carries it ("starts a
    test", "visits to express remorse")."""
    main = context.parse.top(candidate.act.predicate, lambda step: _is_carried(context, step))
    plain = main.kind == "verb" and main.finite and main.tense == "present"
    return plain and not main.perfect and not main.modals


def _is_carried(context: EventContext, step: Predicate) -> bool:
    above = context.parse.governor(step)
    if above is None or step.finite:
        return False
    if step.kind == "noun":
        carries = above.lemma in context.ontology.classes["LIGHT"]
        return carries and any(a.head == step.head for a in above.role("object", "subject"))
    opens = {context.tokens[m].lower_ for m in step.markers}
    return opens <= _TO and step.link in ("adverbial", "complement", "conjunct")
