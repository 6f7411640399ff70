"""The day that a row of event data needs, and where it is from: its own words, what is told around it, the report.

Derived from what was found and from the report's date, and never evidence of its own: `Event.when` alone has words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.coding.events.candidate import Candidate, EventDate
from dateline.coding.events.context import EventContext
from dateline.coding.events.setting.days import dates, is_past, may_date, times_in
from dateline.coding.events.setting.tenses import is_news, is_old
from dateline.language.syntax.predicates import Predicate
from dateline.model import When

_GAP = 4  # sentences that go on with the day told last
_DAY, _MONTH, _YEAR = (len(date) for date in ("2023-09-15", "2023-09", "2023"))
_AHEAD = frozenset(("planned", "possible"))
_TOLD = frozenset(("happened", "ongoing", "alleged", "denied"))
_BACKGROUND = frozenset(("recently", "previously", "already", "once", "often", "usually", "ever", "never", "earlier"))


def date_events(context: EventContext, candidates: Sequence[Candidate]) -> Mapping[int, EventDate]:
    """Trigger of a record -> its date."""
    lent = _days_told(context, candidates)
    return {c.act.trigger: _date(context, c, lent.get(c.act.trigger)) for c in candidates}


def _date(context: EventContext, candidate: Candidate, lent: When | None) -> EventDate:
    when = candidate.setting.when
    if when is not None and when.earliest is not None:
        day = as_date(when)
        own = _is_own(context, candidate, when)
        return day, ("text" if own else "told that day") if day else None
    if lent is not None:
        return as_date(lent), "told that day"
    published = context.report.published.value
    vague = when is not None or candidate.setting.apart
    if vague or published is None or candidate.label in _AHEAD or _is_told_of_old(context, candidate, published):
        return None, None
    return published[:_DAY], "report"


def _is_told_of_old(context: EventContext, candidate: Candidate, published: str) -> bool:
    """Whether the sentence tells of a time long over, in another tense than that of news: "asked for it in 2014"."""
    main = context.parse.top(candidate.act.predicate)
    if len(published) < _DAY or is_news(context, candidate) or (main.tense == "present" and not main.perfect):
        return False
    return any(is_old(time, published[:_DAY]) for time in dates(context, candidate.act.trigger))


def _is_own(context: EventContext, candidate: Candidate, when: When) -> bool:
    """Whether the words of a time stand in the evidence or in a sentence that tells the act."""
    if candidate.evidence.overlaps(when.span):
        return True
    for span in (candidate.trigger, *candidate.mentions):
        start, end = context.reach(context.parse.token_at(span.start))
        if start <= when.span.start < end:
            return True
    return False


def as_date(when: When) -> str | None:
    """The day, else the month, else the year in which all of it lies; None where it lies in several years."""
    if when.earliest is None or when.latest is None:
        return None
    for length in (_DAY, _MONTH, _YEAR):
        if when.earliest[:length] == when.latest[:length]:
            return when.earliest[:length]
    return None


# ------------------------------------------------------------------ the day that the story has reached


def _days_told(context: EventContext, candidates: Sequence[Candidate]) -> dict[int, When]:
    """For acts that no words date: the day of the sentences before, which go on with it; for a headline the lead's."""
    told: dict[int, When] = {}
    day: When | None = None
    since = 0
    lead: When | None = None
    body = _body_start(context)
    opening = next(
        (first for first, _ in dict.fromkeys(context.parse.sentences) if context.tokens[first].idx >= body), 0
    )
    for first, end in dict.fromkeys(context.parse.sentences):
        here = [c for c in candidates if first <= c.act.trigger < end]
        own = _day_of_sentence(context, here, first, end)
        if own is not None:
            day, since = own, 0
            lead = lead or (own if first == opening else None)
        elif dates(context, first):
            since += 1
        elif day is not None and since < _GAP:
            since += 1
            told |= {c.act.trigger: day for c in here if _goes_on(context, c)}
        if own is not None:
            told |= {c.act.trigger: own for c in here if _is_told_beside(context, c, own)}
    if lead is not None and body:
        told |= {
            c.act.trigger: lead
            for c in candidates
            if context.tokens[c.act.trigger].idx < body and c.label in _TOLD and not c.act.predicate.perfect
        }
    return told


def _body_start(context: EventContext) -> int:
    """Where the first paragraph begins; 0 where there is no headline."""
    parts = context.report.parts
    if not parts or parts[0].kind != "title":
        return 0
    return next((p.span.start for p in parts if p.kind == "paragraph"), 0)


def _day_of_sentence(context: EventContext, here: Sequence[Candidate], first: int, end: int) -> When | None:
    """The one past day that a sentence tells of: that of its acts, else of its main verb."""
    anchor = context.report.anchor
    start, stop = context.reach(first)
    days = [c.setting.when for c in here if c.setting.when is not None and c.label in _TOLD and not c.setting.apart]
    days = [d for d in days if start <= d.span.start < stop]
    if not days:
        roots = [p for head in range(first, end) if (p := context.parse.by_head.get(head)) is not None]
        main = [p for p in roots if p.kind == "verb" and p.link == "root" and p.tense == "past" and not p.perfect]
        days = [t for p in main for t in times_in(context, p, dates(context, first))]
    exact = {d.earliest: d for d in days if d.earliest is not None and d.earliest == d.latest}
    if len(exact) != 1 or len(days) != len([d for d in days if d.earliest in exact]):
        return None
    ((value, day),) = exact.items()
    return day if anchor is None or (value or "") <= anchor[:_DAY] else None


def _goes_on(context: EventContext, candidate: Candidate) -> bool:
    """Whether an act is told in the plain past of what goes on, not as background."""
    predicate = candidate.act.predicate
    if candidate.setting.when is not None or candidate.setting.apart or candidate.label not in _TOLD:
        return False
    if predicate.perfect or any(t.lower_ in _BACKGROUND for t in context.doc[candidate.act.trigger].children):
        return False
    main = context.parse.top(predicate, _with_main)
    return main.kind == "verb" and main.link in ("root", "conjunct") and is_past(context, main) and not main.perfect


def _is_told_beside(context: EventContext, candidate: Candidate, own: When) -> bool:
    """Whether an act is told by a main verb of a sentence that tells of one day."""
    predicate = candidate.act.predicate
    beside = predicate.kind == "verb" and predicate.link in ("root", "conjunct")
    return beside and _goes_on(context, candidate) and may_date(context, candidate.act, own)


def _with_main(step: Predicate) -> bool:
    """Whether a clause happens as the one above it does."""
    return step.link == "conjunct" or (not step.finite and step.link in ("nominal", "adverbial"))
