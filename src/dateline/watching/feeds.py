"""What a watched address holds: the items of a feed, or the feeds that a list (OPML) names."""

from __future__ import annotations

from collections.abc import Iterator

import lxml.etree

from dateline.model import Page, Skipped
from dateline.reading.containers.feeds import feed_pages

_MOST = 2_000
_START = 4_096


def listed_feeds(content: bytes) -> tuple[str, ...] | None:
    """The addresses of the feeds in an OPML file; None where the content is another."""
    if b"<opml" not in content[:_START].lower() or b"<!entity" in content[:_START].lower():
        return None
    parser = lxml.etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, recover=True)
    try:
        root = lxml.etree.fromstring(content, parser)
    except (lxml.etree.LxmlError, ValueError):
        return None
    if root is None or str(root.tag).lower() != "opml":
        return None
    found = (value.strip() for e in root.iter("outline") for name, value in e.items() if name.lower() == "xmlurl")
    return tuple(dict.fromkeys(filter(None, found)))[:_MOST]


def items(content: bytes, origin: str) -> Iterator[tuple[str, Page | Skipped]]:
    """The items of a feed, each with the key by which it is known again: what carries its whole text as a Page, what
    has only a link and a summary as a Skipped with that address."""
    for found in feed_pages(content, origin):
        yield found.address or found.given_id or found.id, found
