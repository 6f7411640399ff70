"""HTML pages: the part of the tree that holds the story, or what extraction finds, or the page's lines alone."""

from __future__ import annotations

import re
from typing import Any

import lxml.etree

from dateline.model import Furniture, Page
from dateline.reading.body.extraction import extracted
from dateline.reading.body.flat import take_apart
from dateline.reading.body.markup import Markup, markup_of
from dateline.reading.body.sorting import Told, sorted_out, told_in
from dateline.reading.body.story_element import story_blocks
from dateline.reading.lines.clean import Kept
from dateline.reading.lines.layout import Facts, Layout
from dateline.reading.lines.outlets import outlet_address, outlet_name
from dateline.reading.masthead.metadata import facts_of
from dateline.reading.masthead.titles import without_outlet

MOST_ELEMENTS = 40_000
MOST_DEPTH = 200
_TAG = re.compile(r"<[^<>]{0,4000}>")
_SWOLLEN = re.compile(r"<[A-Za-z][^<>]{65536,}>")
"""A tag that holds a picture or a flood of attributes: libxml2 compares each attribute of a tag with all others."""


def take_html_apart(markup: str, page: Page) -> Layout:
    """The layout of an HTML page. A tree too deep or too large for extraction is read from its text alone."""
    markup = _SWOLLEN.sub(" ", markup)
    tree = parse(markup)
    if tree is None:
        return take_apart(markup, page.given_title)
    facts = facts_of(tree)
    outlet = outlet_name(page.given_outlet, facts.site_name, outlet_address(page.address, facts.canonical))
    title = page.given_title or (without_outlet(facts.title, outlet) if facts.title else None)
    marked = markup_of(tree)
    blocks = marked.blocks
    if not blocks:
        # libxml2 drops what stands deeper than a few thousand elements, without a word
        return _from_text(_without_tags(markup), title, facts)
    body = _body(markup, marked)
    if not body:
        return _from_text([block.text for block in blocks], title, facts)
    return sorted_out(body, blocks, title, facts)


def _body(markup: str, marked: Markup) -> list[Told]:
    if (found := story_blocks(marked)) is not None:
        return [Told(block.text, block) for block in found]
    if marked.elements > MOST_ELEMENTS or marked.depth > MOST_DEPTH:
        return []
    return told_in(extracted(markup, marked.blocks), marked.blocks)


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
