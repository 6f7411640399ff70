"""Times of day: 5 p.m. Friday, this morning, last night."""

from __future__ import annotations

from dateline.coding.times.calendar import add_days, day_of
from dateline.coding.times.dates import month_day, today, weekday
from dateline.coding.times.grammar import Found
from dateline.coding.times.time_context import TimeContext, TimeReading
from dateline.coding.times.time_words import CalendarWord

AT = {"at", "around", "about", "by", "until", "till", "from", "to", "since", "before", "after", "between", "and"}


def _day(found: Found, setting: TimeContext) -> TimeReading | None:
    """The day that is named beside the time of day."""
    if found.part("m"):
        return month_day(found, setting)
    if found.part("w"):
        return weekday(found, setting)
    return today(found, setting) if found.part("t") else None


def _day_reached(setting: TimeContext) -> TimeReading | None:
    """The day the story has reached."""
    day = setting.reached_day()
    return TimeReading(day.isoformat(), anchor=setting.iso) if day else None


def clock(found: Found, setting: TimeContext) -> TimeReading | None:
    """16:08 UTC; 5 p.m. EST, Nov. 6; Friday at 10 a.m."""
    word, half, zone = found.part("c"), found.part("a"), found.part("z")
    if word is None or not _is_time(found, word, setting):
        return None
    time = _figures(word, half)
    if time is None:
        return None
    mark = "Z" if zone is not None and zone.value == "Z" else ""
    day = _day(found, setting) or _day_reached(setting)
    if day is None:
        return TimeReading(f"XXXX-XX-XXT{time}{mark}", "TIME")
    return TimeReading(f"{day.value}T{time}{mark}", "TIME", day.anchor)


def _is_time(found: Found, word: CalendarWord, setting: TimeContext) -> bool:
    """A score or a ratio is no time: a bare figure needs "p.m.", a zone, "o'clock" or a day beside it."""
    if found.part("a") or found.part("o"):
        return True
    if found.part("z"):
        return word.kind == "CLOCK" or (word.low.isdigit() and len(word.low) == 4)
    if word.kind != "CLOCK" or ":" not in word.low:
        return False
    named = found.part("w") or found.part("t") or found.part("m")
    return bool(named) or setting.word_before(found.first) in AT


def _figures(word: CalendarWord, half: CalendarWord | None) -> str | None:
    text = word.low.replace(".", ":")
    if word.kind != "CLOCK":
        if not word.low.isdigit():
            text = f"{word.number:g}"
        text = f"{text[:2]}:{text[2:]}" if len(text) == 4 else f"{text}:00"
    parts = text.split(":")
    if not all(part.isdigit() for part in parts[:2]):
        return None
    hour, minute = int(parts[0]), int(parts[1])
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + int(half.value)
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


def day_part(found: Found, setting: TimeContext) -> TimeReading | None:
    """Friday evening, this morning, the night of 3 May, at noon."""
    part, which = found.part("h"), found.part("a")
    if part is None:
        return None
    suffix = f"T{part.value}"
    day = _day(found, setting)
    if day is not None:
        return TimeReading(day.value + suffix, "TIME", day.anchor)
    exact = ":" in part.value
    if which is None and not exact and not found.part("b"):
        return None
    if (
        which is not None
        and which.kind == "THE"
        and setting.word_before(found.first) not in {"in", "during", "of", "by", "for"}
    ):
        return None
    origin = setting.anchor if which is not None and which.kind in {"THIS", "LAST"} else setting.reached_day()
    if origin is None:
        return TimeReading("XXXX-XX-XX" + suffix, "TIME")
    step = {"LAST": -1, "NEXT": 1}.get(which.kind, 0) if which is not None else 0
    there = add_days(origin, step)
    return TimeReading(there.isoformat() + suffix, "TIME", origin.isoformat()) if there else None


def tonight(found: Found, setting: TimeContext) -> TimeReading | None:
    """Tonight, last night, overnight."""
    word = found.part("t")
    if word is None:
        return None
    steps, part = int(word.value[:-2]), word.value[-2:]
    if setting.anchor is None:
        return TimeReading(f"XXXX-XX-XXT{part}", "TIME")
    there = add_days(setting.anchor, steps)
    return (
        TimeReading(f"{there.isoformat()}T{part}", "TIME", setting.iso) if there and day_of(there.isoformat()) else None
    )
