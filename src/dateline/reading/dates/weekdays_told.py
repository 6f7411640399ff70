"""What the weekdays in a text say about the day it was written.

News copy names the days of the past and coming week by weekday alone: "hosted a meeting Friday" was written on that
Friday or soon after, "on Saturday, she is due to land" before that Saturday. So the latest weekday told in the
past tense and the next one told in the future tense bound the day of writing within its week.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.model import Span
from dateline.reading.dates.clause_tense import Tense, clauses, tense_at
from dateline.reading.lines.calendar_words import WEEKDAY_NAMES, WEEKDAYS
from dateline.reading.lines.page_words import words_of

_DAY = re.compile(
    rf"(?<![\w-])(?P<before>(?:(?<![\w'’])[\w'’]++ )?)(?P<day>{'|'.join(WEEKDAY_NAMES)})\b"
    r"(?P<after>(?:['’]s?\b|s\b|,? \(?[A-Z]?[a-z]*\.? ?\d|-)?)"
)
_NOT_BARE = frozenset(words_of("no bare weekday"))


@dataclass(frozen=True, slots=True)
class ToldWeekday:
    """A bare weekday (Monday = 0), the tense in which it is told, and where the words stand."""

    weekday: int
    tense: Tense
    span: Span


def find_told_weekdays(text: str, paragraphs: Sequence[Span]) -> Iterator[ToldWeekday]:
    """Every bare weekday of the text outside quotations whose clause shows its tense, in the order of the text."""
    for paragraph in paragraphs:
        for start, end in clauses(text, paragraph):
            clause = text[start:end]
            for found in _DAY.finditer(clause):
                before = found["before"].strip().lower()
                if found["after"] or before in _NOT_BARE or before.endswith(("'s", "’s", "s'", "s’")):
                    continue
                tense = tense_at(clause, found.start("day"))
                if tense is not None:
                    at = start + found.start("day")
                    yield ToldWeekday(WEEKDAYS[found["day"].lower()], tense, Span(at, at + len(found["day"])))


@dataclass(frozen=True, slots=True)
class WeekOfWriting:
    """The bounds: `past` is the latest weekday told as past in the opening, `future` the first one told as to come.

    `days`: the weekdays on which the text can have been written, from `past` up to the day before `future`.
    """

    past: ToldWeekday
    future: ToldWeekday
    days: tuple[int, ...]


def week_of_writing(told: Sequence[ToldWeekday], opening_end: int) -> WeekOfWriting | None:
    """The bounds from the weekdays of a text. Only a past weekday in the opening (up to `opening_end`) counts: news
    opens with what is new. None where either bound is missing or a day stands on both sides.
    """
    past = [t for t in told if t.tense == "past" and t.span.start < opening_end]
    future = [t for t in told if t.tense == "future"]
    if not past or not future:
        return None
    days_told = {t.weekday for t in told if t.tense == "past"}
    latest = max(past, key=lambda t: (min((f.weekday - t.weekday) % 7 or 7 for f in future) * -1, -t.span.start))
    coming = min(future, key=lambda f: ((f.weekday - latest.weekday) % 7 or 7, f.span.start))
    reach = (coming.weekday - latest.weekday) % 7
    if reach == 0 or coming.weekday in days_told:
        return None
    return WeekOfWriting(latest, coming, tuple((latest.weekday + i) % 7 for i in range(reach)))
