"""The story of a page whose markup does not show where it is: trafilatura finds it; ours are the bounds around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import lxml.etree
import lxml.html

from dateline.reading.body.markup import Block

_APART = frozenset("p cell row item lb head list quote graphic".split())


def extract_paragraphs(markup: str, blocks: Sequence[Block]) -> list[str]:
    """The paragraphs of the story; none if extraction finds nothing or gives up and returns the whole page."""
    body = _extract(_tree(markup))
    return body if body and not _is_dump(body, blocks) else []


def _tree(markup: str) -> Any:
    """The tree that extraction asks for and changes; ours has plainer elements, which are walked faster."""
    parser = lxml.html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    return lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)


def _extract(tree: Any) -> list[str]:
    from trafilatura import bare_extraction  # a fifth of a second, and few pages need it

    document: Any = bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    if document is None or document.body is None:
        return []
    return [text for text in (_plain_words(element) for element in _paragraphs(document.body)) if text]


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


def _plain_words(element: Any) -> str:
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


def _is_dump(body: list[str], blocks: Sequence[Block]) -> bool:
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
