"""Archives whose lengths and codings are not what their headers say: the page is kept, and so is the next one."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest

from dateline.model import Page, Report, Skipped
from dateline.reading import pages, read

from .reading_samples import PARAGRAPHS


def _html(name: str) -> bytes:
    body = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    return f"<html><head><title>{name}</title></head><body><article>{body}</article></body></html>".encode()


def _answer(body: bytes, more: bytes = b"", media: bytes = b"text/html") -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: " + media + b"\r\n" + more + b"\r\n" + body


def _record(block: bytes, length: str | None = "", end: bytes = b"\r\n\r\n") -> bytes:
    stated = b"" if length is None else b"Content-Length: %b\r\n" % (length or str(len(block))).encode()
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbour.example/\r\n"
        b"Content-Type: application/http; msgtype=response\r\n" + stated + b"\r\n" + block + end
    )


def _titles(folder: Path, content: bytes, name: str = "a.warc") -> list[str | None]:
    (folder / name).write_bytes(content)
    found = (read(page) for page in pages(folder / name) if isinstance(page, Page))
    return [report.title for report in found if isinstance(report, Report)]


FIRST, LAST = _record(_answer(_html("First page"))), _record(_answer(_html("Third page")))
ALL = ["First page", "Second page", "Third page"]
SECOND = _html("Second page")
LARGE = SECOND + b"".join(b"<p>%x</p>" % (n * n * n) for n in range(60_000))
SIZE = len(_answer(SECOND))


def _chunks(body: bytes) -> bytes:
    pieces = (body[at : at + 100] for at in range(0, len(body), 100))
    return b"".join(b"%x;note=1\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize("length", [None, "0", "-5", "many", str(SIZE + 9), str(SIZE + 100_000), str(SIZE - 60)])
def test_lengths_of_records(tmp_path: Path, length: str | None) -> None:
    assert _titles(tmp_path, FIRST + _record(_answer(SECOND), length) + LAST) == ALL


@pytest.mark.parametrize(
    "end", [b"", b"\r\n", b"\r\n\r\n\r\n\r\n", b"\r\n\r\nlost words\r\n\r\n", b"\r\n\r\n" + b"\0" * 600]
)
def test_what_stands_between_records(tmp_path: Path, end: bytes) -> None:
    assert _titles(tmp_path, FIRST + _record(_answer(SECOND), end=end) + LAST) == ALL


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (SECOND, b"Content-Encoding: gzip\r\n"),
        (SECOND, b"Content-Encoding: br\r\n"),
        (SECOND, b"Content-Encoding: deflate\r\n"),
        (SECOND, b"Content-Encoding: zstd\r\n"),
        (SECOND, b"Content-Encoding: utf-8\r\n"),
        (SECOND, b"Transfer-Encoding: chunked\r\n"),
        (SECOND, b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
        (SECOND, b"Content-Length: 99999\r\n"),
        (SECOND, b"Content-Length: 10\r\n"),
        (gzip.compress(SECOND), b""),
        (gzip.compress(SECOND), b"Content-Encoding: x-gzip\r\n"),
        (gzip.compress(SECOND), b"Content-Encoding: br\r\n"),
        (gzip.compress(SECOND), b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
        (gzip.compress(gzip.compress(SECOND)), b"Content-Encoding: gzip\r\n"),
        (gzip.compress(SECOND)[:-8], b"Content-Encoding: gzip\r\n"),
        (zlib.compress(SECOND), b"Content-Encoding: deflate\r\n"),
        (zlib.compress(SECOND)[2:-4], b"Content-Encoding: deflate\r\n"),
        (_chunks(SECOND), b"Transfer-Encoding: chunked\r\n"),
        (_chunks(SECOND)[:-7], b"Transfer-Encoding: chunked\r\n"),
        (_chunks(gzip.compress(SECOND)), b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
    ],
)
def test_codings_of_answers(tmp_path: Path, body: bytes, headers: bytes) -> None:
    assert _titles(tmp_path, FIRST + _record(_answer(body, headers)) + LAST) == ALL


def _damaged(packed: bytes) -> bytes:
    """The bytes with those of the middle put out."""
    middle = len(packed) // 2
    return packed[:middle] + b"\xff" * 40 + packed[middle + 40 :]


@pytest.mark.parametrize(
    ("body", "headers", "why"),
    [
        (gzip.compress(SECOND)[:-200], b"Content-Encoding: gzip\r\n", "it ends before its end was told"),
        (_damaged(gzip.compress(LARGE, 1)), b"Content-Encoding: gzip\r\n", "Error -3 while decompressing"),
        (_damaged(zlib.compress(LARGE, 1)), b"Content-Encoding: deflate\r\n", "Error -3 while decompressing"),
        (_chunks(SECOND).replace(b"\r\n64", b"\r\nno number 64", 3), b"", "bytes behind its last chunk are no chunk"),
    ],
)
def test_what_is_lost_of_a_damaged_body_is_said(tmp_path: Path, body: bytes, headers: bytes, why: str) -> None:
    (tmp_path / "a.warc").write_bytes(FIRST + _record(_answer(body, headers)) + LAST)
    found = list(pages(tmp_path / "a.warc"))
    first, lost, part, last = found
    assert isinstance(lost, Skipped)
    assert (lost.reason, lost.address) == ("body breaks off", "https://harbour.example/")
    assert why in lost.detail
    assert isinstance(part, Page)
    assert SECOND.startswith(part.content[:300])
    assert all(isinstance(page, Page) for page in (first, last))


def test_a_body_of_which_nothing_is_left_is_said(tmp_path: Path) -> None:
    record = _record(_answer(_damaged(gzip.compress(SECOND)), b"Content-Encoding: gzip\r\n"))
    (tmp_path / "a.warc").write_bytes(FIRST + record + LAST)
    reasons = [getattr(one, "reason", "page") for one in pages(tmp_path / "a.warc")]
    assert reasons == ["page", "body breaks off", "page"]


@pytest.mark.parametrize(
    "block",
    [
        SECOND,
        b"HTTP/1.1 200 OK\r\n\r\n" + SECOND,
        _answer(SECOND).replace(b"\r\n", b"\n"),
        _answer(SECOND, media=b"application/octet-stream"),
        _answer(SECOND, media=b"text/html; charset=klingon-8"),
    ],
)
def test_heads_of_answers(tmp_path: Path, block: bytes) -> None:
    assert _titles(tmp_path, FIRST + _record(block) + LAST) == ALL


@pytest.mark.parametrize("length", [None, "0", str(SIZE + 50), str(SIZE - 60)])
def test_packed_record_by_record(tmp_path: Path, length: str | None) -> None:
    packed = b"".join(map(gzip.compress, (FIRST, _record(_answer(SECOND), length), LAST)))
    assert _titles(tmp_path, packed, "a.warc.gz") == ALL


@pytest.mark.parametrize("shift", [0, 50, -50, 100_000])
def test_lengths_in_arc(tmp_path: Path, shift: int) -> None:
    def record(body: bytes, shift: int = 0) -> bytes:
        return b"https://harbour.example/ 192.0.2.1 20240515100000 text/html %d\n%b\n" % (len(body) + shift, body)

    about = b"1 0 Harbour\nURL IP-address Archive-date Content-type Archive-length\n"
    head = b"filedesc://a.arc 0.0.0.0 20240515100000 text/plain %d\n%b\n" % (len(about), about)
    first, second, last = (_answer(_html(name)) for name in ALL)
    assert _titles(tmp_path, head + record(first) + record(second, shift) + record(last), "a.arc") == ALL


def _told(path: Path) -> list[str]:
    return [one.reason if isinstance(one, Skipped) else str(getattr(read(one), "title", "")) for one in pages(path)]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("length", [10**12, 10**30])
def test_a_length_beyond_the_archive(tmp_path: Path, length: int, packed: bool) -> None:
    records = [_record(_answer(_html(f"Page {n}")), str(length) if n == 1 else "") for n in range(24)]
    (tmp_path / "a.warc").write_bytes(b"".join(map(gzip.compress, records) if packed else records))
    told = _told(tmp_path / "a.warc")
    assert len(told) == 24
    assert [one for one in told if one.startswith("Page")] == [f"Page {n}" for n in range(24) if f"Page {n}" in told]
    assert len({f"Page {n}" for n in range(24) if n != 1} - set(told)) == 0
    assert "Page 1" in told or length > 2**63


@pytest.mark.parametrize("packed", [False, True])
def test_a_length_that_covers_the_next_record(tmp_path: Path, packed: bool) -> None:
    block = _answer(SECOND)
    covered = len(block) + len(b"\r\n\r\n") + len(FIRST) - len(b"\r\n\r\n")
    second = _record(block, str(covered))
    pieces = (FIRST, second + FIRST, LAST)
    (tmp_path / "a.warc").write_bytes(b"".join(map(gzip.compress, pieces) if packed else pieces))
    assert _told(tmp_path / "a.warc") == ["First page", "record inside another", "Second page", "Third page"]


def test_nobody_writes_records_in_the_name_of_another(tmp_path: Path) -> None:
    forged = _record(_answer(_html("Forged page"))).replace(b"harbour.example", b"ministry.example")
    (tmp_path / "a.warc").write_bytes(FIRST + _record(_answer(SECOND + b"\r\n\r\n" + forged)) + LAST)
    assert _told(tmp_path / "a.warc") == ["First page", "record inside another", "Second page", "Third page"]


def test_a_length_in_arc_beyond_the_archive(tmp_path: Path) -> None:
    def record(n: int) -> bytes:
        body = _answer(_html(f"Page {n}"))
        return b"https://harbour.example/ 192.0.2.1 20240515100000 text/html %d\n%b\n" % (
            10**12 if n == 1 else len(body),
            body,
        )

    about = b"1 0 Harbour\nURL IP-address Archive-date Content-type Archive-length\n"
    head = b"filedesc://a.arc 0.0.0.0 20240515100000 text/plain %d\n%b\n" % (len(about), about)
    (tmp_path / "a.arc").write_bytes(head + b"".join(map(record, range(5))))
    assert _told(tmp_path / "a.arc") == ["Page 0", "page too large", "Page 2", "Page 3", "Page 4"]
