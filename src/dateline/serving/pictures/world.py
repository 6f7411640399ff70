"""Places on a map in plate carrée: longitude and latitude as they are. Only coasts are drawn, and nobody's border;
territories whose status is disputed are hatched."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from dateline.serving.pictures.disputed import hatched
from dateline.serving.pictures.shapes import element, linked, picture, shorten
from dateline.serving.stories.around import Point

_LEAST = 24.0
"""Degrees that a map shows at least: nearer, a coast of this scale is no help."""
_NAMED = 9
"""Places whose names are written beside them."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """Places that one dot or ring stands for, the first in its middle."""

    points: tuple[Point, ...]
    x: float
    y: float
    radius: float

    @property
    def chief(self) -> Point:
        return self.points[0]

    @property
    def number(self) -> int:
        return sum(one.number for one in self.points)


def draw(points: Sequence[Point], what: str = "happenings", *, shown_at: float = 640) -> Markup:
    """Every point that has coordinates, a dot as large as its number, and a ring where it is unsure that it lies there;
    nothing where none has. Places whose dots would cover one another are one dot, or one ring. `shown_at`: about how
    wide the picture is on the page, in pixels: words are as large as others there."""
    placed = [one for one in points if one.latitude is not None and one.longitude is not None]
    if not placed:
        return Markup("")
    left, top, width, height = _frame(placed)
    scale = width / shown_at
    parts = [element("use", href="/static/coast.svg#land", class_="land"), *hatched(left, top, width, height, scale)]
    labelled: list[tuple[float, float]] = []
    for mark in _marks(placed, scale):
        drawn = _circle(mark, what)
        if len(labelled) < _NAMED and all(
            abs(mark.x - a) > 70 * scale or abs(mark.y - b) > 15 * scale for a, b in labelled
        ):
            labelled.append((mark.x, mark.y))
            drawn += _label(mark, scale, at_right=mark.x + mark.radius + 110 * scale <= left + width)
        parts.append(linked(mark.chief.address, drawn, _words(mark, what)))
    title = f"Where: {what} on a map of coasts"
    return picture(width, height, parts, title, class_="world", left=left, top=top)


def _marks(placed: Sequence[Point], scale: float) -> list[_Mark]:
    """The points as they are drawn, the largest first. A place in the middle of which another one's dot lies goes to
    that one, if both are sure or neither is."""
    most = max(1, *(one.number for one in placed))  # a place that is only named has no happening
    out: list[_Mark] = []
    for one in sorted(placed, key=lambda each: -each.number):
        assert one.longitude is not None and one.latitude is not None
        x, y = one.longitude, -one.latitude
        over = next(
            (at for at, mark in enumerate(out) if _covers(mark, x, y) and bool(mark.chief.doubt) == bool(one.doubt)),
            None,
        )
        if over is None:
            out.append(_Mark((one,), x, y, _radius(one.number, most) * scale))
        else:
            mark = out[over]
            out[over] = replace(
                mark, points=(*mark.points, one), radius=_radius(min(most, mark.number + one.number), most) * scale
            )
    return out


def _covers(mark: _Mark, x: float, y: float) -> bool:
    return math.hypot(mark.x - x, mark.y - y) < mark.radius


def _radius(number: int, most: int) -> float:
    """In pixels."""
    return 3.2 + 7 * math.sqrt(number / most)


def _circle(mark: _Mark, what: str) -> Markup:
    return element(
        "circle", element("title", _words(mark, what)), cx=f"{mark.x:.3f}", cy=f"{mark.y:.3f}", r=f"{mark.radius:.3f}",
        class_="place" + (" unsure" if mark.chief.doubt else "") + (" many" if len(mark.points) > 1 else ""),
    )  # fmt: skip


def _label(mark: _Mark, scale: float, *, at_right: bool) -> Markup:
    more = f" +{len(mark.points) - 1}" if len(mark.points) > 1 else ""
    return element(
        "text", shorten(mark.chief.name, 20) + ("?" if mark.chief.doubt else "") + more,
        x=f"{mark.x + (1 if at_right else -1) * (mark.radius + 3 * scale):.3f}", y=f"{mark.y + 4 * scale:.3f}",
        font_size=f"{12 * scale:.3f}", text_anchor="start" if at_right else "end", class_="name",
    )  # fmt: skip


def _words(mark: _Mark, what: str) -> str:
    said = (
        f"{one.name}: {one.number:,} {what[:-1] if one.number == 1 else what}"
        + (f", unsure: {one.doubt}" if one.doubt else "")
        for one in mark.points
    )
    return "; ".join(said)


def _frame(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """The stretch of the world that holds all points: left, top, width and height in degrees, top down."""
    xs = [one.longitude for one in points if one.longitude is not None]
    ys = [-one.latitude for one in points if one.latitude is not None]
    width = min(max(max(xs) - min(xs), _LEAST) * 1.25 + 8, 360.0)
    height = min(max(max(ys) - min(ys) + 10, width * 0.42), 180.0)
    width = min(max(width, height / 0.62), 360.0)
    height = min(max(height, width * 0.42), 180.0)
    left = min(max((min(xs) + max(xs) - width) / 2, -180.0), 180.0 - width)
    top = min(max((min(ys) + max(ys) - height) / 2, -90.0), 90.0 - height)
    return left, top, width, height
