"""Time expressions: found by patterns over words, read against the report's day, given as TimeML values.

The field calls it temporal tagging, or timex normalisation. `time_words` cuts the text by the table
`lexicon/times.tsv`, `grammar` finds the expressions, `dates`, `periods`, `lengths` and `clock` read them in their
`time_context`, `surroundings` say which way a verb looks.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.coding.times import clock, dates, lengths, named_days, periods
from dateline.coding.times.calendar import interval
from dateline.coding.times.grammar import Found, candidates, kinds_of
from dateline.coding.times.surroundings import Surroundings
from dateline.coding.times.time_context import TimeContext, TimeReading
from dateline.coding.times.time_words import CalendarWord, cut_words
from dateline.language import Parse
from dateline.model import Report, Span, When

__all__ = ["find_times"]

Rule = Callable[[Found, TimeContext], TimeReading | None]

RULES: dict[str, Rule] = {
    "iso": dates.iso,
    "slash": dates.slash,
    "month_day": dates.month_day,
    "weekday_day": dates.weekday_day,
    "month_year": dates.month_year,
    "month": dates.month,
    "year": dates.year,
    "decade": dates.decade,
    "century": dates.century,
    "weekday": dates.weekday,
    "today": dates.today,
    "relative": dates.relative,
    "same_ago": dates.same_ago,
    "weekend": dates.weekend,
    "holiday": named_days.holiday,
    "nth_day": named_days.nth_day,
    "weekday_ago": named_days.weekday_ago,
    "day_range": named_days.day_range,
    "dated": named_days.dated,
    "endpoint": dates.endpoint,
    "ago": dates.ago,
    "quarter": periods.quarter,
    "this_quarter": periods.this_quarter,
    "year_quarter": periods.year_quarter,
    "year_ago": periods.year_ago,
    "fiscal_year": periods.fiscal_year,
    "fiscal_unit": periods.fiscal_unit,
    "season": periods.season,
    "clock": clock.clock,
    "day_part": clock.day_part,
    "tonight": clock.tonight,
    "length": lengths.duration,
    "span": lengths.span,
    "range": lengths.between,
    "recent": lengths.recent,
    "bare": lengths.bare,
    "later": lengths.later,
    "every": lengths.every,
    "weekdays": lengths.weekdays,
    "adverb_set": lengths.adverb_set,
    "reference": lengths.reference,
    "the_past": lengths.the_past,
}


def find_times(report: Report, parse: Parse) -> tuple[When, ...]:
    """Every time expression of the report's clean text, in order, none overlapping.

    Values are TimeML TIMEX3 values. Relative ones count from `report.anchor` (`When.anchor` says so) or from a day that
    the text named before ("the next day"); without an anchor they stay open (XXXX-WXX-5) and have no interval. Weekdays
    and months follow the tense around them; the parse may be untagged: then word endings have to do. Raises on no text.
    """
    words = cut_words(report.text)
    setting = TimeContext(report.anchor, words, Surroundings(parse))
    kinds = kinds_of(words)
    out = []
    done = 0
    for at in [number for number, kind in enumerate(kinds) if kind != " "]:
        if at < done:  # within an expression
            continue
        setting.count_from(report.anchor_at(words[at].start))
        hit = _read_words(words, kinds, at, setting)
        if hit is not None:
            found, reading = hit
            setting.move_on(reading)
            out.append(_when(found, reading, setting))
            done = found.last
    return tuple(out)


def _read_words(
    words: list[CalendarWord], kinds: str, at: int, setting: TimeContext
) -> tuple[Found, TimeReading] | None:
    for found in candidates(words, kinds, at):
        reading = RULES[found.rule](found, setting)
        if reading is not None:
            return found, reading
    return None


def _when(found: Found, reading: TimeReading, setting: TimeContext) -> When:
    span = Span(setting.words[found.first].start, setting.words[found.last - 1].end)
    covered = interval(reading.value) if reading.kind in {"DATE", "TIME"} else reading.covers
    earliest, latest = covered or (None, None)
    return When(reading.value, reading.kind, span, earliest, latest, reading.anchor)
