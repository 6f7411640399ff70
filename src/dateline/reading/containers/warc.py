"""WARC and WET archives, healthy or not: what is whole becomes a page, what is lost is said."""

from __future__ import annotations

import zlib
from collections.abc import Generator, Iterator
from typing import IO, Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from dateline.model import Page, Skipped
from dateline.reading.containers.feeds import feed_pages
from dateline.reading.containers.http_answers import HttpAnswer, take_answer
from dateline.reading.containers.one_way import OneWay
from dateline.reading.containers.record_bounds import find_block, first_record
from dateline.reading.containers.skipped_records import plain_reason, skip_record
from dateline.reading.containers.sniffing import sniff

_WANTED = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_READABLE = ("text/html", "application/xhtml+xml", "text/plain")
_MAY_BE_FEED = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
_SAYS_NOTHING = ("application/octet-stream", "application/unknown", "text/unknown", "unknown/unknown", "*/*", "text/*")
_HEADERS = 65_536
"""Bytes that the headers of a response may have above the limit of its page."""
_PIECE = 1 << 20
_MOST_DECLARED = 1 << 60  # a file can be no longer, and no place in one can be told that is
_GZIP = b"\x1f\x8b\x08"
_PLAIN = b"WARC/1."


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
    while True:
        error = yield from archive.records(start)
        if error is None and archive.resume is not None:
            start = archive.resume
            continue
        if error is None:
            break
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
        self._looks_back = stream.seekable()
        self._stream: Any = stream if self._looks_back else OneWay(stream)
        self._limit, self._origin = limit, origin
        self._check_digests, self._numbered = check_digests, numbered
        self.seen = self.told = self.place = 0
        self._resume: int | None = None
        """Where to go on after a record whose length was false."""

    @property
    def resume(self) -> int | None:
        """Where the next record begins, if the last one's length was false."""
        return self._resume

    def records(self, start: int) -> Generator[Page | Skipped, None, str | None]:
        """The pages from the byte `start` on. Returns the reason if the archive breaks, None at its end."""
        if start:
            self._stream.seek(start)
        self.place, self._resume = start, None
        try:
            for record in ArchiveIterator(self._stream, record_types=WarcRecordType.any_type, parse_http=False):
                self.seen += 1
                self.place = max(start, record.stream_pos)
                if record.record_type & _WANTED:
                    self.told += 1
                    origin = f"{self._origin}#{self.seen}" if self._numbered else self._origin
                    yield from self._pages(record, origin)
                if self.resume is not None:
                    return None
        except (GeneratorExit, KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001 - the compiled reader's panics are no Exception; all are told
            return plain_reason(error)[:300]
        return None

    def _pages(self, record: Any, origin: str) -> Iterator[Page | Skipped]:
        address = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
        own = self._true_block(record)
        unsound = self._unsound(record, own)
        if unsound is not None:
            yield skip_record(origin, *unsound, address)
            return
        content = own if own is not None else bytes(record.reader.read(self._limit + _HEADERS))
        content, within = first_record(content)
        for _ in range(within):
            yield skip_record(origin, "record inside another", "the length of the outer one covers it", address)
        answer = take_answer(content, self._limit) if record.record_type == WarcRecordType.response else None
        if answer is not None and answer.status not in (None, 200):
            yield skip_record(origin, "not a delivered page", f"HTTP status {answer.status}", address)
            return
        if answer is None and record.record_type == WarcRecordType.response and sniff(content[:8192]) != "html":
            yield skip_record(origin, "record without HTTP headers", "", address)
            return
        if answer is not None and answer.fault:
            yield skip_record(origin, "body breaks off", answer.fault, address)
        if answer is None or answer.body or not answer.fault:
            yield from self._page(record, content, answer, origin, address)

    def _page(
        self, record: Any, content: bytes, answer: HttpAnswer | None, origin: str, address: str | None
    ) -> Iterator[Page | Skipped]:
        """The page of a sound record, as far as its body goes."""
        content, charset = (answer.body, answer.charset) if answer else (content, None)
        media = answer.media if answer else _media(record)
        if media == "application/http":
            media = "text/html"  # a response that lost its headers
        if media in _SAYS_NOTHING and sniff(content[:8192]) == "html":
            media = "text/html"
        if media is not None and media not in (*_READABLE, *_MAY_BE_FEED):
            yield skip_record(origin, "not a text page", media, address)
            return
        if len(content) > self._limit:
            yield skip_record(origin, "page too large", f"more than {self._limit} bytes", address)
        elif media in _MAY_BE_FEED:
            if sniff(content[:8192]) == "feed":
                yield from feed_pages(content, origin)
            else:
                yield skip_record(origin, "not a text page", media or "", address)
        else:
            fetched = record.headers.get("WARC-Date")
            yield Page(content, media=media, charset=charset, address=address, fetched=fetched, origin=origin)

    def _true_block(self, record: Any) -> bytes | None:
        """The record's block up to the next record, where its Content-Length says another length; None where it does
        not, and where that cannot be seen (in a pipe). Reading then goes on at that next record.
        """
        if not self._looks_back:
            return None
        before = self._stream.tell()
        try:
            found = find_block(self._stream, record.stream_pos, _declared(record), self._limit + _HEADERS)
        finally:
            self._stream.seek(before)
        if found is None:
            return None
        block, self._resume = found
        return block

    def _unsound(self, record: Any, own: bytes | None) -> tuple[str, str] | None:
        """Why the record's block cannot be trusted, as reason and detail. Reads the block, at most the limit of it.
        `own`: the block where it was found without the length that the record declares.
        """
        declared = _declared(record) if own is None else len(own)
        if declared > self._limit + _HEADERS:
            return "page too large", f"{declared} bytes declared, more than {self._limit}"
        if (cut := record.headers.get("WARC-Truncated")) is not None:
            return "cut short by its crawler", f"WARC-Truncated: {cut}"
        if own is not None:
            return None
        record.freeze()
        if (missing := declared - record.content_length) > 0:
            return "record breaks off", f"{missing} of {declared} bytes are missing"
        if self._check_digests and record.headers.get("WARC-Block-Digest") and not record.verify_block_digest():
            return "record does not fit its digest", str(record.headers.get("WARC-Block-Digest"))
        return None


def _declared(record: Any) -> int:
    stated = str(record.headers.get("Content-Length") or "").strip()
    return min(int(stated[:20]), _MOST_DECLARED) if stated.isdecimal() else 0


def _media(record: Any) -> str | None:
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
        before = window[-len(_PLAIN) - 1 :]
    return None


def _starts(window: bytes) -> Iterator[int]:
    """Where a record may begin in a stretch of an archive, in order."""
    plain, packed = window.find(_PLAIN), window.find(_GZIP)
    while plain >= 0 or packed >= 0:
        if packed < 0 or 0 <= plain < packed:
            if not plain or window[plain - 1 : plain] in (b"\n", b"\0"):
                yield plain
            plain = window.find(_PLAIN, plain + 1)
        else:
            yield packed
            packed = window.find(_GZIP, packed + 1)


def _begins(head: bytes) -> bool:
    if head.startswith(_PLAIN):
        return True
    try:
        return zlib.decompressobj(31).decompress(head, 16).startswith(_PLAIN)
    except zlib.error:
        return False
