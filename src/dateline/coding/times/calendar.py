"""Days, weeks, quarters and seasons: moving along the calendar and reading TimeML values as intervals."""

from __future__ import annotations

import functools
import re
from calendar import monthrange
from datetime import date, timedelta

SEASONS = {"SP": (3, 11), "SU": (6, 2), "FA": (3, 11), "WI": (6, 2)}
"""First and last month that a season can cover. The words do not tell of which half of the globe they are, so spring
lies between March (north) and November (south), summer between June and the February behind it."""

TENS = {"E": 10, "C": 100, "L": 1000}
"""Years in a decade, a century and a millennium."""


def day_of(value: str | None) -> date | None:
    """The day of an ISO date; None where it is shorter than a day or no date."""
    if value is None or len(value) < 10:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def real_day(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has none (31 June)."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def add_months(day: date, months: int) -> date | None:
    """The same day `months` later, or the month's last; None beyond the calendar."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date | None:
    """`days` later; None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def week_of(day: date) -> str:
    """The ISO week, "2013-W12"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_of(day: date) -> tuple[int, int]:
    """Year and quarter of a day."""
    return day.year, (day.month - 1) // 3 + 1


def shift_quarter(year: int, quarter: int, steps: int) -> tuple[int, int]:
    """`steps` quarters later."""
    moved, index = divmod(year * 4 + quarter - 1 + steps, 4)
    return moved, index + 1


def _months(year: int, first: int, last: int) -> tuple[date, date] | None:
    end_year = year if last >= first else year + 1
    if year < 1 or end_year > 9999:
        return None
    return date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1])


def _week(match: re.Match[str]) -> tuple[date, date] | None:
    try:
        monday = date.fromisocalendar(int(match["y"]), int(match["w"]), 1)
    except ValueError:
        return None
    if match["rest"] == "-WE":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    return monday, monday + timedelta(days=6)


@functools.lru_cache(maxsize=1 << 12)
def interval(value: str) -> tuple[str, str] | None:
    """First and last day that a TimeML date value covers, as ISO days; None where it names no stretch of the calendar.

    Values as in TimeML's TIMEX3: 2013, 2013-03, 2013-03-22, 2013-W12(-WE), 2013-Q1, 2013-H1, 2013-SU, 198 (decade),
    19 (century), each with an optional time of day behind "T"; two of them with "/" between are a range.
    """
    if "/" in value:
        first, last = (interval(part) for part in value.split("/", 1))
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    value = value.split("T")[0]
    found: tuple[date, date] | None = None
    if match := re.fullmatch(r"(?P<y>\d{4})-W(?P<w>\d\d)(?P<rest>-WE)?", value):
        found = _week(match)
    elif match := re.fullmatch(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)", value):
        year, part = int(match[1]), match[2]
        if part in SEASONS:
            found = _months(year, *SEASONS[part])
        else:
            size, index = (3 if part[0] == "Q" else 6), int(part[1])
            found = _months(year, size * (index - 1) + 1, size * index)
    elif re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = day_of(value)
        found = (day, day) if day else None
    elif match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", value):
        found = _months(int(match[1]), int(match[2]), int(match[2]))
    elif re.fullmatch(r"\d{2,4}", value):
        low, high = int(value.ljust(4, "0")), int(value.ljust(4, "9"))
        found = (date(low, 1, 1), date(high, 12, 31)) if low >= 1 else None
    return (found[0].isoformat(), found[1].isoformat()) if found else None


def start_of(value: str) -> date | None:
    """The first day that a date value covers."""
    found = interval(value)
    return date.fromisoformat(found[0]) if found else None


def move_date(origin: date, letter: str, step: int) -> str | None:
    """The day, week, month, year, decade or century (D W M Y E C) that lies `step` of them from `origin`."""
    if letter in "DW":
        there = add_days(origin, step * (7 if letter == "W" else 1))
        return None if there is None else week_of(there) if letter == "W" else there.isoformat()
    if letter == "M":
        there = add_months(origin, step)
        return f"{there:%Y-%m}" if there else None
    size = {"Y": 1, **TENS}.get(letter)
    if size is None or not 1 <= origin.year + size * step <= 9999:
        return None
    return f"{origin.year + size * step:04d}"[: 5 - len(str(size))]


def count_from(origin: date, letter: str, number: float) -> str | None:
    """What lies `number` units from `origin`, as exact as the unit: a day for days and few weeks, a year for years."""
    if letter == "2W":
        letter, number = "W", number * 2
    if letter in TENS:
        letter, number = "Y", number * TENS[letter]
    if letter == "Q":
        letter, number = "M", number * 3
    if letter == "W" and abs(number) <= 3:
        letter, number = "D", number * 7
    if letter == "Y" and number != int(number):
        letter, number = "M", number * 12
    return move_date(origin, letter, round(number))


def easter(year: int) -> date | None:
    """Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher."""
    golden, century, rest = year % 19, year // 100, year % 100
    leaps, skipped = century // 4, (century + 8) // 25
    moon = (19 * golden + century - leaps - (century - skipped + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return real_day(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date | None:
    """The first (1), second ... or last (-1) such weekday (1 Monday, 7 Sunday) of a month; None where it has none."""
    first = real_day(year, month, 1)
    if first is None:
        return None
    if number < 0:
        end = date(year, month, monthrange(year, month)[1])
        return add_days(end, -((end.isoweekday() - weekday) % 7))
    there = add_days(first, (weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    return there if there is not None and there.month == month else None
