"""Lists inside a story: lines that are no sentences and belong to it all the same, told from their likeness."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.reading.lines.furniture import FurnitureRow
from dateline.reading.lines.line import Line

_REACH = 8
_LIKE = 3
_FIRST = re.compile(r"^\W*(\w[\w’']*\W?)")
_LEADS = re.compile(r"[:：]\W*$")
_FIGURE = re.compile(r"\d")
_POINT = re.compile(r"^(?:[•·*–—►▪‣-]\s?|\(?\d{1,3}[.):]\s|[a-zа-я]\)\s)")


def find_list_items(lines: Sequence[Line], table: Sequence[FurnitureRow | None]) -> list[bool]:
    """Which lines are items of a list: they follow a line that ends in a colon, or at least three lines close by begin
    alike (the same word, figures at the same place, a bullet, small letters). Lines that the table knows are none.
    """
    shapes = [_shape(line) if row is None else "" for line, row in zip(lines, table, strict=True)]
    out = [False] * len(lines)
    led = False
    for i, line in enumerate(lines):
        if table[i] is not None:
            led = False
            continue
        near = range(max(0, i - _REACH), min(len(lines), i + _REACH + 1))
        alike = shapes[i] != "" and len({lines[j].folded for j in near if shapes[j] == shapes[i]}) >= _LIKE
        out[i] = alike or (led and not line.ends_sentence)
        led = bool(_LEADS.search(line.text)) or (led and out[i])
    return out


def _shape(line: Line) -> str:
    """What a line begins with, as far as lists repeat it; empty for one that begins like any other."""
    text = line.text
    if point := _POINT.match(text):
        return "#" if _FIGURE.search(point[0]) else point[0].strip() or "-"
    first = _FIRST.match(text)
    if first is None:
        return ""
    word = first[1].lower()
    if _FIGURE.search(word):
        return "0"
    if len(line.words) > 2 and (len(word) > 2 or word.endswith(":")):
        return word
    return ""
