"""Lists of feeds, and the items of feeds."""

from __future__ import annotations

import pytest

from dateline.model import Page, Skipped
from dateline.watching.feeds import FeedList, items, listed_feeds

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
        (
            b"<!-- <rss> --> <OPML><body><outline xmlUrl='https://hill.example/f'/></body></OPML>",
            ("https://hill.example/f",),
        ),
    ],
)
def test_a_list(content: bytes, expected: tuple[str, ...]) -> None:
    assert listed_feeds(content) == FeedList(expected)


@pytest.mark.parametrize(
    "content", [b"<rss><channel/></rss>", b"<html>about <opml></html>", b"words about <b>opml</b>", b""]
)
def test_no_list(content: bytes) -> None:
    assert listed_feeds(content) is None


@pytest.mark.parametrize(
    ("content", "feeds", "wrong"),
    [
        (OPML[: OPML.index(b'<outline text="nothing')] + b"<outli", 2, "line 5: Couldn't find end of Start Tag outli"),
        (OPML.replace(b"North", b"North & South"), 2, "line 3: xmlParseEntityRef: no name"),
        (
            b'<?xml version="1.0" encoding="none-such"?><opml><body/></opml>',
            0,
            "line 1: Unsupported encoding: none-such",
        ),
        (b"<opml", 0, "line 1: Couldn't find end of Start Tag opml"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><opml><body/></opml>', 0, "it declares entities"),
    ],
)
def test_what_of_a_list_cannot_be_read_is_told(content: bytes, feeds: int, wrong: str) -> None:
    found = listed_feeds(content)
    assert found is not None and len(found.feeds) == feeds
    assert found.wrong.startswith(wrong)


def test_a_list_that_is_too_long_is_cut_and_says_so() -> None:
    many = "".join(f'<outline xmlUrl="https://harbour.example/{n}"/>' for n in range(2_345))
    found = listed_feeds(f"<opml><body>{many}</body></opml>".encode())
    assert found is not None and len(found.feeds) == 2_000
    assert found.wrong == "it names 2,345 feeds, and 2,000 at most are taken"


def test_items() -> None:
    words = "The council of Vard met its neighbours on Monday. " * 20
    feed = f"""<rss version="2.0"><channel><title>Harbour Post</title>
    <item><title>One</title><link>https://harbour.example/1</link><description>Short.</description></item>
    <item><title>Two</title><guid isPermaLink="false">two</guid><description>{words}</description></item>
    </channel></rss>"""
    (first, one), (second, two) = items(feed.encode(), "https://harbour.example/feed")
    assert first == "https://harbour.example/1" and isinstance(one, Skipped) and one.address == first
    assert second == "two" and isinstance(two, Page)
