"""HTML pages: trafilatura finds the story in the parsed tree; ours are the bounds around it and the lines it left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.etree
import lxml.html
from trafilatura import bare_extraction

from dateline.model import Furniture, FurnitureKind, Page
from dateline.reading.calendars import is_date_line
from dateline.reading.clean import Kept
from dateline.reading.flat import take_apart
from dateline.reading.kinds import is_byline, kind_of
from dateline.reading.layout import Facts, Layout
from dateline.reading.lines import Furnishing, Line, furnishing
from dateline.reading.markup import Block, blocks_of
from dateline.reading.metadata import facts_of
from dateline.reading.outlets import outlet_name
from dateline.reading.titles import without_outlet

MOST_ELEMENTS = 40_000
MOST_DEPTH = 200
_EXTENDS = 1.5
_TAG = re.compile(r"<[^<>]{0,4000}>")
_MASTHEAD = ("byline", "date-line", "contributor", "legal")
_APART = frozenset("p cell row item lb head list quote graphic".split())


def take_html_apart(markup: str, page: Page) -> Layout:
    """The layout of an HTML page. A tree too deep or too large for extraction is read from its text alone."""
    tree = parse(markup)
    if tree is None:
        return take_apart(markup, page.given_title)
    facts = facts_of(tree)
    outlet = outlet_name(page.given_outlet, facts.site_name, page.address or facts.canonical)
    title = page.given_title or (without_outlet(facts.title, outlet) if facts.title else None)
    blocks = list(blocks_of(tree))
    body = _extracted(tree) if _bounded(tree) else []
    if not blocks:
        # libxml2 drops what stands deeper than a few thousand elements, without a word
        return _from_text(_without_tags(markup), title, facts)
    if not body or _is_dump(body, blocks):
        return _from_text([block.text for block in blocks], title, facts)
    return _sorted_out(_extended(body, blocks, title), blocks, title, facts)


def parse(markup: str) -> Any:
    """The tree of a page, or None if there is nothing in it. Encoding declarations are void: the text is decoded."""
    parser = lxml.html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return None


def _without_tags(markup: str) -> list[str]:
    return [line for line in (" ".join(piece.split()) for piece in _TAG.split(markup)) if line]


def _bounded(tree: Any) -> bool:
    count = depth = 0
    for event, _ in lxml.etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            count += 1
            depth += 1
            if count > MOST_ELEMENTS or depth > MOST_DEPTH:
                return False
        else:
            depth -= 1
    return True


def _extracted(tree: Any) -> list[str]:
    document: Any = bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    if document is None or document.body is None:
        return []
    return [text for text in (_plain(element) for element in _paragraphs(document.body)) if text]


def _paragraphs(body: Any) -> Iterator[Any]:
    for element in body:
        if element.tag in ("list", "table", "quote") and len(element):
            yield from (
                item
                for item in element.iter("item", "row", "p")
                if not any(a.tag in ("item", "row", "p") for a in _between(item, element))
            )
            if element.tag == "quote" and element.text and element.text.strip():
                yield element
        else:
            yield element


def _between(item: Any, top: Any) -> Iterator[Any]:
    parent = item.getparent()
    while parent is not None and parent is not top:
        yield parent
        parent = parent.getparent()


def _plain(element: Any) -> str:
    """The words of an element; inner blocks (cells, line breaks) stand apart, inline marks do not."""
    pieces: list[str] = []
    for event, inner in lxml.etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            pieces.append(" " if inner.tag in _APART else "")
            pieces.append(inner.text or "")
        elif inner is not element:
            pieces.append(" " if inner.tag in _APART else "")
            pieces.append(inner.tail or "")
    return " ".join("".join(pieces).split())


def _from_text(lines: list[str], title: str | None, facts: Facts) -> Layout:
    layout = take_apart("\n".join(lines), title, facts)
    kept = tuple(Kept(item.kind, item.text, None) for item in layout.kept)
    furniture = tuple(Furniture(item.kind, item.text) for item in layout.furniture)
    return Layout(kept, furniture, layout.title, layout.head, layout.tail, facts)


def _is_dump(body: list[str], blocks: list[Block]) -> bool:
    """Whether extraction gave up and returned the whole page in one piece: a long one, or mostly lines that end in no
    full stop (a list of headlines, a player with its menu).
    """
    if len(body) == 1:
        loose = [len(block.text) for block in blocks if block.text in body[0] and not _ends(block.text)]
        if len(loose) > 3 and sum(loose) * 2 > len(body[0]):
            return True
    return max(map(len, body)) > 2_000 and len(body) <= 2 and len(blocks) > 30


def _ends(text: str) -> bool:
    return text.rstrip("”\"’') ").endswith((".", "!", "?"))


def _extended(body: list[str], blocks: list[Block], title: str | None) -> list[str]:
    """The body or, where a good part of the page's prose is missing from it and the reading of its lines alone finds
    the same story with more to it, that reading: stories are sometimes delivered in several containers.
    """
    size = sum(map(len, body))
    own = {Line(text).folded for text in body}
    prose = [block for block in blocks if len(block.text) > 80 and not block.linked and Line(block.text).ends_sentence]
    missing = sum(len(block.text) for block in prose if Line(block.text).folded not in own)
    if missing < 0.5 * size:
        return body
    flat = [
        item.text
        for item in take_apart("\n".join(block.text for block in blocks), title).kept
        if item.kind == "paragraph"
    ]
    found = {Line(text).folded for text in flat}
    shared = sum(len(text) for text in body if Line(text).folded in found)
    if shared > 0.7 * size and _EXTENDS * size < sum(map(len, flat)):
        return flat
    return body


def _sorted_out(body: list[str], blocks: list[Block], title: str | None, facts: Facts) -> Layout:
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
