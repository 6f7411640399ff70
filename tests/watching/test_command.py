"""`dateline watch` against a server of our own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from dateline.recording import Record

from .server import Reply, Site

STORY = "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>"
TEXT = (
    "<p>Norway condemned the attack on the harbour of Vard on Monday. The ministry said on Tuesday that talks with "
    "Sweden would go on next week, and that both governments would sign an agreement.</p>"
    "<p>Sailors had seen the ship leave at night. Its owner, a company of the town, did not answer questions of the "
    "press, and the police of the district were still looking for two men who had worked on board since the spring. "
    "Fishing goes on, the mayor said, but the northern quay stays closed until the end of the month.</p>"
)


def watch(site: Site, *words: object, secret: str = "") -> subprocess.CompletedProcess[str]:
    """Runs the command once over what the site has."""
    command = [sys.executable, "-m", "dateline", "watch", *map(str, words), "--once", "--workers", "0", "--pace", "0"]
    allowed = ["--allow", "127.0.0.0/8", "--allow-port", str(site.port)]
    environment = os.environ | {"DATELINE_WEBHOOK_SECRET": secret}
    return subprocess.run(command + allowed, capture_output=True, text=True, env=environment, timeout=120)


def test_feeds_and_folders_come_in_and_are_told_of(site: Site, tmp_path: Path) -> None:
    page = STORY.format(title="Norway condemns attack", text=TEXT)
    link = site.at("/1")
    entry = f"<item><link>{link}</link><description>Short.</description></item>"
    feed = f"<rss><channel><title>Harbour Post</title>{entry}</channel></rss>"
    site.replies |= {
        "/feed": Reply(feed.encode(), headers={"ETag": '"1"'}),
        "/1": Reply(page.encode(), headers={"Content-Type": "text/html; charset=utf-8"}),
        "/hook": Reply(status=204),
    }
    folder, record, atom = tmp_path / "in", tmp_path / "r.db", tmp_path / "changes.atom"
    folder.mkdir()
    (folder / "a.html").write_text(STORY.format(title="Sweden meets Norway", text=TEXT))
    words = (site.at("/feed"), folder, "-r", record, "--feed", atom, "--webhook", site.at("/hook"), "--json")
    done = watch(site, *words, secret="a secret")
    assert (done.returncode, done.stderr) == (0, "")
    summary = json.loads(done.stdout)
    assert (summary["kept"], summary["skipped"]) == (2, 0)
    with Record.open(record) as opened:
        (story,) = opened.stories()
        assert {opened.report(one).address for one in story.reports} == {link, None} and not opened.stale
    assert atom.read_text().count("<entry>") == 2
    (sent,) = [json.loads(one.body) for one in site.asked if one.path == "/hook"]
    assert sorted(one["title"] for one in sent["news"]) == ["Norway condemns attack", "Sweden meets Norway"]
    again = watch(site, *words)
    assert again.returncode == 0 and "not signed" in again.stderr
    assert json.loads(again.stdout)["kept"] == 0, "the folder is looked at again; the feed waits for its time"
    assert site.paths().count("/feed") == site.paths().count("/hook") == 1


def test_an_address_that_is_not_asked(site: Site, tmp_path: Path) -> None:
    done = watch(site, "http://10.0.0.1/feed", "-r", tmp_path / "r.db")
    assert done.returncode == 2 and "10.0.0.1 is not public (private use, RFC 1918). Leave it out" in done.stderr


def test_a_list_of_feeds_that_gives_none_says_why(site: Site, tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text('<?xml version="1.0"?><opml version="2.0"><body><outline')
    done = watch(site, opml, "-r", tmp_path / "r.db")
    assert done.returncode == 2 and site.asked == []
    assert f"{opml} is a list of feeds (OPML) that gives none: line 1: Couldn't find end of" in done.stderr
    assert "Mend the file, or name the addresses of its feeds." in done.stderr


def test_a_list_of_feeds_that_breaks_off_is_watched_as_far_as_it_goes(site: Site, tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text(f'<opml><body><outline xmlUrl="{site.at("/feed")}"/><outline')
    site.replies["/feed"] = Reply(b"<rss><channel><title>Harbour Post</title></channel></rss>")
    done = watch(site, opml, "-r", tmp_path / "r.db", "--quiet")
    assert done.returncode == 0 and "/feed" in site.paths()
    assert f"{opml}: the list of feeds is not read whole (line 1: Couldn't find end of" in done.stderr
    assert "it gives 1 feed." in done.stderr
