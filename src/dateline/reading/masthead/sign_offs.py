"""A desk's sign-off below a story ("(Reporting by ...; Editing by ...)"): where it stands, and whose it is."""

from __future__ import annotations

import re
from functools import cache

from dateline.reading.lines.agencies import Agency, agencies_by_name
from dateline.reading.tables import rows

_ANY = "-"


def agency_signing(line: str) -> Agency | None:
    """The agency whose desk signs off in this way; None where the line holds no sign-off of a known desk."""
    return next((agencies_by_name()[name] for name, pattern in _agency_patterns() if pattern.search(line)), None)


def find_sign_off(line: str) -> tuple[int, int, str] | None:
    """The sign-off that ends a paragraph: where the story ends before it, where its words begin, its words."""
    found = _end_pattern().search(line)
    return (found.start(), found.start("words"), found["words"]) if found is not None else None


@cache
def _agency_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(form, re.IGNORECASE))
        for name, form in rows("sign_offs.tsv", "whose", "pattern")
        if name != _ANY
    )


@cache
def _end_pattern() -> re.Pattern[str]:
    forms = "|".join(form for name, form in rows("sign_offs.tsv", "whose", "pattern") if name == _ANY)
    return re.compile(rf"(?<!\s)\s*+(?P<words>{forms})\s*$", re.IGNORECASE)
