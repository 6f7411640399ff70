"""Pages that stand in for the one that was asked for: robot checks, errors, walls of consent (soft 404)."""

from __future__ import annotations

import re
from functools import cache

from dateline.reading.tables import rows

_MOST_WORDS = 150
"""Words of a page that is none: a story may quote such a sentence."""


def stands_in_as(title: str | None, body: str) -> str | None:
    """What a short page is instead of a story ("robot check"), by the words of tables/stand_ins.tsv; None if it is
    none of these.
    """
    if len(body.split()) > _MOST_WORDS:
        return None
    for what, where, pattern in _patterns():
        if pattern.search((title or "").strip() if where == "title" else body):
            return what
    return None


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    found = rows("stand_ins.tsv", "what", "where", "pattern")
    return tuple((row["what"], row["where"], re.compile(row["pattern"], re.IGNORECASE)) for row in found)
