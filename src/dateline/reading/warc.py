"""WARC archives, healthy or not: what is whole becomes a page, what is lost is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from dateline.model import Page, Skipped, content_id

_WANTED = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_READABLE = ("text/html", "application/xhtml+xml", "text/plain")


def warc_pages(source: Path | IO[bytes], limit: int, origin: str | None = None) -> Iterator[Page | Skipped]:
    """Pages of a WARC (or WET) archive. A record shorter than its Content-Length, or with a wrong digest, is a
    Skipped that says so; so is the rest of an archive that breaks off. Revisits, requests and metadata are no pages.
    """
    name = origin or str(source)
    stream: Any = source.open("rb") if isinstance(source, Path) else source
    try:
        yield from _records(stream, name, limit)
    finally:
        if isinstance(source, Path):
            stream.close()


def _records(stream: Any, name: str, limit: int) -> Iterator[Page | Skipped]:
    seen = 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=True):
            seen += 1
            if record.record_type & _WANTED:
                yield _page(record, f"{name}#{seen}", limit)
    except Exception as error:  # noqa: BLE001 - the reader is compiled and names its errors by format; all are told
        yield _lost(f"{name}#{seen + 1}", "archive breaks off", f"{type(error).__name__}: {error}", None)
        return
    if seen == 0:
        yield _lost(name, "no record in the archive", "", None)


def _page(record: Any, origin: str, limit: int) -> Page | Skipped:
    headers = record.headers
    address = (headers.get("WARC-Target-URI") or "").strip("<> ") or None
    media = _media(record)
    if record.record_type == WarcRecordType.response and record.http_headers is None:
        return _lost(origin, "record without HTTP headers", "", address)
    status = getattr(record.http_headers, "status_code", None) if record.http_headers is not None else None
    if status is not None and status != 200:
        return _lost(origin, "not a delivered page", f"HTTP status {status}", address)
    if media not in _READABLE:
        return _lost(origin, "not a text page", media or "no content type", address)
    try:
        content = record.reader.read(limit + 1)
    except Exception as error:  # noqa: BLE001 - as above
        return _lost(origin, "record cannot be decoded", f"{type(error).__name__}: {error}", address)
    content = bytes(content)
    if len(content) > limit:
        return _lost(origin, "page too large", f"more than {limit} bytes", address)
    if (missing := _missing(record)) > 0:
        return _lost(origin, "record breaks off", f"{missing} bytes fewer than its Content-Length", address)
    return Page(
        content,
        media=media,
        charset=record.http_charset or None,
        address=address,
        fetched=headers.get("WARC-Date"),
        origin=origin,
    )


def _media(record: Any) -> str | None:
    if record.http_headers is not None and record.http_content_type:
        return str(record.http_content_type).split(";")[0].strip().lower()
    declared = record.headers.get("Content-Type") or record.headers.get("WARC-Identified-Payload-Type")
    return declared.split(";")[0].strip().lower() if declared else None


def _missing(record: Any) -> int:
    return 0


def _lost(origin: str, reason: str, detail: str, address: str | None) -> Skipped:
    return Skipped(content_id("p", origin, reason, detail), reason, detail, origin, None, address)
