"""The figures: what was tried, how often, what must be true after it, how often that held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Fault = str
"""What must not be, in words."""
_HEAD = ("what was tried", "store", "tried", "held", "what must be true after it")


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of trial. `faults`: one for each trial that did not hold. `tried` 0: it was not done, for `why_not`."""

    what: str
    store: str
    tried: int
    must: str
    faults: tuple[Fault, ...] = ()
    why_not: str = ""

    @property
    def held(self) -> int:
        """How many of the trials held."""
        return self.tried - len(self.faults)


def row(what: str, store: str, must: str, trials: Iterable[Sequence[Fault]]) -> Row:
    """The row of trials: each gives its faults, none where it held."""
    found = [list(trial) for trial in trials]
    return Row(what, store, len(found), must, tuple("; ".join(faults) for faults in found if faults))


def drawn(rows: Sequence[Row]) -> str:
    """The table as text, with the faults below it."""
    cells = [_HEAD, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEAD) - 1)]
    lines = [
        "  ".join(
            cell.rjust(width) if 2 <= n <= 3 else cell.ljust(width)
            for n, (cell, width) in enumerate(zip(line, [*widths, 0], strict=True))
        )
        for line in cells
    ]
    lines.insert(1, "-" * max(map(len, lines)))
    faults = [f"  {one.what} ({one.store}): {fault}" for one in rows for fault in one.faults]
    return "\n".join([*(line.rstrip() for line in lines), *(["", "What did not hold:"] if faults else []), *faults])


def all_held(rows: Iterable[Row]) -> bool:
    """Whether nothing was found that must not be. What was not tried is no fault, and stands in the table."""
    return not any(one.faults for one in rows)


def _cells(one: Row) -> tuple[str, ...]:
    if not one.tried:
        return one.what, one.store, "-", "-", f"not tried: {one.why_not or 'none were asked for'}"
    return one.what, one.store, str(one.tried), str(one.held), one.must
