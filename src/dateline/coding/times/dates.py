"""Days, months and years: from words to TimeML values."""

from __future__ import annotations

import re
from datetime import date

from dateline.coding.times.calendar import (
    add_days,
    add_months,
    count_from,
    day_of,
    move_date,
    real_day,
    start_of,
    week_of,
)
from dateline.coding.times.grammar import Found
from dateline.coding.times.time_context import TimeContext, TimeReading, relation_of
from dateline.coding.times.time_words import CalendarWord

COMPANY = {
    "in", "since", "by", "until", "till", "from", "to", "of", "last", "next", "this", "early", "late", "mid", "and",
    "or", "through", "during", "before", "after", "for", "between", "-", "–", "the", "on", ",", "each", "every",
}  # fmt: skip
"""Words that may stand before "May", "March" or a bare year."""
ALONE = {"for", "of", "on", "during", "in", "end", "ended", "ending", "finish", "finished", "close", "closed"}
"""Words before "the day" or "the year" that make it a date."""
NARRATIVE = {"previous", "preceding", "prior", "following", "ensuing", "same", "that"}
"""Relations that count from the day the story has reached, not from the report's day."""


def iso(found: Found, setting: TimeContext) -> TimeReading | None:
    """2023-09-15, with or without a time of day."""
    text = setting.words[found.first].value
    if day_of(text) is None:
        return None
    return TimeReading(text[:16], "TIME") if "T" in text.upper() else TimeReading(text)


def slash(found: Found, setting: TimeContext) -> TimeReading | None:
    """9/15/2023: month first, unless that cannot be a month."""
    first, second, last = (int(part) for part in setting.words[found.first].value.split("/"))
    year = last if last > 99 else last + (1900 if last > 50 else 2000)
    month, day = (first, second) if first <= 12 else (second, first)
    there = real_day(year, month, day)
    return TimeReading(there.isoformat()) if there else None


def year_word(word: CalendarWord | None, setting: TimeContext) -> int | None:
    """The year that a word names; "'82" is the one nearest to the report, not far ahead of it."""
    if word is None:
        return None
    if word.kind == "YEAR":
        return int(word.number)
    short, now = int(word.value[1:]), setting.year or 2000
    return max(year for year in (1900 + short, 2000 + short) if year <= now + 10 or year < 2000)


def _year_of_relation(word: CalendarWord | None, setting: TimeContext) -> int | None:
    if word is None or setting.year is None:
        return None
    return setting.year + relation_of(word)


def month_day(found: Found, setting: TimeContext) -> TimeReading | None:
    """Sept. 15; 15 September 2023; Friday, Sept. 15; May 7 of this year."""
    number, month = found.part("d"), found.part("m")
    if number is None or month is None or not _is_day_number(found, number, setting):
        return None
    day, weekday = int(number.number), found.part("w")
    year = year_word(found.part("y"), setting) or _year_of_relation(found.part("q"), setting)
    year = year or _year_behind_range(found, setting)
    if real_day(year or 2000, int(month.value), day) is None:
        return None
    if year is not None:
        return TimeReading(f"{year:04d}-{int(month.value):02d}-{day:02d}")
    near = setting.nearest_year(
        int(month.value), day, int(weekday.value) if weekday else None, setting.look_around(found.first, found.last)
    )
    if near is None:
        return TimeReading(f"XXXX-{int(month.value):02d}-{day:02d}")
    return TimeReading(f"{near:04d}-{int(month.value):02d}-{day:02d}", anchor=setting.iso)


def _year_behind_range(found: Found, setting: TimeContext) -> int | None:
    """ "From June 29 to July 2, 2023": the year behind the second day is that of the first too."""
    behind = [word for word in setting.words[found.last : found.last + 6] if word.kind not in {"DOT", "COMMA"}]
    if len(behind) < 4 or behind[0].low not in {"to", "-", "–", "and", "through", "until"}:
        return None
    months = [word for word in behind[1:3] if word.kind in {"MONTH", "MONTHABBR"}]
    days = [word for word in behind[1:3] if word.kind in {"NUMBER", "ORDINAL"}]
    return year_word(behind[3], setting) if months and days and behind[3].kind == "YEAR" else None


def _is_day_number(found: Found, number: CalendarWord, setting: TimeContext) -> bool:
    """Whether the figure beside a month is a day: "May 20 percent" and "April one of" name none."""
    if number.number != int(number.number) or (number.kind == "NUMBER" and not number.value.isdigit()):
        return False
    behind = setting.word_at(found.last)
    return behind is None or behind.kind not in {"COUNTED", "CLOCK", "AMPM"} or number.kind == "ORDINAL"


