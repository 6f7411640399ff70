"""The text of an HTML tree, one block a line, with what the markup says of each block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.etree

from dateline.model import FurnitureKind

_BLOCKS = frozenset(
    (
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure"
        " footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tbody td tfoot th"
        " thead title tr ul"
    ).split()
)
_SILENT = frozenset("script style noscript template svg head iframe object select button textarea math".split())
_MARKS = re.compile(
    r"(?P<caption>\b(?:wp-)?caption|figcaption|photo-?credit|image-?credit|media-?credit|credit-?line)"
    r"|(?P<byline>\bby-?line|author-?name)"
    r"|(?P<deck>\bdek\b|\bdeck\b|sub-?title|sub-?headline|standfirst|article-?summary|\btagline\b)",
    re.IGNORECASE,
)
"""Class names that say what a block is. Names for related stories and sign-ups are no evidence: whole stories stand in
containers that carry them."""
_KINDS: dict[str, FurnitureKind] = {"caption": "caption", "byline": "byline", "deck": "other"}
_LINKED = 0.9


@dataclass(frozen=True, slots=True)
class Block:
    """A block's text; whether it is a link from end to end; the kind that its own markup names, if any."""

    text: str
    linked: bool
    mark: FurnitureKind | None


class _Buffer:
    """Gathers the text of one block while the tree is walked."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.linked = 0

    def add(self, text: str | None, linked: bool) -> None:
        if text:
            self.pieces.append(text)
            self.linked += len(text.strip()) if linked else 0

    def flush(self, mark: FurnitureKind | None) -> Iterator[Block]:
        text = " ".join("".join(self.pieces).split())
        linked = self.linked
        self.pieces, self.linked = [], 0
        if text:
            yield Block(text, linked > _LINKED * len(text), mark)


def blocks_of(tree: Any) -> Iterator[Block]:
    """The blocks of a tree in order, without recursion: depth costs nothing."""
    buffer = _Buffer()
    silent = links = 0
    marks: list[tuple[Any, FurnitureKind]] = []
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        mark = marks[-1][1] if marks else None
        if tag in _BLOCKS or tag == "br":
            yield from buffer.flush(mark)
        if event == "start":
            silent += tag in _SILENT
            links += tag == "a"
            if (found := _mark(tag, element)) is not None:
                marks.append((element, found))
            buffer.add(None if silent else element.text, links > 0)
        else:
            silent -= tag in _SILENT
            links -= tag == "a"
            if marks and marks[-1][0] is element:
                marks.pop()
            buffer.add(None if silent else element.tail, links > 0)
    yield from buffer.flush(None)


def _mark(tag: str, element: Any) -> FurnitureKind | None:
    if tag == "figcaption":
        return "caption"
    name = element.get("class")
    if not name or tag in ("body", "html", "main", "article"):
        return None
    found = _MARKS.search(name)
    return _KINDS[found.lastgroup] if found is not None and found.lastgroup is not None else None
