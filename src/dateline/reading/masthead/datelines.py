"""Printed datelines: "MOSCOW (AP) —", "BERLIN, July 15 (Reuters) -", "MINSK, May 4. /TASS/."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model import Part, PlaceLine, Span
from dateline.reading.lines.agencies import Agency, agency_named
from dateline.reading.lines.calendar_words import DATELINE_MONTHS
from dateline.reading.lines.page_words import any_of, words_of

_DATE = rf"(?:(?:{DATELINE_MONTHS}) \d{{1,2}}|\d{{1,2}} (?:{DATELINE_MONTHS}))(?:,? \d{{4}})?"
_WORD = r"[A-ZÀ-ÞŁŚŠŽČİ][\w'’.-]*"
_TOWN = rf"{_WORD}(?:[ /](?:{any_of('place particle')}|[A-ZÀ-Þ0-9][\w'’.-]*)){{0,5}}"
_PLACE = rf"{_TOWN}(?:, ?{_TOWN}){{0,3}}"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ'’.-]+){0,4}"
_DASH = r"(?:—|–|--+|-|:|\.-|―)"

_FORMS = (
    # MOSCOW (AP) — · BERLIN, July 15 (Reuters) - · Moscow, Sep 15 (EFE).- · 16 July 2018 (RT)* —
    re.compile(
        rf"(?:(?P<place>{_PLACE}?)(?:,? (?P<date>{_DATE})\.?)?|(?P<date2>{_DATE}))"
        rf"[,.]? ?\( ?(?P<by>[^()]{{2,40}}?) ?\)\*?"
        rf"(?: ?[.*]? ?{_DASH}[.-]?| (?=[A-Z“\"‘'])|$)"
    ),
    # MOSCOW, September 15. /TASS/.
    re.compile(rf"(?P<place>{_PLACE}?)(?:, (?P<date>{_DATE}))?\.? /(?P<by>[^/]{{2,40}})/\.?"),
    # (ANSA) - ROME, SEP 15 -  · (Reuters) -
    re.compile(
        rf"\( ?(?P<by>[^()]{{2,40}}?) ?\)(?: ?{_DASH}| (?=[A-Z“\"‘']))"
        rf"(?: ?(?P<place>{_PLACE}?), (?P<date>{_DATE}) ?{_DASH})?"
    ),
    # HELSINKI — · NEW YORK, Sept. 3 —
    re.compile(
        rf"(?P<place>{_CAPITALS}(?:, (?:{_CAPITALS}|{_TOWN})){{0,3}})(?:, (?P<date>{_DATE}))?"
        r" ?(?:—|–|--+|(?<= )-(?= )|―)"
    ),
    # Helsinki – (only with a dash between spaces)
    re.compile(rf"(?P<place>{_PLACE}?)(?:, (?P<date>{_DATE}))? (?:—|–|--+)(?= )"),
    # NEW DELHI: · NEW DELHI, Sept 3:
    re.compile(rf"(?P<place>{_CAPITALS})(?:, (?P<date>{_DATE}))? ?:(?= )"),
)
_OPENING = 4
"""Paragraphs that are looked at for the dateline."""
_LOOSE = 4  # from here on, a form without a credit that prose can imitate


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the start of a line: `length` of it in characters, place, date and credit as printed."""

    length: int
    place: str | None
    date: str | None
    credit: str | None
    agency: Agency | None


def find_dateline(line: str, *, opening: bool) -> Dateline | None:
    """The dateline with which `line` starts. `opening`: the line opens the story; only there do looser forms count
    ("Helsinki –", a credit to a name that is in no table).
    """
    head = line[:160].replace("\u00a0", " ")
    for number, form in enumerate(_FORMS):
        found = form.match(head)
        if not found or not found[0].strip():
            continue
        groups = found.groupdict()
        by = groups.get("by")
        agency = agency_named(by) if by else None
        place = (groups.get("place") or "").strip(" ,.") or None
        if by is not None and agency is None and not (opening and _names_outlet(by, found[0])):
            continue
        if by is None and ((number >= _LOOSE and not opening) or _is_prose(place, number)):
            continue
        date = groups.get("date") or groups.get("date2")
        return Dateline(len(found[0].rstrip()), place, date, by, agency)
    return None


def find_opening_dateline(text: str, paragraphs: Sequence[Part]) -> tuple[Dateline | None, PlaceLine | None]:
    """The dateline of a story, one of whose first paragraphs starts with it, and the place that it prints."""
    for number, part in enumerate(paragraphs[:_OPENING]):
        found = find_dateline(part.span.cut(text), opening=number == 0)
        if found is not None:
            start = part.span.start
            return found, PlaceLine(Span(start, start + found.length), found.place)
    return None, None


def _names_outlet(by: str, whole: str) -> bool:
    words = by.split()
    ends = whole.rstrip().endswith(("—", "–", "-", "―"))
    capital = all(word[0].isupper() or word in ("of", "the", "and") for word in words)
    return capital and 1 <= len(words) <= 4 and not any(c.isdigit() for c in by) and (ends or whole.startswith("("))


def _is_prose(place: str | None, number: int) -> bool:
    if place is None:
        return True
    words = place.replace(",", " ").split()
    limit = 6 if number < _LOOSE else 3
    return len(words) > limit or place.upper() in words_of("no place")
