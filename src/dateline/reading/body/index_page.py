"""Pages that lead to stories and tell none: front pages, sections, lists of search results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from dateline.reading.body.block_sorting import StoryParagraph
from dateline.reading.body.markup import Block, Markup
from dateline.reading.lines import Line
from dateline.reading.lines.page_words import any_of

_LEAST = 4
_SHARE = 0.75
_MOST_PARAGRAPHS = 2
_LONGEST_HEADING = 160
_LONGEST_TEASER = 600
_SHORTEST = 25
_MORE = re.compile(rf"\b{any_of('teaser')}\W*$", re.IGNORECASE)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass
class _Unit:
    """A heading with the prose below it, and the other page that it or a "Read more" leads to."""

    leads_to: str
    paragraphs: int = 0
    size: int = 0

    def is_teaser(self) -> bool:
        """Whether it is a paragraph or two that lead to another page."""
        return bool(self.leads_to) and 0 < self.paragraphs <= _MOST_PARAGRAPHS and self.size <= _LONGEST_TEASER


def is_list_of_stories(told: Sequence[StoryParagraph], markup: Markup) -> bool:
    """Whether what was taken for the story is a list of teasers: at least four headings that lead to as many other
    pages, each with a paragraph or two, hold nearly all of its prose.
    """
    own = _places(told, markup)
    if len(own) < _LEAST:
        return False
    units = [_Unit("")]
    for number in range(max(0, min(own) - 2), min(max(own) + 3, len(markup.blocks))):
        block = markup.blocks[number]
        if markup.is_hidden(block):
            continue
        away = block.leads_to if _is_other_page(block.leads_to) else ""
        if away and _MORE.search(block.text):
            units[-1].leads_to = units[-1].leads_to or away
        if _is_heading(block, markup):
            units.append(_Unit(away if block.linked else ""))
        elif number in own and len(block.text) >= _SHORTEST and block.links < 0.5:
            units[-1].paragraphs += 1
            units[-1].size += len(block.text)
    teasers = [one for one in units if one.is_teaser()]
    total = sum(one.size for one in units)
    return len({one.leads_to for one in teasers}) >= _LEAST and sum(one.size for one in teasers) >= _SHARE * total


def _places(told: Sequence[StoryParagraph], markup: Markup) -> set[int]:
    """The numbers of the blocks that were taken for the story; extraction runs the blocks of an item together."""
    numbers = {id(block): number for number, block in enumerate(markup.blocks)}
    found = {numbers[id(item.block)] for item in told if id(item.block) in numbers}
    loose = "\n".join(item.text for item in told if id(item.block) not in numbers)
    if loose:
        found |= {n for n, block in enumerate(markup.blocks) if len(block.text) >= _SHORTEST and block.text in loose}
    return found


def _is_heading(block: Block, markup: Markup) -> bool:
    """Whether a block is a heading, or a line that is a link and no sentence."""
    if len(block.text) > _LONGEST_HEADING or _MORE.search(block.text):
        return False
    return markup.holders[block.holder].tag in _HEADINGS or (block.linked and not Line(block.text).ends_sentence)


def _is_other_page(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.netloc or parts.path.strip("/")) and parts.scheme in ("", "http", "https")
