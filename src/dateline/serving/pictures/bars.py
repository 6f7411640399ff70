"""Cooperation and conflict by week: bars above a line and below it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from markupsafe import Markup

from dateline.exporting.phrases import day as spoken
from dateline.serving.pictures.shapes import element, picture

_WIDTH, _HEIGHT, _HEAD, _FOOT = 640.0, 160.0, 18.0, 24.0
_MOST = 160
_BROAD = _WIDTH / 26
"""A bar is no broader, however few weeks there are."""


class WeekBar(Protocol):
    """A week by its Monday, with the independent sources of what is cooperation, conflict and neither."""

    @property
    def week(self) -> str: ...
    @property
    def cooperation(self) -> int: ...
    @property
    def conflict(self) -> int: ...


def draw(weeks: Sequence[WeekBar], what: str) -> Markup:
    """The weeks in order; weeks without anything may be left out of the list. Only the last 160 weeks are drawn."""
    if not weeks:
        return Markup("")
    shown, before, after = _chief(weeks)
    last = date.fromisoformat(shown[-1].week)
    first = date.fromisoformat(shown[0].week)
    slot, middle = _WIDTH / ((last - first).days // 7 + 1), (_HEIGHT - _FOOT) / 2
    width = min(slot * 0.76, _BROAD)  # in the middle of its week, so that dates below stand under their bars
    most = max(max(one.cooperation, one.conflict) for one in shown) or 1
    parts = [element("line", x1=0, x2=_WIDTH, y1=middle, y2=middle, class_="axis")]
    for one in shown:
        at = (date.fromisoformat(one.week) - first).days // 7 * slot + (slot - width) / 2
        words = f"week of {_words(one.week)}: cooperation {one.cooperation}, conflict {one.conflict}"
        up, down = (number / most * (middle - _HEAD) for number in (one.cooperation, one.conflict))
        parts.append(
            element("rect", element("title", words), x=at, y=middle - up, width=width, height=up, class_="coop")
        )
        parts.append(element("rect", element("title", words), x=at, y=middle, width=width, height=down, class_="conf"))
    edge = (slot - width) / 2
    left = _words(shown[0].week) + (f" ({before} weeks before)" if before else "")
    right = _words(shown[-1].week) + (f" ({after} weeks later)" if after else "")
    parts += [
        element("text", left, x=edge, y=_HEIGHT - 4, class_="label"),
        element("text", f"cooperation ↑ {_texts(most)} at most", x=0, y=10, class_="label"),
        element("text", "conflict ↓", x=0, y=_HEIGHT - _FOOT - 2, class_="label"),
    ]
    if len(shown) > 1:
        parts.append(element("text", right, x=_WIDTH - edge, y=_HEIGHT - 4, text_anchor="end", class_="label"))
    return picture(_WIDTH, _HEIGHT, parts, what, class_="weeks")


def _chief(weeks: Sequence[WeekBar]) -> tuple[list[WeekBar], int, int]:
    """The last 160 weeks, without a first or last hundredth that stands far from the others; how many weeks that leaves
    out before and behind."""
    whole = sum(one.cooperation + one.conflict for one in weeks)
    shown = list(weeks)
    for end in (0, -1):
        aside = whole // 100
        while len(shown) > 1 and (weight := shown[end].cooperation + shown[end].conflict) <= aside:
            aside -= weight
            shown.pop(end)
    last = date.fromisoformat(shown[-1].week)
    kept = [one for one in shown if (last - date.fromisoformat(one.week)).days < 7 * _MOST]
    return kept, sum(one.week < kept[0].week for one in weeks), sum(one.week > kept[-1].week for one in weeks)


def _texts(number: int) -> str:
    return f"{number:,} {'text' if number == 1 else 'texts'} a week"


def _words(week: str) -> str:
    found = spoken(week)
    return found.words if found else week
