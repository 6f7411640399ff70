"""Words as data: tab-separated tables, with `#` header lines that say origin, columns and how to extend."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of one table, without comments and empty lines; every row has as many fields as the first.

    Raises ValueError with the line number if one does not: a table with a slip must not pass silently.
    """
    out: list[tuple[str, ...]] = []
    for number, line in enumerate(files(__name__).joinpath(name).read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            fields = tuple(line.split("\t"))
            if out and len(fields) != len(out[0]):
                raise ValueError(f"{name}, line {number}: {len(fields)} fields, the first row has {len(out[0])}")
            out.append(fields)
    return tuple(out)
