"""Dates that systems write for systems: seconds since 1970, figures without marks between them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_SECONDS = re.compile(r"(1\d{9})(?:\d{3})?(?:\.\d+)?")
_COMPACT = re.compile(
    r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
    r"(?:T?([01]\d|2[0-3])([0-5]\d)(?:[0-5]\d)?)?(Z|[+-]\d\d:?\d\d)?"
)


def spell_out(value: str) -> str:
    """A date of a system as ISO has it (20240611T0730Z, 1718091000); any other value as it is."""
    value = value.strip()
    if found := _COMPACT.fullmatch(value):
        year, month, day, hour, minute, zone = found.groups()
        return f"{year}-{month}-{day}" + (f"T{hour}:{minute}:00{zone or ''}" if hour else "")
    if found := _SECONDS.fullmatch(value):
        return datetime.fromtimestamp(int(found[1]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value
