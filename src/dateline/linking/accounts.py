"""The fields of a happening over all its sources: which values are given, by which lineages, in which words.

A verdict says whether those that give a field differ; by which rules, `agreement.py` tells, for tables and for briefs
alike. What was planned and then done, or a toll of the next day, is a change (`histories.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, get_args

from dateline.linking.agreement import agreement
from dateline.linking.casts import Cast, Party, is_one_party, likeness
from dateline.linking.identity import (
    days_of_weeks,
    exact_day,
    fullest_name,
    is_open_weekday,
    same_name,
)
from dateline.linking.tellings import Telling
from dateline.model import Account, Actor, Count, Event, Exhibit, Field, FieldName, Span, Told

DOUBT: tuple[Told, ...] = (
    "happened",
    "ongoing",
    "habitual",
    "planned",
    "possible",
    "alleged",
    "denied",
    "did-not-happen",
)
"""How things are told, the surest first: ties go to the later one."""

_Given = tuple[str, str, str, Span]
"""value, lineage, report, words"""


def tell_as_most(votes: Iterable[tuple[str, Told]]) -> Told:
    """The class that most lineages give, each lineage having one vote; ties go to the more doubtful class."""
    by_lineage: dict[str, Counter[Told]] = {}
    for lineage, told in votes:
        by_lineage.setdefault(lineage, Counter())[told] += 1
    return _most_given(Counter(_most_given(count) for count in by_lineage.values()))


def _most_given(count: Counter[Told]) -> Told:
    return max(count, key=lambda told: (count[told], DOUBT.index(told)))


def fields_of(sources: Sequence[Telling], cast: Cast) -> tuple[Field, ...]:
    """All eight fields in the model's order, the silent ones too, as the tellings of one happening give them.

    `cast`: who is who in their story."""
    naming = _Naming(cast, [(one.report, actor) for one in sources for actor in _all_actors(one.event)])
    differing = agreement(sources, cast).differing
    given: dict[str, list[_Given]] = {
        "who": _sides(sources, naming, lambda event: event.actors),
        "to whom": _sides(sources, naming, lambda event: event.recipients),
        "when": _times(sources),
        "where": _places(sources),
        "told": _classes(sources),
        "counts": _counts(sources),
        "said by": _voices(sources, naming, "said_by"),
        "denied by": _voices(sources, naming, "denied_by"),
    }
    return tuple(_field(name, given[name], name not in differing) for name in get_args(FieldName))


def _all_actors(event: Event) -> list[Actor]:
    voices = [voice.speaker for voice in (*event.said_by, *event.denied_by)]
    return [*event.actors, *event.recipients, *voices]


class _Naming:
    """One name for each party over all sources."""

    def __init__(self, cast: Cast, actors: Sequence[tuple[str, Actor]]) -> None:
        self._cast = cast
        self._counts = Counter((cast.party(report, actor), actor.name) for report, actor in actors)

    def name(self, report: str, actor: Actor) -> str:
        """The name that stands for this actor of a report."""
        party = self._cast.party(report, actor)
        forms: Counter[str] = Counter()
        for (other, name), times in self._counts.items():
            if is_one_party(party, other) or (_may_be_short(party, other) and same_name(name, actor.name)):
                forms[name] += times
        return fullest_name(forms)


def _may_be_short(a: Party, b: Party) -> bool:
    """Whether one name may be a shorter form of the other's: of names that the cast holds for two parties it is not."""
    return a.kind == b.kind != "described" and likeness(a, b) != "other"


def _field(name: FieldName, given: Sequence[_Given], agree: bool) -> Field:
    """Gather equal values; the value of most lineages comes first."""
    values: dict[str, list[_Given]] = {}
    for one in given:
        values.setdefault(one[0], []).append(one)
    accounts = [
        Account(
            value,
            tuple(sorted({one[1] for one in ones})),
            tuple(
                sorted({Exhibit(one[2], one[3]) for one in ones}, key=lambda exhibit: (exhibit.report, exhibit.span))
            ),
        )
        for value, ones in values.items()
    ]
    accounts.sort(key=lambda account: (-len(account.lineages), account.value))
    heard = {lineage for account in accounts for lineage in account.lineages}
    if not accounts:
        return Field(name, "silent")
    if not agree:
        return Field(name, "differ", tuple(accounts))
    return Field(name, "agree" if len(heard) > 1 else "one source", tuple(accounts))


def _sides(sources: Sequence[Telling], naming: _Naming, side: Callable[[Event], tuple[Actor, ...]]) -> list[_Given]:
    """Who is named, by source. Of one text on several pages the page that names most speaks for it."""
    named = [(one.lineage, frozenset(naming.name(one.report, actor) for actor in side(one.event))) for one in sources]
    found: list[_Given] = []
    for one, (_, names) in zip(sources, named, strict=True):
        if any(other == one.lineage and names < more for other, more in named):
            continue
        found.extend((", ".join(sorted(names)), one.lineage, one.report, actor.span) for actor in side(one.event))
    return found


def _times(sources: Sequence[Telling]) -> list[_Given]:
    """A weekday that its report does not date is the one day that the others give, or that day of their week."""
    times = [(one, one.event.when) for one in sources if one.event.when]
    days = {day for _, when in times if (day := exact_day(when))} or days_of_weeks([when for _, when in times])
    day = days.pop() if len(days) == 1 else None
    return [
        (day if day and is_open_weekday(when) else when.value, one.lineage, one.report, when.span)
        for one, when in times
    ]


def _places(sources: Sequence[Telling]) -> list[_Given]:
    return [(one.event.where.name, one.lineage, one.report, one.event.where.span) for one in sources if one.event.where]


def _classes(sources: Sequence[Telling]) -> list[_Given]:
    return [
        (one.event.factuality.label, one.lineage, one.report, one.event.factuality.cue or one.event.trigger)
        for one in sources
    ]


def _counts(sources: Sequence[Telling]) -> list[_Given]:
    return [(count_words(count), one.lineage, one.report, count.span) for one in sources for count in one.event.counts]


def count_words(count: Count) -> str:
    """A number with its kind as an account writes it: "dead: 12 or more"."""
    if count.high is None:
        return f"{count.kind}: {count.low} or more"
    return f"{count.kind}: {count.low}" if count.low == count.high else f"{count.kind}: {count.low} to {count.high}"


def _voices(sources: Sequence[Telling], naming: _Naming, which: Literal["said_by", "denied_by"]) -> list[_Given]:
    return [
        (naming.name(one.report, voice.speaker), one.lineage, one.report, voice.cue or voice.speaker.span)
        for one in sources
        for voice in getattr(one.event, which)
    ]
