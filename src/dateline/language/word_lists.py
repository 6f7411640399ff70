"""The small word tables of this room, read once."""

from __future__ import annotations

import functools

from dateline.tables import shipped


@functools.cache
def table(name: str) -> frozenset[str]:
    """The entries of `tables/NAME.txt`; lines that start with # are comments."""
    return frozenset(row["word"] for row in shipped(__package__, f"tables/{name}.txt", ("word",)))
