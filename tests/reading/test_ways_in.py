"""Every kind of file comes in by the same door, packed or not; none is taken for another."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from fastwarc.stream_io import Lz4Writer, ZstdWriter

from dateline.model import Page, Report, Skipped
from dateline.reading import pages, read
from dateline.reading.containers import NO_PDF

from .reading_samples import HTML, PARAGRAPHS
from .source_samples import MAIL, RSS, warc_record

STORY = "\n\n".join(PARAGRAPHS)


def told(source: Path, **more: object) -> list[str]:
    """What each thing found is: the first words of a page, or the reason for none."""
    found = list(pages(source, **more))  # type: ignore[arg-type]
    return [one.reason if isinstance(one, Skipped) else one.content.decode("utf-8", "replace")[:13] for one in found]


def by(writer: Callable[[io.BytesIO], object]) -> Callable[[bytes], bytes]:
    def pack(content: bytes) -> bytes:
        out = io.BytesIO()
        packing = writer(out)
        packing.write(content)  # type: ignore[attr-defined]
        packing.close()  # type: ignore[attr-defined]
        return out.getvalue()

    return pack


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "xz": lzma.compress,
    "bz2": bz2.compress,
    "zst": by(ZstdWriter),
    "lz4": by(Lz4Writer),
}


@pytest.mark.parametrize("ending", sorted(PACKED))
@pytest.mark.parametrize(
    ("name", "content", "count"),
    [
        ("a.html", HTML.encode(), 1),
        ("a.jsonl", b'{"text": "Page one."}\n{"text": "Page two."}\n', 2),
        ("a.csv", f'title,text\nOne,"{STORY}"\nTwo,"{STORY}"\n'.encode(), 2),
        ("a.warc", warc_record(HTML.encode()) * 2, 2),
    ],
)
def test_every_packing(tmp_path: Path, ending: str, name: str, content: bytes, count: int) -> None:
    pack = PACKED[ending]
    (tmp_path / f"{name}.{ending}").write_bytes(pack(content))
    (tmp_path / f"twice-{name}.{ending}.gz").write_bytes(gzip.compress(pack(content)))
    assert [type(one) for one in pages(tmp_path)] == [Page] * count * 2


@pytest.mark.parametrize("ending", sorted(PACKED))
def test_a_packed_file_that_breaks_off_says_so(tmp_path: Path, ending: str) -> None:
    whole = PACKED[ending](os.urandom(3_000).hex().encode())
    (tmp_path / f"a.txt.{ending}").write_bytes(whole[: len(whole) // 2])
    (reason,) = told(tmp_path)
    assert reason.startswith("broken ")


def test_a_packing_round_a_packing_has_an_end(tmp_path: Path) -> None:
    content = HTML.encode()
    for _ in range(6):
        content = gzip.compress(content)
    (tmp_path / "a.html.gz").write_bytes(content)
    assert told(tmp_path) == ["packed too often"]


# ------------------------------------------------------------------ zip


def packed_as_zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_is_read_like_a_folder(tmp_path: Path, method: int) -> None:
    inner = packed_as_zip({"deep/c.html": HTML.encode()}, method)
    members = {
        "b.txt": STORY.encode(),
        "a.jsonl": b'{"text": "Page one."}\n{broken\n',
        "z.zip": inner,
        "n.rss.gz": gzip.compress(RSS.encode()),
        "m.eml": MAIL.encode(),
        "w.warc.gz": gzip.compress(warc_record(HTML.encode())),
        "picture.png": b"\x89PNG\r\n",
        "__MACOSX/b.txt": b"\x00\x05\x16",
        ".hidden.txt": STORY.encode(),
    }
    (tmp_path / "all.zip").write_bytes(packed_as_zip(members, method))
    found = list(pages(tmp_path / "all.zip"))
    names = [one.origin.rpartition("all.zip/")[2] for one in found]
    expected = ["a.jsonl:1", "a.jsonl:2", "b.txt", "m.eml", *(f"n.rss.gz#{n}" for n in (1, 2, 3, 4))]
    assert names == [*expected, "w.warc.gz#1", "z.zip/deep/c.html"]
    assert sum(isinstance(one, Page) for one in found) == 6


def test_a_zip_whose_members_cannot_be_read_says_which(tmp_path: Path) -> None:
    content = bytearray(packed_as_zip({"a.txt": STORY.encode(), "b.txt": STORY.encode()}, zipfile.ZIP_STORED))
    content[content.index(b"Tallinn")] = 0x58  # the sum of a.txt no longer fits
    (tmp_path / "a.zip").write_bytes(content)
    assert told(tmp_path) == ["member of the archive cannot be read", "The parliamen"]
    (tmp_path / "a.zip").write_bytes(bytes(content)[:-40])
    assert told(tmp_path) == ["broken zip"]


def test_documents_that_are_zip_inside_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed_as_zip({"word/document.xml": b"<w/>"}))
    (found,) = pages(tmp_path)
    assert isinstance(found, Skipped) and found.detail == "docx document"


def test_bombs_in_zip_are_cut_off(tmp_path: Path) -> None:
    bomb = b"a" * 30_000_000
    inner = packed_as_zip({"b.txt": bomb})
    (tmp_path / "a.zip").write_bytes(packed_as_zip({"a.txt": bomb, "m.zip": inner, "z.html": HTML.encode()}))
    assert told(tmp_path, limit=1_000_000) == ["page too large", "page too large", HTML[:13]]


def test_an_archive_that_unpacks_without_end_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.reading.containers.packed._GIFT", 5_000_000)
    monkeypatch.setattr("dateline.reading.containers.packed._PER_BYTE", 1)
    lines = b'{"text": "Page one."}\n' + b" \n" * 5_000_000
    (tmp_path / "a.jsonl.xz").write_bytes(lzma.compress(lines))
    (tmp_path / "b.zip").write_bytes(packed_as_zip({f"{n}.txt": b"a" * 2_000_000 for n in range(4)}))
    found = list(pages(tmp_path))
    assert [type(one) for one in found] == [Page, Skipped, Page, Page, Skipped, Skipped]
    assert all("1 GB and 200 times its size" in one.detail for one in found if isinstance(one, Skipped))


# ------------------------------------------------------------------ tables


def row_of(report: Page | Skipped) -> tuple[str | None, ...]:
    assert isinstance(report, Page), report
    return report.given_id, report.given_title, report.given_outlet, report.given_published


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_tables_in_every_encoding(tmp_path: Path, encoding: str, mark: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows(
        [["ID", "Headline", "Source", "Date", "Text"], ["7", "Café opens", "Harbour Ledger", "", f"“{STORY}”\nSão."]]
    )
    (tmp_path / "news.csv").write_bytes(out.getvalue().encode(encoding))
    (found,) = pages(tmp_path)
    assert row_of(found) == ("7", "Café opens", "Harbour Ledger", None)
    assert isinstance(found, Page) and found.content.decode().endswith("\nSão.")


def test_columns_that_the_user_names(tmp_path: Path) -> None:
    rows = [
        ["Nr", "Überschrift", "Blatt", "Tag", "Inhalt"],
        ["7", "Tallinn votes", "Harbour Ledger", "2024-05-14", STORY],
    ]
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    (tmp_path / "news.csv").write_text(out.getvalue())
    (tmp_path / "news.jsonl").write_text(json.dumps(dict(zip(*rows, strict=True))))
    named = {"id": "Nr", "title": "überschrift", "outlet": "Blatt", "published": "Tag", "text": "Inhalt"}
    for name in ("news.csv", "news.jsonl"):
        (found,) = pages(tmp_path / name, columns=named | ({"title": "Überschrift"} if "json" in name else {}))
        assert row_of(found) == ("7", "Tallinn votes", "Harbour Ledger", "2024-05-14")
        (without,) = pages(tmp_path / name)
        assert isinstance(without, Skipped)
    assert told(tmp_path / "news.csv") == ["table without a column of text"]


def test_a_bad_row_costs_itself_alone(tmp_path: Path) -> None:
    cell = "x" * 2_000_000
    (tmp_path / "a.csv").write_text(f'title,text\nOne,"{STORY}"\nTwo,{cell}\n,\nThree\nFour,"{STORY}"\n')
    reasons = told(tmp_path, limit=1_000_000)
    assert reasons == ["The parliamen", "row cannot be read", "no text and no html in the line", "The parliamen"]


def test_a_table_may_be_longer_than_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("title,text\n" + f'One,"{STORY}"\n' * 200)
    assert told(tmp_path, limit=2_000) == ["The parliamen"] * 200


def test_parquet(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason="pip install 'dateline[parquet]'")
    parquet = pytest.importorskip("pyarrow.parquet")
    day = datetime(2024, 5, 14, 7, 30)
    columns = {
        "id": [7, 8],
        "Title": ["Tallinn votes", None],
        "date": [day, None],
        "text": [STORY, None],
        "size": [1, 2],
    }
    parquet.write_table(arrow.table(columns), tmp_path / "news.parquet")
    first, second = pages(tmp_path)
    assert row_of(first) == ("7", "Tallinn votes", None, "2024-05-14T07:30:00")
    assert isinstance(second, Skipped) and second.given_id == "8"
    parquet.write_table(arrow.table({"price": [1.5], "Inhalt": [STORY]}), tmp_path / "news.parquet")
    assert told(tmp_path) == ["table without a column of text"]
    assert told(tmp_path, columns={"text": "Inhalt"}) == ["The parliamen"]
    (tmp_path / "news.parquet").write_bytes(b"PAR1" + bytes(60))
    assert told(tmp_path) == ["table breaks off"]


# ------------------------------------------------------------------ extractors and documents


def test_what_newspaper_and_an_interface_give(tmp_path: Path) -> None:
    one = {
        "url": "https://harbour.example/7",
        "title": "Tallinn votes",
        "authors": ["A. Writer"],
        "publish_date": "2024-05-14T07:00:00",
        "meta_site_name": "Harbour Ledger",
        "text": STORY,
        "html": "",
        "tags": [],
    }
    (tmp_path / "newspaper.json").write_text(json.dumps([one], indent=1))
    (tmp_path / "answer.json").write_text(json.dumps({"status": "ok", "total": 1, "articles": [one]}, indent=1))
    for name in ("newspaper.json", "answer.json"):
        (found,) = pages(tmp_path / name)
        assert row_of(found) == (None, "Tallinn votes", "Harbour Ledger", "2024-05-14T07:00:00")


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page with these lines, as small as they come."""
    words = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    stream = f"BT /F1 11 Tf 40 780 Td {words}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def test_the_text_of_a_pdf(tmp_path: Path) -> None:
    pytest.importorskip("pypdf", reason="pip install 'dateline[pdf]'")
    lines = [
        "The parliament in Tallinn voted on Tuesday to raise the budget for",
        "coastal defence by a tenth over the next year, and the govern-",
        "ment thanked the members of all parties.",
        "The opposition said that schools and hospitals had been promised the",
        "same money, and asked the ministry for a plan by the end of June.",
    ]
    (tmp_path / "a.pdf").write_bytes(pdf(lines))
    (page,) = pages(tmp_path)
    report = read(page)
    assert isinstance(report, Report), report
    assert report.text.split("\n") == [
        "The parliament in Tallinn voted on Tuesday to raise the budget for coastal defence by a tenth over the next "
        "year, and the government thanked the members of all parties.",
        " ".join(lines[3:]),
    ]
    assert "the text is that of a PDF" in report.notes[0]


