"""Is a probability worth what it says? Predicted acts by how sure they are, held against gold.

GOLD holds gold.jsonl of the task `acts`; a prediction is what `python -m bench predict acts` writes. A predicted act is
right where gold has one of its type, or with its type among the other types that may stand there, whose word or clause
its word overlaps. Every act of gold is matched once, those that must be found first, the nearest prediction first.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]
BINS = 10
_NORMAL = 1.96
"""Standard deviations that hold 95 % of a normal distribution."""
_WORD, _CLAUSE = 2, 1


@dataclass(frozen=True, slots=True)
class Guess:
    """One predicted act: how sure it is, and whether gold has it."""

    sure: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The guesses between two probabilities: how many, how sure they are on average, and the share that is right."""

    low: float
    high: float
    number: int
    sure: float
    right: float

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies, as 95 of 100 such samples would tell (Wilson)."""
        z2 = _NORMAL**2 / self.number
        middle = (self.right + z2 / 2) / (1 + z2)
        spread = _NORMAL / (1 + z2) * math.sqrt(self.right * (1 - self.right) / self.number + z2 / (4 * self.number))
        return max(0.0, middle - spread), min(1.0, middle + spread)


def read_guesses(gold: Path, pred: Path) -> Iterator[Guess]:
    """Every act that `pred` predicts for the texts of `gold`. Raises ValueError where one says not how sure it is."""
    wanted = {row["id"]: row["events"] for row in read_rows(gold / "gold.jsonl")}
    for row in read_rows(pred):
        if row["id"] not in wanted:
            continue
        right = match(wanted[row["id"]], row["events"])
        for place, event in enumerate(row["events"]):
            if "sure" not in event:
                raise ValueError(
                    f"{pred} does not say how sure its acts are. Write it anew: python -m bench predict acts"
                )
            yield Guess(event["sure"], place in right)


def read_rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def match(gold: Sequence[Row], predicted: Sequence[Row]) -> set[int]:
    """The places of the predicted acts that gold has."""
    return {place for _, place in pair_acts(gold, predicted)}


def pair_acts(gold: Sequence[Row], predicted: Sequence[Row]) -> Iterator[tuple[Row, int]]:
    """The acts of gold that are predicted, those that must be found first, each with the place of its prediction."""
    used: set[int] = set()
    for act in sorted(gold, key=lambda one: not one["essential"]):
        near = {place: _nearness(act, one) for place, one in enumerate(predicted) if place not in used}
        best = max(near, key=lambda place: (near[place], -place), default=None)
        if best is not None and near[best]:
            used.add(best)
            yield act, best


def _nearness(gold: Row, predicted: Row) -> int:
    """2 where a predicted act stands on gold's word, 1 where in its clause, 0 where elsewhere or of another type."""
    if predicted["type"] not in (gold["type"], *gold["alt_types"]):
        return 0
    word = predicted["trigger"]
    if any(overlap(word, other) for other in (gold["trigger"], *gold["also_triggers"]) if other):
        return _WORD
    return _CLAUSE if any(overlap(word, other) for other in (gold["evidence"], *gold["also"])) else 0


def overlap(a: Sequence[int], b: Sequence[int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def bins_of(guesses: Iterable[Guess]) -> tuple[Bin, ...]:
    """Ten stretches of equal width with the guesses in them; empty ones are left out."""
    groups: dict[int, list[Guess]] = {}
    for one in guesses:
        groups.setdefault(min(int(one.sure * BINS), BINS - 1), []).append(one)
    return tuple(
        Bin(place / BINS, (place + 1) / BINS, len(ones), _mean(g.sure for g in ones), _mean(g.right for g in ones))
        for place, ones in sorted(groups.items())
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: how far sure and right lie apart, on the average of all guesses."""
    total = sum(one.number for one in bins)
    return sum(one.number * abs(one.sure - one.right) for one in bins) / total


def brier_score(guesses: Iterable[Guess]) -> float:
    """The mean square of what separates a probability from what is so: 0 the best, .25 that of always saying .5."""
    return _mean((one.sure - one.right) ** 2 for one in guesses)


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return sum(every) / len(every)


def report_lines(guesses: Sequence[Guess]) -> list[str]:
    """The table, and the two figures below it."""
    if not guesses:
        return ["no act is predicted for these texts"]
    bins = bins_of(guesses)
    lines = ["    sure       n   mean sure   share right   between"]
    for one in bins:
        low, high = one.interval
        lines.append(f"{one.low:.1f} to {one.high:.1f} {_figures(one)}   {low:.2f}–{high:.2f}")
    every = Bin(0.0, 1.0, len(guesses), _mean(g.sure for g in guesses), _mean(g.right for g in guesses))
    lines.append(f"all        {_figures(every)}")
    lines.append(f"expected calibration error {calibration_error(bins):.4f}   Brier score {brier_score(guesses):.4f}")
    return lines


def _figures(one: Bin) -> str:
    return f"{one.number:5}   {one.sure:9.3f}   {one.right:11.3f}"
