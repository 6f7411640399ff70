"""Where the sentences of a report's paragraphs stand: what a brief prints whole, and what reports are compared by."""

from __future__ import annotations

import re
from functools import cache

from dateline.linking.words import body_spans
from dateline.model import Report, Span
from dateline.tables import shipped

_STOP = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n+")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.[\"”’')\]]*\s+$")
_INITIAL = re.compile(r"(?:^|[\s\"“‘'(\[])(?:[A-Z]\.)+$")
_CLOCK = re.compile(r"\b[ap]\. ?m\.$")
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_DASH = re.compile(r"[\s—–:-]*(?:[-–—]|:)\s*")


@cache
def _short_forms() -> frozenset[str]:
    return frozenset(row["word"] for row in shipped(__package__, "tables/short_forms.tsv", ("word",)))


def sentences_of(report: Report) -> tuple[Span, ...]:
    """The sentences of the body in order, without the spaces around them and without the dateline before the first.

    A stop after a title ("Mr."), a month before its day or initials ends none; a paragraph always does.
    """
    return tuple(
        sentence
        for paragraph in body_spans(report)
        if (start := _after_dateline(report, paragraph)) < paragraph.end
        for sentence in sentences_in(report.text, Span(start, paragraph.end))
    )


def sentences_in(text: str, stretch: Span) -> tuple[Span, ...]:
    """The sentences of a stretch of a text, without the spaces around them."""
    found: list[Span] = []
    start = stretch.start
    for stop in _STOP.finditer(text, start, stretch.end):
        before = text[max(start, stop.start() - 20) : stop.end()]
        if not _goes_on(before) and not (_CLOCK.search(before.rstrip()) and _WEEKDAY.match(text, stop.end())):
            found.append(Span(start, stop.end()))
            start = stop.end()
    if start < stretch.end:
        found.append(Span(start, stretch.end))
    return tuple(one for span in found if (one := _stripped(text, span)) is not None)


def sentence_around(report: Report, span: Span) -> Span | None:
    """The sentence that holds a span of the body; from the first to the last one that it touches where it runs over."""
    touched = [one for one in sentences_of(report) if one.overlaps(span)]
    return Span(touched[0].start, touched[-1].end) if touched else None


def _goes_on(before: str) -> bool:
    """Whether the stop at the end of some words is that of a short form."""
    words = before.rstrip()
    if "\n" in before[len(words) :] or not words.rstrip("\"”’')]").endswith("."):
        return False
    last = _LAST_WORD.search(before)
    if last and last[1] in _short_forms():
        return True
    bare = words.rstrip("\"”’')]")
    return _INITIAL.search(bare) is not None and _CLOCK.search(bare) is None


def _after_dateline(report: Report, paragraph: Span) -> int:
    line = report.dateline
    if line is None or not (paragraph.start <= line.span.start and line.span.end <= paragraph.end):
        return paragraph.start
    dash = _DASH.match(report.text, line.span.end, paragraph.end)
    return dash.end() if dash else line.span.end


def _stripped(text: str, span: Span) -> Span | None:
    words = span.cut(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - len(words) + len(words.rstrip())
    return Span(start, end) if start < end else None
