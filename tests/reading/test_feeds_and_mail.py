"""Feeds, newsletters and old archives: what carries a story becomes a page, everything else says why not."""

from __future__ import annotations

import gzip
import io
import re
from pathlib import Path

import pytest

from dateline.model import Page, Report, Skipped
from dateline.reading import pages, read

from .reading_samples import HTML, PARAGRAPHS
from .source_samples import (
    ARC_HEAD,
    ATOM,
    BODY,
    FILE_ENTITY,
    LAUGHS,
    MAIL,
    MAIL_HEAD,
    RSS,
    STORY,
    arc_record,
    warc_record,
)


def found_in(folder: Path, name: str, content: bytes) -> list[Page | Skipped]:
    (folder / name).write_bytes(content)
    return list(pages(folder / name))


def told(found: list[Page | Skipped]) -> list[str]:
    return ["page" if isinstance(one, Page) else one.reason for one in found]


def report(found: Page | Skipped) -> Report:
    assert isinstance(found, Page), found
    outcome = read(found)
    assert isinstance(outcome, Report), outcome
    return outcome


# ------------------------------------------------------------------ feeds


def test_items_with_a_body_are_pages_and_the_others_say_what_they_lack(tmp_path: Path) -> None:
    found = found_in(tmp_path, "news.rss", RSS.encode())
    summary = "the feed carries only a summary"
    assert told(found) == ["page", summary, summary, "no text in the feed's item"]
    assert [one.address for one in found] == [
        "https://harbour-ledger.example/radar",
        "https://harbour-ledger.example/ferry",
        "https://harbour-ledger.example/snow",
        None,
    ]


@pytest.mark.parametrize("feed", [RSS, ATOM])
def test_a_feeds_facts_reach_the_report(tmp_path: Path, feed: str) -> None:
    found = report(found_in(tmp_path, "feed", feed.encode())[0])
    assert found.title == "Tallinn votes for coastal radar"
    assert (found.outlet, found.address) == ("Harbour Ledger", "https://harbour-ledger.example/radar")
    assert (found.published.value, found.published.doubts) == ("2024-05-14", ())
    assert [part.span.cut(found.text) for part in found.parts if part.kind == "paragraph"] == list(PARAGRAPHS)


def test_a_description_may_be_the_whole_story(tmp_path: Path) -> None:
    text = f"{STORY}\n" * 2
    feed = f"<rss><channel><item><title>Radar</title><description>{text}</description></item></channel></rss>"
    assert told(found_in(tmp_path, "f.xml", feed.encode())) == ["page"]
    short = feed.replace(text, PARAGRAPHS[0])
    assert told(found_in(tmp_path, "s.xml", short.encode())) == ["the feed carries only a summary"]


def test_an_rdf_feed_and_its_html_names_of_characters(tmp_path: Path) -> None:
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><title>Ledger</title></channel>'
        f"<item><title>Caf&eacute;s&nbsp;wait</title><c:encoded><![CDATA[{BODY}]]></c:encoded></item></rdf:RDF>"
    )
    assert report(found_in(tmp_path, "f.xml", feed.encode())[0]).title == "Cafés wait"


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Mon, 04 Mar 19 07:15:00 +0100", "2019-03-04"),
        ("04 Mar 19 07:15 GMT", "2019-03-04"),
        ("Thu, 31 Dec 98 07:15:00 EST", "1998-12-31"),
        ("Mo, 04 Mar 2019 07:15:00 MEZ", "2019-03-04"),
        ("Mon Mar 04 2019 07:15:00 GMT+0100 (CET)", "2019-03-04"),
        ("Mon Mar  4 07:15:00 CET 2019", "2019-03-04"),
        ("04-Mar-19", "2019-03-04"),
        ("20190304T071500Z", "2019-03-04"),
        ("1551683700", "2019-03-04"),
        ("lundi 4 mars 2019 07:15", "2019-03-04"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("soon", None),
    ],
)
def test_a_feeds_dates_in_the_forms_that_feeds_have(tmp_path: Path, printed: str, day: str | None) -> None:
    feed = RSS.replace(re.findall(r"<pubDate>(.*?)</pubDate>", RSS)[0], printed, 1)
    assert report(found_in(tmp_path, "news.rss", feed.encode())[0]).published.value == day


