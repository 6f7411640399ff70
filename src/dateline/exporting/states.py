"""Numbers and codes of states by year, from `tables/states.tsv`: Correlates of War, Gleditsch and Ward, FIPS."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dateline.tables import shipped

_OPEN = 9999


@dataclass(frozen=True, slots=True)
class StateNumbers:
    """One state while it had one number: `first` and `last` year (0 and 9999 where the table leaves them open)."""

    iso3: str
    name: str
    cow: int | None
    gw: int | None
    fips: str | None
    first: int
    last: int


@functools.cache
def states() -> tuple[StateNumbers, ...]:
    """Every row of the table, by ISO code and then by year."""
    return tuple(
        StateNumbers(
            row["iso3"],
            row["name"],
            row.integer("cow") if row["cow"] else None,
            row.integer("gw") if row["gw"] else None,
            row["fips"] or None,
            row.integer("from") if row["from"] else 0,
            row.integer("to") if row["to"] else _OPEN,
        )
        for row in shipped(__package__, "tables/states.tsv")
    )


@functools.cache
def _by_code() -> Mapping[str, tuple[StateNumbers, ...]]:
    found: dict[str, list[StateNumbers]] = {}
    for one in states():
        found.setdefault(one.iso3, []).append(one)
    return MappingProxyType({code: tuple(rows) for code, rows in found.items()})


def number_in(iso3: str, list_: str, year: int, now: int) -> int:
    """The number of a state in a year: that of another row of its ISO code where `now` was not yet (or no more) its
    number, as 260 for Germany in 1980. In a year in which both were, `now`.
    """
    rows = [one for one in _by_code().get(iso3, ()) if one.first <= year <= one.last]
    numbers = [number for one in rows if (number := one.cow if list_ == "cow" else one.gw) is not None]
    return now if now in numbers or not numbers else numbers[0]


def number_today(iso3: str | None, list_: str) -> int | None:
    """The number of a state today in the list ("cow", "gw"); None for what is no state and for one without a number."""
    rows = [one for one in _by_code().get(iso3 or "", ()) if one.last == _OPEN]
    return (rows[-1].cow if list_ == "cow" else rows[-1].gw) if rows else None


def fips_of(iso3: str | None) -> str | None:
    """The FIPS 10-4 code of a state."""
    return next((one.fips for one in _by_code().get(iso3 or "", ()) if one.fips), None)


def name_of(iso3: str | None) -> str | None:
    """The state's name today."""
    rows = [one for one in _by_code().get(iso3 or "", ()) if one.last == _OPEN]
    return rows[-1].name if rows else None
