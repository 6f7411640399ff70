"""Makes the coasts of the map of `dateline serve`: python -m building.coast land-110m.json

The file is Natural Earth's land at 1:110 million, public domain, as the npm package world-atlas (ISC) carries it in
TopoJSON. What comes out is one SVG path in degrees, latitudes turned upside down, as SVG counts.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

COAST = Path(__file__).resolve().parents[1] / "src" / "dateline" / "serving" / "static" / "coast.svg"
_REMARK = "Land of Natural Earth 4.1, 1:110m (public domain), by world-atlas 2.0.2; made by building/coast.py"


def coast(topology: dict[str, Any]) -> str:
    """The SVG of a TopoJSON that has an object `land`."""
    arcs = [list(_decode(arc, topology["transform"])) for arc in topology["arcs"]]
    rings = [_ring(ring, arcs) for polygon in _polygons(topology["objects"]["land"]) for ring in polygon]
    whole = [shown for ring in rings for shown in _unroll(ring)]
    path = "".join("M" + "L".join(f"{x:.1f} {-y:.1f}" for x, y in ring) + "Z" for ring in whole)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-180 -90 360 180"><!-- {_REMARK} -->'
        f'<path id="land" fill-rule="evenodd" d="{path}"/></svg>\n'
    )


def _polygons(shape: dict[str, Any]) -> Iterator[list[list[int]]]:
    if shape["type"] == "GeometryCollection":
        for one in shape["geometries"]:
            yield from _polygons(one)
    elif shape["type"] == "MultiPolygon":
        yield from shape["arcs"]
    else:
        yield shape["arcs"]


def _decode(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[tuple[float, float]]:
    """Steps on a grid as degrees."""
    x = y = 0
    for right, up in arc:
        x, y = x + right, y + up
        yield (
            x * transform["scale"][0] + transform["translate"][0],
            y * transform["scale"][1] + transform["translate"][1],
        )


def _ring(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    out: list[tuple[float, float]] = []
    for number in numbers:
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        out += points[1:] if out else points
    return out


def _unroll(ring: list[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    """A ring that crosses the 180th meridian goes on beyond it, and is drawn once more a turn away; one around the pole
    is closed along it."""
    out, turn = [ring[0]], 0.0
    for (before, _), (x, y) in pairwise(ring):
        turn += 360 if x - before < -180 else -360 if x - before > 180 else 0
        out.append((x + turn, y))
    if turn:
        out += [(out[-1][0], -90.0), (out[0][0], -90.0)]
    yield out
    if max(x for x, _ in out) > 180:
        yield [(x - 360, y) for x, y in out]
    if min(x for x, _ in out) < -180:
        yield [(x + 360, y) for x, y in out]


if __name__ == "__main__":
    COAST.write_text(coast(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))), encoding="utf-8")
