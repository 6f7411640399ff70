"""A phrase that sets one deed at a distance from another: a value, which `events/offsets.py` reads off."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offset:
    """A phrase of distance: tokens [start, mark] are the length with its word, (mark, end) what it is counted from, and
    `head` the head of that. `letter`: the unit (D W M Y, H for parts of a day); `number`: None where the words do not
    count. `step`: -1 where what stands behind is earlier than the clause."""

    start: int
    mark: int
    head: int
    end: int
    step: int
    letter: str
    number: float | None

    def holds(self, token: int) -> bool:
        """Whether a token stands in what the length is counted from."""
        return self.mark < token < self.end
