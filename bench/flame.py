"""A flame picture: an SVG of our own, which any browser shows, in light and in dark. Wide is what takes long; what is
called lies below who calls it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

_WIDTH, _ROW, _LEFT, _TOP = 1200, 22, 10, 64
_LETTER = 6.6  # units a letter takes at most
_LEAST = 0.002  # of the whole: what is narrower is left out
_STYLE = """
  .paper { fill: #fbfaf7 } text { fill: #1c1b18; font: 12px system-ui, sans-serif }
  .title { font-size: 18px; font-weight: 600 }
  .quiet { fill: #615c53 } rect { stroke: #fbfaf7; stroke-width: 1 } .other { fill: #d9d4c9 } .reading { fill: #c9d8b6 }
  .language { fill: #e6c9a8 } .coding { fill: #b9cfe4 } .recording { fill: #dcbfd9 } .linking { fill: #ead58f }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #15161a } text { fill: #e9e6df } .quiet { fill: #a8a399 } rect { stroke: #15161a }
    .other { fill: #3a3b42 } .reading { fill: #3d5230 } .language { fill: #6a4a26 } .coding { fill: #2c4a68 }
    .recording { fill: #573a56 } .linking { fill: #5f5117 }
  }
"""
_FLOORS = ("reading", "language", "coding", "recording", "linking")


@dataclass(slots=True)
class _Node:
    spent: float = 0.0
    below: dict[str, _Node] = field(default_factory=dict)


def draw(spent: Mapping[tuple[str, ...], float], title: str) -> str:
    """Milliseconds by path, outermost name first, as one picture. Raises ValueError where there is nothing."""
    root = _tree(spent)
    if not root.spent:
        raise ValueError("there is nothing to draw: no time was spent")
    boxes = list(_boxes(root, root.spent, 0.0, 0, "other"))
    height = _TOP + _ROW * (1 + max(depth for depth, _ in boxes)) + 10
    remark = "processor time by module, the caller above; a box names its share when pointed at"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="title">',
        f"<style>{_STYLE}</style>",
        f'<rect class="paper" width="{_WIDTH}" height="{height}"/>',
        f'<text class="title" x="{_LEFT}" y="30" id="title">{escape(title)}</text>',
        f'<text class="quiet" x="{_LEFT}" y="50">{remark}</text>',
        *(drawn for _, drawn in boxes),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _tree(spent: Mapping[tuple[str, ...], float]) -> _Node:
    root = _Node()
    for path, used in spent.items():
        node = root
        node.spent += used
        for name in path:
            node = node.below.setdefault(name, _Node())
            node.spent += used
    return root


def _boxes(node: _Node, whole: float, left: float, depth: int, above: str) -> Iterator[tuple[int, str]]:
    """(depth, drawn) of all boxes below a node; a library has the colour of the floor that calls it."""
    scale = (_WIDTH - 2 * _LEFT) / whole
    for name, child in sorted(node.below.items(), key=lambda one: (-one[1].spent, one[0])):
        floor, wide = name.split(".")[0], child.spent * scale
        if child.spent < _LEAST * whole:
            continue
        kind = floor if floor in _FLOORS else above
        yield depth, _box(name, child.spent, whole, _LEFT + left * scale, wide, depth, kind)
        yield from _boxes(child, whole, left, depth + 1, kind)
        left += child.spent


def _box(name: str, used: float, whole: float, x: float, wide: float, depth: int, kind: str) -> str:
    y = _TOP + depth * _ROW
    letters = int((wide - 6) / _LETTER)
    shown = name if len(name) <= letters else name.rpartition(".")[2]
    label = f'<text x="{x + 4:.1f}" y="{y + 15}">{escape(shown)}</text>' if len(shown) <= letters else ""
    told = f"<title>{escape(name)}: {used:.1f} ms, {used / whole:.1%}</title>"
    return (
        f'<g>{told}<rect class="{kind}" x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{_ROW - 1}" rx="2"/>{label}</g>'
    )
