"""Places on a map in plate carrée: longitude and latitude as they are. Only coasts are drawn, and nobody's border;
territories whose status is disputed are hatched."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup

from dateline.serving.pictures.disputed import hatched
from dateline.serving.pictures.shapes import element, linked, picture, shorten
from dateline.serving.stories.around import Point

_LEAST = 24.0
"""Degrees that a map shows at least: nearer, a coast of this scale is no help."""


def draw(points: Sequence[Point], what: str = "happenings", *, shown_at: float = 640) -> Markup:
    """Every point that has coordinates, a dot as large as its number, and a ring where it is unsure that it lies there;
    nothing where none has. `shown_at`: about how
    wide the picture is on the page, in pixels: words are as large as others there."""
    placed = [one for one in points if one.latitude is not None and one.longitude is not None]
    if not placed:
        return Markup("")
    left, top, width, height = _frame(placed)
    scale = width / shown_at
    most = max(1, *(one.number for one in placed))  # a place that is only named has no happening
    parts = [element("use", href="/static/coast.svg#land", class_="land"), *hatched(left, top, width, height, scale)]
    labelled: list[tuple[float, float]] = []
    for one in sorted(placed, key=lambda each: -each.number):
        assert one.longitude is not None and one.latitude is not None
        x, y = one.longitude, -one.latitude
        words = f"{one.name}: {one.number:,} {what[:-1] if one.number == 1 else what}"
        words += f"; unsure: {one.doubt}" if one.doubt else ""
        radius = (3.2 + 7 * math.sqrt(one.number / most)) * scale
        drawn = element(
            "circle", element("title", words), cx=f"{x:.3f}", cy=f"{y:.3f}", r=f"{radius:.3f}",
            class_="place unsure" if one.doubt else "place",
        )  # fmt: skip
        if len(labelled) < 9 and all(abs(x - a) > 70 * scale or abs(y - b) > 15 * scale for a, b in labelled):
            labelled.append((x, y))
            left_side = x + radius + 110 * scale > left + width
            name = shorten(one.name, 20) + ("?" if one.doubt else "")
            drawn += element(
                "text", name, x=f"{x + (-1 if left_side else 1) * (radius + 3 * scale):.3f}",
                y=f"{y + 4 * scale:.3f}", font_size=f"{12 * scale:.3f}", text_anchor="end" if left_side else "start",
                class_="name",
            )  # fmt: skip
        parts.append(linked(one.address, drawn, words))
    title = f"Where: {what} on a map of coasts"
    return picture(width, height, parts, title, class_="world", left=left, top=top)


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
