"""HTML pages: trafilatura finds the story in the parsed tree; ours are the bounds around it and the lines it left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import lxml.etree
import lxml.html
from trafilatura import bare_extraction

from dateline.model import Furniture, Page
from dateline.reading.calendars import is_date_line
from dateline.reading.clean import Kept
from dateline.reading.flat import take_apart
from dateline.reading.kinds import is_byline, kind_of
from dateline.reading.layout import Facts, Layout
from dateline.reading.lines import Line, furnishing
from dateline.reading.metadata import facts_of
from dateline.reading.outlets import outlet_name
from dateline.reading.titles import without_outlet

MOST_ELEMENTS = 40_000
MOST_DEPTH = 200
_MASTHEAD = ("byline", "date-line", "contributor", "legal")
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tbody td tfoot th thead title tr ul".split()
)
_SILENT = frozenset("script style noscript template svg head iframe object select button textarea math".split())


def take_html_apart(markup: str, page: Page) -> Layout:
    """The layout of an HTML page. A tree too deep or too large for extraction is read from its text alone."""
    tree = parse(markup)
    if tree is None:
        return take_apart(markup, page.given_title)
    facts = facts_of(tree)
    outlet = outlet_name(page.given_outlet, facts.site_name, page.address or facts.canonical)
    title = page.given_title or (without_outlet(facts.title, outlet) if facts.title else None)
    lines = list(page_lines(tree))
    body = _extracted(tree) if _bounded(tree) else []
    if not body:
        return _from_text(lines, title, facts)
    return _sorted_out(body, lines, title, facts)


def parse(markup: str) -> Any:
    """The tree of a page, or None if there is nothing in it. Encoding declarations are void: the text is decoded."""
    parser = lxml.html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return None


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
    document = bare_extraction(tree, favor_precision=True, include_comments=False, with_metadata=False)
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
    pieces = []
    for text in element.itertext():
        pieces.append(text)
    return " ".join("".join(pieces).split())


def page_lines(tree: Any) -> Iterator[str]:
    """The text of a tree, one block a line, without recursion: depth costs nothing."""
    buffer: list[str] = []
    silent = 0
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _SILENT:
                silent += 1
            if tag in _BLOCKS or tag == "br":
                yield from _flushed(buffer)
            if not silent and element.text:
                buffer.append(element.text)
        else:
            if tag in _SILENT:
                silent -= 1
            if tag in _BLOCKS:
                yield from _flushed(buffer)
            if not silent and element.tail:
                buffer.append(element.tail)
    yield from _flushed(buffer)


def _flushed(buffer: list[str]) -> Iterator[str]:
    if buffer:
        line = " ".join("".join(buffer).split())
        buffer.clear()
        if line:
            yield line


def _from_text(lines: list[str], title: str | None, facts: Facts) -> Layout:
    layout = take_apart("\n".join(lines), title, facts)
    kept = tuple(Kept(item.kind, item.text, None) for item in layout.kept)
    furniture = tuple(Furniture(item.kind, item.text) for item in layout.furniture)
    return Layout(kept, furniture, layout.title, layout.head, layout.tail, facts)


def _sorted_out(body: list[str], lines: list[str], title: str | None, facts: Facts) -> Layout:
    kept: list[Kept] = []
    furniture: list[Furniture] = []
    head: list[Furniture] = []
    tail: list[Furniture] = []
    wanted = Line(title).folded if title else None
    if title:
        kept.append(Kept("title", title, None))
    for place, text in enumerate(body):
        line = Line(text)
        if line.folded == wanted:
            continue
        if _is_story(line, place, len(body)):
            kept.append(Kept("paragraph", text, None))
        else:
            item = Furniture(kind_of(line, furnishing(line.text)), text)
            furniture.append(item)
            (tail if 2 * place > len(body) else head).append(item)
    used = {Line(text).folded for text in body} | {wanted}
    shared = [i for i, text in enumerate(lines) if len(text) > 60 and Line(text).folded in used]
    first, last = (shared[0], shared[-1]) if shared else (len(lines), -1)
    for i, text in enumerate(lines):
        line = Line(text)
        if line.folded in used:
            continue
        item = Furniture(kind_of(line, furnishing(line.text)), text)
        furniture.append(item)
        if item.kind in _MASTHEAD and first - 15 <= i <= last + 12:
            (tail if i > last else head).append(item)
    return Layout(tuple(kept), tuple(furniture), title, tuple(head), tuple(tail), facts)


def _is_story(line: Line, place: int, count: int) -> bool:
    """Whether a paragraph that extraction kept is the story: only sure signs speak against it."""
    if is_date_line(line.text) or (place < 4 and is_byline(line.text)):
        return False
    row = furnishing(line.text)
    if row is None or len(line.words) > 60:
        return True
    if row.kind == "contributor":
        return 3 <= place < count - 3
    return row.kind == "related" or not row.whole
