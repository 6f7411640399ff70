"""Lists of feeds, and the items of feeds."""

from __future__ import annotations

import pytest

from dateline.model import Page, Skipped
from dateline.watching.feeds import items, listed_feeds

OPML = b"""<?xml version="1.0"?>
<opml version="2.0"><head><title>Ours</title></head><body>
<outline text="North"><outline type="rss" xmlUrl="https://harbour.example/feed"/></outline>
<outline type="rss" xmlurl=" https://valley.example/atom "/>
<outline type="rss" xmlUrl="https://harbour.example/feed"/><outline text="nothing"/>
</body></opml>"""


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (OPML, ("https://harbour.example/feed", "https://valley.example/atom")),
        (b"<opml><body/></opml>", ()),
        (b"<rss><channel/></rss>", None),
        (b"<html>about <opml></html>", None),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><opml><body/></opml>', None),
        (b"", None),
    ],
)
def test_a_list(content: bytes, expected: tuple[str, ...] | None) -> None:
    assert listed_feeds(content) == expected


def test_items() -> None:
    words = "The council of Vard met its neighbours on Monday. " * 20
    feed = f"""<rss version="2.0"><channel><title>Harbour Post</title>
    <item><title>One</title><link>https://harbour.example/1</link><description>Short.</description></item>
    <item><title>Two</title><guid isPermaLink="false">two</guid><description>{words}</description></item>
    </channel></rss>"""
    (first, one), (second, two) = items(feed.encode(), "https://harbour.example/feed")
    assert first == "https://harbour.example/1" and isinstance(one, Skipped) and one.address == first
    assert second == "two" and isinstance(two, Page)
