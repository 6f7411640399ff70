"""Days that the text itself names with a weekday or as today: "this Friday (15)", "Saturday, July 14"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dateline.model import Span
from dateline.reading.dates.clause_tense import Tense, verbal_tense
from dateline.reading.lines.calendar_dates import PrintedDate, find_dates
from dateline.reading.lines.calendar_words import WEEKDAY_NAMES, WEEKDAYS

_IN_BRACKETS = re.compile(
    rf"\b(?P<day>{'|'.join(WEEKDAY_NAMES)}),? \((?:the )?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?\)",
    re.IGNORECASE,
)
_TODAY = re.compile(r"\b(?:today|this (?:morning|afternoon|evening))\b[ ,]*\(?$", re.IGNORECASE)
_HAPPENING = re.compile(r"\b(?:on|in) (?:\w+day,? )?$", re.IGNORECASE)
_MOST_DATES = 40
"""Dates of one paragraph that are looked at: prose has few, tables have thousands."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class SpokenDay:
    """A day as the text names it. What is not named is None; `today`: the text says that it is written on it."""

    span: Span
    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    today: bool = False

    def nearest_day(self, around: date, reach: int) -> date | None:
        """The day nearest to `around`, at most `reach` days away, that has this number and month; None if none has."""
        for distance in range(reach + 1):
            for candidate in (around - timedelta(distance), around + timedelta(distance)):
                if (
                    candidate.day == self.day
                    and self.month in (None, candidate.month)
                    and self.year in (None, candidate.year)
                ):
                    return candidate
        return None

    def day_written(self) -> date | None:
        """The day itself, where month and year are named."""
        return date(self.year, self.month, self.day) if self.year and self.month else None

    def fits(self, day: date) -> bool:
        """Whether `day` is this day as far as it is named."""
        return (
            day.day == self.day
            and self.month in (None, day.month)
            and self.year in (None, day.year)
            and self.weekday in (None, day.weekday())
        )


@dataclass(frozen=True, slots=True)
class ToldDate:
    """A date with its year in the story: first and last day it can mean, the tense in which it is told, the words'
    place.
    """

    first: date
    last: date
    exact: bool
    tense: Tense | None
    span: Span


def spoken_days(text: str, paragraphs: Sequence[Span]) -> Iterator[SpokenDay]:
    """Days without a year in the story that carry a weekday or "today", in the order of the text."""
    for paragraph in paragraphs:
        words = paragraph.cut(text)
        for found in _IN_BRACKETS.finditer(words):
            span = Span(paragraph.start + found.start("day"), paragraph.start + found.end())
            if 1 <= int(found["number"]) <= 31:
                yield SpokenDay(span, int(found["number"]), weekday=WEEKDAYS[found["day"].lower()])
        yield from _find_dated(words, paragraph.start)


def _find_dated(words: str, offset: int) -> Iterator[SpokenDay]:
    for item in _dates(words):
        today = _TODAY.search(words[max(0, item.start - 24) : item.start]) is not None
        year = None if item.value.startswith("-") else int(item.value[:4])
        parts = item.value.removeprefix("--").split("-")
        if len(parts) < 2 or (year is not None and len(parts) < 3) or (item.weekday is None and not today):
            continue
        start, end = max(0, item.start - 120), item.end + 60
        if year is None and not today and _YEAR.search(words[start:end]):
            continue  # "in 1998, on Friday, May 1": the year stands nearby, the weekday is that year's
        month, day = int(parts[-2]), int(parts[-1])
        yield SpokenDay(Span(offset + item.start, offset + item.end), day, month, year, item.weekday, today)


@lru_cache(maxsize=256)
def _dates(words: str) -> tuple[PrintedDate, ...]:
    """The dates of a paragraph, which is asked for them twice."""
    return tuple(find_dates(words))


def told_dates(text: str, paragraphs: Sequence[Span]) -> Iterator[ToldDate]:
    """Dates of the story that carry their year, with the tense in which they are told."""
    for paragraph in paragraphs:
        words = paragraph.cut(text)
        for item in _dates(words)[:_MOST_DATES]:
            if item.value.startswith("-"):
                continue
            # "notes due March 1, 2031" is no happening: only "on" and "in" tell one
            happening = _HAPPENING.search(words[max(0, item.start - 24) : item.start]) is not None
            span = Span(paragraph.start + item.start, paragraph.start + item.end)
            tense = verbal_tense(text, paragraph, span.start) if happening else None
            yield ToldDate(*_reach(item.value), len(item.value) == 10, tense, span)


def _reach(value: str) -> tuple[date, date]:
    """First and last day of a day or a month."""
    if len(value) == 10:
        return date.fromisoformat(value), date.fromisoformat(value)
    first = date.fromisoformat(f"{value}-01")
    return first, (first + timedelta(31)).replace(day=1) - timedelta(1)