def month_year(found: Found, setting: TimeContext) -> TimeReading | None:
    """September 2023; September of last year."""
    month = found.part("m")
    year = year_word(found.part("y"), setting) or _year_of_relation(found.part("q"), setting)
    if month is None or (found.part("q") and setting.words[found.last - 1].value != "Y"):
        return None
    if year is None:
        return TimeReading(f"XXXX-{int(month.value):02d}")
    return TimeReading(f"{year:04d}-{int(month.value):02d}", anchor=setting.iso if found.part("q") else None)


def month(found: Found, setting: TimeContext) -> TimeReading | None:
    """A month without a year: last April, this September, in October."""
    word = found.part("m")
    if word is None or (word.low in {"may", "march", "august"} and not _is_month(found, word, setting)):
        return None
    number, relation = int(word.value), found.part("r")
    if setting.anchor is None:
        return TimeReading(f"XXXX-{number:02d}")
    now = setting.anchor
    gap = (number - now.month) % 12
    ahead, behind = now.year + (now.month + gap > 12), now.year - (now.month - (-gap % 12) < 1)
    if relation is not None and relation.kind in {"LAST", "NEXT"}:
        year = (behind if gap else now.year - 1) if relation_of(relation) < 0 else (ahead if gap else now.year + 1)
    elif relation is not None:
        year = now.year
    else:
        looks = None if _modifies(found, setting) else setting.look_around(found.first, found.last)
        forward = looks == "future" or 0 < gap <= {"past": 0, "present": 6}.get(looks or "", 2)
        year = ahead if forward else behind
    return TimeReading(f"{year:04d}-{number:02d}", anchor=setting.iso)


def _modifies(found: Found, setting: TimeContext) -> bool:
    """ "A June agreement": the verb tells nothing of the month."""
    behind = setting.word_at(found.last)
    before = setting.word_before(found.first)
    return before not in COMPANY - {"the"} and behind is not None and setting.tag(behind) in {"NN", "NNS"}


def _is_month(found: Found, word: CalendarWord, setting: TimeContext) -> bool:
    """ "May" and "March" begin sentences and name protests: a month has a preposition or the like before it."""
    if found.part("p") or found.part("r"):
        return True
    tag = setting.tag(word)
    return setting.word_before(found.first) in COMPANY and tag in {"", "NNP", "NN", "CD"}


def year(found: Found, setting: TimeContext) -> TimeReading | None:
    """A bare year; not an amount, a count or a number plate."""
    word = found.part("y")
    number = year_word(word, setting)
    if word is None or number is None:
        return None
    return TimeReading(f"{number:04d}") if _is_year(found, word, setting) else None


def _is_year(found: Found, word: CalendarWord, setting: TimeContext) -> bool:
    """Whether the figure stands where a year can stand."""
    before = setting.words[found.first - 1] if found.first else None
    behind = setting.word_at(found.last)
    low = before.low if before is not None else ""
    if before is not None and (
        before.kind == "MONEY" or (before.kind in {"NUMBER", "YEAR"} and before.end == word.start)
    ):
        return False
    if word.kind == "SHORTYEAR" and before is not None and low not in COMPANY:
        return False
    if behind is None:
        return True
    return behind.kind not in {"COUNTED", "NUMBER", "ZONE", "UNITS"} and (
        setting.tag(behind) != "NNS" or low in COMPANY
    )


def decade(found: Found, setting: TimeContext) -> TimeReading | None:
    """The 1980s, the '80s, the nineties: three figures."""
    word = found.part("c")
    if word is None:
        return None
    figures = re.sub(r"\D", "", word.value)
    if len(figures) == 4:
        return TimeReading(figures[:3])
    now = setting.year or 2000
    return TimeReading(f"{19 if 1900 + int(figures) + 100 > now else 20}{figures[0]}")


def century(found: Found, setting: TimeContext) -> TimeReading | None:
    """The 20th century: two figures."""
    ordinal = found.part("o")
    if ordinal is None or not 1 <= ordinal.number <= 30 or found.part("b"):
        return None
    del setting
    return TimeReading(f"{int(ordinal.number) - 1:02d}")


