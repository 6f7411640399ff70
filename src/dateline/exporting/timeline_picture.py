"""The timeline of a story as a picture: inline SVG without script or style, each point a link to its happening."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from html import escape

from markupsafe import Markup

from dateline.exporting.lines import BriefLines, Moment
from dateline.exporting.phrases import day, first_day

_WIDTH, _MARGIN, _FOOT = 520, 34, 36
_STEP, _RADIUS = 11, 4
_MOST_HIGH = 9
"""Points above one another; the rest is a number."""
_WINDOW = timedelta(days=21)
"""What happened longer before the first page, or will happen longer after the last one, stands at the edge."""
_LABEL_ROOM = 90


def timeline_picture(brief: BriefLines) -> Markup:
    """The days of the story from left to right, a point a happening; "" where fewer than two days are known.

    A filled point is told as fact, a ring is open (planned, possible), a cross is contested. Days far from the story's
    own are drawn at the edges: between them and the rest the axis is broken.
    """
    dated = [(first_day(one.day.value), one) for one in brief.timeline]
    days = sorted({found for found, _ in dated if found is not None})
    if len(days) < 2:
        return Markup()
    places = _places(days, brief)
    by_day = {found: [one for when, one in dated if when == found] for found in days}
    high = min(_MOST_HIGH, max(len(ones) for ones in by_day.values()))
    base = _STEP * (high + 1) + 10
    parts = [
        f'<svg class="timeline" viewBox="0 0 {_WIDTH} {base + _FOOT}" role="img" aria-label="{_spoken(brief)}">',
        f'<line class="axis" x1="{_MARGIN}" y1="{base}" x2="{_WIDTH - _MARGIN}" y2="{base}"/>',
        *(point for found in days for point in _points(places[found], base, by_day[found])),
        *_labels(days, places, base),
        "</svg>",
    ]
    return Markup("\n".join(parts))


def _places(days: Sequence[date], brief: BriefLines) -> dict[date, float]:
    """Where each day stands on the axis. The story's own days share the middle, days far from it the edges."""
    first = first_day(brief.earliest.value) if brief.earliest else days[0]
    last = first_day(brief.latest.value) if brief.latest else days[-1]
    low, high = (first or days[0]) - _WINDOW, (last or days[-1]) + _WINDOW
    inner = [one for one in days if low <= one <= high]
    before, after = [one for one in days if one < low], [one for one in days if one > high]
    left, right = float(_MARGIN), float(_WIDTH - _MARGIN)
    share = (right - left) / max(1, len(days)) * 0.6
    start, end = left + share * len(before), right - share * len(after)
    places = {one: left + share * number for number, one in enumerate(before)}
    places |= {one: right - share * (len(after) - 1 - number) for number, one in enumerate(after)}
    if inner:
        whole = (inner[-1] - inner[0]).days or 1
        room = max(0.0, end - start - 2 * _STEP)
        even = room / max(1, len(inner) - 1)
        for number, one in enumerate(inner):  # half by time, half evenly: neighbouring days stay apart
            by_time = (one - inner[0]).days / whole * room
            places[one] = start + _STEP + (by_time + even * number) / 2
    return places


def _points(x: float, base: int, moments: Sequence[Moment]) -> Iterable[str]:
    for number, one in enumerate(moments[:_MOST_HIGH]):
        y = base - _STEP * (number + 1)
        title = f"<title>{escape(f'{one.day.words}: {one.line} ({one.told_words})')}</title>"
        yield f'<a href="#{escape(one.happening)}">{_mark(x, y, one.vouched, title)}</a>'
    if len(moments) > _MOST_HIGH:
        y = base - _STEP * (_MOST_HIGH + 1)
        yield f'<text class="more" x="{x:.1f}" y="{y}" text-anchor="middle">+{len(moments) - _MOST_HIGH}</text>'


def _mark(x: float, y: int, vouched: str, title: str) -> str:
    if vouched == "no":
        arm = _RADIUS - 0.5
        return (
            f'<path class="no" d="M{x - arm:.1f} {y - arm} l{2 * arm} {2 * arm} M{x - arm:.1f} {y + arm} '
            f'l{2 * arm} {-2 * arm}">{title}</path>'
        )
    return (
        f'<circle class="{"yes" if vouched == "yes" else "open"}" cx="{x:.1f}" cy="{y}" r="{_RADIUS}">{title}</circle>'
    )


def _labels(days: Sequence[date], places: dict[date, float], base: int) -> Iterable[str]:
    """The days under the axis, in two rows; where they would run into one another only some are written."""
    free = [-float("inf"), -float("inf")]
    for number, one in enumerate(days):
        spoken = day(one.isoformat())
        words = spoken.words if spoken else one.isoformat()
        x = places[one]
        anchor = "start" if x < _LABEL_ROOM / 2 else "end" if x > _WIDTH - _LABEL_ROOM / 2 else "middle"
        left = x - {"start": 0.0, "middle": _LABEL_ROOM / 2, "end": _LABEL_ROOM}[anchor]
        row = number % 2 if free[number % 2] <= left else 1 - number % 2
        if free[row] > left:
            continue
        free[row] = left + _LABEL_ROOM
        yield f'<line class="tick" x1="{x:.1f}" y1="{base}" x2="{x:.1f}" y2="{base + 5 + 13 * row}"/>'
        yield f'<text x="{x:.1f}" y="{base + 16 + 13 * row}" text-anchor="{anchor}">{escape(words)}</text>'


def _spoken(brief: BriefLines) -> str:
    return f"Timeline of {len(brief.timeline)} happenings that have a day; they are listed below."
