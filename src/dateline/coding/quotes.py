"""Quotation marks: which words of a text stand between them, however the marks are mixed, broken or lost.

Works on characters alone, one paragraph at a time, so that a lost mark spoils no more than its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.model import Span

OPENING = frozenset("“„‟«‹〝")
CLOSING = frozenset("”»›〞")
NEUTRAL = frozenset('"＂')
SINGLE_OPENING = frozenset("‘‚'`")
SINGLE_CLOSING = frozenset("’'")
_DOUBLE = re.compile(f"[{''.join(sorted(OPENING | CLOSING | NEUTRAL))}]|''|``|’’|‘‘")
_SINGLE = re.compile(f"[{''.join(sorted(SINGLE_OPENING))}]")
_SINGLE_END = re.compile(f"[{''.join(sorted(SINGLE_CLOSING))}]")
_BEFORE = frozenset("([{—–-/…:,")
_STOPS = frozenset(".,!?…;:—–-")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks.

    `outer` spans words and marks, `inner` the words alone (trimmed of white space). `opened` and `closed` say which
    marks are there; `continued`: the quotation began in an earlier paragraph and is opened again here.
    """

    outer: Span
    inner: Span
    opened: bool = True
    closed: bool = True
    continued: bool = False
    single: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    opens: bool
    closes: bool


def find_quotes(text: str, paragraphs: Sequence[Span]) -> tuple[Quote, ...]:
    """Every quotation of `text` in its order; quotations inside quotations are part of the outer one.

    Marks are read by their shape and by what stands beside them, the second weighing more where they disagree. A
    quotation without its end runs to the end of its paragraph; one without its beginning starts with its paragraph.
    """
    out: list[Quote] = []
    running = False
    for paragraph in paragraphs:
        found = list(_quotes_of_paragraph(text, paragraph, running))
        if found and running and (_first_words(text, paragraph) >= found[0].outer.start or not found[0].opened):
            first = found[0]
            found[0] = Quote(first.outer, first.inner, first.opened, first.closed, True, first.single)
        running = bool(found) and not found[-1].closed and found[-1].outer.end == paragraph.end
        out.extend(found)
    return tuple(out)


def _first_words(text: str, paragraph: Span) -> int:
    at = paragraph.start
    while at < paragraph.end and text[at].isspace():
        at += 1
    return at


def _quotes_of_paragraph(text: str, paragraph: Span, running: bool) -> Iterator[Quote]:
    opened: _Mark | None = None
    seen = False
    after = paragraph.start
    for mark in _marks(text, paragraph):
        if opened is None:
            if mark.opens:
                yield from _single_quotes(text, after, mark.start)
                opened = mark
            elif mark.closes and not seen and _lost_opening(text, paragraph, mark, running):
                yield from _quote(text, paragraph.start, paragraph.start, mark.start, mark.end, opened=False)
                after = mark.end
        elif mark.closes:
            yield from _quote(text, opened.start, opened.end, mark.start, mark.end)
            opened, after = None, mark.end
        elif mark.opens:
            yield from _quote(text, opened.start, opened.end, mark.start, mark.start, closed=False)
            opened = mark
        seen = True
    if opened is not None:
        yield from _quote(text, opened.start, opened.end, paragraph.end, paragraph.end, closed=False)
    else:
        yield from _single_quotes(text, after, paragraph.end)


def _lost_opening(text: str, paragraph: Span, mark: _Mark, running: bool) -> bool:
    before = text[mark.start - 1] if mark.start > paragraph.start else " "
    return before in ".,!?…" and (running or len(text[paragraph.start : mark.start].split()) >= 3)


def _quote(
    text: str, start: int, inner_start: int, inner_end: int, end: int, *, opened: bool = True, closed: bool = True
) -> Iterator[Quote]:
    while inner_start < inner_end and text[inner_start].isspace():
        inner_start += 1
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    if inner_start < inner_end and start < end:
        yield Quote(Span(start, end), Span(inner_start, inner_end), opened, closed)


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    """The double marks of a paragraph, each with what it can be."""
    for found in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        mark = _read_mark(text, paragraph, found.start(), found.end())
        if mark.opens or mark.closes:
            yield mark


def _read_mark(text: str, paragraph: Span, start: int, end: int) -> _Mark:
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    room_before = before.isspace() or before in _BEFORE or before in SINGLE_OPENING
    words_after = not after.isspace() and (after.isalnum() or after not in ".,!?;:)]}")
    shape = text[start]
    if shape in OPENING or text[start:end] in ("``", "‘‘"):
        return _Mark(start, end, words_after or room_before, not words_after and not before.isspace())
    if shape in CLOSING or text[start:end] == "’’":
        wrong_way = before.isspace() and words_after
        return _Mark(start, end, wrong_way, not wrong_way)
    if before.isdigit() and not words_after and not _is_odd_before(text, paragraph, start):
        return _Mark(start, end, False, False)
    opens = words_after and (room_before or not before.isalnum())
    closes = not (before.isspace() and words_after and start > paragraph.start)
    return _Mark(start, end, opens, closes)


def _is_odd_before(text: str, paragraph: Span, start: int) -> bool:
    """Whether a neutral mark stands open at `start`: otherwise a mark after a figure is inches or seconds."""
    return text.count('"', paragraph.start, start) % 2 == 1 or text.count("''", paragraph.start, start) % 2 == 1


def _single_quotes(text: str, start: int, end: int) -> Iterator[Quote]:
    """Quotations in single marks between two double ones; apostrophes are told apart by what stands beside them."""
    mark = _SINGLE.search(text, start, end)
    while mark is not None:
        at = mark.start()
        close = _closing_single(text, at, end) if _opens_single(text, start, at, end) else None
        if close is not None:
            for quote in _quote(text, at, at + 1, close, close + 1):
                yield Quote(quote.outer, quote.inner, single=True)
            at = close
        mark = _SINGLE.search(text, at + 1, end)


def _opens_single(text: str, start: int, at: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return (before.isspace() or before in _BEFORE) and (after.isalpha() or after in "[($…")


def _closing_single(text: str, opening: int, end: int) -> int | None:
    for mark in _SINGLE_END.finditer(text, opening + 2, end):
        at = mark.start()
        if text[at - 1].isspace():
            continue
        after = text[at + 1] if at + 1 < end else " "
        if after.isalnum():
            continue
        before = text[at - 1]
        if before in _STOPS or after in _STOPS or after in ")]" or at + 1 >= end:
            return at
        if before not in "sSzx":
            return at
    return None


def find_inner_quotes(text: str, quote: Quote) -> tuple[Quote, ...]:
    """The quotations in single marks that stand within the words of another."""
    return () if quote.single else tuple(_single_quotes(text, quote.inner.start, quote.inner.end))


def quote_around(quotes: Sequence[Quote], at: int) -> Quote | None:
    """The quotation whose words hold the character at `at`, or None."""
    return next((quote for quote in quotes if quote.inner.start <= at < quote.inner.end), None)
