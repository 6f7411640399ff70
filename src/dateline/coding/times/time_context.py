"""What a time expression is counted from: the report's day, the day the story has reached, the period it reports on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.coding.times.calendar import day_of, interval, real_day
from dateline.coding.times.surroundings import Direction, Surroundings
from dateline.coding.times.time_words import CalendarWord
from dateline.model import TimeKind

_WRONG_SIDE = 200.0
"""Days that a date loses on the side to which its verb does not look: "was arrested on Sept. 11", read in May, is of
last year, and a plan that was told last week of a day by now gone by is still of this one."""


@dataclass(frozen=True, slots=True)
class TimeReading:
    """What the words mean: TimeML value, kind, and the day it was counted from (None: the words need none).

    `covers`: first and last day of a length that the words tie to the report ("the past five days").
    """

    value: str
    kind: TimeKind = "DATE"
    anchor: str | None = None
    covers: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The period that figures are given for: a quarter of a year, or (quarter 0) a year or several months of it."""

    year: int
    quarter: int = 0

    @property
    def value(self) -> str:
        """As TimeML writes it."""
        return f"{self.year:04d}-Q{self.quarter}" if self.quarter else f"{self.year:04d}"

    def years_before(self, years: int) -> Period:
        """The same period, `years` earlier."""
        return Period(self.year - years, self.quarter)


class TimeContext:
    """Where the reader stands in one report. Moves forward only, so later text never changes an earlier reading."""

    def __init__(self, anchor: str | None, words: list[CalendarWord], around: Surroundings) -> None:
        self._counted_from = anchor
        self.anchor = day_of(anchor)
        self.year = int(anchor[:4]) if anchor and anchor[:4].isdigit() else None
        self.words = words
        self._around = around
        self.reached: str | None = None
        """The value of the last dated expression, the story's own "now"."""
        self.period: Period | None = None

    def count_from(self, anchor: str | None) -> None:
        """The report's day from here on: another where the report is made of posts."""
        if anchor == self._counted_from:
            return
        self._counted_from, self.reached = anchor, None
        self.anchor = day_of(anchor)
        self.year = int(anchor[:4]) if anchor and anchor[:4].isdigit() else None

    @property
    def iso(self) -> str | None:
        """The report's day."""
        return self.anchor.isoformat() if self.anchor else None

    def reached_day(self) -> date | None:
        """The day the story has reached, where the last expression named one; else the report's day."""
        return day_of(self.reached) or self.anchor

    def word_before(self, index: int) -> str:
        """The lower-case word before word `index`, "" at the beginning."""
        return self.words[index - 1].low if index > 0 else ""

    def word_at(self, index: int) -> CalendarWord | None:
        """The word at `index`, None at the end."""
        return self.words[index] if index < len(self.words) else None

    def look_around(self, first: int, last: int) -> Direction | None:
        """Which way the words around [first, last) look; "by Friday" and "until Friday" look ahead."""
        verdict = self._around.direction(self.words[first].start, self.words[last - 1].end)
        before = self.word_before(first)
        if before == "of" and self.word_before(first - 1) == "ahead":
            return "future"
        if before in {"until", "till", "effective"} or (before == "by" and verdict != "past"):
            return "future"
        if before in {"since", "ended"}:
            return "past"
        if before in {"ending", "due"} and verdict != "past":
            return "future"
        return verdict

    def tag(self, word: CalendarWord) -> str:
        """The part of speech that the pipeline gives the word, "" without one."""
        token = self._around.first_token(word.start)
        return token.tag_ if token is not None and token.idx == word.start else ""

    def move_on(self, reading: TimeReading) -> None:
        """The story goes on from here."""
        if reading.kind in {"DATE", "TIME"} and interval(reading.value) is not None:
            self.reached = reading.value

    def nearest_year(self, month: int, day: int, weekday: int | None, looks: Direction | None) -> int | None:
        """The year in which that day lies closest to the report, on the side the words look to.

        A weekday beside it decides first: "Friday, Sept. 15" has one year in six.
        """
        there = self.nearest(lambda year: real_day(year, month, day), weekday, looks)
        return there.year if there else None

    def nearest(
        self, in_year: Callable[[int], date | None], weekday: int | None, looks: Direction | None
    ) -> date | None:
        """The day closest to the report of those that a feast or a date has in the years around it."""
        if self.anchor is None:
            return None
        best: tuple[float, date] | None = None
        for year in range(self.anchor.year - 6, self.anchor.year + 7):
            there = in_year(year)
            if there is None:
                continue
            distance = (there - self.anchor).days
            cost = abs(distance) + (4000.0 if weekday and there.isoweekday() != weekday else 0.0)
            if (distance > 0 and looks == "past") or (distance < 0 and looks == "future"):
                cost += _WRONG_SIDE
            if best is None or cost < best[0]:
                best = (cost, there)
        return best[1] if best else None


Relation = Literal[-1, 0, 1]


def relation_of(word: CalendarWord | None) -> Relation:
    """-1 for last, 0 for this, 1 for next; "this past" and "this coming" are last and next."""
    if word is None:
        return 0
    if word.kind == "LAST" or word.low == "this past":
        return -1
    if word.kind == "NEXT" or word.low == "this coming":
        return 1
    return 0
