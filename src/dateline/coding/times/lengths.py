"""Lengths of time, repeated times, and what is a given length away from another time."""

from __future__ import annotations

from dateline.coding.times.calendar import count_from, interval, start_of
from dateline.coding.times.grammar import Found
from dateline.coding.times.time_context import Period, TimeContext, TimeReading
from dateline.coding.times.time_words import CalendarWord

LENGTHENED = {"E": ("Y", 10), "C": ("Y", 100), "L": ("Y", 1000), "2W": ("W", 2)}
HALVES = {"Y": ("M", 6), "D": ("TH", 12), "TH": ("TM", 30), "TM": ("TS", 30), "M": ("D", 15), "W": ("D", 3)}
BACK, ON = {"earlier", "before"}, {"later", "after", "afterward", "afterwards", "from", "hence"}
RATES = {"NUMBER", "YEAR", "COUNTED", "MONEY"}


def _letter(unit: CalendarWord) -> str:
    return {"CENTURY": "C", "QUARTER": "Q"}.get(unit.kind, unit.value)


def _count(word: CalendarWord) -> float | None:
    """The number, None for "few" and "several"."""
    if word.kind == "INDEF":
        return 1.0
    if word.kind in {"FEW", "SOME"}:
        return None if word.value == "X" else float(word.value)
    return word.number


def length(letter: str, number: float | None) -> str:
    """P3D, PT2H, P2Y6M, PXW: a TimeML duration. Decades and centuries are given in years."""
    if number is None:
        return f"PTX{letter[1]}" if letter[0] == "T" else f"PX{letter}"
    if letter in LENGTHENED:
        letter, times = LENGTHENED[letter]
        number *= times
    whole, rest = int(number), number - int(number)
    parts = [(letter, f"{whole}")] if whole or not rest else []
    if rest and letter in HALVES and rest == 0.5:
        smaller, amount = HALVES[letter]
        parts.append((smaller, f"{amount}"))
    elif rest:
        parts = [(letter, f"{number:g}")]
    out, in_time = "P", False
    for name, amount_text in parts:
        if name[0] == "T" and not in_time:
            out, in_time = out + "T", True
        out += amount_text + name[-1]
    return out


def duration(found: Found, setting: TimeContext) -> TimeReading | None:
    """Three years, a week, two and a half hours, a five-year plan; not a person's age, not "$10 a year"."""
    unit, count = found.part("u"), found.part("n")
    if unit is None or count is None or unit.kind == "WEEKEND":
        return None
    letter, number = _letter(unit), _count(count)
    if not _fits(found, setting, unit, count):
        return None
    if count.kind == "INDEF" and _is_rate(found, setting, letter):
        return TimeReading(f"P1{letter}", "SET")
    half = found.part("f")
    if half is not None:
        if half.value != "0.5" or number is None:
            return None
        number += 0.5
    covers = _to_come(found, setting, letter, number)
    return TimeReading(length(letter, number), "DURATION", setting.iso if covers else None, covers)


def _to_come(found: Found, setting: TimeContext, letter: str, number: float | None) -> tuple[str, str] | None:
    """ "Will resign in two weeks" is a day, "will leave within two weeks" the days up to it."""
    before = setting.word_before(found.first)
    if before not in {"in", "within"} or found.part("a") or setting.look_around(found.first, found.last) != "future":
        return None
    covered = _covered(letter, number, setting, 1)
    if covered is None or before == "within" or letter not in {"D", "W", "2W"}:
        return covered
    return covered[1], covered[1]


def _fits(found: Found, setting: TimeContext, unit: CalendarWord, count: CalendarWord) -> bool:
    """Whether count and unit make a length: no ages, no "a years", no "the second"."""
    if count.kind == "INDEF" and unit.kind == "UNITS":
        return False
    if count.kind in {"FEW", "SOME"} and unit.kind in {"UNIT", "QUARTER", "CENTURY"} and count.value == "X":
        return count.low == "some" and False
    if unit.kind == "QUARTER" or (
        unit.value == "Q" and "DASH" in {w.kind for w in setting.words[found.first : found.last]}
    ):
        return False
    behind = setting.word_at(found.last)
    if found.part("g") and (unit.value == "Y" or behind is None or behind.kind == "PERSON"):
        return False
    before = setting.words[found.first - 1] if found.first else None
    if before is not None and before.kind in {"MONEY", "DOT"} and before.end == count.start:
        return False
    return not (behind is not None and behind.low in {"old", "olds"})


def _is_rate(found: Found, setting: TimeContext, letter: str) -> bool:
    """ "15 a year", "twice a week": so many each time."""
    if letter not in {"Y", "M", "W", "D"} or found.first == 0 or found.part("x"):
        return False
    before = setting.words[found.first - 1]
    if before.kind in RATES or before.low in {"once", "twice", "times", "day", "hours", "days"}:
        return True
    earlier = setting.words[found.first - 2] if found.first > 1 else None
    return earlier is not None and earlier.kind in {"NUMBER", "COUNTED"} and before.kind in {"COUNTED", "OTHER"}


def span(found: Found, setting: TimeContext) -> TimeReading | None:
    """The past three months, the next few days, the first nine months."""
    unit, count = found.part("u"), found.part("n")
    if unit is None or count is None or unit.kind not in {"UNITS"}:
        return None
    relation = found.part("l")
    if relation is not None and relation.kind == "ADJ" and relation.low not in {"final", "latest", "full"}:
        return None
    letter, number = _letter(unit), _count(count)
    if relation is None and (letter != "M" or number is None):
        return None
    if letter == "M" and number in {6.0, 9.0} and setting.year is not None and _is_reporting(relation):
        setting.period = Period(setting.year)
    step = {"LAST": -1, "NEXT": 1}.get(relation.kind, 0) if relation is not None else 0
    covers = _covered(letter, number, setting, step) if step else None
    return TimeReading(length(letter, number), "DURATION", setting.iso if covers else None, covers)


