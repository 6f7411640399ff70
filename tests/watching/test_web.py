"""Feeds and pages asked for politely: a server of our own, and a clock that only waiting moves."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.model import Page, Skipped
from dateline.watching.fetching import Fetcher, Limits
from dateline.watching.robots import Robots
from dateline.watching.state import State
from dateline.watching.web import Pace, Web

from .server import Asked, Reply, Site


@dataclass
class Clock:
    """Seconds; waiting moves them."""

    at: float = 1_000_000.0
    waits: list[float] = field(default_factory=list)

    def now(self) -> float:
        """What it shows."""
        return self.at

    def sleep(self, seconds: float) -> None:
        """Waits."""
        self.waits.append(round(seconds, 3))
        self.at += seconds


@dataclass
class Watching:
    """A watch over the site's /feed, its state and what it said."""

    site: Site
    path: Path
    clock: Clock = field(default_factory=Clock)
    said: list[str] = field(default_factory=list)

    def begin(self, pace: Pace = Pace(poll=900, host=2)) -> Web:  # noqa: B008 - a frozen value
        """A new watch over what is remembered."""
        self.state = State(self.path)
        fetcher = Fetcher(self.site.rules, Limits(seconds=2))
        self.state.follow(self.site.at("/feed"), "")
        robots = Robots(fetcher, self.clock.now)
        return Web(self.state, fetcher, robots, pace, self.said.append, self.clock.now, self.clock.sleep)


@pytest.fixture
def watching(site: Site, tmp_path: Path) -> Iterator[Watching]:
    """A watch that is about to begin."""
    made = Watching(site, tmp_path / "r.db.watch")
    yield made
    made.state.close()


def feed(*links: str) -> Reply:
    """A feed that links to pages."""
    found = "".join(f"<item><link>{link}</link><description>Short.</description></item>" for link in links)
    return Reply(f"<rss><channel><title>Harbour Post</title>{found}</channel></rss>".encode(), headers={"ETag": '"1"'})


def told(pages: Iterator[Page | Skipped]) -> list[str]:
    """What came, in words."""
    return [
        f"{one.address} {one.content.decode()}" if isinstance(one, Page) else f"{one.address}: {one.reason}"
        for one in pages
    ]


def test_pages_of_a_feed_come_once(site: Site, watching: Watching) -> None:
    site.replies |= {"/feed": feed(site.at("/1"), site.at("/2")), "/1": Reply(b"one"), "/2": Reply(b"two")}
    web = watching.begin()
    assert web.due()
    assert told(web.pages()) == [f"{site.at('/1')} one", f"{site.at('/2')} two"]
    assert site.paths() == ["/robots.txt", "/feed", "/1", "/2"]
    assert watching.clock.waits == [2.0, 2.0, 2.0], "two seconds between two requests to a host"
    assert not web.due()
    watching.clock.at += 900
    assert web.due() and told(web.pages()) == []
    assert site.asked[-1].headers["if-none-match"] == '"1"'


def test_what_was_kept_is_gone_on_with(site: Site, watching: Watching) -> None:
    site.replies |= {"/feed": feed(site.at("/1")), "/1": Reply(b"one")}
    told(watching.begin().pages())
    watching.state.keep()
    watching.state.close()
    assert not watching.begin().due()


def test_what_was_not_kept_comes_again(site: Site, watching: Watching) -> None:
    site.replies |= {"/feed": feed(site.at("/1")), "/1": Reply(b"one")}
    told(watching.begin().pages())
    watching.state.close()
    assert told(watching.begin().pages()) == [f"{site.at('/1')} one"]


def test_robots(site: Site, watching: Watching) -> None:
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: dateline\nCrawl-delay: 7\nDisallow: /private*.html$\n"
    site.replies |= {
        "/robots.txt": Reply(rules),
        "/feed": feed(site.at("/1"), site.at("/private-2.html")),
        "/1": Reply(status=302, headers={"Location": "/private-3.html"}),
    }
    assert told(watching.begin().pages()) == [
        f"{site.at('/1')}: the address is not asked",
        f"{site.at('/private-2.html')}: the address is not asked",
    ]
    assert site.paths() == ["/robots.txt", "/feed", "/1"]
    assert 7.0 in watching.clock.waits


def test_a_site_whose_rules_cannot_be_had_is_left_alone(site: Site, watching: Watching) -> None:
    site.replies |= {"/robots.txt": Reply(status=503), "/feed": feed(site.at("/1"))}
    assert told(watching.begin().pages()) == []
    assert site.paths() == ["/robots.txt"]
    assert "robots.txt of the site cannot be read now" in watching.said[0]


