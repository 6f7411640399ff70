"""Which reports are linked together: connected pieces of the graph of likeness, none too large.

A piece is found from any of its members by walking along links, so a new report touches its own piece alone. Where a
piece has more than `LARGEST` reports, only stronger links count inside it, step by step: a rule that asks for the links
and for nothing else, so the order in which reports came leaves no trace. One text may be printed more often than that:
copies are never parted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from dateline.linking.shelves import Weights

EDGE = 0.13
"""Likeness from which two reports can belong to one piece: a little less than makes a story."""
LARGEST = 150
"""Reports in a piece; the largest of the developers' 24 topics has 91."""
_ONE_TEXT = 1.0
_LEVELS = [round(EDGE + step * 0.02, 2) for step in range(44)]
_ONE_TEXT_LEVEL = len(_LEVELS)

WeightsOf = Callable[[Collection[str]], Weights]
"""How strong the links of some reports are, those from `EDGE` on, by the report at the other end."""


Crowd = dict[str, int]
"""Reports that are known to be connected with too many, by links of this level or a higher one."""


def find_piece(name: str, weights_of: WeightsOf, largest: int = LARGEST, crowd: Crowd | None = None) -> frozenset[str]:
    """The piece of a report: what is connected with it by links of the least weight at which it is not too large.

    It is walked from the strongest links to the weaker ones: so the links of those are never asked for who would make
    it too large. `crowd`: what was learnt of that as long as the links and `largest` are the same; it grows.
    """
    crowd = {} if crowd is None else crowd
    members = [name]
    frontier: dict[int, set[str]] = {}
    _follow(members, members, frontier, weights_of, _ONE_TEXT_LEVEL, None, crowd)
    while frontier:
        level = max(frontier)
        whole = len(members)
        front = sorted(frontier.pop(level))
        if any(crowd.get(one, -1) >= level for one in (*front, *members)):
            return frozenset(members)
        if not _follow(front, members, frontier, weights_of, level, largest, crowd):
            crowd.update((one, max(level, crowd.get(one, -1))) for one in members)
            return frozenset(members[:whole])
    return frozenset(members)


def _follow(
    front: Sequence[str],
    members: list[str],
    frontier: dict[int, set[str]],
    weights_of: WeightsOf,
    level: int,
    largest: int | None,
    crowd: Crowd,
) -> bool:
    """Adds to the members who is in front, and all that is connected with them by links of this level or a higher one;
    `frontier`: by the level of their links those that are connected by lower ones. False as soon as the members are
    more than `largest`: then the frontier is not what it should be.
    """
    known = set(members)
    while front:
        members.extend(one for one in front if one not in known)
        known.update(front)
        if largest is not None and (len(members) > largest or any(crowd.get(one, -1) >= level for one in front)):
            return False
        links = weights_of(front)
        following: set[str] = set()
        for one in front:
            for other, weight in links[one].items():
                if other not in known:
                    of_link = _level(weight)
                    (following if of_link >= level else frontier.setdefault(of_link, set())).add(other)
        front = sorted(following)
    for each in [each for each, names in frontier.items() if not names - known]:
        del frontier[each]
    return True


@lru_cache(maxsize=4_096)
def _level(weight: float) -> int:
    """How many steps above the weakest a link is."""
    if weight >= _ONE_TEXT:
        return _ONE_TEXT_LEVEL
    return bisect_right(_LEVELS, weight) - 1
