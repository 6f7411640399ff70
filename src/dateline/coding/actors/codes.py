"""The codes of actors, by the table `tables/codes.tsv`: sectors, and what stands for a country where there is none."""

from __future__ import annotations

from functools import cache

from dateline.coding.tables import table


@cache
def codes_of(kind: str) -> tuple[str, ...]:
    """The codes of one kind ("sector", "body"), in the order of the table."""
    return tuple(row["code"] for row in table("codes") if row["kind"] == kind)


@cache
def sector_of_body(code: str) -> tuple[str, ...]:
    """The sector of a body of several states of which the tables tell no other: a body of the UN is an IGO."""
    return next((row.listed("sector") for row in table("codes") if row["kind"] == "body" and row["code"] == code), ())