def weekday_day(found: Found, setting: TimeContext) -> TimeReading | None:
    """Friday the 13th; this Friday (15): the nearest day that is both."""
    weekday, number = found.part("w"), found.part("d") or found.part("e") or found.part("f")
    if weekday is None or number is None or number.number != int(number.number) or not 1 <= number.number <= 31:
        return None
    behind = setting.word_at(found.last)
    if not found.part("e") and number.low.isalpha() and behind is not None and behind.low.isalpha():
        return None
    if setting.anchor is None:
        return TimeReading(f"XXXX-XX-{int(number.number):02d}")
    for distance in sorted(range(-200, 201), key=abs):
        there = add_days(setting.anchor, distance)
        if there and there.day == int(number.number) and there.isoweekday() == int(weekday.value):
            return TimeReading(there.isoformat(), anchor=setting.iso)
    return None


def weekday(found: Found, setting: TimeContext) -> TimeReading | None:
    """A weekday: in a story that looks back the last or same such day, in one that looks ahead the next."""
    word, relation, week = found.part("w"), found.part("r"), found.part("q")
    if word is None:
        return None
    number = int(word.value)
    if setting.anchor is None:
        return TimeReading(f"XXXX-WXX-{number}")
    if week is not None and setting.words[found.last - 1].value == "W":
        monday = add_days(setting.anchor, 7 * relation_of(week) - setting.anchor.isoweekday() + number)
        return TimeReading(monday.isoformat(), anchor=setting.iso) if monday else None
    origin = setting.anchor
    if relation is not None and relation.low in {"previous", "preceding", "following"}:
        origin = setting.reached_day() or origin
    back, ahead = (origin.isoweekday() - number) % 7, (number - origin.isoweekday()) % 7
    if relation is not None and relation_of(relation):
        shift = -(back or 7) if relation_of(relation) < 0 else (ahead or 7)
        if relation.low == "this coming":
            shift = ahead
    else:
        looks = setting.look_around(found.first, found.last)
        this = relation is not None and relation.kind == "THIS"
        forward = looks == "future" or (this and looks in {None, "near", "present"})
        forward = forward or (looks == "present" and back > 1) or (looks == "near" and ahead < back)
        shift = ahead if forward else -back
    there = add_days(origin, shift)
    return TimeReading(there.isoformat(), anchor=origin.isoformat()) if there else None


def today(found: Found, setting: TimeContext) -> TimeReading | None:
    """Today, yesterday, tomorrow."""
    word = found.part("t")
    if word is None:
        return None
    steps = int(word.value)
    if setting.anchor is None:
        return TimeReading(("PAST_REF", "PRESENT_REF", "FUTURE_REF")[(steps > 0) - (steps < 0) + 1])
    there = add_days(setting.anchor, steps)
    return TimeReading(there.isoformat(), anchor=setting.iso) if there else None


def relative(found: Found, setting: TimeContext) -> TimeReading | None:
    """Last week, this month, next year, the following day, that year, the end of the month."""
    unit, relation = found.part("u"), found.part("r")
    if unit is None or unit.kind in {"UNITS", "WEEKEND", "QUARTER"}:
        return _read_plural(relation, unit)
    letter = "C" if unit.kind == "CENTURY" else unit.value
    if relation is None and letter in {"D", "W"} and not found.part("p") and _is_told_behind(found, setting):
        return None
    if relation is None and not _is_date_alone(found, letter, setting):
        return TimeReading("P1Y", "DURATION") if letter == "Y" and _is_length(found, setting) else None
    the_next = relation is not None and relation.low == "next" and setting.words[found.first].kind == "THE"
    narrative = relation is not None and (relation.low in NARRATIVE or (the_next and setting.reached is not None))
    if narrative and letter in {"W", "M", "Y"} and (setting.reached is None or setting.reached[:4] == "XXXX"):
        narrative = relation is not None and relation.low not in {"same", "that"}
    origin = setting.reached_day() if narrative else setting.anchor
    if narrative and setting.reached and letter in {"Y", "M"} and re.match(r"\d{4}(-\d\d)?", setting.reached):
        origin = start_of(setting.reached) or origin
    if origin is None:
        return _vague_reading(letter)
    step = relation_of(relation)
    if letter == "W" and step < 0 and not narrative and relation is not None and _week_is_over(origin, relation):
        step = 0
    if letter == "D" and relation is not None and not narrative and relation.kind not in {"THIS", "NEXT"}:
        return None
    value = move_date(origin, letter, step)
    return TimeReading(value, anchor=origin.isoformat()) if value else None


