"""Which part of an HTML page holds the story: the innermost element with nearly all of the page's prose in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.reading.body.markup import Block, Holder, Markup

_ENDS = re.compile(r"[.!?…。！？:;](?:[\"'”’»)\]]|\s)*$")
_NARROW = frozenset("blockquote caption figcaption figure h1 h2 h3 h4 h5 h6 li p pre td th tr".split())
_WHOLE_PAGE = frozenset(("html", "body", "tbody", "table"))


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of the prose around it a holder must have to be entered: one whose names say that it is a story, any
    other; below which share of the page's prose a holder marked as comments, as something apart, is passed over.
    """

    story: float = 0.6
    other: float = 0.8
    comments: float = 0.9
    apart: float = 0.4
    least: float = 0.75


SHARES = Shares()


def find_story_blocks(markup: Markup, shares: Shares = SHARES) -> tuple[Block, ...] | None:
    """The blocks inside the part that holds the story, comments and parts set apart left out; None where no part
    stands out: its prose is too small a share, only the page as a whole holds it, it holds several stories or
    teasers of others.
    """
    prose, apart = _prose(markup, shares)
    if not prose[0]:
        return None
    at = _innermost(markup.holders, prose, apart, shares)
    if markup.holders[at].tag in _WHOLE_PAGE or prose[at] < shares.least * prose[0]:
        return None
    inside = _stand_inside(markup.holders, at, apart)
    blocks = tuple(block for block in markup.blocks if inside[block.holder])
    several = sum(
        inside[i] and holder.tag == "article" and prose[i] > 0.1 * prose[at]
        for i, holder in enumerate(markup.holders)
        if i > at
    )
    if several > 1 or not _is_one_story(blocks, _bears_story_name(markup.holders, at)):
        return None
    return blocks


def _bears_story_name(holders: Sequence[Holder], at: int) -> bool:
    """Whether the holder or one around it bears a story's name."""
    while at:
        if "story" in holders[at].signs:
            return True
        at = holders[at].within
    return False


def _is_one_story(blocks: Sequence[Block], named: bool) -> bool:
    """Whether links and linked headings over a few lines of text are too few for a list of teasers."""
    links = sum(block.links * len(block.text) for block in blocks) / sum(len(block.text) for block in blocks)
    teasers = sum(
        one.links > 0.8 and len(one.text) > 20 and two.links < 0.5 and len(two.text) > 60
        for one, two in pairwise(blocks)
    )
    if named:
        return links < 0.4 and (teasers < 4 or links < 0.15)
    paragraphs = sum(_weight(block) > 0 for block in blocks)
    return links < 0.1 and not teasers and paragraphs > 2


def _prose(markup: Markup, shares: Shares) -> tuple[list[float], list[bool]]:
    """Characters of prose in each holder with all that it holds, without what stands apart; and which stand apart."""
    holders = markup.holders
    own = [0.0] * len(holders)
    for block in markup.blocks:
        own[block.holder] += _weight(block)
    gross = own[:]
    for i in range(len(holders) - 1, 0, -1):
        gross[holders[i].within] += gross[i]
    apart = [_stands_apart(holder, size, gross[0], shares) for holder, size in zip(holders, gross, strict=True)]
    net = own[:]
    for i in range(len(holders) - 1, 0, -1):
        if not apart[i]:
            net[holders[i].within] += net[i]
    return net, apart


def _stands_apart(holder: Holder, size: float, total: float, shares: Shares) -> bool:
    if holder.hidden:
        return True
    if "comments" in holder.signs and size < shares.comments * total:
        return True
    return "apart" in holder.signs and "story" not in holder.signs and size < shares.apart * total


def _weight(block: Block) -> float:
    size = len(block.text)
    if block.links > 0.5 or size < 25 or block.mark == "caption":
        return 0.0
    if size >= 40 and _ENDS.search(block.text):
        return size
    return 0.6 * size if size >= 100 else 0.0


def _innermost(holders: Sequence[Holder], prose: Sequence[float], apart: Sequence[bool], shares: Shares) -> int:
    largest: dict[int, int] = {}
    for i, holder in enumerate(holders[1:], 1):
        if apart[i] or holder.tag in _NARROW or not prose[i]:
            continue
        if holder.within not in largest or prose[i] > prose[largest[holder.within]]:
            largest[holder.within] = i
    at = 0
    while at in largest:
        inner = largest[at]
        share = shares.story if "story" in holders[inner].signs else shares.other
        if prose[inner] < share * prose[at]:
            break
        at = inner
    return at


def _stand_inside(holders: Sequence[Holder], at: int, apart: Sequence[bool]) -> list[bool]:
    inside = [False] * len(holders)
    inside[at] = True
    for i in range(at + 1, len(holders)):
        inside[i] = inside[holders[i].within] and not apart[i]
    return inside
