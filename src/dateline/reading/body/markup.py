"""The text of an HTML tree, one block a line, with what the markup says of each block and of what holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, NamedTuple

import lxml.etree

from dateline.model import FurnitureKind
from dateline.reading.body.hidden_parts import hidden_names, is_hidden
from dateline.reading.tables import rows

_HOLDERS = frozenset(
    (
        "address article aside blockquote body caption center details dialog div dl fieldset figcaption figure footer"
        " form h1 h2 h3 h4 h5 h6 header li main nav ol p pre section table tbody td th tr ul"
    ).split()
)
_DIVIDERS = frozenset("br dd dt hr option summary tfoot thead title".split())
_BLOCKS = _HOLDERS | _DIVIDERS
_PIECES = frozenset("a b em i label small span strong time".split())
_SILENT = frozenset("script style noscript template svg head iframe object select button textarea math".split())
_UNMARKED = frozenset(("body", "html", "main", "article"))
_KINDS: dict[str, FurnitureKind] = {"caption": "caption", "byline": "byline", "deck": "other"}
_CELLS = frozenset(("td", "th"))
_MAY_HIDE_WORDS = frozenset("a abbr b em font i label mark small span strong u".split())
_LINKED = 0.9
_PROSE = 80


class Holder(NamedTuple):
    """An element that holds blocks. `within`: the place of the holder around it (its own place for the root).

    `signs` are what its tag and names say (tables/containers.tsv); `mark` is the kind of furniture that it or a
    holder around it is marked as. `hidden`: no reader sees what it holds.
    """

    tag: str
    within: int
    signs: frozenset[str]
    mark: FurnitureKind | None
    hidden: bool = False


class Block(NamedTuple):
    """A block's text; the share of it that is links; the place of its innermost holder; the kind it is marked as; the
    address that its last link leads to.
    """

    text: str
    links: float
    holder: int
    mark: FurnitureKind | None
    leads_to: str = ""

    @property
    def linked(self) -> bool:
        """Whether the block is a link from end to end."""
        return self.links > _LINKED


class Moment(NamedTuple):
    """A time element: the number of the block in or before which it stands, its holder, what it says and prints."""

    block: int
    holder: int
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Markup:
    """A page's blocks in order and their holders, each after the one it stands in. `elements` and `depth` say how large
    the tree is.
    """

    blocks: tuple[Block, ...]
    holders: tuple[Holder, ...]
    elements: int
    depth: int
    moments: tuple[Moment, ...] = ()

    def is_hidden(self, block: Block) -> bool:
        """Whether no reader sees the block."""
        return self.holders[block.holder].hidden


_ROOT = Holder("html", 0, frozenset(), None)


class _Walk:
    """Gathers blocks while the tree is walked, without recursion: depth costs nothing."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self._hidden = hidden
        self._leads_to = ""
        self.moments: list[Moment] = []
        self.blocks: list[Block] = []
        self.holders: list[Holder] = [_ROOT]
        self.at = self.links = self.depth = 0
        self._pieces: list[str] = []
        self._linked = 0
        self._seam = False

    def add(self, text: str) -> None:
        """Words of the block that is open now."""
        self._pieces.append(text)
        if self.links:
            self._linked += len(text.strip())

    def flush(self) -> None:
        """The open block ends."""
        if self._pieces:
            text = " ".join("".join(self._pieces).split())
            if text:
                block = Block(text, self._linked / len(text), self.at, self.holders[self.at].mark, self._leads_to)
                if self.blocks and self.holders[self.at].tag in _CELLS and self._same_row(self.blocks[-1].holder):
                    block = _join_cells(self.blocks.pop(), block)
                self.blocks.append(block)
            self._pieces, self._linked, self._leads_to = [], 0, ""

    def _same_row(self, other: int) -> bool:
        cell = self.holders[other]
        return other != self.at and cell.tag in _CELLS and cell.within == self.holders[self.at].within

    def enter(self, element: Any, tag: str) -> bool:
        """An element opens. False where nothing in it is seen and it is no holder: then it is passed over."""
        if tag in _BLOCKS:
            self.flush()
            if tag in _HOLDERS:
                classes, name = element.get("class", ""), element.get("id", "")
                signs, mark = _signs(tag, classes, name, element.get("itemprop", ""))
                around = self.holders[self.at]
                hidden = around.hidden or is_hidden(element, classes, name, self._hidden)
                self.holders.append(Holder(tag, self.at, signs, mark or around.mark, hidden))
                self.at = len(self.holders) - 1
        elif tag == "time":
            value = element.get("datetime") or ""
            self.moments.append(Moment(len(self.blocks), self.at, value, "".join(element.itertext())[:80].strip()))
        elif tag in _MAY_HIDE_WORDS:
            if tag == "a":
                self.links += 1
                self._leads_to = element.get("href") or ""
            if is_hidden(element, element.get("class", ""), element.get("id", ""), self._hidden):
                return False
        if words := element.text:
            if self._seam and tag in _PIECES and _stand_apart(self._pieces, words):
                self._pieces.append(" ")
            self.add(words)
            self._seam = False
        return True

    def leave(self, element: Any, tag: str) -> None:
        """An element closes; what follows it up to the next is its tail."""
        if tag in _BLOCKS:
            self.flush()
            if tag in _HOLDERS:
                self.at = self.holders[self.at].within
        elif tag == "a":
            self.links -= 1
        if element.tail:
            self.add(element.tail)
            self._seam = False
        elif tag in _PIECES:
            self._seam = True


