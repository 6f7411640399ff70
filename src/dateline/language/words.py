"""The small word tables of this room, read once."""

from __future__ import annotations

import functools
from importlib.resources import files


@functools.cache
def table(name: str) -> frozenset[str]:
    """The entries of `tables/NAME.txt`; lines that start with # are comments."""
    rows = (files(__package__) / "tables" / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(row.strip() for row in rows if row.strip() and not row.startswith("#"))
