"""How far people who judged the same records agree: Krippendorff's alpha for values without an order.

K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), which the tests take their worked examples from.
The one library that computes it (krippendorff) is under the GPL, which Dateline's licence does not go with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """`units` that two or more judged, with `values` in all. `share`: of the pairs of values of one unit those that are
    equal. `alpha`: 1 for perfect agreement, 0 for what chance gives; None where all values are one, or none is."""

    units: int
    values: int
    share: float | None
    alpha: float | None


def agreement(units: Iterable[Sequence[Hashable]]) -> Agreement:
    """The agreement over units, each with the values that were given to it. Units with one value say nothing."""
    pairable = [list(values) for values in units if len(values) > 1]
    counted: Counter[Hashable] = Counter(value for values in pairable for value in values)
    total = counted.total()
    if not total:
        return Agreement(0, 0, None, None)
    observed = sum(_unequal(values) / (len(values) - 1) for values in pairable) / total
    expected = sum(n * (total - n) for n in counted.values()) / (total * (total - 1))
    pairs = sum(len(values) * (len(values) - 1) for values in pairable)
    share = 1 - sum(map(_unequal, pairable)) / pairs
    return Agreement(len(pairable), total, share, 1 - observed / expected if expected else None)


def _unequal(values: Sequence[Hashable]) -> int:
    """Ordered pairs of unequal values."""
    return sum(n * (len(values) - n) for n in Counter(values).values())
