"""Territories whose status states dispute, hatched on a map: roughly, and without a border."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from markupsafe import Markup

from dateline.serving.pictures.shapes import element
from dateline.tables import shipped

_HATCH = "disputed"
_STEP = 4.0
"""Pixels from one line of the hatch to the next."""
Outline = tuple[tuple[float, float], ...]


@functools.cache
def areas() -> tuple[tuple[str, Outline], ...]:
    """Every territory with its corners, in degrees of longitude and latitude."""
    rows = shipped("dateline.serving", "tables/disputed_areas.tsv", ("name", "outline"))
    return tuple((row["name"], tuple(_corner(one) for one in row.words("outline"))) for row in rows)


def _corner(given: str) -> tuple[float, float]:
    longitude, latitude = given.split(",")
    return float(longitude), float(latitude)


def hatched(left: float, top: float, width: float, height: float, scale: float) -> Iterator[Markup]:
    """The areas that reach into a frame of a map (degrees, top down), with their hatch; nothing where none does.
    `scale`: degrees of one pixel."""
    shown = [
        (name, corners)
        for name, corners in areas()
        if any(left <= x <= left + width and top <= -y <= top + height for x, y in corners)
    ]
    if not shown:
        return
    step = _STEP * scale
    line = element("path", d=f"M0 0V{step:.4f}", stroke_width=f"{scale * 1.6:.4f}", class_="hatch")
    yield element(
        "pattern", line, id=_HATCH, width=f"{step:.4f}", height=f"{step:.4f}", patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )  # fmt: skip
    for name, corners in shown:
        points = " ".join(f"{x:.2f},{-y:.2f}" for x, y in corners)
        title = element("title", f"{name}: its status is disputed; hatched roughly, and no border is drawn")
        yield element("polygon", title, points=points, fill=f"url(#{_HATCH})", class_="disputed")