def test_a_feeds_title_that_is_escaped_twice(tmp_path: Path) -> None:
    title = re.findall(r"<item>\s*<title>(.*?)</title>", RSS, re.DOTALL)[0]
    feed = RSS.replace(
        title, "Radar &amp;amp; &amp;#8220;eyes&amp;#8221; for the &amp;lt;i&amp;gt;coast&amp;lt;/i&amp;gt;", 1
    )
    assert report(found_in(tmp_path, "news.rss", feed.encode())[0]).title == "Radar & “eyes” for the coast"


@pytest.mark.parametrize("feed", [LAUGHS, FILE_ENTITY])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_are_expanded(tmp_path: Path, feed: str, encoding: str) -> None:
    assert told(found_in(tmp_path, "f.xml", feed.encode(encoding))) == ["feed declares entities"]


def test_a_feed_that_breaks_off_keeps_what_is_whole(tmp_path: Path) -> None:
    second = RSS.index("<item><title>Snow")
    cut = RSS[: second + 400]
    assert told(found_in(tmp_path, "f.rss", cut.encode())) == [
        "page",
        "the feed carries only a summary",
        "feed breaks off",
    ]


@pytest.mark.parametrize("content", [b"<rss><channel></channel></rss>", b"<rss>" + b"<a>" * 5000, b"<feed \xff\xfe"])
def test_a_feed_without_items_says_so(tmp_path: Path, content: bytes) -> None:
    assert told(found_in(tmp_path, "f.rss", content)) == ["no item in the feed"]


def test_a_feed_in_an_archive(tmp_path: Path) -> None:
    record = warc_record(ATOM.encode()).replace(b"text/html; charset=utf-8", b"application/atom+xml    ")
    record = record.replace(b"WARC-Block-Digest", b"Not-A-True-Digest")
    assert told(found_in(tmp_path, "a.warc", record)) == ["page"]


# ------------------------------------------------------------------ mail


def test_a_newsletter_is_read_with_its_headers(tmp_path: Path) -> None:
    (page,) = found_in(tmp_path, "letter.eml", MAIL.encode())
    found = report(page)
    assert found.title == "Tallinn votes for radar, cafés wait"
    assert found.outlet == "Harbour Ledger – Morning"
    assert (found.published.value, found.fetched) == ("2024-05-14", "2024-05-14T10:05:00+03:00")
    assert "The cafés on the square" in found.text


def test_a_mail_dated_after_it_was_received_is_doubted(tmp_path: Path) -> None:
    late = MAIL.replace("Date: Tue, 14 May 2024", "Date: Fri, 14 Jun 2024")
    found = report(found_in(tmp_path, "letter.eml", late.encode())[0])
    assert found.published.value != "2024-06-14"
    assert any("fetched" in doubt.reason for doubt in found.published.doubts)


def test_lines_of_a_plain_mail_are_joined_into_paragraphs(tmp_path: Path) -> None:
    wrapped = "\r\n\r\n".join(_wrapped(paragraph) for paragraph in PARAGRAPHS)
    mail = f"{MAIL_HEAD}Content-Type: text/plain; charset=utf-8\r\n\r\n{wrapped}\r\n"
    found = report(found_in(tmp_path, "plain", mail.encode())[0])
    assert [part.span.cut(found.text) for part in found.parts if part.kind == "paragraph"] == list(PARAGRAPHS)


def _wrapped(text: str, width: int = 66) -> str:
    lines, words = [""], text.split()
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return "\r\n".join(lines)


@pytest.mark.parametrize(
    "body",
    [
        "Content-Type: image/png\r\n\r\nxx",
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b--\r\n",
        "Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nhello\r\n",
    ],
)
def test_a_mail_without_text_says_so(tmp_path: Path, body: str) -> None:
    assert told(found_in(tmp_path, "m.eml", (MAIL_HEAD + body).encode())) == ["no text in the mail"]


