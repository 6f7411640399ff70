"""Calibration as a picture: an SVG of our own, which any browser shows, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.calibration import BINS, Bin, Guess, bins_of, brier_score, calibration_error

_WIDTH, _HEIGHT = 560, 660
_LEFT, _TOP, _SIDE = 76, 84, 440
_FLOOR, _TALL = 606, 50
"""The base of the columns that count, and the height of the tallest."""
_STYLE = """
  .paper { fill: #fbfaf7 } .grid { stroke: #d9d4c9 } .even { stroke: #615c53; stroke-dasharray: 6 5 }
  text { fill: #1c1b18; font: 14px system-ui, sans-serif } .quiet { fill: #615c53; font-size: 12px }
  .title { font-size: 18px; font-weight: 600 } .way { stroke: #7d1f1a; fill: none; stroke-width: 2 }
  .point { fill: #7d1f1a } .spread { stroke: #7d1f1a; stroke-width: 1.5 } .count { fill: #b5aea0 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #15161a } .grid { stroke: #35363c } .even { stroke: #a8a399 }
    text { fill: #e9e6df } .quiet { fill: #a8a399 }
    .way, .spread { stroke: #eba596 } .point { fill: #eba596 } .count { fill: #55565e }
  }
"""


def draw(guesses: Sequence[Guess]) -> str:
    """The share that is right over how sure it is, with the range that chance leaves open, and the numbers below.

    Raises ValueError where there is no guess.
    """
    if not guesses:
        raise ValueError("there is nothing to draw: no act is predicted for these texts")
    bins = bins_of(guesses)
    figures = (
        f"{len(guesses):,} predicted acts · expected calibration error {calibration_error(bins):.3f} · "
        f"Brier score {brier_score(guesses):.3f}"
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" role="img" aria-labelledby="title figures">',
        f"<style>{_STYLE}</style>",
        f'<rect class="paper" width="{_WIDTH}" height="{_HEIGHT}"/>',
        f'<text class="title" x="{_LEFT}" y="36" id="title">How sure, and how often right</text>',
        f'<text class="quiet" x="{_LEFT}" y="58" id="figures">{figures}</text>',
        *_draw_frame(),
        *_draw_line(bins),
        *_draw_counts(bins),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _x(sure: float) -> str:
    return f"{_LEFT + sure * _SIDE:.1f}"


def _y(right: float) -> str:
    return f"{_TOP + (1 - right) * _SIDE:.1f}"


def _draw_frame() -> Iterator[str]:
    for tenth in range(0, BINS + 1, 2):
        value = tenth / BINS
        yield f'<line class="grid" x1="{_x(0)}" x2="{_x(1)}" y1="{_y(value)}" y2="{_y(value)}"/>'
        yield f'<line class="grid" x1="{_x(value)}" x2="{_x(value)}" y1="{_y(0)}" y2="{_y(1)}"/>'
        yield f'<text class="quiet" x="{_LEFT - 10}" y="{_y(value)}" dy="4" text-anchor="end">{value:.1f}</text>'
        yield f'<text class="quiet" x="{_x(value)}" y="{_TOP + _SIDE + 18}" text-anchor="middle">{value:.1f}</text>'
    yield f'<line class="even" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>'
    middle = _TOP + _SIDE / 2
    yield f'<text x="26" y="{middle}" transform="rotate(-90 26 {middle})" text-anchor="middle">share right</text>'
    yield f'<text x="{_x(0.5)}" y="{_HEIGHT - 14}" text-anchor="middle">how sure</text>'


def _draw_line(bins: Sequence[Bin]) -> Iterator[str]:
    way = " ".join(f"{_x(one.sure)},{_y(one.right)}" for one in bins)
    yield f'<polyline class="way" points="{way}"/>'
    for one in bins:
        low, high = one.interval
        x = _x(one.sure)
        yield f'<line class="spread" x1="{x}" x2="{x}" y1="{_y(low)}" y2="{_y(high)}"/>'
        words = f"{one.low:.1f} to {one.high:.1f}: {one.right:.2f} of {one.number:,} right, {one.sure:.2f} sure"
        yield f'<circle class="point" cx="{x}" cy="{_y(one.right)}" r="5"><title>{words}</title></circle>'


def _draw_counts(bins: Sequence[Bin]) -> Iterator[str]:
    most = max(one.number for one in bins)
    yield f'<text class="quiet" x="{_LEFT - 10}" y="{_FLOOR + 16}" text-anchor="end">acts</text>'
    for one in bins:
        tall = max(1.0, _TALL * one.number / most)
        left, wide = _LEFT + one.low * _SIDE + 3, _SIDE / BINS - 6
        yield f'<rect class="count" x="{left:.1f}" y="{_FLOOR - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}"/>'
        middle = left + wide / 2
        yield f'<text class="quiet" x="{middle:.1f}" y="{_FLOOR + 16}" text-anchor="middle">{one.number:,}</text>'