def test_a_host_that_asks_to_wait(site: Site, watching: Watching) -> None:
    answers = iter((Reply(status=429, headers={"Retry-After": "600"}), Reply(b"one")))

    def first_busy(_: Asked) -> Reply:
        return next(answers)

    site.replies |= {"/feed": feed(site.at("/1"), site.at("/2")), "/1": first_busy, "/2": Reply(b"two")}
    web = watching.begin()
    assert told(web.pages()) == []
    assert site.paths()[-1] == "/1", "the host is not asked for the other page either"
    watching.clock.at += 601
    assert told(web.pages()) == [f"{site.at('/1')} one", f"{site.at('/2')} two"]


def test_a_feed_that_asks_to_wait(site: Site, watching: Watching) -> None:
    site.replies["/feed"] = Reply(status=503, headers={"Retry-After": "7200"})
    assert told(watching.begin().pages()) == []
    assert watching.state.free("127.0.0.1") == watching.clock.at + 7_200
    assert watching.said == [f"{site.at('/feed')}: the server answers 503; next try in 120 min."]


def test_a_page_that_never_comes(site: Site, watching: Watching) -> None:
    site.replies |= {"/feed": feed(site.at("/1")), "/1": Reply(status=500)}
    web = watching.begin(Pace(poll=10_000_000, host=0))
    found: list[str] = []
    for _ in range(8):
        found += told(web.pages())
        watching.clock.at += 90_000
    assert found == [f"{site.at('/1')}: the page is not to be had"]
    assert site.paths().count("/1") == 6


@pytest.mark.parametrize("status", [404, 410, 403])
def test_a_page_that_is_not_there(site: Site, watching: Watching, status: int) -> None:
    site.replies |= {"/feed": feed(site.at("/1")), "/1": Reply(status=status)}
    assert told(watching.begin().pages()) == [f"{site.at('/1')}: the page is not to be had"]


def test_a_feed_that_links_inside(site: Site, watching: Watching) -> None:
    links = ("http://10.0.0.1/", "file:///etc/passwd", "http://169.254.169.254/", "http://user:word@news.example/")
    site.replies["/feed"] = feed(*links)
    assert told(watching.begin().pages()) == [f"{link}: the address is not asked" for link in links]


def test_a_list_of_feeds(site: Site, watching: Watching) -> None:
    listed = f'<opml><body><outline xmlUrl="{site.at("/other")}"/></body></opml>'
    site.replies |= {"/feed": Reply(listed.encode()), "/other": feed(site.at("/1")), "/1": Reply(b"one")}
    web = watching.begin()
    assert told(web.pages()) == []
    assert told(web.pages()) == [f"{site.at('/1')} one"]
    watching.state.forget_sources()
    assert watching.state.due_feeds(watching.clock.at + 10_000) == [], "the list is not watched, and so are its feeds"


def test_a_list_that_breaks_off_is_followed_as_far_as_it_goes_and_told(site: Site, watching: Watching) -> None:
    listed = f'<opml><body><outline xmlUrl="{site.at("/other")}"/><outline'
    site.replies |= {"/feed": Reply(listed.encode()), "/other": feed(site.at("/1")), "/1": Reply(b"one")}
    web = watching.begin()
    assert told(web.pages()) == []
    (said,) = watching.said
    assert said.startswith(f"{site.at('/feed')}: the list of feeds is not read whole (line 1: Couldn't find end of")
    assert said.endswith("; it gives 1 feed.")
    assert told(web.pages()) == [f"{site.at('/1')} one"]


@pytest.mark.parametrize("broken", [b"", b"no feed", b"<rss", b"\x00\xff" * 99])
def test_a_feed_that_is_none(site: Site, watching: Watching, broken: bytes) -> None:
    site.replies["/feed"] = Reply(broken)
    (found,) = watching.begin().pages()
    assert isinstance(found, Skipped)


def test_two_watches_on_one_state(watching: Watching) -> None:
    watching.begin()
    with pytest.raises(UsageError, match="other watch"):
        State(watching.path)


def test_a_state_that_is_none(watching: Watching, tmp_path: Path) -> None:
    watching.begin()
    (tmp_path / "other").write_bytes(b"no database" * 500)
    with pytest.raises(UsageError, match="cannot be used"):
        State(tmp_path / "other")


def test_the_state_is_a_plain_database(site: Site, watching: Watching) -> None:
    site.replies |= {"/feed": feed(site.at("/1")), "/1": Reply(b"one")}
    told(watching.begin().pages())
    watching.state.keep()
    watching.state.close()
    with sqlite3.connect(watching.path) as file:
        assert file.execute("SELECT key, next FROM entries").fetchall() == [(site.at("/1"), None)]
