"""Whether a text is hard-wrapped: its line breaks are the printer's, not the writer's."""

from __future__ import annotations

import re

from dateline.reading.lines.line import Line

_BLANK = re.compile(r"\n[ \t\r]*\n\s*")


def is_hard_wrapped(text: str) -> bool:
    """Whether single line breaks are only the printer's: lines of much the same width, most ending in mid-sentence."""
    inside = [line for block in _BLANK.split(text) for line in block.split("\n")[:-1] if line.strip()]
    if len(inside) < 3:
        return False
    widths = sorted(len(line) for line in inside)
    middle = widths[len(widths) // 2]
    open_ended = sum(not Line(line.strip()).ends_sentence for line in inside) / len(inside)
    near = sum(abs(width - middle) <= 0.25 * middle for width in widths) / len(widths)
    return 40 <= middle <= 130 and open_ended > 0.6 and near > 0.6
