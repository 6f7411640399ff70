"""How many of something each day has, as bars over a line of days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

from dateline.exporting.phrases import day as spoken
from dateline.serving.pictures.shapes import element, picture

_WIDTH, _HEIGHT, _FOOT = 640.0, 92.0, 18.0
_HEAD = 14.0
_MOST_BARS = 120


def draw(days: Sequence[tuple[str, int]], what: str = "happenings") -> Markup:
    """ISO days with their numbers, in order. Long stretches are drawn by weeks, months or years; one day not at all."""
    known = [(_day(value), number) for value, number in days if _day(value) is not None]
    if len(known) < 2:
        return Markup("")
    chief, before, after = _chief([(day, number) for day, number in known if day is not None])
    step, counted = _binned(chief)
    first, last, most = min(counted), max(counted), max(counted.values())
    slots = (last - first).days // step + 1
    width = _WIDTH / slots
    broad = min(width * 0.8, 30.0)
    parts = [element("line", x1=0, x2=_WIDTH, y1=_HEIGHT - _FOOT, y2=_HEIGHT - _FOOT, class_="axis")]
    for begin, number in sorted(counted.items()):
        at, tall = (begin - first).days // step * width, number / most * (_HEIGHT - _FOOT - _HEAD)
        words = f"{_words(begin, step)}: {number:,} {what[:-1] if number == 1 else what}"
        left, top = at + (width - broad) / 2, _HEIGHT - _FOOT - tall
        title = element("title", words)
        bar = element("rect", title, x=left, y=top, width=max(broad, 1.0), height=max(tall, 1.0), class_="bar")
        parts.append(bar)
    parts.append(element("text", f"{most:,}", x=0, y=9, class_="label"))
    parts.append(element("line", x1=0, x2=_WIDTH, y1=_HEAD, y2=_HEAD, class_="axis most"))
    parts += _labels(first, max(day for day, _ in chief), before, after)
    return picture(_WIDTH, _HEIGHT, parts, f"{what} by {_STEPS[step]}", class_="days")


_STEPS = {1: "day", 7: "week", 30: "month", 365: "year"}


def _binned(days: Sequence[tuple[date, int]]) -> tuple[int, dict[date, int]]:
    length = (max(day for day, _ in days) - min(day for day, _ in days)).days + 1
    step = next((step for step in _STEPS if length / step <= _MOST_BARS), 365)
    start = min(day for day, _ in days)
    if step == 7:
        start -= timedelta(days=start.weekday())
    counted: dict[date, int] = {}
    for day, number in days:
        begin = start + timedelta(days=(day - start).days // step * step)
        counted[begin] = counted.get(begin, 0) + number
    return step, counted


def _chief(days: Sequence[tuple[date, int]]) -> tuple[list[tuple[date, int]], int, int]:
    """The stretch that holds all but the first and last hundredth, and how many stand before it and behind: one old day
    that is mentioned in passing would press all others into one bar."""
    whole = sum(number for _, number in days)
    aside = whole // 100
    low = high = 0
    start, end = 0, len(days)
    while start < end - 1 and low + days[start][1] <= aside:
        low += days[start][1]
        start += 1
    while end > start + 1 and high + days[end - 1][1] <= aside:
        high += days[end - 1][1]
        end -= 1
    return list(days[start:end]), low, high


def _labels(first: date, last: date, before: int, after: int) -> list[Markup]:
    left = _words(first, 1) + (f" ({before} before)" if before else "")
    right = _words(last, 1) + (f" ({after} later)" if after else "")
    ends = [("start", 0.0, left), ("end", _WIDTH, right)]
    return [
        element("text", words, x=at, y=_HEIGHT - 4, text_anchor=anchor, class_="label") for anchor, at, words in ends
    ]


def _words(begin: date, step: int) -> str:
    found = spoken(begin.isoformat())
    words = found.words if found else begin.isoformat()
    return words if step == 1 else f"{_STEPS[step]} from {words}"


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if len(value) >= 10 else None
    except ValueError:
        return None