def _covered(letter: str, number: float | None, setting: TimeContext, step: int) -> tuple[str, str] | None:
    """The days from the report's back, or on, to what lies `number` units from it."""
    if setting.anchor is None or number is None or letter[0] == "T":
        return None
    end = interval(count_from(setting.anchor, letter, step * number) or "")
    if end is None:
        return None
    return (end[0], setting.anchor.isoformat()) if step < 0 else (setting.anchor.isoformat(), end[1])


def _is_reporting(relation: CalendarWord | None) -> bool:
    return relation is None or relation.kind == "ORDINAL" or relation.low == "latest"


def between(found: Found, setting: TimeContext) -> TimeReading | None:
    """Two to three weeks: given by its lower end."""
    unit, count, end = found.part("u"), found.part("n"), found.part("e")
    if unit is None or count is None or end is None or unit.kind not in {"UNIT", "UNITS"}:
        return None
    if count.kind not in {"NUMBER", "INDEF"} or not _fits(found, setting, unit, count):
        return None
    return TimeReading(length(_letter(unit), _count(count)), "DURATION")


def recent(found: Found, setting: TimeContext) -> TimeReading | None:
    """Recent weeks, future quarters."""
    del setting
    reference, unit = found.part("r"), found.part("u")
    if reference is None or unit is None or unit.kind != "UNITS" or reference.low not in {"recent", "future"}:
        return None
    if reference.value == "PAST_REF":
        return TimeReading(length(_letter(unit), None), "DURATION")
    return TimeReading(reference.value)


def bare(found: Found, setting: TimeContext) -> TimeReading | None:
    """Months, for days: an unknown number of them, where a preposition shows that it is a length."""
    unit = found.part("u")
    if unit is None or setting.word_before(found.first) not in {
        "for",
        "within",
        "in",
        "over",
        "after",
        "of",
        "took",
        "take",
    }:
        return None
    return TimeReading(length(_letter(unit), None), "DURATION")


def later(found: Found, setting: TimeContext) -> TimeReading | None:
    """Two days later, a year earlier: counted from the day the story has reached. "Three days after it" is a length."""
    unit, count, word = found.part("u"), found.part("n"), found.part("l")
    if unit is None or count is None or word is None or word.low.split()[0] not in BACK | ON:
        return None
    if count.kind == "INDEF" and unit.kind == "UNITS":
        return None
    letter, number = _letter(unit), _count(count)
    behind = setting.word_at(found.last)
    goes_on = behind is not None and behind.low.isalpha() and word.low in {"before", "after"}
    if goes_on or letter[0] == "T":
        return TimeReading(length(letter, number), "DURATION")
    back = word.low.split()[0] in BACK
    if number is None:
        return TimeReading("PAST_REF" if back else "FUTURE_REF")
    if letter == "Y" and back and setting.period is not None:
        return TimeReading(setting.period.years_before(int(number)).value, anchor=setting.iso)
    return _counted_from_story(letter, -number if back else number, word, setting)


def _counted_from_story(letter: str, number: float, word: CalendarWord, setting: TimeContext) -> TimeReading:
    """From the day the story has reached, or from the report's; a length where neither is known."""
    origin = start_of(setting.reached) if setting.reached else None
    if word.low == "from now" or (origin is None and number < 0):
        origin = setting.anchor
    value = count_from(origin, letter, number) if origin is not None else None
    if origin is None or value is None:
        return TimeReading(length(letter, abs(number)), "DURATION")
    return TimeReading(value, anchor=origin.isoformat())


def every(found: Found, setting: TimeContext) -> TimeReading | None:
    """Every week, each Thursday, every other month."""
    del setting
    each, kind, ordinal = found.part("e"), found.part("k"), found.part("o")
    if each is None or kind is None:
        return None
    times = int(each.value) if each.value.isdigit() else 1
    if ordinal is not None and ordinal.kind in {"ORDINAL", "NUMBER"} and ordinal.number:
        times = int(ordinal.number)
    shapes = {
        "WEEKDAY": f"XXXX-WXX-{kind.value}",
        "MONTH": f"XXXX-{int(kind.value):02d}" if kind.value.isdigit() else "",
        "SEASON": f"XXXX-{kind.value}",
        "LAXSEASON": f"XXXX-{kind.value}",
        "PART": f"XXXX-XX-XXT{kind.value}",
        "WEEKEND": "XXXX-WXX-WE",
    }
    return TimeReading(shapes.get(kind.kind) or length(_letter(kind), float(times)), "SET")


def weekdays(found: Found, setting: TimeContext) -> TimeReading | None:
    """Tuesdays, Tuesday nights."""
    del setting
    word = found.part("w") or found.part("v")
    part = found.part("h") or found.part("g")
    if word is None:
        return None
    return TimeReading(f"XXXX-WXX-{word.value}" + (f"T{part.value}" if part else ""), "SET")


def adverb_set(found: Found, setting: TimeContext) -> TimeReading | None:
    """Daily, weekly, annually."""
    return TimeReading(setting.words[found.first].value, "SET")


def reference(found: Found, setting: TimeContext) -> TimeReading | None:
    """Now, recently, soon: no interval of the calendar."""
    if setting.words[found.first].low == "future":
        return None
    return TimeReading(setting.words[found.first].value)


def the_past(found: Found, setting: TimeContext) -> TimeReading | None:
    """The past; current."""
    del setting
    past, adjective = found.part("r"), found.part("a")
    if past is not None and past.low == "past":
        return TimeReading("PAST_REF")
    return TimeReading("PRESENT_REF") if adjective is not None and adjective.low == "current" else None
