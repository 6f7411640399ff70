"""Which reports are linked together: connected pieces of the graph of likeness, none too large.

A piece is found from any of its members by walking along links, so a new report touches its own piece alone. Where a
piece has more than `LARGEST` reports, only stronger links count inside it, step by step: a rule that asks for the links
and for nothing else, so the order in which reports came leaves no trace. One text may be printed more often than that:
copies are never parted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import count

from dateline.linking.shelves import Weights

EDGE = 0.13
"""Likeness from which two reports can belong to one piece: a little less than makes a story."""
LARGEST = 150
"""Reports in a piece; the largest of the developers' 24 topics has 91."""
_STEP = 0.02
_ONE_TEXT = 1.0

WeightsOf = Callable[[Collection[str]], Weights]
"""How strong the links of some reports are, those from `EDGE` on, by the report at the other end."""


def find_piece(name: str, weights_of: WeightsOf, largest: int = LARGEST) -> frozenset[str]:
    """The piece of a report: what is connected with it by links of the least weight at which it is not too large."""
    for step in count():
        least = round(EDGE + step * _STEP, 2)
        if least >= _ONE_TEXT:
            return _walk(name, weights_of, _ONE_TEXT, None) or frozenset()
        if found := _walk(name, weights_of, least, largest):
            return found
    raise AssertionError("steps do not end")


def _walk(name: str, weights_of: WeightsOf, least: float, largest: int | None) -> frozenset[str] | None:
    """All that is connected by links of at least this weight; None as soon as it is more than `largest`."""
    seen, front = {name}, [name]
    while front:
        links = weights_of(front)
        front = sorted({other for one in front for other, weight in links[one].items() if weight >= least} - seen)
        seen.update(front)
        if largest is not None and len(seen) > largest:
            return None
    return frozenset(seen)
