"""What changed, as an Atom feed and by the webhook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import lxml.etree
import pytest

from dateline.recording import Record
from dateline.serving.atom import atom
from dateline.serving.news import News, latest_news
from dateline.watching.fetching import Fetcher, Limits
from dateline.watching.state import State
from dateline.watching.webhook import SIGNATURE, TIME, Webhook, sign

from ..exporting.made_record import make
from .server import Reply, Site

ATOM = {"a": "http://www.w3.org/2005/Atom"}
CHANGE = News(
    "n1", "status", "alleged, then denied: <A> & B", "words \x00 of\nboth", "2023-09-15T10:00:00+02:00", "/story/y1"
)
REPORT = News("p1", "report", "A headline", "Harbour Post, 2 events, 1 statements", None, "/report/p1")


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    """An empty state."""
    made = State(tmp_path / "state")
    yield made
    made.close()


def test_an_atom_feed() -> None:
    root = lxml.etree.fromstring(atom((CHANGE, REPORT), "r.db", "https://records.example.org/"))

    def words(path: str) -> list[str]:
        return [str(found) for found in root.xpath(path, namespaces=ATOM)]

    assert words("a:updated/text()") == ["2023-09-15T00:00:00Z"]
    assert words("a:entry/a:id/text()") == ["urn:dateline:n1", "urn:dateline:p1"]
    assert words("a:entry/a:title/text()")[0] == "alleged, then denied: <A> & B"
    assert words("a:entry/a:updated/text()") == ["2023-09-15T00:00:00Z", "1970-01-01T00:00:00Z"]
    assert words("a:entry/a:category/@term") == ["status", "report"]
    assert words("a:entry/a:link/@href")[0] == "https://records.example.org/story/y1"


def test_a_feed_without_a_place_links_nowhere() -> None:
    assert b"<link" not in atom((CHANGE,), "r.db") and b"<entry" not in atom((), "r.db")


def test_the_reports_of_a_record(tmp_path: Path) -> None:
    with Record.open(make(tmp_path / "made.db")) as record, record.snapshot() as moment:
        news = latest_news(moment.reader)
        assert latest_news(moment.reader) == news
    assert sorted(one.id for one in news if one.kind == "report") == sorted(
        report for story in Record(tmp_path / "made.db").stories() for report in story.reports
    )


def test_a_webhook_hears_each_thing_once(site: Site, state: State) -> None:
    site.replies["/hook"] = Reply(status=204)
    hook = Webhook(site.at("/hook"), "a secret", Fetcher(site.rules))
    assert hook.tell((CHANGE,), "r.db", state, 1_000.5) == ""
    assert hook.tell((CHANGE, REPORT), "r.db", state, 2_000) == ""
    assert hook.tell((CHANGE, REPORT), "r.db", state, 3_000) == ""
    first, second = site.asked
    sent = json.loads(first.body)
    assert (sent["record"], [one["id"] for one in sent["news"]]) == ("r.db", ["n1"])
    assert [one["id"] for one in json.loads(second.body)["news"]] == ["p1"]
    assert first.method == "POST" and first.headers["content-type"] == "application/json"
    moment = first.headers[TIME.lower()]
    assert moment == "1000" and first.headers[SIGNATURE.lower()] == sign("a secret", moment, first.body)


def test_a_signature() -> None:
    """By `printf '1.{}' | openssl dgst -sha256 -hmac key`."""
    assert sign("key", "1", b"{}") == "sha256=1ba6b8171186efc613e8bcc0cbdab2748f24984d7c5a84faa2637afa0e40d224"


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(status=500), "answers 500"),
        (Reply(status=302, headers={"Location": "/other"}), "answers 302"),
        (Reply(status=404), "answers 404"),
    ],
)
def test_what_a_webhook_did_not_take_is_sent_again(site: Site, state: State, reply: Reply, why: str) -> None:
    site.replies |= {"/hook": reply, "/other": Reply()}
    hook = Webhook(site.at("/hook"), "", Fetcher(site.rules))
    assert why in hook.tell((CHANGE,), "r.db", state, 1)
    site.replies["/hook"] = Reply()
    assert hook.tell((CHANGE,), "r.db", state, 2) == ""
    assert site.paths() == ["/hook", "/hook"] and SIGNATURE.lower() not in site.asked[0].headers


def test_a_webhook_inside(site: Site, state: State) -> None:
    inside = Webhook("http://127.0.0.1/hook", "", Fetcher(type(site.rules)(), Limits(seconds=1)))
    assert "not public" in inside.tell((CHANGE,), "r.db", state, 1)
