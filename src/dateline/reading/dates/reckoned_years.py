"""Years that a story reckons from its own: "two years ago, in 2019", "last year, 2022", "the 75th anniversary of ...".

Such words bind the year of writing: a page that is dated years off from it carries another's date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateline.model import Span
from dateline.reading.dates.clause_tense import outside_quotations
from dateline.reading.lines.calendar_words import MONTHS, one_of
from dateline.reading.lines.page_words import any_of
from dateline.reading.tables import rows

_YEAR = re.compile(r"(?<![\d$€£.,])(?:1[5-9]|20)\d\d(?![\d.,]\d|\d)")
_MONTH = one_of({name: number for name, number in MONTHS.items() if len(name) > 3 or name == "may"})
_IN = (
    rf"(?:in|on|of)(?: (?:early|late|mid-|the))? (?:(?P<month>{_MONTH})\.? (?:\d{{1,2}},? )?)?"
    r"(?P<year>(?:1[5-9]|20)\d\d)\b"
)
_ROUGH = re.compile(rf"\b{any_of('roughly')}\s*$", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?P<which>last|this|next) year(?:['’]s(?: [\w-]+){0,3})?(?:,|:)?(?: in)? \(?(?P<year>20\d\d)\b", re.IGNORECASE
)
_ANNIVERSARY = re.compile(
    rf"\b(?P<count>\d{{1,3}})(?:st|nd|rd|th) (?:anniversary|birthday) of [^.;:]{{0,160}}?\b{_IN}", re.IGNORECASE
)
_SLACK = timedelta(120)
_REACH = 400


@dataclass(frozen=True, slots=True)
class ReckonedYear:
    """First and last day on which the words can have been written, and where they stand."""

    first: date
    last: date
    span: Span


def reckonings(text: str, paragraphs: Sequence[Span]) -> Iterator[ReckonedYear]:
    """What the story reckons from its own day, outside quotations, in the order of the text. Ages that other times may
    have been told of ("two years after") count only in the opening paragraph and where the sentence names one year.
    """
    for number, paragraph in enumerate(paragraphs):
        if _YEAR.search(text, paragraph.start, paragraph.end) is None:
            continue
        for start, end in outside_quotations(text, paragraph):
            words = text[start:end]
            if _YEAR.search(words) is None:
                continue
            found = [*_find_ago(words), *_find_relative(words), *(_find_since(words) if number == 0 else ())]
            yield from (ReckonedYear(a, b, Span(start + i, start + j)) for a, b, i, j in found)


Range = tuple[date, date, int, int]


def _find_ago(words: str) -> Iterator[Range]:
    for pattern in _ago_forms():
        for found in pattern.finditer(words):
            count = _number(found["count"])
            if count is not None:
                yield (*_window_around(found, count, words), found.start(), found.end())


def _find_relative(words: str) -> Iterator[Range]:
    for found in _RELATIVE.finditer(words):
        year = int(found["year"]) + {"last": 1, "this": 0, "next": -1}[found["which"].lower()]
        yield date(year, 1, 1) - timedelta(7), date(year, 12, 31) + timedelta(7), found.start(), found.end()


def _find_since(words: str) -> Iterator[Range]:
    if len(set(_YEAR.findall(words))) != 1:
        return
    for pattern in (_ANNIVERSARY, _after_form()):
        for found in pattern.finditer(words[:_REACH]):
            count = _number(found["count"])
            if count is not None:
                yield (*_window_around(found, count, words), found.start(), found.end())


def _window_around(found: re.Match[str], count: int, words: str) -> tuple[date, date]:
    """From when to when `count` years have passed since the year (and month) that is named."""
    year = min(int(found["year"]) + count, 9998)
    month = MONTHS[found["month"].lower()] if found["month"] else None
    slack = _SLACK + timedelta(366 if _ROUGH.search(words[: found.start("count")]) else 0)
    first, last = (date(year, month, 1), date(year, month, 28)) if month else (date(year, 1, 1), date(year, 12, 31))
    return first - slack, last + slack + (timedelta(180) if month else timedelta(0))


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else _numbers().get(word.lower())


@cache
def _numbers() -> dict[str, int]:
    return {row["word"]: row.integer("value") for row in rows("numbers.tsv", "word", "value")}


@cache
def _count() -> str:
    return rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(_numbers(), key=lambda word: (-len(word), word)))})"


@cache
def _ago_forms() -> tuple[re.Pattern[str], ...]:
    count = _count()
    return (
        re.compile(rf"\b{count} years ago,? \(?{_IN}", re.IGNORECASE),
        re.compile(rf"\b{_IN}\)?,? (?:\w+ ){{0,2}}{count} years ago\b", re.IGNORECASE),
    )


@cache
def _after_form() -> re.Pattern[str]:
    return re.compile(rf"\b{_count()} years (?:after|since) [^.;:]{{0,160}}?\b{_IN}", re.IGNORECASE)
