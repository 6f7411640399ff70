"""Words of the calendar, from tables/calendar.tsv: months, weekdays (Monday is 0), time zones, days that are none."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dateline.reading.tables import rows
from dateline.tables import Row


def _rows_of_sort(sort: str) -> tuple[Row, ...]:
    found = rows("calendar.tsv", "sort", "value", "words", "in datelines")
    return tuple(row for row in found if row["sort"] == sort)


def _numbers(sort: str) -> Mapping[str, int]:
    return MappingProxyType({word: row.integer("value") for row in _rows_of_sort(sort) for word in row.words("words")})


def _zones() -> Mapping[str, tuple[str, str]]:
    return MappingProxyType({word: _two(row["value"]) for row in _rows_of_sort("zone") for word in row.words("words")})


def _two(offsets: str) -> tuple[str, str]:
    summer, _, winter = offsets.partition("|")
    return summer, winter or summer


def one_of(words: Mapping[str, int]) -> str:
    """These words as one alternation, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


MONTHS = _numbers("month")
WEEKDAYS = _numbers("weekday")
WEEKDAY_NAMES = tuple(row.words("words")[0].capitalize() for row in _rows_of_sort("weekday"))
MONTHS_ABROAD = MappingProxyType({**_numbers("month abroad"), **MONTHS})
"""Months in other languages too: "mars" and "set" are among them, which name a month only between day and year."""
WEEKDAYS_ABROAD = MappingProxyType({**_numbers("weekday abroad"), **WEEKDAYS})
NO_DAYS = frozenset(row["value"] for row in _rows_of_sort("no day"))
"""What systems write where they know no day."""
ZONES = _zones()
"""Offsets from UTC in summer and in winter."""
DATELINE_MONTHS = "|".join(row["in datelines"] for row in _rows_of_sort("month"))
"""The months as a dateline prints them, an alternation in which case counts."""
