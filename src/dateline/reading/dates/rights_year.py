"""The year in an agency's rights line: it is the year of the text, wherever and whenever the text is reprinted."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.model import Furniture
from dateline.reading.lines.agencies import find_agencies
from dateline.reading.lines.page_words import any_of

_YEAR = re.compile(
    r"(?:copyright|\(c\)|©)\W{0,3}(?:\(c\)|©)?\W{0,3}(?P<year>(?:19|20)\d\d)(?!\s*[-–—]\s*\d)", re.IGNORECASE
)
_FORBIDS = re.compile(rf"\bmay not be {any_of('reprint')}", re.IGNORECASE)


def rights_year(lines: Iterable[Furniture]) -> tuple[int, str] | None:
    """The year of the first rights line that speaks of the text (it forbids reprints, or names an agency), with its
    words. A site's own footer is none: it carries the year of the visit, or of the site's last overhaul.
    """
    for item in lines:
        found = _YEAR.search(item.text) if item.kind in ("legal", "credit", "contributor") else None
        if found and (_FORBIDS.search(item.text) or any(True for _ in find_agencies(item.text))):
            return int(found["year"]), item.text
    return None
