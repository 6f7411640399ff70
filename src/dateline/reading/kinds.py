"""What kind of furniture a line outside the story is."""

from __future__ import annotations

import re

from dateline.model import FurnitureKind
from dateline.reading.agencies import exactly, named
from dateline.reading.calendars import is_date_line, left_beside_dates
from dateline.reading.lines import Furnishing, Line

_BY = re.compile(
    r"^\W{0,3}(?:by|words by|story by|written by|posted by|authored by|authored)\b[: ]\s*(?=[\"'“]?[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_CRUMB = re.compile(
    r"^(?:\W*(?:current|you are here|location)\s*:\s*)?\w[\w &'’-]{0,30}(?:\s*(?:>|»|›|/|::|→)\s*\w[\w &'’-]{0,40}){1,6}\s*(?:>|»|›)?$|^\w[\w &'’-]{0,30} (?:>|»|›)$",
    re.IGNORECASE,
)
_PERSON_LINE = re.compile(r"^(?:[A-ZÀ-Þ][\w'’.-]*(?:,? (?:and|&) |, ?| )){1,8}[A-ZÀ-Þ][\w'’.-]*$")


def kind_of(line: Line, row: Furnishing | None) -> FurnitureKind:
    """The kind of a line that is not the story, from the table, its dates and its shape."""
    if line.hint is not None:
        return line.hint
    if is_byline(line.text):
        return "byline"
    if is_date_line(line.text):
        return "date-line"
    if row is not None:
        return row.kind
    if _CRUMB.match(line.text) and len(line.text) < 120:
        return "breadcrumb"
    return "other"


def is_byline(text: str) -> bool:
    """Whether a line says who wrote: "By ...", a lone agency, a name with an agency, with or without a date."""
    if len(text) > 200:
        return False
    if _BY.match(text) and len(text.split()) <= 30 and not text.rstrip().endswith(("?", "!")):
        return True
    if exactly(text) is not None and len(text) > 1:
        return True
    rest = left_beside_dates(text) if len(text) < 160 else text
    if exactly(rest) is not None:
        return True
    return _names_agency(rest)


def _names_agency(rest: str) -> bool:
    for _, start, end in named(rest):
        before, after = rest[:start].strip(" ,|–—-"), rest[end:].strip(" ,|–—-")
        people = not before or (_PERSON_LINE.match(before) is not None and len(before.split()) <= 12)
        if people and len(after.split()) <= 4 and (before or not after) and "/" not in rest[max(0, start - 2) : start]:
            return not rest.rstrip().endswith((".", "?"))
    return False