def test_a_mail_nested_without_end_ends() -> None:
    nested = MAIL_HEAD + "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(5000))
    from dateline.reading.containers.mail import mail_page

    assert isinstance(mail_page(nested.encode(), "m"), Skipped)


# ------------------------------------------------------------------ archives


def test_wet_records_are_plain_text(tmp_path: Path) -> None:
    (page,) = found_in(tmp_path, "a.wet.gz", gzip.compress(warc_record(STORY.encode(), kind="conversion")))
    assert report(page).fetched == "2024-05-15T08:00:00Z"
    assert isinstance(page, Page)
    assert page.media == "text/plain"


@pytest.mark.parametrize("packed", [False, True])
def test_arc_records_are_pages(tmp_path: Path, packed: bool) -> None:
    archive = ARC_HEAD + arc_record(HTML.encode()) + arc_record(b"<p>x", 90_000)
    found = found_in(tmp_path, "a.arc", gzip.compress(archive) if packed else archive)
    assert told(found) == ["page", "record breaks off"]
    assert (found[0].address, report(found[0]).fetched) == (
        "https://harbour-ledger.example/radar",
        "2024-05-15T08:00:00Z",
    )


def test_an_archive_is_read_on_after_a_broken_member(tmp_path: Path) -> None:
    whole = gzip.compress(warc_record(HTML.encode()))
    broken = bytearray(whole)
    broken[60:90] = b"\xff" * 30
    assert told(found_in(tmp_path, "a.warc.gz", whole + bytes(broken) + whole)) == [
        "page",
        "archive breaks off",
        "page",
    ]


def test_an_archive_is_read_on_after_a_record_that_states_a_wrong_length(tmp_path: Path) -> None:
    whole = warc_record(HTML.encode())
    wrong = whole.replace(b"Content-Length: ", b"Content-Length: 9")
    assert told(found_in(tmp_path, "a.warc", whole + wrong + whole)) == ["page"] * 3


def test_a_record_cut_by_its_crawler_is_no_page(tmp_path: Path) -> None:
    record = warc_record(HTML.encode()).replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date")
    assert told(found_in(tmp_path, "a.warc", record)) == ["cut short by its crawler"]


# ------------------------------------------------------------------ told by content


KINDS = [
    (HTML.encode(), 1),
    (STORY.encode(), 1),
    (b'{"text": "a"}\n{"text": "b"}\n', 2),
    (RSS.encode(), 4),
    (b"\xef\xbb\xbf" + ATOM.encode(), 1),
    (MAIL.encode(), 1),
    (warc_record(HTML.encode()), 1),
    (warc_record(STORY.encode(), kind="conversion"), 1),
    (ARC_HEAD + arc_record(HTML.encode()), 1),
]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(("content", "count"), KINDS)
def test_a_kind_is_known_without_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, count: int, packed: bool
) -> None:
    sent = gzip.compress(content) if packed else content

    class Input:
        buffer = io.BytesIO(sent)

    monkeypatch.setattr("sys.stdin", Input())
    piped = list(pages("-"))
    named = found_in(tmp_path, "nameless", sent)
    assert len(piped) == len(named) == count
    assert [getattr(one, "content", b"") for one in piped] == [getattr(one, "content", b"") for one in named]
    assert isinstance(piped[0], Page)


def test_a_folder_of_all_kinds(tmp_path: Path) -> None:
    for number, (content, _) in enumerate(KINDS):
        (
            tmp_path / f"{number}.{'txt' if content == STORY.encode() else 'jsonl' if number == 2 else 'bin'}"
        ).write_bytes(content)
    (tmp_path / "notes.md").write_text(STORY)
    (tmp_path / "style.js").write_text("x = '<div><p><span>'")
    (tmp_path / ".hidden.html").write_text(HTML)
    assert len(list(pages(tmp_path))) == sum(count for _, count in KINDS)


def test_a_text_that_only_looks_like_mail_stays_text(tmp_path: Path) -> None:
    (page,) = found_in(tmp_path, "t.txt", f"From: the harbour\nTo: the hills\n{STORY}".encode())
    assert isinstance(page, Page)
    assert page.media == "text/plain"
