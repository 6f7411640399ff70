"""Groups of tellings that are one meeting: the same parties on one day, planned or held, in whatever words.

Two parties rarely hold two summits a day, so who meets whom and when says more than the words do: a summit is planned,
opened, praised and closed in sentences that share none. A group is known by the parties that most of its tellings name
and by the day that most of them give. Which types tell a meeting is data (tables/meetings.tsv).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dateline.linking.identity import same_place
from dateline.linking.mentions import Mention
from dateline.model import Place
from dateline.tables import shipped

_LEAST = 2
"""Parties of a meeting that are known by more than a description."""
_NAMED = 0.4
"""Share of the tellings with two parties or more by which a party of the meeting is named."""
_MOST = 0.5
"""Share of the days told that the day of a group makes up at least, and of its tellings that tell a meeting."""
_OPEN = frozenset(("planned", "possible"))
_Group = Sequence[int]


@dataclass(frozen=True, slots=True)
class _Meeting:
    """What a group of tellings is known by. `day` is an ordinal; None where no telling gives any time."""

    parties: frozenset[str]
    day: int | None
    mode: str | None
    place: Place | None


def join_meetings(groups: Sequence[_Group], mentions: Sequence[Mention]) -> list[list[int]]:
    """The groups (places in `mentions`), those of one meeting made one; sorted. A group without a day is joined to the
    one meeting of its parties in its place, if there is but one.
    """
    dated: dict[tuple[frozenset[str], int, str | None], list[int]] = defaultdict(list)
    undated: list[tuple[int, _Meeting]] = []
    for number, group in enumerate(groups):
        met = _meeting_of([mentions[index] for index in group])
        if met is not None and met.day is not None:
            dated[met.parties, met.day, met.mode].append(number)
        elif met is not None:
            undated.append((number, met))
    for number, met in undated:
        alike = [numbers for (parties, _, mode), numbers in dated.items() if (parties, mode) == (met.parties, met.mode)]
        if len(alike) == 1 and any(_stands_at(met.place, groups[each], mentions) for each in alike[0]):
            alike[0].append(number)
    gone = {number for numbers in dated.values() for number in numbers}
    kept = [list(group) for number, group in enumerate(groups) if number not in gone]
    joined = [[index for number in numbers for index in groups[number]] for numbers in dated.values()]
    return sorted(sorted(group) for group in (*kept, *joined))


def _meeting_of(group: Sequence[Mention]) -> _Meeting | None:
    """What a group is known by as a meeting; None where it is none, or where its parties or its day are not clear."""
    full = [keys for one in group if len(keys := _known(one)) >= _LEAST]
    if not full or sum(map(_tells_a_meeting, group)) < _MOST * len(group):
        return None
    named = Counter(key for keys in full for key in keys)
    parties = frozenset(key for key, count in named.items() if count >= _NAMED * len(full))
    days = Counter(one.day for one in group if one.day is not None)
    timed = any(one.telling.event.when is not None for one in group)
    day = min(days, key=lambda each: (-days[each], each), default=None)
    if len(parties) < _LEAST or (day is None and timed) or (day and days[day] < _MOST * days.total()):
        return None
    modes = {one.telling.event.mode for one in group if one.telling.event.mode}
    return _Meeting(parties, day, modes.pop() if len(modes) == 1 else None, _place_of(group))


def _known(one: Mention) -> frozenset[str]:
    return frozenset(party.key for party in one.sides if party.kind != "described")


def _tells_a_meeting(one: Mention) -> bool:
    event = one.telling.event
    told = _meetings().get(event.type)
    return told == "any" or (told is not None and event.factuality.label in _OPEN)


@cache
def _meetings() -> Mapping[str, str]:
    """Types that tell a meeting -> how it is then told (tables/meetings.tsv)."""
    rows = shipped(__package__, "tables/meetings.tsv", ("type", "told"))
    return MappingProxyType({row["type"]: row["told"] for row in rows})


def _place_of(group: Sequence[Mention]) -> Place | None:
    """The place that most tellings give."""
    places = [one.telling.event.where for one in group if one.telling.event.where is not None]
    times = Counter(place.name for place in places)
    return min(places, key=lambda place: (-times[place.name], place.name), default=None)


def _stands_at(place: Place | None, group: _Group, mentions: Sequence[Mention]) -> bool:
    return same_place(place, _place_of([mentions[index] for index in group])) is True
