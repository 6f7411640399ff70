"""HTML pages: the part of the tree that holds the story, or what extraction finds, or the page's lines alone."""

from __future__ import annotations

import re
from typing import Any

import lxml.etree

from dateline.model import Furniture, Page
from dateline.reading.body.block_sorting import StoryParagraph, match_blocks, sort_blocks
from dateline.reading.body.extraction import extract_paragraphs
from dateline.reading.body.flat_page import take_flat_apart
from dateline.reading.body.index_page import is_list_of_stories
from dateline.reading.body.markup import Markup, read_markup
from dateline.reading.body.posts import give_days_of_posts
from dateline.reading.body.story_element import find_story_blocks
from dateline.reading.lines import Kept, Layout, PageMetadata, fold
from dateline.reading.masthead import cut_outlet, outlet_address, outlet_name, read_metadata

_ESCAPED_TWICE = re.compile(
    r"&amp;(?=(?:quot|apos|nbsp|amp|[lr][sd]quo|[nm]dash|hellip|#\d{2,6}|#x[0-9a-f]{2,5});)", re.IGNORECASE
)
_INDEX = "a list of other pages"
MOST_ELEMENTS = 40_000
MOST_DEPTH = 200
_TAG = re.compile(r"<[^<>]{0,4000}>")
_SWOLLEN = re.compile(r"<[A-Za-z][^<>]{65536,}>")
"""A tag that holds a picture or a flood of attributes: libxml2 compares each attribute of a tag with all others."""


def take_html_apart(markup: str, page: Page) -> Layout:
    """The layout of an HTML page. A tree too deep or too large for extraction is read from its text alone."""
    markup = _SWOLLEN.sub(" ", _ESCAPED_TWICE.sub("&", markup))
    tree = parse(markup)
    if tree is None:
        return take_flat_apart(markup, page.given_title)
    metadata = read_metadata(tree)
    outlet = outlet_name(page.given_outlet, metadata.site_name, outlet_address(page.address, metadata.canonical))
    marked = read_markup(tree)
    blocks = marked.blocks
    headings = {fold(block.text) for block in blocks if marked.holders[block.holder].tag == "h1"}
    title = page.given_title or (cut_outlet(metadata.title, outlet, headings) if metadata.title else None)
    if not blocks:
        # libxml2 drops what stands deeper than a few thousand elements, without a word
        return _layout_of_text(_cut_tags(markup), title, metadata)
    body = _body(markup, marked)
    if not body:
        return _layout_of_text([block.text for block in blocks if not marked.is_hidden(block)], title, metadata)
    if is_list_of_stories(body, marked):
        return Layout((), tuple(Furniture("related", block.text) for block in blocks), title, (), (), metadata, _INDEX)
    return sort_blocks(give_days_of_posts(body, marked), blocks, title, metadata)


def _body(markup: str, marked: Markup) -> list[StoryParagraph]:
    if (found := find_story_blocks(marked)) is not None:
        return [StoryParagraph(block.text, block) for block in found]
    if marked.elements > MOST_ELEMENTS or marked.depth > MOST_DEPTH:
        return []
    return match_blocks(extract_paragraphs(markup, marked.blocks), marked)


def parse(markup: str) -> Any:
    """The tree of a page, or None if there is nothing in it. Encoding declarations are void: the text is decoded."""
    parser = lxml.etree.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml.etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (lxml.etree.LxmlError, ValueError):
        return None


def _cut_tags(markup: str) -> list[str]:
    return [line for line in (" ".join(piece.split()) for piece in _TAG.split(markup)) if line]


def _layout_of_text(lines: list[str], title: str | None, metadata: PageMetadata) -> Layout:
    layout = take_flat_apart("\n".join(lines), title, metadata)
    kept = tuple(Kept(item.kind, item.text, None) for item in layout.kept)
    furniture = tuple(Furniture(item.kind, item.text) for item in layout.furniture)
    return Layout(kept, furniture, layout.title, layout.head, layout.tail, metadata)
