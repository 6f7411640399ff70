"""Quarters, halves, fiscal years and seasons; figures are compared with "a year ago" by the period they are for."""

from __future__ import annotations

from datetime import date

from dateline.coding.times.calendar import quarter_of, shift_quarter
from dateline.coding.times.dates import year_word
from dateline.coding.times.grammar import Found
from dateline.coding.times.time_context import Period, TimeContext, TimeReading, relation_of
from dateline.coding.times.time_words import CalendarWord

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def quarter(found: Found, setting: TimeContext) -> TimeReading | None:
    """The third quarter, the first half of 2013, next year's first quarter, Q3 2013."""
    kind, ordinal = found.part("k"), found.part("o")
    if kind is None or ordinal is None:
        return None
    number = _number(ordinal, 4 if kind.kind != "HALF" else 2)
    if number is None:
        return None
    year, anchor = year_word(found.part("y"), setting), None
    if year is None:
        relation = found.part("q")
        anchor = setting.iso
        year = setting.year + relation_of(relation) if relation and setting.year else None
        if year is None:
            year = _nearest_year(found, number, 2 if kind.kind == "HALF" else 4, setting)
        if year is not None and found.part("b"):
            year -= 1
    if year is None:
        return TimeReading(f"XXXX-{'H' if kind.kind == 'HALF' else 'Q'}{number}")
    if kind.kind == "HALF":
        return TimeReading(f"{year:04d}-H{number}", anchor=anchor)
    if setting.period is None or (anchor is not None and _is_over(year, number, setting)):
        setting.period = Period(year, number)
    return TimeReading(f"{year:04d}-Q{number}", anchor=anchor)


def _is_over(year: int, number: int, setting: TimeContext) -> bool:
    """Figures are given for quarters that are over; one still running is an outlook."""
    return setting.anchor is None or (year, number) < quarter_of(setting.anchor)


def _number(word: CalendarWord, last: int) -> int | None:
    if word.kind in {"LAST", "ADJ"}:
        return last if word.low in {"last", "final"} else None
    return int(word.number) if word.number == int(word.number) and 1 <= word.number <= last else None


def _nearest_year(found: Found, number: int, a_year: int, setting: TimeContext) -> int | None:
    """The year of the last such part of a year that has begun; of the next where the words look ahead."""
    if setting.anchor is None:
        return None
    now = (setting.anchor.month - 1) // (12 // a_year) + 1
    if number == now:
        return setting.anchor.year
    gap = (number - now) % a_year
    if setting.look_around(found.first, found.last) == "future" and gap <= a_year // 2:
        return setting.anchor.year + (number < now)
    return setting.anchor.year - (number > now)


def this_quarter(found: Found, setting: TimeContext) -> TimeReading | None:
    """The quarter, this quarter, the latest period: the one that the report is about, else by the calendar."""
    words, kind = found.parts["a"], found.part("k")
    last = words[-1]
    if kind is None or (kind.kind == "PERIOD" and last.low != "latest"):
        return None
    if setting.anchor is None:
        return TimeReading("XXXX-QX")
    ended = _quarter_ended(found, setting)
    if ended is not None and last.kind in {"THE", "ADJ"}:
        setting.period = Period(*ended)
        return TimeReading(setting.period.value, anchor=setting.iso)
    value = _which_quarter(found, last, setting)
    return TimeReading(value, anchor=setting.iso) if value else None


def _which_quarter(found: Found, last: CalendarWord, setting: TimeContext) -> str | None:
    """By "last" and "next" from the report's own quarter; "the quarter" is the one told of."""
    year, number = quarter_of(setting.anchor or date.min)
    if last.kind in {"LAST", "NEXT"}:
        return Period(*shift_quarter(year, number, relation_of(last))).value
    if last.kind in {"THE", "THAT", "SAME"} or last.low == "latest":
        if setting.period is not None:
            return setting.period.value
        if last.kind == "THE" and setting.word_before(found.first) not in {"for", "in", "during", "of", "through"}:
            return None
        return Period(*shift_quarter(year, number, -1)).value
    return Period(year, number).value if last.kind == "THIS" or last.low == "current" else None


