"""One record per happening per report, however often the report mentions it (event coreference within a document).

Meetings are merged first, for their day and place are lent to what is done there; deeds last, by their own days.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from datetime import date
from functools import partial

from dateline.coding.bounds import take_ends
from dateline.coding.events.candidate import (
    Candidate,
    EventSetting,
    Reason,
    Sides,
    go_on,
    is_meeting,
    key_of,
    stop,
    unique,
)
from dateline.coding.events.context import EventContext
from dateline.coding.events.sameness import class_of, is_one
from dateline.model import Actor, Count, Place, Span, When

_WIDE = ("country", "region")
_WEEK = 7
_BOTH = 2
_MANY = 1 << 22  # days: more than any time that has a beginning and an end

Sameness = Callable[[Candidate, Candidate], float]
"""How likely two candidates of one type are one; 0 where they are not to be compared."""


def merge_meetings(context: EventContext, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates with one for every meeting: those of one meeting joined, and those that only a noun names taken as
    mentions of what the report tells or plans."""
    merged = go_on(candidates, lambda live: _merge(live, partial(_same_meeting, context)))
    whole = go_on(merged, lambda live: _find_whole(context, live))
    return go_on(whole, lambda live: _find_plans(context, live))


def merge_deeds(context: EventContext, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates with one for every deed; meetings have been held against each other, and are held against deeds
    only (an agreement that is the plan of a meeting)."""
    return go_on(candidates, lambda live: _merge(live, partial(_same_deed, context)))


def _are_meetings(context: EventContext, a: Candidate, b: Candidate) -> bool:
    return is_meeting(a, context.meetings) and is_meeting(b, context.meetings)


def _same_meeting(context: EventContext, a: Candidate, b: Candidate) -> float:
    return float(_are_meetings(context, a, b) and _same_happening(context, a, b))


def _same_deed(context: EventContext, a: Candidate, b: Candidate) -> float:
    """By the sides, day and place that both name, else by the weights of pairs where nothing speaks against it."""
    if _are_meetings(context, a, b):
        return 0.0
    if _same_happening(context, a, b):
        return 1.0
    return is_one(context, a, b) if _may_be_one(a, b) else 0.0


def _merge(candidates: Sequence[Candidate], sameness: Sameness) -> tuple[Candidate, ...]:
    """Joins what tells one happening to the likeliest of those of its type before. Order of the text is kept; what was
    joined to another has a reason and stands at the end."""
    out: list[Candidate] = []
    told_again: list[Candidate] = []
    alike: dict[str, list[int]] = {}
    for candidate in candidates:
        known = alike.setdefault(candidate.type, [])
        share, at = max(((sameness(out[n], candidate), -n) for n in take_ends(known)), default=(0.0, 0))
        if share:
            out[-at], other = _join(out[-at], candidate)
            told_again.append(_stop(other, out[-at]))
        else:
            known.append(len(out))
            out.append(candidate)
    return (*out, *told_again)


def _stop(candidate: Candidate, whole: Candidate) -> Candidate:
    return stop(
        candidate, Reason("merging", "told again", "it is told again: one happening, one record", whole.trigger)
    )


def _find_plans(context: EventContext, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """A meeting that only its noun names is the one that the report plans, where it tells of no other of the same
    sides: "expects little of his summit with ...", and "Monday's meeting" of a page written on the Sunday before."""
    out = {c.act.trigger: c for c in candidates}
    gone: list[Candidate] = []
    to_meet = context.ontology.codes_of_plans("meeting")
    for named in candidates:
        if not _is_only_named(context, named):
            continue
        sides = _keys(named)
        same = [c for c in candidates if c.sides.nary and c is not named and sides <= _keys(c)]
        plans = [
            c
            for c in same
            if c.cameo in to_meet and c.label == "planned" and _places_agree(c, named) and _is_next(named, c)
        ]
        if len(plans) != 1 or any(c.type == named.type and not _is_only_named(context, c) for c in same):
            continue
        plan = out[plans[0].act.trigger]
        setting = plan.setting.or_else(EventSetting(None, named.setting.where))
        out[plan.act.trigger] = replace(plan, mentions=_mentions(plan, named), setting=setting)
        del out[named.act.trigger]
        gone.append(_stop(named, plan))
    return (*out.values(), *gone)


def _is_only_named(context: EventContext, candidate: Candidate) -> bool:
    by_noun = (
        candidate.sides.nary and candidate.act.rule.names_meeting and context.ontology.has_trait(candidate, "meeting")
    )
    return by_noun and len(candidate.sides.actors) > 1 and candidate.label in ("happened", "alleged")


def _is_next(named: Candidate, plan: Candidate) -> bool:
    """Whether the day of a meeting is open, or was read as the weekday before the one for which it is planned."""
    day, planned = named.setting.when, plan.setting.when
    if day is None:
        return named.label == "happened"
    if planned is None or None in (day.earliest, planned.earliest) or _weekday(day) is None:
        return False
    days = [date.fromisoformat(str(when.earliest)) for when in (day, planned)]
    return _weekday(day) == _weekday(planned) and (days[1] - days[0]).days == _WEEK


def _find_whole(context: EventContext, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """A meeting of which a clause names one side only is a mention of the meeting that it was part of, or no record."""
    full = [c for c in candidates if not _is_one_sided(context, c)]
    gone: list[Candidate] = []
    for lone in (c for c in candidates if _is_one_sided(context, c)):
        sides = _keys(lone)
        fits = [n for n, c in enumerate(full) if c.sides.nary and c.type == lone.type and sides <= _keys(c)]
        # Of several meetings of one side the lone mention may be any.
        if len(fits) == 1:
            whole = full[fits[0]]
            setting = whole.setting.or_else(lone.setting)
            full[fits[0]] = replace(whole, mentions=_mentions(whole, lone), setting=setting)
            gone.append(_stop(lone, whole))
        else:
            words = "only one side of the meeting is named, and no one meeting of the report fits"
            gone.append(stop(lone, Reason("merging", "one side", words, lone.evidence)))
    return (*full, *gone)


def _is_one_sided(context: EventContext, candidate: Candidate) -> bool:
    by_noun = candidate.sides.nary and candidate.act.rule.names_meeting
    return by_noun and len(candidate.sides.actors) < _BOTH and context.ontology.has_trait(candidate, "meeting")


def _keys(candidate: Candidate) -> set[str]:
    return {key_of(a) for a in candidate.sides.actors}


def _mentions(a: Candidate, b: Candidate) -> tuple[Span, ...]:
    return tuple(sorted({*a.mentions, *b.mentions}))


def _may_be_one(a: Candidate, b: Candidate) -> bool:
    """Whether nothing that both name speaks against it: type, whether it happened, day, place."""
    agree = a.type == b.type and {class_of(a), class_of(b)} != {"fact", "not"}
    return agree and _days_agree(a.setting.when, b.setting.when) and _places_agree(a, b)


def _same_happening(context: EventContext, a: Candidate, b: Candidate) -> bool:
    """Whether two candidates of one report tell one happening."""
    if a.type != b.type or class_of(a) != class_of(b):
        return False
    if not (_days_agree(a.setting.when, b.setting.when) and _places_agree(a, b)):
        return False
    visited = a.sides.visited | b.sides.visited
    if a.sides.nary or b.sides.nary:
        return _sides_agree(a.sides.all, b.sides.all, _BOTH, visited)
    doers = _sides_agree(a.sides.actors, b.sides.actors, 1, visited)
    if not a.sides.recipients and not b.sides.recipients:
        return doers and context.ontology.has_trait(a, "aimless")
    return doers and _sides_agree(_hit(context, a), _hit(context, b), 1, visited)


def _days_agree(a: When | None, b: When | None) -> bool:
    if a is None or b is None:
        return True
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return _weekday(a) in (None, _weekday(b)) or _weekday(b) is None
    return a.earliest <= b.latest and b.earliest <= a.latest


def _weekday(when: When) -> int | None:
    """1 for Monday: of one day, or of a weekday that no date settles; None where the words name no single day."""
    if when.value.startswith("XXXX-WXX-") and when.value[9:10].isdigit():
        return int(when.value[9])
    if when.earliest is not None and when.earliest == when.latest:
        return date.fromisoformat(when.earliest).isoweekday()
    return None


def _places_agree(a: Candidate, b: Candidate) -> bool:
    x, y = a.setting.where, b.setting.where
    if x is None or y is None:
        return True
    return x.name == y.name or x.feature in _WIDE or y.feature in _WIDE


def _sides_agree(a: Sequence[Actor], b: Sequence[Actor], need: int, visited: Set[Actor]) -> bool:
    """Whether one list of actors lies within the other, or they are of the same states; of two, a lone one is nothing.

    A state that is a side only as the place of a visit is not yet its president.
    """
    x, y = {key_of(actor) for actor in a}, {key_of(actor) for actor in b}
    if not x or not y:
        return need == 1 and not x and not y
    if x <= y or y <= x:
        return min(len(x), len(y)) >= need
    p, q = {actor.country for actor in a}, {actor.country for actor in b}
    if any(actor in visited for actor in (*a, *b)):
        return False
    return None not in p | q and p == q and len(p) >= need


def _hit(context: EventContext, candidate: Candidate) -> Sequence[Actor]:
    """Whom an act reaches; of what is seized or struck those who are somebody: "five Danes and their equipment"."""
    reached = candidate.sides.recipients
    people = [a for a in reached if a.entity or a.country or a.sectors]
    return people if people and context.ontology.has_trait(candidate, "people") else reached


def _join(a: Candidate, b: Candidate) -> tuple[Candidate, Candidate]:
    """The fuller candidate with what the other adds, and the other: of each field what says more, with its words."""
    first, second = (b, a) if _fullness(b) > _fullness(a) else (a, b)
    denied_by = first.told.denied_by or second.told.denied_by
    joined = replace(
        first,
        sides=_join_sides(first.sides, second.sides),
        setting=EventSetting(
            _exacter(first.setting.when, second.setting.when), _narrower(first.setting.where, second.setting.where)
        ),
        mode=first.mode or second.mode,
        counts=_add_counts(first.counts, second.counts),
        mentions=_mentions(first, second),
        told=replace(first.told, denied_by=denied_by),
        sure=max(first.sure, second.sure),
    )
    return joined, second


def _join_sides(a: Sides, b: Sides) -> Sides:
    """Each side from the mention that names more of it; nobody is on both."""
    actors, recipients = _fuller(a.actors, b.actors), _fuller(a.recipients, () if a.nary else b.recipients)
    if not a.actors:
        actors = unique(actors, a.recipients)
    if not a.recipients:
        recipients = unique(recipients, actors)
    return Sides(actors, recipients, a.nary, a.company, a.visited | b.visited)


def _exacter(a: When | None, b: When | None) -> When | None:
    """Of two times of one happening the narrower: "on Wednesday", not "this year" or "an hour later"."""
    if a is None or b is None:
        return a or b
    return b if _width(b) < _width(a) else a


def _width(when: When) -> int:
    """Days in which it can have been; a time that no date settles is wider than any."""
    if when.earliest is None or when.latest is None:
        return _MANY if _weekday(when) is not None else _MANY + 1
    return (date.fromisoformat(when.latest) - date.fromisoformat(when.earliest)).days


def _add_counts(a: tuple[Count, ...], b: tuple[Count, ...]) -> tuple[Count, ...]:
    """The counts of one mention with those of another that count something else."""
    kinds = {count.kind for count in a}
    return (*a, *(count for count in b if count.kind not in kinds))


def _narrower(a: Place | None, b: Place | None) -> Place | None:
    """Of two names of one place the narrower: "in Finland", "in Helsinki"."""
    if a is None or b is None:
        return a or b
    wide = a.feature in _WIDE and b.feature not in (*_WIDE, "unknown")
    return b if wide and a.country == b.country else a


def _fuller(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Of two lists of the same sides the one that names more: "Lukashenko", not "his ally"; anybody before nobody."""

    def names(side: tuple[Actor, ...]) -> tuple[bool, int, int]:
        states = {actor.country for actor in side} - {None}
        return bool(side), sum(actor.entity is not None for actor in side), len(states)

    return b if names(b) > names(a) else a


def _fullness(candidate: Candidate) -> tuple[int, int]:
    sides, setting = candidate.sides, candidate.setting
    told = bool(setting.when) + bool(setting.where) + bool(sides.recipients) + min(len(sides.all), 3)
    return (told, -candidate.evidence.start)
