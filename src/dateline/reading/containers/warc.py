"""WARC and WET archives, healthy or not: what is whole becomes a page, what is lost is said."""

from __future__ import annotations

import zlib
from collections.abc import Generator, Iterator
from typing import IO, Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from dateline.model import Page, Skipped
from dateline.reading.containers.feeds import feed_pages
from dateline.reading.containers.skipped_records import skip_record
from dateline.reading.containers.sniffing import sniff

_WANTED = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_READABLE = ("text/html", "application/xhtml+xml", "text/plain")
_MAY_BE_FEED = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
_PIECE = 1 << 20
_GZIP = b"\x1f\x8b\x08"
_PLAIN = b"\nWARC/1."


def warc_pages(
    stream: IO[bytes], limit: int, origin: str, *, check_digests: bool = True, numbered: bool = True
) -> Iterator[Page | Skipped]:
    """Pages of a WARC (or WET) archive, compressed or not. A record shorter than its Content-Length, with a wrong block
    digest, or cut short by its crawler is a Skipped that says so. Where an archive breaks, reading goes on at the next
    record that can be found, if `stream` can seek; if it cannot, the rest is lost, and that is said. Revisits,
    requests and metadata are no pages.

    `check_digests` False takes records whose writer computed digests wrongly; `numbered` False leaves the record's
    number out of the origin.
    """
    archive = _Archive(stream, limit, origin, check_digests, numbered)
    start = 0
    while (error := (yield from archive.records(start))) is not None:
        found = _next_record(stream, archive.place + 1) if stream.seekable() else None
        rest = f"read on {found - archive.place} bytes further" if found is not None else "the rest is lost"
        yield skip_record(f"{origin}#{archive.seen + 1}", "archive breaks off", f"{error}; {rest}")
        if found is None:
            return
        start = found
    if archive.told == 0:
        yield skip_record(origin, "no page in the archive", f"{archive.seen} records of other kinds")


class _Archive:
    """One walk through an archive: how many records were seen and told, and where the last one began."""

    def __init__(self, stream: IO[bytes], limit: int, origin: str, check_digests: bool, numbered: bool) -> None:
        self._stream: Any = stream if stream.seekable() else _Piped(stream)
        self._limit, self._origin = limit, origin
        self._check_digests, self._numbered = check_digests, numbered
        self.seen = self.told = self.place = 0

    def records(self, start: int) -> Generator[Page | Skipped, None, str | None]:
        """The pages from the byte `start` on. Returns the reason if the archive breaks, None at its end."""
        if start:
            self._stream.seek(start)
        self.place = start
        try:
            for record in ArchiveIterator(self._stream, record_types=WarcRecordType.any_type, parse_http=False):
                self.seen += 1
                self.place = max(start, record.stream_pos)
                if record.record_type & _WANTED:
                    self.told += 1
                    origin = f"{self._origin}#{self.seen}" if self._numbered else self._origin
                    yield from self._pages(record, origin)
        except (GeneratorExit, KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001 - the compiled reader's panics are no Exception; all are told
            return f"{type(error).__name__}: {error}"[:300]
        return None

    def _pages(self, record: Any, origin: str) -> Iterator[Page | Skipped]:
        address = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
        unsound = self._unsound(record)
        if unsound is not None:
            yield skip_record(origin, *unsound, address)
            return
        if record.record_type == WarcRecordType.response and (answer := _no_answer(record)) is not None:
            yield skip_record(origin, *answer, address)
            return
        media = _media(record)
        if media is not None and media not in (*_READABLE, *_MAY_BE_FEED):
            yield skip_record(origin, "not a text page", media, address)
            return
        content = bytes(record.reader.read(self._limit + 1))
        if len(content) > self._limit:
            yield skip_record(origin, "page too large", f"more than {self._limit} bytes", address)
        elif media in _MAY_BE_FEED:
            if sniff(content[:8192]) == "feed":
                yield from feed_pages(content, origin)
            else:
                yield skip_record(origin, "not a text page", media or "", address)
        else:
            fetched = record.headers.get("WARC-Date")
            charset = record.http_charset or None
            yield Page(content, media=media, charset=charset, address=address, fetched=fetched, origin=origin)

    def _unsound(self, record: Any) -> tuple[str, str] | None:
        """Why the record's block cannot be trusted, as reason and detail. Reads the block, at most the limit of it."""
        stated = str(record.headers.get("Content-Length") or "0").strip()
        declared = int(stated) if stated.isdecimal() else 0
        if declared > self._limit:
            return "page too large", f"{declared} bytes declared, more than {self._limit}"
        if (cut := record.headers.get("WARC-Truncated")) is not None:
            return "cut short by its crawler", f"WARC-Truncated: {cut}"
        record.freeze()
        if (missing := declared - record.content_length) > 0:
            return "record breaks off", f"{missing} of {declared} bytes are missing"
        if self._check_digests and record.headers.get("WARC-Block-Digest") and not record.verify_block_digest():
            return "record does not fit its digest", str(record.headers.get("WARC-Block-Digest"))
        return None


class _Piped:
    """A stream that cannot seek but knows where it is, which is all that the reader of records asks of it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._place = stream, 0

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self._place += len(piece)
        return piece

    def tell(self) -> int:
        return self._place


def _no_answer(record: Any) -> tuple[str, str] | None:
    """Why an HTTP response delivers no page; its headers are parsed and its encodings undone on the way."""
    record.parse_http(auto_decode="all")
    if record.http_headers is None:
        return "record without HTTP headers", ""
    status = record.http_headers.status_code
    if status is not None and status != 200:
        return "not a delivered page", f"HTTP status {status}"
    return None


def _media(record: Any) -> str | None:
    if record.record_type == WarcRecordType.response:
        return str(record.http_content_type).split(";")[0].strip().lower() if record.http_content_type else None
    declared = record.headers.get("Content-Type") or record.headers.get("WARC-Identified-Payload-Type")
    return declared.split(";")[0].strip().lower() if declared else None


def _next_record(stream: IO[bytes], start: int) -> int | None:
    """The byte at or after `start` where a record begins: a line of its own, or a gzip member that holds one."""
    stream.seek(start)
    at, before = start, b""
    while piece := stream.read(_PIECE):
        window = before + piece
        first = at - len(before)
        for place in _starts(window):
            stream.seek(first + place)
            if _begins(stream.read(4096)):
                return first + place
        at += len(piece)
        stream.seek(at)
        before = window[-len(_PLAIN) :]
    return None


def _starts(window: bytes) -> Iterator[int]:
    """Where a record may begin in a stretch of an archive, in order."""
    plain, packed = window.find(_PLAIN), window.find(_GZIP)
    while plain >= 0 or packed >= 0:
        if packed < 0 or 0 <= plain < packed:
            yield plain + 1
            plain = window.find(_PLAIN, plain + 1)
        else:
            yield packed
            packed = window.find(_GZIP, packed + 1)


def _begins(head: bytes) -> bool:
    if head.startswith(_PLAIN[1:]):
        return True
    try:
        return zlib.decompressobj(31).decompress(head, 16).startswith(_PLAIN[1:])
    except zlib.error:
        return False
