"""Days by name or place in the calendar: feasts, "the first Monday of June", "a week ago on Monday", "May 3 to 5"."""

from __future__ import annotations

import functools
from calendar import monthrange
from datetime import date

from dateline.coding.times.calendar import add_days, easter, nth_weekday, real_day
from dateline.coding.times.dates import ago, year_word
from dateline.coding.times.grammar import Found
from dateline.coding.times.time_context import TimeContext, TimeReading, relation_of
from dateline.coding.times.time_words import CalendarWord

_LAST = -1
_WEEK = 7
_THROUGH = frozenset(("to", "-", "–"))


# ------------------------------------------------------------------ feasts


@functools.cache
def feast(value: str, year: int) -> date | None:
    """The day of a feast in a year, by the table's value: "12-25"; "easter-2", days from Easter Sunday; "11/4/4/1", one
    day behind the fourth Thursday of November (-1 for the last one)."""
    if value.startswith("easter"):
        sunday = easter(year)
        return add_days(sunday, int(value.removeprefix("easter") or 0)) if sunday else None
    if "/" in value:
        month, weekday, number, more = (int(part) for part in f"{value}/0".split("/")[:4])
        there = nth_weekday(year, month, weekday, number)
        return add_days(there, more) if there else None
    month, day = (int(part) for part in value.split("-"))
    return real_day(year, month, day)


def holiday(found: Found, setting: TimeContext) -> TimeReading | None:
    """A feast: of the year beside it, else of the one that the words look to."""
    word, relation = found.part("h"), found.part("r")
    if word is None:
        return None
    number = year_word(found.part("y"), setting)
    if number is not None:
        there = feast(word.value, number)
        return TimeReading(there.isoformat()) if there else None
    if setting.anchor is None:
        fixed = "/" not in word.value and not word.value.startswith("easter")
        return TimeReading(f"XXXX-{word.value}") if fixed else None
    step = relation_of(relation)
    looks = "past" if step < 0 else "future" if step > 0 else setting.look_around(found.first, found.last)
    there = setting.nearest(functools.partial(feast, word.value), None, looks)
    return TimeReading(there.isoformat(), anchor=setting.iso) if there else None


def dated(found: Found, setting: TimeContext) -> TimeReading | None:
    """A day that everybody knows by the month and day alone: the September 11 attacks."""
    return TimeReading(setting.words[found.first].value)


# ------------------------------------------------------------------ places in a month or year


def nth_day(found: Found, setting: TimeContext) -> TimeReading | None:
    """The first Monday of June, the last day of the month: one day, or the month where no year is known."""
    ordinal, kind = found.part("o"), found.part("k")
    if ordinal is None or kind is None:
        return None
    number = _LAST if ordinal.low in {"last", "final"} else int(ordinal.number)
    if number == 0 or (ordinal.kind == "LAST" and ordinal.low != "last"):
        return None
    if kind.kind != "WEEKDAY" and kind.value != "D":
        return None
    weekday = int(kind.value) if kind.kind == "WEEKDAY" else 0
    whole = found.part("u")
    if whole is not None:
        return _in_unit(number, weekday, whole.value, relation_of(found.part("r")), setting)
    return _in_month(found, number, weekday, setting)


def _in_month(found: Found, number: int, weekday: int, setting: TimeContext) -> TimeReading | None:
    word = found.part("m")
    if word is None:
        return None
    month, year = int(word.value), year_word(found.part("y"), setting)
    if year is None and found.part("q") and setting.year is not None:
        year = setting.year + relation_of(found.part("q"))
    if year is not None:
        there = _counted(year, month, weekday, number)
        return TimeReading(there.isoformat()) if there else None
    if setting.anchor is None:
        return TimeReading(f"XXXX-{month:02d}")
    looks = setting.look_around(found.first, found.last)
    near = setting.nearest(lambda at: _counted(at, month, weekday, number), None, looks)
    return TimeReading(near.isoformat(), anchor=setting.iso) if near else None


def _in_unit(number: int, weekday: int, unit: str, step: int, setting: TimeContext) -> TimeReading | None:
    """In this, the last or the next month or year."""
    if setting.anchor is None or unit not in {"M", "Y"}:
        return None
    year, month = setting.anchor.year, setting.anchor.month
    if unit == "Y":
        year, month = year + step, 12 if number == _LAST else 1
    else:
        more, index = divmod(month - 1 + step, 12)
        year, month = year + more, index + 1
    there = _counted(year, month, weekday, number)
    return TimeReading(there.isoformat(), anchor=setting.iso) if there else None


def _counted(year: int, month: int, weekday: int, number: int) -> date | None:
    """The weekday, or (0) the day, that has that number in the month; -1 is the last."""
    if weekday:
        return nth_weekday(year, month, weekday, number)
    if not 1 <= year <= 9999:
        return None
    return real_day(year, month, monthrange(year, month)[1] if number == _LAST else number)


# ------------------------------------------------------------------ beside a length or another day


def weekday_ago(found: Found, setting: TimeContext) -> TimeReading | None:
    """A week ago on Monday, Monday two weeks ago, last week on Friday."""
    weekday, unit = found.part("w"), found.part("u")
    if weekday is None or unit is None:
        return None
    if setting.anchor is None:
        return TimeReading(f"XXXX-WXX-{weekday.value}")
    relation = found.part("r")
    if relation is not None:
        if unit.value != "W":
            return None
        monday = add_days(setting.anchor, _WEEK * relation_of(relation) - setting.anchor.isoweekday())
        there = add_days(monday, int(weekday.value)) if monday else None
    elif unit.value in {"W", "2W"}:
        weeks = _weeks(found, unit)
        back = (setting.anchor.isoweekday() - int(weekday.value)) % _WEEK
        there = add_days(setting.anchor, -back - _WEEK * weeks) if weeks else None
    else:
        return ago(found, setting) if unit.value == "D" else None
    return TimeReading(there.isoformat(), anchor=setting.iso) if there else None


def _weeks(found: Found, unit: CalendarWord) -> int:
    """How many whole weeks the words count; 0 where they do not tell."""
    count = found.part("n")
    if count is None or count.kind in {"FEW", "SOME"}:
        number = float(count.value) if count is not None and count.value.isdigit() else 0.0
    else:
        number = 1.0 if count.kind == "INDEF" else count.number
    return int(number) * (2 if unit.value == "2W" else 1) if number == int(number) else 0


def day_range(found: Found, setting: TimeContext) -> TimeReading | None:
    """May 3-5, 7 to 10 August, between 3 and 5 May: two days with "/" between."""
    first, last, month, joint = found.part("d"), found.part("e"), found.part("m"), found.part("b")
    if first is None or last is None or month is None or joint is None:
        return None
    together = joint.low in _THROUGH or (joint.low == "and" and setting.word_before(found.first) == "between")
    behind = setting.word_at(found.last)
    if behind is not None and behind.kind in {"COUNTED", "AMPM", "CLOCK"}:
        return None
    if not together or first.number >= last.number:
        return None
    if any(word.number != int(word.number) for word in (first, last)):
        return None
    start, end, number = int(first.number), int(last.number), int(month.value)
    year = year_word(found.part("y"), setting)
    if real_day(year or 2000, number, start) is None or real_day(year or 2000, number, end) is None:
        return None
    anchor = None
    if year is None:
        year = setting.nearest_year(number, start, None, setting.look_around(found.first, found.last))
        anchor = setting.iso
    stem = f"{year:04d}-{number:02d}" if year is not None else f"XXXX-{number:02d}"
    return TimeReading(f"{stem}-{start:02d}/{stem}-{end:02d}", anchor=anchor)
