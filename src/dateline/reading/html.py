"""HTML pages: trafilatura finds the story in the parsed tree; ours are the bounds around it and the lines it left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import lxml.etree

from dateline.model import Furniture, FurnitureKind, Page
from dateline.reading.calendars import is_date_line
from dateline.reading.clean import Kept
from dateline.reading.extraction import extracted
from dateline.reading.flat import take_apart
from dateline.reading.holders import story_blocks
from dateline.reading.kinds import is_byline, kind_of
from dateline.reading.layout import Facts, Layout
from dateline.reading.lines import Furnishing, Line, furnishing
from dateline.reading.markup import Block, Markup, markup_of
from dateline.reading.metadata import facts_of
from dateline.reading.outlets import outlet_name
from dateline.reading.titles import without_outlet

MOST_ELEMENTS = 40_000
MOST_DEPTH = 200
_TAG = re.compile(r"<[^<>]{0,4000}>")
_MASTHEAD = ("byline", "date-line", "contributor", "legal")


def take_html_apart(markup: str, page: Page) -> Layout:
    """The layout of an HTML page. A tree too deep or too large for extraction is read from its text alone."""
    tree = parse(markup)
    if tree is None:
        return take_apart(markup, page.given_title)
    facts = facts_of(tree)
    outlet = outlet_name(page.given_outlet, facts.site_name, page.address or facts.canonical)
    title = page.given_title or (without_outlet(facts.title, outlet) if facts.title else None)
    marked = markup_of(tree)
    blocks = marked.blocks
    if not blocks:
        # libxml2 drops what stands deeper than a few thousand elements, without a word
        return _from_text(_without_tags(markup), title, facts)
    body = _body(markup, marked, title)
    if not body:
        return _from_text([block.text for block in blocks], title, facts)
    return _sorted_out(body, blocks, title, facts)


def _body(markup: str, marked: Markup, title: str | None) -> list[str]:
    if (found := story_blocks(marked)) is not None:
        return [block.text for block in found]
    if marked.elements > MOST_ELEMENTS or marked.depth > MOST_DEPTH:
        return []
    return extracted(markup, marked.blocks, title)


def parse(markup: str) -> Any:
    """The tree of a page, or None if there is nothing in it. Encoding declarations are void: the text is decoded."""
    parser = lxml.etree.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml.etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (lxml.etree.LxmlError, ValueError):
        return None


def _without_tags(markup: str) -> list[str]:
    return [line for line in (" ".join(piece.split()) for piece in _TAG.split(markup)) if line]


def _from_text(lines: list[str], title: str | None, facts: Facts) -> Layout:
    layout = take_apart("\n".join(lines), title, facts)
    kept = tuple(Kept(item.kind, item.text, None) for item in layout.kept)
    furniture = tuple(Furniture(item.kind, item.text) for item in layout.furniture)
    return Layout(kept, furniture, layout.title, layout.head, layout.tail, facts)


def _sorted_out(body: list[str], blocks: Sequence[Block], title: str | None, facts: Facts) -> Layout:
    kept: list[Kept] = []
    furniture: list[Furniture] = []
    head: list[Furniture] = []
    tail: list[Furniture] = []
    marked = {Line(block.text).folded: block for block in blocks}
    wanted = Line(title).folded if title else None
    if title:
        kept.append(Kept("title", title, None))
    for place, text in enumerate(body):
        line = Line(text)
        if line.folded == wanted:
            continue
        kind = _not_story(line, marked.get(line.folded), place, len(body))
        if kind is None:
            kept.append(Kept("paragraph", text, None))
        else:
            item = Furniture(kind, text)
            furniture.append(item)
            (tail if 2 * place > len(body) else head).append(item)
    used = {Line(text).folded for text in body} | {wanted}
    shared = [i for i, block in enumerate(blocks) if len(block.text) > 60 and Line(block.text).folded in used]
    first, last = (shared[0], shared[-1]) if shared else (len(blocks), -1)
    for i, block in enumerate(blocks):
        line = Line(block.text)
        if line.folded in used:
            continue
        item = Furniture(kind_of(line, furnishing(line.text)), line.text)
        if item.kind == "other" and block.mark is not None:
            item = Furniture(block.mark, line.text)
        furniture.append(item)
        if item.kind in _MASTHEAD and first - 15 <= i <= last + 12:
            (tail if i > last else head).append(item)
    return Layout(tuple(kept), tuple(furniture), title, tuple(head), tuple(tail), facts)


def _not_story(line: Line, block: Block | None, place: int, count: int) -> FurnitureKind | None:
    """The kind of a paragraph that extraction kept and that is furniture all the same; only sure signs count."""
    row = furnishing(line.text)
    if is_date_line(line.text) or (place < 4 and is_byline(line.text)):
        return kind_of(line, row)
    if block is not None and (kind := _marked(line, block, place, count)) is not None:
        return kind
    if row is None or len(line.words) > 60:
        return None
    return _by_table(line, row, place, count)


def _marked(line: Line, block: Block, place: int, count: int) -> FurnitureKind | None:
    if block.linked and len(line.words) > 3 and (not line.ends_sentence or len(line.words) < 25):
        return "related"
    if block.mark == "caption" and len(line.words) < 60:
        return "caption"
    return "other" if block.mark == "other" and place < 2 and count > 4 else None


def _by_table(line: Line, row: Furnishing, place: int, count: int) -> FurnitureKind | None:
    if row.kind == "contributor":
        sure = place < 3 or place >= count - 3
    elif row.kind == "related":
        sure = row.closes or not line.ends_sentence
    else:
        sure = row.whole
    return row.kind if sure else None
