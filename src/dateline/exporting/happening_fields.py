"""The values of a happening's fields in words, for whatever shows them: the brief and the served pages.

What they share is made here: the order of the fields, which value is a reader's phrase, and when the words of a source
stand in for a time that no calendar has. `Manner` holds what they say differently.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, get_args

from dateline.exporting.phrases import told_words
from dateline.model import FieldName

FIELDS: tuple[str, ...] = get_args(FieldName)
"""The names of all fields, in the order in which they are shown."""


class Cut(Protocol):
    """Words cut from a report."""

    @property
    def exact(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Manner:
    """How a kind of page says what it shows. `day` gives a time in words, "" where no calendar has it; then `quoted`
    gives the words of a source ("now", "in four days"), and `undated` stands where there are none. `nobody` stands for
    an empty value.
    """

    day: Callable[[str], str]
    quoted: str = "{}"
    undated: str = ""
    nobody: str = ""


def value_in_words(name: str, value: str, shown: Sequence[Cut], manner: Manner) -> str:
    """A value of the field `name` for a reader; `shown`: the words of the sources that give it, the best first."""
    if name == "told":
        return told_words(value)
    if name != "when":
        return value or manner.nobody
    if known := manner.day(value):
        return known
    return manner.quoted.format(shown[0].exact) if shown else manner.undated


def place_of(name: str) -> int:
    """Where a field stands among the others; one of another name behind them all."""
    return FIELDS.index(name) if name in FIELDS else len(FIELDS)