@pytest.mark.parametrize(
    ("name", "content", "detail"),
    [
        ("a.csv", b"day,price\n2024-05-14,3\n", "name it with --column text=NAME"),
        ("a.json", b"[1, 2, 3]", "one object with text or html"),
        ("a.db", b"SQLite format 3\x00" + bytes(90), "name it with --record"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(90), "7z archive: unpack it"),
        ("a.tar", b"a.txt".ljust(257, b"\0") + b"ustar\x0000", "tar archive: unpack it"),
    ],
)
def test_no_kind_is_taken_for_another(tmp_path: Path, name: str, content: bytes, detail: str) -> None:
    (tmp_path / name).write_bytes(content)
    (found,) = pages(tmp_path / name)
    assert isinstance(found, Skipped) and detail in found.detail


# ------------------------------------------------------------------ what leaves a trace


def test_a_pdf_without_its_reader_is_read_once_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(["The parliament in Tallinn voted."]))
    with monkeypatch.context() as bare:
        bare.setattr("dateline.reading.containers.page_sources.has_pdf_reader", lambda: False)
        (without,) = pages(tmp_path)
    assert isinstance(without, Skipped) and without.reason == NO_PDF
    (page,) = pages(tmp_path)
    assert isinstance(page, Page) and page.id != without.id


