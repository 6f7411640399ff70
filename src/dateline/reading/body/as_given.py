"""Text that is clean already: nothing is removed, paragraphs are found, offsets are those of the text given."""

from __future__ import annotations

import re

from dateline.model import Furniture, Part, Span
from dateline.reading.lines import CleanText, Kept, Layout, Line, is_hard_wrapped, line_kind, split_lines

_BLANK = re.compile(r"\n[ \t\r]*\n\s*")


def paragraphs_as_given(text: str, title: str | None) -> tuple[CleanText, Layout]:
    """The text itself with its paragraphs as parts. Blank lines divide; single line breaks do too, unless the text is
    hard-wrapped (most lines end in mid-sentence at about the same width).
    """
    blocks = _between(text, _BLANK)
    breaks = re.compile(r"\n\s*") if not is_hard_wrapped(text) else None
    spans: list[Span] = []
    for start, end in blocks:
        inner = [(start + a, start + b) for a, b in _between(text[start:end], breaks)] if breaks else [(start, end)]
        spans.extend(Span(a, b) for a, b in (_trim(text, a, b) for a, b in inner) if a < b)
    headline = _headline(text, spans, title)
    parts = tuple(Part("title" if span is headline else "paragraph", span) for span in spans)
    kept = tuple(Kept(part.kind, part.span.cut(text), part.span.start) for part in parts)
    heading = headline.cut(text) if headline else None
    lines = [Furniture(line_kind(line, None), line.text, line.start) for line in split_lines(text)]
    head = tuple(line for line in lines[:8] if len(line.text) < 160)
    return CleanText(text, parts, ()), Layout(kept, (), title or heading, head, tuple(lines[8:][-6:]))


def _between(text: str, breaks: re.Pattern[str]) -> list[tuple[int, int]]:
    out = []
    at = 0
    for gap in breaks.finditer(text):
        out.append((at, gap.start()))
        at = gap.end()
    out.append((at, len(text)))
    return out


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _headline(text: str, spans: list[Span], title: str | None) -> Span | None:
    if len(spans) < 2:
        return None
    first = Line(spans[0].cut(text))
    if title is not None:
        return spans[0] if first.folded == Line(title).folded else None
    if len(first.words) <= 20 and not first.ends_sentence and Line(spans[1].cut(text)).ends_sentence:
        return spans[0]
    return None
