"""The codes of actors, by the table `tables/codes.tsv`: sectors, and what stands for a country where there is none."""

from __future__ import annotations

from functools import cache

from dateline.coding.tables import table


@cache
def codes_of(kind: str) -> tuple[str, ...]:
    """The codes of one kind ("sector", "body"), in the order of the table."""
    return tuple(row["code"] for row in table("codes") if row["kind"] == kind)
