"""What is denied, what sources put against each other, their numbers, and what changed from day to day."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.exporting.lines.evidence import Day, EvidenceWords
from dateline.exporting.lines.fields import Value


@dataclass(frozen=True, slots=True)
class Contested:
    """What is denied, alleged or told as not having happened: the claim, who claims it, who denies it.

    `denial`: no happening stands behind it, `words` are what somebody said in denial (either what is denied or
    the denial itself: the words tell).
    """

    claim: str
    how: str
    denial: bool
    claimed_by: tuple[Value, ...]
    denied_by: tuple[Value, ...]
    sources: tuple[str, ...]
    words: tuple[EvidenceWords, ...]


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A number as one source prints it, with the day of its page (None where that is not known). `disputed`: another
    source of that day gives one that cannot be the same.
    """

    value: str
    outlet: str
    source: str
    published: Day | None
    words: EvidenceWords
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class NumberRow:
    """What several sources give a number for. `verdict`: "the same", "differ" (of one day, and they cannot be one),
    "changed from day to day", or that it is open, since the days are not known.
    """

    thing: str
    verdict: str
    cells: tuple[NumberCell, ...]


@dataclass(frozen=True, slots=True)
class ChangedState:
    """One state of what changed: what it was, on the day of which report, in its words."""

    state: str
    day: Day | None
    words: EvidenceWords


@dataclass(frozen=True, slots=True)
class Changed:
    """A history: a plan and its deed, or a number that grew. `happening`: its id, "" of a number."""

    what: str
    happening: str
    states: tuple[ChangedState, ...]


@dataclass(frozen=True, slots=True)
class DisputeSide:
    """One side of a dispute: what is given or who says so, the sources, and their words."""

    label: str
    sources: tuple[str, ...]
    words: tuple[EvidenceWords, ...]
