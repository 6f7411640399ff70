"""What a watched address holds: the items of a feed, or the feeds that a list (OPML) names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.etree

from dateline.model import Page, Skipped
from dateline.reading.containers.feeds import feed_pages

_MOST = 2_000
_START = 4_096
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ROOT = re.compile(rb"<([a-z][\w:.-]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedList:
    """The addresses of the feeds in an OPML file. `wrong` says in words what of the file could not be read, and why; ""
    where all of it was.
    """

    feeds: tuple[str, ...]
    wrong: str = ""


def listed_feeds(content: bytes) -> FeedList | None:
    """The feeds that an OPML file names, as far as it can be read; None where the content is no such file."""
    root = _ROOT.search(_COMMENT.sub(b"", content[:_START]))
    if root is None or root[1].lower() != b"opml":
        return None
    if b"<!entity" in content[:_START].lower():
        return FeedList((), "it declares entities, and such files are not read")
    tree, wrong = _parse(content)
    named = tree.iter("outline") if tree is not None else ()
    found = (value.strip() for e in named for name, value in e.items() if name.lower() == "xmlurl")
    feeds = tuple(dict.fromkeys(filter(None, found)))
    if len(feeds) > _MOST:
        return FeedList(feeds[:_MOST], f"it names {len(feeds):,} feeds, and {_MOST:,} at most are taken")
    return FeedList(feeds, wrong)


def _parse(content: bytes) -> tuple[Any, str]:
    """What can be parsed, or None, and the parser's complaint ("" where it has none)."""
    parser = lxml.etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, recover=True)
    try:
        root = lxml.etree.fromstring(content, parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        return None, str(error)[:200]
    faults = [entry for entry in parser.error_log if entry.level_name in ("FATAL", "ERROR")]
    return root, f"line {faults[0].line}: {faults[0].message}"[:200] if faults else ""


def items(content: bytes, origin: str) -> Iterator[tuple[str, Page | Skipped]]:
    """The items of a feed, each with the key by which it is known again: what carries its whole text as a Page, what
    has only a link and a summary as a Skipped with that address."""
    for found in feed_pages(content, origin):
        yield found.address or found.given_id or found.id, found
