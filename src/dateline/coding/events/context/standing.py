"""What was found in a report, by where it stands: a long report is not searched through for every act."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Generic, TypeVar

from dateline.model import Place, Span, When

T = TypeVar("T", Place, When)


class Standing(Generic[T]):
    """Places or times of a report. What is asked of it comes in the order in which it was given."""

    def __init__(self, found: Sequence[T]) -> None:
        order = sorted(range(len(found)), key=lambda at: found[at].span.start)
        self._order = order
        self._found: Sequence[T] = found
        self._starts = [found[at].span.start for at in order]
        self._longest = max((one.span.end - one.span.start for one in found), default=0)

    def beginning(self, start: int, end: int) -> list[T]:
        """Those that begin at a character of [start, end)."""
        here = self._order[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [self._found[at] for at in sorted(here)]

    def touching(self, start: int, end: int) -> list[T]:
        """Those that hold a character of [start, end)."""
        return [one for one in self.beginning(start - self._longest, end) if one.span.end > start]

    def within(self, span: Span) -> list[T]:
        """Those that lie in a stretch as a whole."""
        return [one for one in self.beginning(span.start, span.end + 1) if span.contains(one.span)]
