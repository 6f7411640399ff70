"""Files, folders, JSON lines, archives, standard input: whole pages come out, broken ones say why."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from base64 import b32encode
from pathlib import Path

import pytest

from dateline.model import Page, Report, Skipped
from dateline.reading import pages, read

from .reading_samples import HTML, PARAGRAPHS

STORY = "\n".join(PARAGRAPHS)


def reasons(found: list[Page | Skipped]) -> list[str]:
    return [item.reason for item in found if isinstance(item, Skipped)]


def test_a_folder_is_read_recursively_and_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text(STORY)
    (tmp_path / "a.html").write_text(HTML)
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(HTML.encode()))
    (tmp_path / "notes.md").write_text(STORY)
    found = [item for item in pages(tmp_path) if isinstance(item, Page)]
    assert [Path(page.origin).name for page in found] == ["a.html", "two.txt", "c.html.gz"]
    assert [page.media for page in found] == ["text/html", "text/plain", "text/html"]


def test_json_lines_with_good_and_bad_lines(tmp_path: Path) -> None:
    rows = [
        json.dumps(
            {
                "id": 7,
                "text": STORY,
                "outlet": "Harbour Ledger",
                "url": "https://x.example/1",
                "published": "2024-05-14",
            }
        ),
        "{broken",
        "[1]",
        json.dumps({"id": "9"}),
        "",
        json.dumps({"id": "h", "html": HTML}),
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows))
    found = list(pages(tmp_path / "rows.jsonl"))
    assert reasons(found) == ["line is no JSON", "line is no JSON object", "no text and no html in the line"]
    first, last = found[0], found[-1]
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert (first.given_id, first.given_outlet, first.given_published) == ("7", "Harbour Ledger", "2024-05-14")
    assert last.media == "text/html"


@pytest.mark.parametrize("name", ["pages.json", "pages"])
def test_a_list_of_pages_and_one_page_over_several_lines(tmp_path: Path, name: str) -> None:
    rows = [{"id": "1", "text": STORY}, {"id": "2", "html": HTML}, "no page"]
    for content, count in ((json.dumps(rows), 2), (json.dumps(rows, indent=2), 2), (json.dumps(rows[0], indent=2), 1)):
        (tmp_path / name).write_text(content)
        found = list(pages(tmp_path / name))
        assert [item.given_id for item in found if isinstance(item, Page)] == ["1", "2"][:count]
        assert reasons(found) == ["line is no JSON object"][: count - 1]
    (tmp_path / name).write_text('[{"text": ')
    assert reasons(list(pages(tmp_path / name))) == ["file is no JSON"]


def test_a_file_beside_the_line(tmp_path: Path) -> None:
    (tmp_path / "p.html.gz").write_bytes(gzip.compress(HTML.encode()))
    (tmp_path / "rows.jsonl").write_text(
        '{"id": "a", "html_path": "p.html.gz"}\n{"id": "b", "html_path": "none.html"}\n'
    )
    found = list(pages(tmp_path / "rows.jsonl"))
    assert isinstance(found[0], Page)
    assert found[0].content == HTML.encode()
    assert reasons(found) == ["file beside the line cannot be read"]


def test_a_missing_file_is_an_error_of_the_caller() -> None:
    with pytest.raises(FileNotFoundError):
        list(pages("no/such/file.txt"))


def test_a_page_over_the_limit_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "bomb.html.gz").write_bytes(gzip.compress(b"a" * 5_000_000))
    assert reasons(list(pages(tmp_path, limit=1_000_000))) == ["page too large"]


def test_a_broken_gzip_says_so(tmp_path: Path) -> None:
    (tmp_path / "cut.html.gz").write_bytes(gzip.compress(HTML.encode())[:200])
    assert reasons(list(pages(tmp_path))) == ["broken gzip"]


@pytest.mark.parametrize(
    ("content", "count", "media"),
    [
        (HTML.encode(), 1, "text/html"),
        (STORY.encode(), 1, "text/plain"),
        (b'{"text": "a"}\n{"text": "b"}\n', 2, "text/plain"),
    ],
)
def test_standard_input_is_sniffed(monkeypatch: pytest.MonkeyPatch, content: bytes, count: int, media: str) -> None:
    class Input:
        buffer = io.BytesIO(content)

    monkeypatch.setattr("sys.stdin", Input())
    found = [item for item in pages("-") if isinstance(item, Page)]
    assert (len(found), found[0].media) == (count, media)


def warc(body: bytes, *, digest: str | None = None, status: str = "200 OK", kind: str = "response") -> bytes:
    block = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode() + body
    sha1 = digest or "sha1:" + b32encode(hashlib.sha1(block).digest()).decode()
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"WARC-Date: 2024-05-15T08:00:00Z\r\nWARC-Target-URI: https://harbour-ledger.example/radar\r\n"
        f"WARC-Block-Digest: {sha1}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def test_a_warc_page_knows_its_address_and_crawl(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(warc(HTML.encode())))
    (page,) = pages(tmp_path)
    assert isinstance(page, Page)
    assert (page.address, page.fetched) == ("https://harbour-ledger.example/radar", "2024-05-15T08:00:00Z")
    report = read(page)
    assert isinstance(report, Report)
    assert report.title == "Tallinn votes for coastal radar"


@pytest.mark.parametrize(
    ("archive", "expected"),
    [
        (warc(HTML.encode())[:-900], ["record breaks off"]),
        (warc(HTML.encode(), digest="sha1:" + "A" * 32), ["record does not fit its digest"]),
        (warc(b"", status="404 Not Found"), ["not a delivered page"]),
        (warc(HTML.encode(), kind="request"), ["no page in the archive"]),
        (b"WARC/1.0\r\nnonsense", None),
    ],
)
def test_broken_archives_say_what_is_lost(tmp_path: Path, archive: bytes, expected: list[str] | None) -> None:
    (tmp_path / "a.warc").write_bytes(archive)
    found = reasons(list(pages(tmp_path)))
    assert found == expected if expected is not None else len(found) == 1


def test_what_is_whole_in_a_broken_archive_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(warc(HTML.encode()) + warc(HTML.encode())[:-900])
    found = list(pages(tmp_path))
    assert isinstance(found[0], Page)
    assert reasons(found) == ["record breaks off"]
