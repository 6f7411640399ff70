"""Who deals with somebody: a small network, the one in the middle, the others around."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from markupsafe import Markup

from dateline.serving.pictures.shapes import element, fold, linked, picture

_WIDTH, _HEIGHT = 640.0, 380.0
_WIDE, _OF_MIDDLE = 22, 30
"""Code points on a line of a name, of which there are two at most: of those around, and of the one in the middle."""
_LINE = 14.0


class Partner(Protocol):
    """Somebody with whom the one in the middle deals: how often, and how much of it is cooperation or conflict."""

    @property
    def name(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def times(self) -> int: ...
    @property
    def cooperation(self) -> int: ...
    @property
    def conflict(self) -> int: ...


def draw(name: str, partners: Sequence[Partner]) -> Markup:
    """At most 14 partners. The width of a tie is how often, its look whether cooperation or conflict weighs more."""
    shown = partners[:14]
    if not shown:
        return Markup("")
    most, x, y = max(one.times for one in shown), _WIDTH / 2, _HEIGHT / 2
    ties: list[Markup] = []
    nodes: list[Markup] = []
    for place, one in enumerate(shown):
        angle = 2 * math.pi * place / len(shown) - math.pi / 2 + (math.pi / len(shown) if len(shown) % 2 == 0 else 0)
        cx, cy = x + math.cos(angle) * 196, y + math.sin(angle) * (_HEIGHT / 2 - 30)
        kind = "coop" if one.cooperation > one.conflict else "conf" if one.conflict > one.cooperation else "even"
        words = f"{one.name}: {one.times} happenings, cooperation {one.cooperation}, conflict {one.conflict}"
        ties.append(
            element(
                "line", element("title", words), x1=x, y1=y, x2=cx, y2=cy, class_=f"tie {kind}",
                stroke_width=1 + 5 * one.times / most,
            )
        )  # fmt: skip
        anchor = "start" if cx > x + 30 else "end" if cx < x - 30 else "middle"
        shift = 9 if anchor == "start" else -9 if anchor == "end" else 0
        label = _name(one.name, cx + shift, cy, anchor, 0 if shift else (1 if cy > y else -1))
        dot = element("circle", element("title", words), cx=cx, cy=cy, r=5.5, class_=f"dot {kind}")
        nodes.append(linked(one.address, dot + label, words))
    middle = element("circle", cx=x, cy=y, r=9, class_="dot self") + _name(name, x, y - 4, "middle", -1, of_middle=True)
    return picture(_WIDTH, _HEIGHT, (*ties, *nodes, middle), f"With whom {name} deals", class_="network")


def _name(name: str, x: float, y: float, anchor: str, side: int, *, of_middle: bool = False) -> Markup:
    """A name beside a dot (`side` 0), below it (1) or above it (-1)."""
    lines = fold(name, _OF_MIDDLE if of_middle else _WIDE)
    first = {0: 4 - _LINE * (len(lines) - 1) / 2, 1: 18.0, -1: -11 - _LINE * (len(lines) - 1)}[side]
    drawn = (element("tspan", line, x=x, y=y + first + _LINE * at) for at, line in enumerate(lines))
    return element("text", Markup("").join(drawn), text_anchor=anchor, class_="name self" if of_middle else "name")
