"""Words of the calendar, from tables/calendar.tsv: months, weekdays (Monday is 0), time zones."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dateline.reading.tables import rows


def _numbers(sort: str) -> Mapping[str, int]:
    found = (row for row in rows("calendar.tsv") if row[0] == sort)
    return MappingProxyType({word: int(value) for _, value, words, _ in found for word in words.split()})


def _zones() -> Mapping[str, tuple[str, str]]:
    found = (row for row in rows("calendar.tsv") if row[0] == "zone")
    return MappingProxyType({w: _two(offsets) for _, offsets, words, _ in found for w in words.split()})


def _two(offsets: str) -> tuple[str, str]:
    summer, _, winter = offsets.partition("|")
    return summer, winter or summer


def one_of(words: Mapping[str, int]) -> str:
    """These words as one alternation, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


MONTHS = _numbers("month")
WEEKDAYS = _numbers("weekday")
WEEKDAY_NAMES = tuple(row[2].split()[0].capitalize() for row in rows("calendar.tsv") if row[0] == "weekday")
ZONES = _zones()
"""Offsets from UTC in summer and in winter."""
DATELINE_MONTHS = "|".join(row[3] for row in rows("calendar.tsv") if row[0] == "month")
"""The months as a dateline prints them, an alternation in which case counts."""
