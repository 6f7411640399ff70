"""All that a story says about days, gathered: what every witness to the page's date is held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.model import Span
from dateline.reading.dates.reckoned_years import ReckonedYear, reckonings
from dateline.reading.dates.spoken_days import SpokenDay, ToldDate, spoken_days, told_dates
from dateline.reading.dates.weekdays_told import ToldWeekday, WeekOfWriting, find_told_weekdays, week_of_writing

_OPENING = 700
"""Characters of the story in which news tells what is new."""


@dataclass(frozen=True, slots=True)
class TextDays:
    """All that the story says about days: what the claims are held against."""

    text: str
    spoken: tuple[SpokenDay, ...]
    told: tuple[ToldDate, ...]
    week: WeekOfWriting | None
    fetched: date | None
    dateline: tuple[int, int] | None
    dateline_span: Span | None
    latest_news: ToldWeekday | None = None
    reckoned: tuple[ReckonedYear, ...] = ()
    rights: tuple[int, str] | None = None
    opening: int = 0
    weekdays: tuple[ToldWeekday, ...] = ()


def gather_text_days(
    text: str,
    paragraphs: Sequence[Span],
    fetched: date | None,
    dateline: tuple[int, int] | None,
    place: Span | None,
    rights: tuple[int, str] | None = None,
) -> TextDays:
    """Gathers the days of a story. `dateline`: month and day printed in it; `rights`: the year of the text's rights
    line, with its words.
    """
    opening = paragraphs[0].start + _OPENING if paragraphs else 0
    weekdays = tuple(find_told_weekdays(text, paragraphs))
    news = [t for t in weekdays if t.tense == "past" and t.span.start < opening]
    return TextDays(
        text,
        tuple(spoken_days(text, paragraphs)),
        tuple(told_dates(text, paragraphs)),
        week_of_writing(weekdays, opening),
        fetched,
        dateline,
        place,
        news[0] if len({t.weekday for t in news}) == 1 else None,
        tuple(reckonings(text, paragraphs)),
        rights,
        opening,
        weekdays,
    )
