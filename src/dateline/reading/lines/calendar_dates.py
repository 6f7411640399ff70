"""Calendar dates in words and figures: found in a line, with exactly the precision that is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateline.reading.lines.calendar_words import (
    MONTHS,
    MONTHS_ABROAD,
    WEEKDAYS,
    WEEKDAYS_ABROAD,
    ZONES,
    one_of,
)
from dateline.reading.lines.page_words import any_of

_MONTH, _WEEKDAY = one_of(MONTHS), one_of(WEEKDAYS)

_WORDED = re.compile(
    rf"(?:\b(?P<weekday>{_WEEKDAY})\b\.?,? +)?(?:the )?"
    rf"(?:\b(?P<month>{_MONTH})\b\.?,? +(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? +(?P<year>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]+(?P<month2>{_MONTH})\b\.?"
    r"(?:,?[ -]+(?P<year2>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<month3>{_MONTH})\b\.?,? +(?P<year3>(?:19|20)\d\d)\b)",
    re.IGNORECASE,
)
_ABROAD = re.compile(
    r"(?<![\w.,])(?P<day>\d{1,2})(?:\.|º|°|er)?[\s-]+(?:de |di )?(?P<month>[^\W\d_]{3,12})\.?,?(?: de| del)?[\s-]+"
    r"(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<year2>(?:19|20)\d\d)\.? (?P<month2>[^\W\d_]{3,12})\.? (?P<day2>\d{1,2})\b"
    r"|(?P<year3>(?:19|20)\d\d) ?[年년] ?(?P<month3>\d{1,2}) ?[月월] ?(?P<day3>\d{1,2}) ?[日일]"
)
"""Days with their year as other languages order them; whether the word between is a month, the table says."""
_BY_MACHINE = re.compile(
    rf"\b(?:(?P<weekday>{_WEEKDAY}),? +)?"
    rf"(?:\b(?P<day>\d{{1,2}}) (?P<month>{_MONTH}) (?P<year>\d\d),? (?=\d\d:\d\d)"
    rf"|\b(?P<day2>\d{{1,2}})-(?P<month2>{_MONTH})-(?P<year2>\d\d)\b(?!-)"
    rf"|\b(?P<month3>{_MONTH}) +(?P<day3>\d{{1,2}}) \d\d:\d\d:\d\d "
    r"(?:[A-Z]{2,5} |[+-]\d{4} )?(?P<year3>(?:19|20)\d\d)\b)",
    re.IGNORECASE,
)
"""Forms of mail headers, databases and C: 06 Mar 17 05:57 +0100, 06-Mar-17, Mar 6 05:57:31 CET 2017."""
_CENTURY = 70
"""Two-digit years from here on are of the last century."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGIT = re.compile(r"\d")
_MONTH_NAMED = re.compile("|".join(sorted({name[:3] for name in MONTHS})), re.IGNORECASE)
_WEEKDAY_NAMED = re.compile(rf"\b(?:{one_of(WEEKDAYS_ABROAD)})(?:-feira)?\b", re.IGNORECASE)
_ISO = re.compile(
    r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?(?![\d-])"
    r"|(?<!\d)(?P<year2>(?:19|20)\d\d)[/.](?P<month2>\d{1,2})[/.](?P<day2>\d{1,2})(?!\d)"
)
_FIGURES = re.compile(
    r"(?<![\d/.])(?P<a>\d{1,2})(?P<sep>[/.]|\. )(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)?\d\d)(?![\d/])"
    r"|(?<![\d-])(?P<a2>\d{1,2})-(?P<b2>\d{1,2})-(?P<year2>(?:19|20)\d\d)(?![\d-])"
)
_TIME = re.compile(
    r"(?<![\d:])(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"\s*(?:(?:GMT|UTC)(?=[+-]\d))?(?P<zone>Z\b|[+-]\d\d:?\d\d\b|[A-Z]{1,4}\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date found in a line: ISO value as precise as printed, place of its words, weekday as printed (Monday = 0).

    `value` without a year ("--07-16") is a day that needs one. `time`: ISO time if one stands beside it, with
    offset if a zone is printed. `guessed`: 3/4/2019 could be either order.
    """

    value: str
    start: int
    end: int
    weekday: int | None = None
    time: str | None = None
    guessed: bool = False


def find_dates(line: str) -> list[PrintedDate]:
    """All dates of a line, left to right, without overlaps; impossible ones (31 June) are none."""
    return list(_find_dates(line)) if _DIGIT.search(line) is not None else []


@lru_cache(maxsize=4096)
def _find_dates(line: str) -> tuple[PrintedDate, ...]:
    """Of a line with a figure in it; several rooms ask for the same short lines."""
    found = [*_find_iso(line), *_find_figures(line)]
    if _MONTH_NAMED.search(line):
        found += _find_worded(line)
        found += _find_by_machine(line) if ":" in line or "-" in line else ()
    if _YEAR.search(line):
        found += _find_abroad(line)
    out: list[PrintedDate] = []
    for item in sorted(found, key=lambda d: (d.start, -(d.end - d.start))):
        if not out or item.start >= out[-1].end:
            out.append(item)
    times = list(_TIME.finditer(line)) if out else []
    return tuple([_add_time(item, times, alone=len(out) == 1) for item in out])


def _find_iso(line: str) -> Iterator[PrintedDate]:
    for m in _ISO.finditer(line):
        year, month, day = m["year"] or m["year2"], m["month"] or m["month2"], m["day"] or m["day2"]
        if value := iso_value(int(year), int(month), int(day) if day else None):
            yield PrintedDate(value, m.start(), m.end())


def _find_worded(line: str) -> Iterator[PrintedDate]:
    for m in _WORDED.finditer(line):
        month = MONTHS[(m["month"] or m["month2"] or m["month3"]).lower()]
        day = m["day"] or m["day2"]
        year = m["year"] or m["year2"] or m["year3"]
        weekday = WEEKDAYS[m["weekday"].lower()] if m["weekday"] else None
        if (m["month"] or m["month2"] or "").lower() == "may" and not (m["month"] or m["month2"] or "x")[0].isupper():
            continue
        value = iso_value(int(year) if year else None, month, int(day) if day else None)
        if value:
            yield PrintedDate(value, m.start(), m.end(), weekday)


def _find_figures(line: str) -> Iterator[PrintedDate]:
    for m in _FIGURES.finditer(line):
        a, b = int(m["a"] or m["a2"]), int(m["b"] or m["b2"])
        printed = m["year"] or m["year2"]
        year = int(printed) + (2000 if len(printed) == 2 else 0)
        dots = (m["sep"] or "-").startswith(".")
        value = iso_value(year, b, a) if dots or a > 12 else iso_value(year, a, b)
        if value:
            yield PrintedDate(value, m.start(), m.end(), guessed=not dots and a <= 12 and b <= 12 and a != b)


def _find_by_machine(line: str) -> Iterator[PrintedDate]:
    for m in _BY_MACHINE.finditer(line):
        month = MONTHS[(m["month"] or m["month2"] or m["month3"]).lower()]
        year = int(m["year"] or m["year2"] or m["year3"])
        year += (1900 if year >= _CENTURY else 2000) if year < 100 else 0
        weekday = WEEKDAYS[m["weekday"].lower()] if m["weekday"] else None
        if value := iso_value(year, month, int(m["day"] or m["day2"] or m["day3"])):
            yield PrintedDate(value, m.start(), m.end(), weekday)


def _find_abroad(line: str) -> Iterator[PrintedDate]:
    for m in _ABROAD.finditer(line):
        word = m["month"] or m["month2"]
        month = MONTHS_ABROAD.get(word.lower(), 0) if word else int(m["month3"])
        year, day = m["year"] or m["year2"] or m["year3"], m["day"] or m["day2"] or m["day3"]
        if value := iso_value(int(year), month, int(day)):
            yield PrintedDate(value, m.start(), m.end())


def exchange_day_and_month(value: str) -> str | None:
    """A date with day and month exchanged; None if there is no such day."""
    year, month, day = (int(piece) for piece in value.split("-"))
    return iso_value(year, day, month) if day <= 12 else None


def iso_value(year: int | None, month: int, day: int | None) -> str | None:
    """ISO value as precise as what is given, "--07-16" where the year is missing; None if there is no such day."""
    if day is None:
        return f"{year:04d}-{month:02d}" if year is not None and 1 <= month <= 12 else None
    try:
        date(year if year is not None else 2000, month, day)
    except ValueError:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if year is not None else f"--{month:02d}-{day:02d}"


def _add_time(item: PrintedDate, times: list[re.Match[str]], *, alone: bool) -> PrintedDate:
    for m in times:
        near = (
            0 <= m.start() - item.end <= 12
            or (alone and 0 <= item.start - m.end() <= 12)
            or (alone and m.start() >= item.end and m.start() - item.end < 30)
        )
        if near and not (m.start() < item.end and item.start < m.end()) and (":" in m[0] or m["half"]):
            return PrintedDate(item.value, item.start, item.end, item.weekday, _clock(m, item.value), item.guessed)
    return item


def _clock(m: re.Match[str], value: str) -> str:
    hour = int(m["hour"])
    half = (m["half"] or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    zone = (m["zone"] or "").upper()
    if re.fullmatch(r"[+-]\d\d:?\d\d", zone):
        offset = zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    else:
        offset = ZONES.get(zone, ("", ""))[value[4:] >= "-11-01" or value[4:] < "-03-12"]
    return f"{hour:02d}:{m['minute']}{offset}"


_LABELS = re.compile(rf"(?:\b{any_of('date label')}\b|[^\w\s,&]|[_\d])+", re.IGNORECASE)
_AGO = re.compile(
    r"^\W*(?:(?:published|updated|posted)\W+)?(?:\d+|an?|one|two|three|few)\s+"
    r"(?:min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|years?) ago\W*$",
    re.IGNORECASE,
)


def strip_dates(line: str) -> str:
    """What a line holds apart from dates, times and the words that label them ("Published", "Updated on")."""
    rest = line
    for item in reversed(find_dates(line)):
        rest = rest[: item.start] + " " + rest[item.end :]
    rest = _TIME.sub(" ", rest)
    rest = _WEEKDAY_NAMED.sub(" ", rest)
    return " ".join(_LABELS.sub(" ", rest).split())


@lru_cache(maxsize=4096)
def is_date_line(line: str) -> bool:
    """Whether the line only says when."""
    if len(line) > 140:
        return False
    if _AGO.match(line):
        return True
    return bool(find_dates(line)) and sum(map(str.isalpha, strip_dates(line))) <= 4
