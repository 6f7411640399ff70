"""One thing that happened, told by events of several reports.

Events of one type (or one quad class, where the words are nearly the same) with participants, day and place
that can be the same are one happening; different days never are. How it is told does not keep events apart:
what one source denies and another claims is one happening, told differently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from dateline.linking.accounts import fields_of
from dateline.linking.histories import history_of, told_at_last
from dateline.linking.identity import (
    exact_day,
    is_open_weekday,
    names_another_party,
    same_day,
    same_place,
    same_side,
    weekday,
)
from dateline.linking.judged import Ties, keep_happenings
from dateline.linking.tellings import Telling, tellings
from dateline.linking.wordings import alike_pairs, content_words, word_vectors
from dateline.model import Actor, Coded, Event, Happening, Story, content_id

SAME = 0.6
"""Score from which two events are one happening; see `score`."""
_COMPARED = 0.08
"""Least cosine of two evidences that are compared at all, where no day is given for both."""
_CROWD = 400
"""Events of one type and day up to which all pairs are compared; in larger crowds words must be shared."""


# One side alone does not tell a meeting from that person's other meetings: the place, or the words, must.
_MEETING, _LONE = 2, 0.1
_WIDE = ("country", "region", "admin", "sea", "unknown")

_NO_TIES: Ties[tuple[str, str]] = Ties()


def find_happenings(
    coded: Sequence[Coded], lineage_of: Mapping[str, str], ties: Ties[tuple[str, str]] = _NO_TIES
) -> tuple[Happening, ...]:
    """All happenings that the reports of one story tell, sorted by id. Order of the input changes nothing.

    `lineage_of` maps report ids to lineage ids: happenings are counted by lineages, not by reports. `ties`: which
    events, (report id, event id), people joined and split.
    """
    told = tellings(coded, lineage_of)
    if not told:
        return ()
    groups = keep_happenings([(one.report, one.event.id) for one in told], _groups(told), ties)
    return tuple(sorted((_happening([told[i] for i in group]) for group in groups), key=lambda item: item.id))


def keep_sure(story: Story, coded: Iterable[Coded], sure: float) -> Story:
    """The story as the events tell it that are at least so sure: every happening made of these alone, or left out.

    Happenings keep their ids, and no two become one: what was linked stays linked. `coded` holds the story's reports.
    Raises ValueError where `sure` is no probability.
    """
    lineage_of = {name: line.id for line in story.lineages for name in line.reports}
    told = {
        (one.report, one.event.id): one
        for one in tellings([Coded(each.report, each.coding.at_least(sure)) for each in coded], lineage_of)
    }
    kept = ((one, [told[pair] for pair in one.events if pair in told]) for one in story.happenings)
    happenings = tuple(
        one if len(group) == len(one.events) else replace(_happening(group), id=one.id) for one, group in kept if group
    )
    return replace(story, happenings=happenings)


def participants(event: Event) -> tuple[Actor, ...]:
    """All sides of an event."""
    return event.actors + event.recipients


def can_be_one(a: Event, b: Event) -> bool:
    """Whether nothing keeps two events from being one happening: type, day and place."""
    if a.type != b.type and (not a.quad or a.quad != b.quad):
        return False
    return same_day(a.when, b.when) is not False and same_place(a.where, b.where) is not False


def score(a: Event, b: Event, alike: float) -> float:
    """How much speaks for two events being one happening; 0 where something speaks against it.

    `alike` is the cosine of their evidences. Participants decide; the same day, the same place and the same
    words add to them, and nearly the same words may stand in for participants that one report leaves out.
    """
    if not can_be_one(a, b):
        return 0.0
    sides = _sides(a, b)
    if sides < 0.2 and alike < 0.6:
        return 0.0
    # Who met tells a meeting from others; who accused whom does not tell one accusation from the next.
    weight = 0.6 if a.nary and b.nary else 0.45
    total = weight * sides + 0.55 * alike
    if exact_day(a.when) and exact_day(a.when) == exact_day(b.when):
        total += 0.2
    elif same_day(a.when, b.when):
        total += 0.1
    if same_place(a.where, b.where):
        total += 0.1
    if a.type != b.type:
        total -= 0.3
    elif a.mode and a.mode == b.mode:
        total += 0.05
    return total


def _sides(a: Event, b: Event) -> float:
    """Agreement of the participants in [0, 1]; a side that either leaves open counts half."""
    if a.nary or b.nary or a.type != b.type:
        both = same_side(participants(a), participants(b))
        if both is None:
            return 0.3
        if (
            a.nary
            and b.nary
            and min(len(participants(a)), len(participants(b))) < _MEETING
            and not _met_in_one_place(a, b)
        ):
            return min(both, _LONE)
        return 0.0 if names_another_party(participants(a), participants(b)) else both
    doing, done = same_side(a.actors, b.actors), same_side(a.recipients, b.recipients)
    if doing == 0.0 or done == 0.0:
        return 0.0
    return ((0.4 if doing is None else doing) + (0.6 if done is None else done)) / 2


class _Grouping:
    """Events on their way to groups. `voice` is what an event says for its lineage: pages that print the same words
    speak with one voice, the first by report id, whatever day a false date makes them count from."""

    def __init__(self, told: Sequence[Telling]) -> None:
        self.told = told
        voices: dict[tuple[str, str, tuple[str, ...]], int] = {}
        self.voice = [
            voices.setdefault((one.lineage, one.event.type, content_words(one.words)), index)
            for index, one in enumerate(told)
        ]
        self.home = list(range(len(told)))
        self.members = {index: [index] for index in self.home}
        self.reports = {index: {one.report} for index, one in enumerate(told)}
        self.voices = {index: {voice} for index, voice in enumerate(self.voice)}

    def join(self, i: int, j: int) -> None:
        """Make one group of the groups of two events."""
        one, other = sorted((self.home[i], self.home[j]))
        self.members[one].extend(self.members.pop(other))
        self.reports[one] |= self.reports.pop(other)
        self.voices[one] |= self.voices.pop(other)
        for index in self.members[one]:
            self.home[index] = one

    def can_join(self, i: int, j: int) -> bool:
        """Whether the groups of two events can be one happening: no report tells it twice, no voice objects."""
        one, other = self.home[i], self.home[j]
        if one == other or self.reports[one] & self.reports[other]:
            return False
        return all(
            can_be_one(self.told[a].event, self.told[b].event) for a in self.voices[one] for b in self.voices[other]
        )


def _met_in_one_place(a: Event, b: Event) -> bool:
    """Whether both meetings stand in one place narrower than a country."""
    narrow = all(event.where is not None and event.where.feature not in _WIDE for event in (a, b))
    return narrow and same_place(a.where, b.where) is True


def _groups(told: Sequence[Telling]) -> list[list[int]]:
    """Join copies, then the best supported pairs; a group never holds two events that cannot be one."""
    grouping = _Grouping(told)
    for index, voice in enumerate(grouping.voice):
        one, other = grouping.home[index], grouping.home[voice]
        if one != other and not grouping.reports[one] & grouping.reports[other]:
            grouping.join(index, voice)
    for _, i, j in _links(told):
        if grouping.can_join(i, j):
            grouping.join(i, j)
    return [sorted(group) for group in grouping.members.values()]


def _links(told: Sequence[Telling]) -> list[tuple[float, int, int]]:
    """Pairs of events of different reports that score well enough, the best first."""
    alike = {(i, j): value for value, i, j in alike_pairs(word_vectors([one.words for one in told]), _COMPARED)}
    for pair in _same_day_pairs(told):
        alike.setdefault(pair, 0.0)
    links = (
        (round(score(told[i].event, told[j].event, value), 9), i, j)
        for (i, j), value in alike.items()
        if told[i].report != told[j].report
    )
    return sorted((link for link in links if link[0] >= SAME), key=lambda link: (-link[0], link[1], link[2]))


def _same_day_pairs(told: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs of one type on one day, or on a weekday that a report leaves open and one that can be it: translations and
    rewritings may share no word."""
    days: dict[tuple[str, str], list[int]] = {}
    weekdays: dict[tuple[str, int], tuple[list[int], list[int]]] = {}
    for index, one in enumerate(told):
        when, day = one.event.when, exact_day(one.event.when)
        if day:
            days.setdefault((one.event.type, day), []).append(index)
        if when is not None and (number := weekday(when)) is not None:
            both = weekdays.setdefault((one.event.type, number), ([], []))
            both[is_open_weekday(when)].append(index)
    for indices in days.values():
        if len(indices) <= _CROWD:
            yield from combinations(indices, 2)
    for dated, left_open in weekdays.values():
        if len(dated) + len(left_open) <= _CROWD:
            yield from combinations(left_open, 2)
            yield from ((min(pair), max(pair)) for pair in product(dated, left_open))


def _happening(group: Sequence[Telling]) -> Happening:
    facts = sorted(f"{one.report}:{one.event.id}" for one in group)
    kinds = sorted({one.event.type for one in group})
    type_ = max(kinds, key=lambda kind: (len({one.lineage for one in group if one.event.type == kind}), kind))
    of_type = [one for one in group if one.event.type == type_]
    return Happening(
        id=content_id("h", *facts),
        type=type_,
        events=tuple((one.report, one.event.id) for one in group),
        lineages=tuple(sorted({one.lineage for one in group})),
        told=told_at_last(group),
        fields=fields_of(group),
        mode=_mode(of_type),
        quad=of_type[0].event.quad,
        history=history_of(group),
    )


def _mode(group: Sequence[Telling]) -> str | None:
    """The one mode that is told; a meeting that a source calls no visit is a meeting."""
    modes = {one.event.mode for one in group if one.event.mode}
    if len(modes) != 1:
        return None
    heard = {one.lineage for one in group if one.event.mode}
    met = any(one.event.nary for one in group)
    return None if met and heard != {one.lineage for one in group} else modes.pop()
