"""How much of one kind is taken from one report: a page of nothing but "he told her" must not fill the record.

What is left out is said in the coding's notes; the text stays whole, so that nothing is lost that could be looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

MOST: Final = 1_000
"""Statements, times, and places of one report. Of 340 pages of the news the fullest, a live page of a day, had 145
statements, 193 times and 228 places; 96 kB of "he told her" had 2,989 statements.
"""

_Found = TypeVar("_Found")


def keep_first(found: Sequence[_Found]) -> tuple[_Found, ...]:
    """The first of them, in the order of the text, as many as are kept."""
    return tuple(found[:MOST])


def say_left_out(found: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """What the coding notes where more than are kept were found. `found`: what they are, and how many."""
    return tuple(
        f"{number:,} {what} were found and the first {MOST:,} kept: the report repeats itself, or is no report"
        for what, number in found
        if number > MOST
    )