def test_what_is_no_file_and_what_is_empty_is_said(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.jsonl").write_bytes(b"\n")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b""))
    (tmp_path / "d.csv").write_text("title,text\n")
    assert told(tmp_path) == ["empty file"] * 3 + ["no plain file"]


@pytest.mark.parametrize("count", [300, 3_000])
def test_the_whole_lines_of_a_broken_gzip_are_kept(tmp_path: Path, count: int) -> None:
    lines = [json.dumps({"text": os.urandom(40).hex()}) + "\n" for _ in range(count)]
    whole = gzip.compress("".join(lines).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    *kept, lost = pages(tmp_path)
    assert count / 3 < len(kept) < count * 2 / 3 and all(isinstance(one, Page) for one in kept)
    assert isinstance(lost, Skipped) and lost.reason == "broken gzip"
    assert f"the {len(kept):,} lines before it are kept" in lost.detail and "BrokenPacking" not in lost.detail


@pytest.mark.parametrize(
    ("row", "reason", "detail"),
    [
        ({"text": 7}, "text is no string", '"text" is a number'),
        ({"html": ["<p>"]}, "html is no string", '"html" is a list'),
        ({"text": None}, "no text and no html in the line", ""),
    ],
)
def test_a_text_that_is_none(tmp_path: Path, row: dict[str, object], reason: str, detail: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    (found,) = pages(tmp_path)
    assert isinstance(found, Skipped) and (found.reason, found.detail) == (reason, detail)
