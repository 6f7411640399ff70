"""What kind of furniture a line outside the story is."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.model import FurnitureKind
from dateline.reading.lines.agencies import agency_named, find_agencies, find_glued_agency, may_name_agency
from dateline.reading.lines.calendar_dates import find_dates, is_date_line, strip_dates
from dateline.reading.lines.calendar_words import MONTHS, WEEKDAYS, one_of
from dateline.reading.lines.furniture import FurnitureRow
from dateline.reading.lines.line import Line
from dateline.reading.lines.page_words import any_of

_BY = re.compile(rf"^\W{{0,3}}{any_of('byline opens')}\b[: ]\s*(?=[\"'“]?[A-ZÀ-Þ])", re.IGNORECASE)
_FROM = re.compile(rf"^\({any_of('source leads')} [A-Z][\w.' ]{{1,40}}\)$", re.IGNORECASE)
_CRUMB = re.compile(
    rf"^(?:\W*{any_of('location')}\s*:\s*)?\w[\w &'’-]{{0,30}}(?:\s*(?:>|»|›|::|→)\s*\w[\w &'’-]{{0,40}}){{1,6}}"
    r"\s*(?:>|»|›)?$|^\w[\w &'’-]{0,30} (?:>|»|›)$",
    re.IGNORECASE,
)
_PARTICLE = any_of("name particle")
_PERSON = rf"[A-ZÀ-Þ][\w'’.-]+(?: (?:{_PARTICLE}|[A-ZÀ-Þ][\w'’.-]*)){{1,3}}"
_PLAIN_NAME = r"(?:[A-ZÀ-Þ][a-zà-ÿ]+|(?:Mc|Mac|[OD]['’])[A-Z][a-z]+|[A-ZÀ-Þ][a-zà-ÿ]+-[A-ZÀ-Þ][a-zà-ÿ]+|[A-Z]{2,})"
_PLAIN = rf"{_PLAIN_NAME}(?: [A-Z]\.| {_PARTICLE})?(?: {_PLAIN_NAME}){{1,2}}"
_PLAIN_PEOPLE = re.compile(rf"^{_PLAIN}(?:(?:, | and | & |, and ){_PLAIN}){{0,6}}$")
_PEOPLE = re.compile(rf"^{_PERSON}(?:(?:, | and | & |, and ){_PERSON}){{0,6}}$")
_NO_WRITER = re.compile(
    rf"[\"'“]?(?:(?:{one_of(MONTHS)}|{one_of(WEEKDAYS)}|{any_of('no byline opens')})\b|\d)", re.IGNORECASE
)
_PHOTO = re.compile(rf"\b{any_of('photo')}\b|/|\|\s*{any_of('picture agency')}\s*\|", re.IGNORECASE)
_PLACE_LINE = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,}(?:, [A-ZÀ-Þ][\w.]*(?: [A-ZÀ-Þ][\w.]*)?)?$")


def line_kind(line: Line, row: FurnitureRow | None) -> FurnitureKind:
    """The kind of a line that is not the story, from the table, its dates and its shape."""
    if line.hint is not None:
        return line.hint
    if is_byline(line.text):
        return "byline"
    if is_date_line(line.text):
        return "date-line"
    if row is not None:
        return row.kind
    if len(line.text) < 120 and _CRUMB.match(line.text):
        return "breadcrumb"
    return "other"


@lru_cache(maxsize=4096)
def is_byline(text: str) -> bool:
    """Whether a line says who wrote: "By ...", a lone agency, a name with an agency, with or without a date."""
    if len(text) > 200:
        return False
    at_end = find_glued_agency(text)
    if _FROM.match(text) or (at_end is not None and at_end[2] == len(text)):
        return True
    if (found := _BY.match(text)) and len(text.split()) <= 30 and not text.rstrip().endswith(("?", "!")):
        return not _is_told(text, found.end())
    return agency_named(text) is not None or (may_name_agency(text) and _signs_for_agency(text))


def _is_told(text: str, after: int) -> bool:
    """Whether what opens like a byline is a sentence: "By Friday the water had risen", "By Roe's account, it broke"."""
    if _NO_WRITER.match(text, after):
        return True
    words = Line(text[after:]).words
    small = sum(word[0].islower() for word in words)
    return len(words) > 5 and small > 0.5 * len(words) and Line(text).ends_sentence


def _signs_for_agency(text: str) -> bool:
    if _PHOTO.search(text) and not find_dates(text):
        return False
    rest = strip_dates(text) if len(text) < 160 else text
    return agency_named(rest) is not None or _names_agency(rest)


def is_people_line(text: str) -> bool:
    """Whether a line is nothing but names of people: a byline without "By", where it stands in a masthead."""
    return len(text) < 120 and not text.startswith(("The ", "A ")) and _PLAIN_PEOPLE.match(text) is not None


def is_place_line(text: str) -> bool:
    """Whether a line is nothing but a place in capitals: a dateline on a line of its own."""
    return len(text) < 50 and len(text.split()) <= 5 and _PLACE_LINE.match(text) is not None


def _names_agency(rest: str) -> bool:
    for _, start, end in find_agencies(rest):
        before, after = rest[:start].strip(" ,|–—-"), rest[end:].strip(" ,|–—-")
        people = not before or (len(before) < 120 and _PEOPLE.match(before) is not None)
        if people and len(after.split()) <= 4 and (before or not after):
            return not rest.rstrip().endswith((".", "?"))
    return False