def _quarter_ended(found: Found, setting: TimeContext) -> tuple[int, int] | None:
    """ "The quarter ended Sept. 30" is the one that this day closes."""
    words = setting.words[found.last : found.last + 3]
    if len(words) < 3 or words[0].low not in {"ended", "ending"} or not words[1].kind.startswith("MONTH"):
        return None
    month = int(words[1].value)
    year = setting.nearest_year(month, 28, None, "past" if words[0].low == "ended" else None)
    if year is None:
        return None
    return (year, (month - 1) // 3 + 1) if month % 3 == 0 else None


def year_quarter(found: Found, setting: TimeContext) -> TimeReading | None:
    """The 1988 quarter, the 1988 period: the same part of another year."""
    year = year_word(found.part("y"), setting)
    if year is None:
        return None
    if setting.period is None:
        return TimeReading(f"{year:04d}")
    return TimeReading(Period(year, setting.period.quarter).value, anchor=setting.iso)


def year_ago(found: Found, setting: TimeContext) -> TimeReading | None:
    """The year-ago quarter: one year before the period that is told of."""
    del found
    if setting.period is not None:
        return TimeReading(setting.period.years_before(1).value, anchor=setting.iso)
    return TimeReading(f"{setting.year - 1:04d}", anchor=setting.iso) if setting.year else TimeReading("XXXX")


def fiscal_year(found: Found, setting: TimeContext) -> TimeReading | None:
    """Fiscal 1989 is given as the year that it is named after."""
    year = year_word(found.part("y"), setting)
    if year is None:
        return None
    setting.period = Period(year)
    return TimeReading(f"{year:04d}")


def fiscal_unit(found: Found, setting: TimeContext) -> TimeReading | None:
    """The fiscal year; "the fiscal year ended March 31" is a length."""
    word = setting.words[found.last - 1]
    if word.low != "fiscal year":
        return None
    behind = setting.word_at(found.last)
    if behind is not None and behind.low in {"ended", "ending"}:
        return TimeReading("P1Y", "DURATION")
    if setting.year is None:
        return TimeReading("XXXX")
    return TimeReading(f"{setting.year + relation_of(found.part('a')):04d}", anchor=setting.iso)


def season(found: Found, setting: TimeContext) -> TimeReading | None:
    """Last spring, this summer, the winter of 1994, in autumn."""
    word = found.part("s")
    if word is None or not _is_season(found, word, setting):
        return None
    year = year_word(found.part("y"), setting)
    if year is not None:
        return TimeReading(f"{year:04d}-{word.value}")
    if setting.anchor is None:
        return TimeReading(f"XXXX-{word.value}")
    relation = found.parts["r"][-1] if found.part("r") else None
    begin, now = SEASON_MONTHS[word.value], setting.anchor
    year = now.year
    step = relation_of(relation)
    begun = now.month >= begin
    over = now.month >= begin + 3
    if step < 0:
        year -= not over
    elif step > 0:
        year += begun
    elif relation is None or relation.kind == "THE":
        ahead = setting.look_around(found.first, found.last) == "future"
        year += over if ahead else -(not begun)
    return TimeReading(f"{year:04d}-{word.value}", anchor=setting.iso)


def _is_season(found: Found, word: CalendarWord, setting: TimeContext) -> bool:
    """ "Fall" and "spring" are seasons only in company, and "the fall of the city" is none."""
    if setting.tag(word) == "NNP" and not found.part("y"):
        return False
    if word.kind != "LAXSEASON" or found.part("y") or found.part("p"):
        return True
    if found.part("i"):
        return setting.tag(word) in {"NN", "NNP"}
    relation = found.parts["r"][-1] if found.part("r") else None
    behind = setting.word_at(found.last)
    return relation is not None and (relation.kind != "THE" or behind is None or behind.low not in {"of", "in"})