def _is_told_behind(found: Found, setting: TimeContext) -> bool:
    """ "On the day of the theft", "in the days leading up to the vote": which one it is, the words behind it tell."""
    behind = setting.word_at(found.last)
    return behind is not None and behind.low in {"of", "that", "when", "leading", "before", "after", "following"}


def _week_is_over(day: date, relation: CalendarWord) -> bool:
    """On a weekend "this past week" is the one that ends."""
    return relation.low == "this past" and day.isoweekday() >= 6


def same_ago(found: Found, setting: TimeContext) -> TimeReading | None:
    """The same month last year, the same period a year ago."""
    unit = found.part("u")
    if unit is None or unit.kind != "UNIT" or setting.anchor is None:
        return None
    origin = start_of(setting.reached) if setting.reached else None
    there = add_months(origin or setting.anchor, -12)
    value = move_date(there, unit.value, 0) if there else None
    return TimeReading(value, anchor=(origin or setting.anchor).isoformat()) if value else None


def _read_plural(relation: CalendarWord | None, unit: CalendarWord | None) -> TimeReading | None:
    """ "The past years" name no dates."""
    if unit is None or relation is None or unit.kind != "UNITS" or unit.value in {"TS", "TM", "TH"}:
        return None
    if relation.kind == "LAST":
        return TimeReading("PAST_REF")
    return TimeReading("FUTURE_REF") if relation.kind == "NEXT" else None


def _is_date_alone(found: Found, letter: str, setting: TimeContext) -> bool:
    """Whether "the week", "the year" is a date here: with "the end of" before it, or as the time of a clause."""
    if found.part("p"):
        return letter in {"D", "W", "M", "Y", "E", "C"}
    if _is_length(found, setting):
        return False
    adjective = found.part("a")
    if adjective is not None:
        return letter in {"W", "M", "Y"} and adjective.low in {"current", "full", "entire", "whole", "latest"}
    return letter in {"D", "W", "M", "Y"} and setting.word_before(found.first) in ALONE


def _is_length(found: Found, setting: TimeContext) -> bool:
    """ "The year ended March 31" is a length of time."""
    behind = setting.word_at(found.last)
    return behind is not None and behind.low in {"ended", "ending", "through", "to", "until"}


def _vague_reading(letter: str) -> TimeReading | None:
    vague = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX"}.get(letter)
    return TimeReading(vague) if vague else None


def weekend(found: Found, setting: TimeContext) -> TimeReading | None:
    """The weekend: the last or present one, unless the words look ahead."""
    relation = found.parts["r"][-1]
    if setting.anchor is None:
        return TimeReading("XXXX-WXX-WE")
    step = relation_of(relation)
    if relation.kind == "THE":
        looks = setting.look_around(found.first, found.last)
        step = 0 if looks == "future" or setting.anchor.isoweekday() >= 6 else -1
    elif step < 0 and setting.anchor.isoweekday() == 7:
        step = -1
    there = add_days(setting.anchor, 7 * step)
    return TimeReading(f"{week_of(there)}-WE", anchor=setting.iso) if there else None


def endpoint(found: Found, setting: TimeContext) -> TimeReading | None:
    """Year-end: the year it ends."""
    number = year_word(found.part("y"), setting) or setting.year
    word = found.part("e")
    if word is None:
        return None
    if number is None:
        return TimeReading("XXXX")
    if word.value == "MEND" and setting.anchor is not None:
        return TimeReading(f"{setting.anchor:%Y-%m}", anchor=setting.iso)
    return TimeReading(f"{number:04d}-12-31" if "-" in word.low else f"{number:04d}", anchor=setting.iso)


def ago(found: Found, setting: TimeContext) -> TimeReading | None:
    """Three days ago: counted back from the report's day, as exactly as the unit is."""
    unit, count = found.part("u"), found.part("n")
    if unit is None:
        return None
    letter, number = ("C" if unit.kind == "CENTURY" else unit.value), (count.number if count else 0.0)
    if count is not None and count.kind == "INDEF":
        number = 1.0
    if count is not None and count.kind == "FEW" and count.value != "X":
        number = float(count.value)
    if not number or letter[0] == "T":
        return TimeReading("PAST_REF")
    if setting.anchor is None:
        return _vague_reading(letter) or TimeReading("PAST_REF")

    if letter == "Y" and number == 1 and setting.period is not None:
        return TimeReading(setting.period.years_before(1).value, anchor=setting.iso)
    value = count_from(setting.anchor, letter, -number)
    return TimeReading(value, anchor=setting.iso) if value else None
