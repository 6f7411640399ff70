"""Tables of articles, extractors' JSON, pages that a browser saved, documents that cannot be read."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dateline.model import Page, Report, Skipped
from dateline.reading import pages, read

from .reading_samples import PARAGRAPHS

STORY = "\n\n".join(PARAGRAPHS)


def _found(folder: Path, name: str, content: str | bytes) -> list[Page | Skipped]:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(pages(folder))


def _table(mark: str, names: list[str], *rows: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows([names, *rows])
    return out.getvalue()


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize(
    "names",
    [
        ["id", "title", "publication", "date", "url", "content"],
        ["article_id", "Headline", "Source", "Publish_Date", "Link", "Text"],
    ],
)
def test_a_table_of_articles_is_a_page_a_row(tmp_path: Path, mark: str, names: list[str]) -> None:
    row = ["7", "Tallinn votes", "Harbour Ledger", "2024-05-14", "https://harbour.example/7", STORY]
    found = _found(tmp_path, "news.csv", _table(mark, names, row, row[:5], ["8", *row[1:]]))
    assert [type(one).__name__ for one in found] == ["Page", "Skipped", "Page"]
    report = read(found[0])
    assert isinstance(report, Report)
    assert (report.given_id, report.title, report.outlet) == ("7", "Tallinn votes", "Harbour Ledger")
    assert (report.published.value, report.address) == ("2024-05-14", "https://harbour.example/7")
    assert all(one in report.text for one in PARAGRAPHS)


def test_a_table_of_something_else_is_left_alone_in_a_folder(tmp_path: Path) -> None:
    assert not _found(tmp_path, "prices.csv", _table(",", ["day", "price"], ["2024-05-14", "3"]))


def test_markup_in_a_cell_is_read_as_markup(tmp_path: Path) -> None:
    body = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    (found,) = _found(tmp_path, "a.csv", _table(",", ["title", "body"], ["Tallinn votes", f"<div>{body}</div>"]))
    report = read(found)
    assert isinstance(report, Report)
    assert (report.title, report.text) == ("Tallinn votes", "\n".join(("Tallinn votes", *PARAGRAPHS)))


def test_the_keys_of_an_extractor(tmp_path: Path) -> None:
    row = {
        "title": "Tallinn votes",
        "hostname": "harbour.example",
        "date": "2024-05-14",
        "fingerprint": "17",
        "source": "https://harbour.example/7",
        "source-hostname": "Harbour Ledger",
        "raw_text": "something else",
        "text": STORY,
    }
    (found,) = _found(tmp_path, "a.jsonl", json.dumps(row))
    assert isinstance(found, Page)
    assert (found.address, found.given_outlet) == ("https://harbour.example/7", "Harbour Ledger")
    assert (found.given_title, found.given_published) == ("Tallinn votes", "2024-05-14")
    assert found.content == STORY.encode()


def test_documents_in_a_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04" + bytes(200))
    printed, written = _found(tmp_path, "a.pdf", b"%PDF-1.7\n" + bytes(200))
    assert isinstance(written, Skipped) and written.detail.startswith("docx document")
    outcome = read(printed)
    assert isinstance(outcome, Skipped) and outcome.reason == "PDF gives no text"


@pytest.mark.parametrize("sender", ["From: <Saved by Blink>\r\n", ""])
def test_a_page_saved_by_a_browser_keeps_its_address_and_outlet(tmp_path: Path, sender: str) -> None:
    body = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    head = '<head><title>Tallinn votes</title><meta property="og:site_name" content="Harbour Ledger"></head>'
    saved = (
        f"{sender}Snapshot-Content-Location: https://harbour.example/2024/05/14/radar\r\n"
        "Subject: Tallinn votes | Harbour Ledger\r\nDate: Thu, 16 May 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html\r\nContent-Location: https://harbour.example/2024/05/14/radar\r\n\r\n"
        f"<html>{head}<body><article><h1>Tallinn votes</h1>{body}</article></body></html>\r\n--b--\r\n"
    )
    (found,) = _found(tmp_path, "a.mhtml", saved)
    report = read(found)
    assert isinstance(report, Report)
    assert report.address == "https://harbour.example/2024/05/14/radar"
    assert (report.outlet, report.title, report.published.value) == ("Harbour Ledger", "Tallinn votes", "2024-05-14")
    assert (report.fetched or "")[:10] == "2024-05-16"
