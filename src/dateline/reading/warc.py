"""WARC archives, healthy or not: what is whole becomes a page, what is lost is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from dateline.model import Page, Skipped, content_id

_WANTED = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_READABLE = ("text/html", "application/xhtml+xml", "text/plain")


def warc_pages(
    source: Path | IO[bytes], limit: int, origin: str | None = None, *, check_digests: bool = True
) -> Iterator[Page | Skipped]:
    """Pages of a WARC (or WET) archive. A record shorter than its Content-Length, or with a wrong block digest, is a
    Skipped that says so; so is the rest of an archive that breaks off. Revisits, requests and metadata are no pages.
    `check_digests` False takes records whose writer computed digests wrongly.
    """
    name = origin or str(source)
    stream: Any = source.open("rb") if isinstance(source, Path) else source
    try:
        yield from _records(stream, name, limit, check_digests)
    finally:
        if isinstance(source, Path):
            stream.close()


def _records(stream: Any, name: str, limit: int, check_digests: bool) -> Iterator[Page | Skipped]:
    seen = wanted = 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=False):
            seen += 1
            if record.record_type & _WANTED:
                wanted += 1
                yield _page(record, f"{name}#{seen}", limit, check_digests)
    except Exception as error:  # noqa: BLE001 - the reader is compiled and names its errors by format; all are told
        yield lost(f"{name}#{seen + 1}", "archive breaks off", f"{type(error).__name__}: {error}", None)
        return
    if wanted == 0:
        yield lost(name, "no page in the archive", f"{seen} records of other kinds", None)


def _page(record: Any, origin: str, limit: int, check_digests: bool) -> Page | Skipped:
    address = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    unsound = _unsound(record, limit, check_digests)
    if unsound is not None:
        return lost(origin, *unsound, address)
    if record.record_type == WarcRecordType.response:
        record.parse_http(auto_decode="all")
        if record.http_headers is None:
            return lost(origin, "record without HTTP headers", "", address)
        status = record.http_headers.status_code
        if status is not None and status != 200:
            return lost(origin, "not a delivered page", f"HTTP status {status}", address)
    media = _media(record)
    if media is not None and media not in _READABLE:
        return lost(origin, "not a text page", media, address)
    content = bytes(record.reader.read(limit + 1))
    if len(content) > limit:
        return lost(origin, "page too large", f"more than {limit} bytes", address)
    return Page(
        content,
        media=media,
        charset=record.http_charset or None,
        address=address,
        fetched=record.headers.get("WARC-Date"),
        origin=origin,
    )


def _unsound(record: Any, limit: int, check_digests: bool) -> tuple[str, str] | None:
    """Why the record's block cannot be trusted, as reason and detail. Reads the block, at most `limit` bytes of it."""
    declared = int(record.headers.get("Content-Length") or 0)
    if declared > limit:
        return "page too large", f"{declared} bytes declared, more than {limit}"
    record.freeze()
    if (missing := declared - record.content_length) > 0:
        return "record breaks off", f"{missing} of {declared} bytes are missing"
    if check_digests and record.headers.get("WARC-Block-Digest") and not record.verify_block_digest():
        return "record does not fit its digest", str(record.headers.get("WARC-Block-Digest"))
    return None


def _media(record: Any) -> str | None:
    if record.record_type == WarcRecordType.response:
        return str(record.http_content_type).split(";")[0].strip().lower() if record.http_content_type else None
    declared = record.headers.get("Content-Type") or record.headers.get("WARC-Identified-Payload-Type")
    return declared.split(";")[0].strip().lower() if declared else None


def lost(origin: str, reason: str, detail: str, address: str | None, given_id: str | None = None) -> Skipped:
    """A record that gave no page. Its id is made of where and why, for there is no page to hash."""
    return Skipped(content_id("p", origin, reason, detail), reason, detail, origin, given_id, address)