def _stand_apart(before: Sequence[str], words: str) -> bool:
    """Whether two elements that touch are two pieces that only styles keep apart ("By Ada Lund" and "June 11, 2024"),
    and no word in two colours.
    """
    last = before[-1][-1:] if before else ""
    return (last.islower() or last.isdigit()) and words[0].isupper()


def _join_cells(first: Block, second: Block) -> Block:
    """Two cells of a table's row as one block: a row is a line."""
    text = f"{first.text} {second.text}"
    links = (first.links * len(first.text) + second.links * len(second.text)) / len(text)
    return Block(text, links, second.holder, first.mark or second.mark, second.leads_to)


def read_markup(tree: Any) -> Markup:
    """The blocks of a tree (lxml) and what holds them. Scripts, forms' choices and the head are passed over."""
    walk = _Walk(hidden_names(tree))
    elements = depth = deepest = 0
    events = lxml.etree.iterwalk(tree, events=("start", "end"))
    for event, element in events:
        tag = element.tag
        if event == "start":
            elements += 1
            depth += 1
            if depth > deepest:
                deepest = depth
            if tag in _SILENT or (isinstance(tag, str) and not walk.enter(element, tag)):
                events.skip_subtree()
        else:
            depth -= 1
            walk.leave(element, tag if isinstance(tag, str) else "")
    walk.flush()
    return _uncover(Markup(tuple(walk.blocks), tuple(walk.holders), elements, deepest, tuple(walk.moments)))


def _uncover(markup: Markup) -> Markup:
    """The page with nothing hidden where most of its prose would be: then a script shows it."""
    seen = unseen = 0
    for block in markup.blocks:
        if len(block.text) >= _PROSE and block.links < 0.5:
            if markup.is_hidden(block):
                unseen += len(block.text)
            else:
                seen += len(block.text)
    if unseen <= seen:
        return markup
    return replace(markup, holders=tuple(holder._replace(hidden=False) for holder in markup.holders))


@lru_cache(maxsize=4096)
def _signs(tag: str, classes: str, name: str, role: str) -> tuple[frozenset[str], FurnitureKind | None]:
    found: set[str] = set()
    if role == "articleBody" or tag == "article":
        found.add("story")
    if tag in ("nav", "footer", "aside", "form"):
        found.add("apart")
    if tag == "figcaption":
        found.add("caption")
    for word in (*classes.split(), name):
        found.update(_signs_of(word))
    if tag in _UNMARKED:
        found &= {"story"}
    mark = next((kind for sign, kind in _KINDS.items() if sign in found), None)
    return frozenset(found), mark


@lru_cache(maxsize=16_384)
def _signs_of(name: str) -> frozenset[str]:
    name = name.lower()  # twice as fast as a pattern that ignores case
    return frozenset(sign for sign, pattern in _patterns() if pattern.search(name))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The table, one pattern a sign. B stands for the edge of a part of a name."""
    rules: dict[str, list[str]] = {}
    for sign, pattern in rows("containers.tsv", "sign", "pattern"):
        inner = pattern.strip("B")
        rules.setdefault(sign, []).append(rf"(?:^|[_-]){inner}(?:$|[_-])" if inner != pattern else pattern)
    return tuple((sign, re.compile("|".join(rules[sign]))) for sign in sorted(rules))
