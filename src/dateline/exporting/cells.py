"""A cell of a table: one value or a list of values, and how it is written as text."""

from __future__ import annotations

from collections.abc import Iterable

Value = str | int | float | bool | None
Cell = Value | tuple[Value, ...]
"""One value, None where the text does not tell, or a list: of what a side names, of spans."""


def text_of(cell: Cell) -> str:
    r"""The cell as one text: nothing for None; yes, no; numbers as they are; a list as `join_values` has it."""
    if isinstance(cell, tuple):
        return join_values(_text(value) for value in cell)
    return _text(cell)


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return "" if value is None else str(value)


def join_values(values: Iterable[str]) -> str:
    r"""Several values in one cell, divided by `;`; a `;` or `\` of a value stands behind a `\`."""
    return ";".join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)


def part_values(cell: str) -> tuple[str, ...]:
    """The values of a cell that `join_values` made; an empty cell has none."""
    out, at = [""], 0
    while at < len(cell):
        if cell[at] == "\\" and at + 1 < len(cell):
            at += 1
            out[-1] += cell[at]
        elif cell[at] == ";":
            out.append("")
        else:
            out[-1] += cell[at]
        at += 1
    return tuple(out) if cell else ()


def harmless(text: str) -> str:
    """The text for a cell that a spreadsheet must not run: behind a ' where it begins like a formula."""
    return f"'{text}" if text.startswith(_RUN) else text


_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet begins to calculate at; the wide ones in some languages."""
