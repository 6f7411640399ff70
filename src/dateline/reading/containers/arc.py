"""ARC archives (the Internet Archive's format before WARC): each record is told as a WARC record and read as such."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import IO

from dateline.model import Page, Skipped
from dateline.reading.containers.skipped_records import plain_reason, skip_record
from dateline.reading.containers.warc import warc_pages

_HEAD = re.compile(
    rb"^(?P<url>[a-z][a-z0-9+.-]*:\S.*) (?P<ip>[0-9a-fA-F.:]+) (?P<date>\d{14}) (?P<media>\S+)"
    rb"(?: .*)? (?P<length>\d+)\r?\n?$"
)
_HEAD_INSIDE = re.compile(rb"\n(?=https?://\S{3,2000} [0-9a-fA-F.:]{7,45} \d{14} \S+(?: [^\n]{0,200})? \d+\r?\n)")
_LONGEST_LINE = 16_384


class _Archive:
    """The archive's bytes, some of which can be given back to be read once more."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._back = stream, io.BytesIO()
        self.cut = False
        """Whether the last record was shorter than it said."""

    def readline(self, size: int) -> bytes:
        """The next line, or `size` bytes of it."""
        line = self._back.readline(size)
        return line if line.endswith(b"\n") or len(line) == size else line + self._stream.readline(size - len(line))

    def read(self, size: int) -> bytes:
        """The next bytes, fewer at the end alone."""
        piece = self._back.read(size)
        return piece if len(piece) == size else piece + self._stream.read(size - len(piece))

    def give_back(self, piece: bytes) -> None:
        """These bytes come next."""
        self._back = io.BytesIO(piece + self._back.read())


def arc_pages(packed: IO[bytes], limit: int, origin: str) -> Iterator[Page | Skipped]:
    """Pages of an ARC archive (version 1 or 2), decompressed. Lines between records that announce none are passed
    over and told once, at the end. A record whose length reaches into the next one ends where that begins.
    """
    stream = _Archive(packed)
    seen = strays = 0
    try:
        while line := stream.readline(_LONGEST_LINE):
            head = _HEAD.match(line)
            if head is None:
                strays += bool(line.strip())
                continue
            seen += 1
            yield from _record(stream, head, limit, f"{origin}#{seen}")
    except OSError as error:
        yield skip_record(f"{origin}#{seen + 1}", "archive breaks off", plain_reason(error))
    if strays:
        yield skip_record(origin, "lines between the records of the archive", f"{strays} lines announce no record")


def _record(stream: _Archive, head: re.Match[bytes], limit: int, where: str) -> Iterator[Page | Skipped]:
    length, address = int(head["length"]), head["url"].decode("utf-8", "replace")
    if address.startswith("filedesc:"):
        _pass_over(stream, length)
        return
    if length > limit:
        yield skip_record(where, "page too large", f"{length} bytes declared, more than {limit}", address)
        _pass_over(stream, length)
        return
    block = _read_block(stream, length)
    if len(block) < length and not stream.cut:
        yield skip_record(where, "record breaks off", f"{length - len(block)} of {length} bytes are missing", address)
        return
    yield from warc_pages(io.BytesIO(_write_as_warc(head, block)), limit, where, numbered=False)


def _write_as_warc(head: re.Match[bytes], block: bytes) -> bytes:
    d = head["date"]
    date = b"%b-%b-%bT%b:%b:%bZ" % (d[:4], d[4:6], d[6:8], d[8:10], d[10:12], d[12:])
    http = block.startswith(b"HTTP/")
    kind, media = (b"response", b"application/http; msgtype=response") if http else (b"resource", head["media"])
    return (
        b"WARC/1.0\r\nWARC-Type: %b\r\nWARC-Target-URI: %b\r\nWARC-Date: %b\r\nContent-Type: %b\r\n"
        b"Content-Length: %d\r\n\r\n%b\r\n\r\n" % (kind, head["url"], date, media, len(block), block)
    )


def _read_block(stream: _Archive, length: int) -> bytes:
    """The block of a record. Where no record follows it, its length may be false: then it ends at the first line in it
    that announces one, and what follows is given back.
    """
    block = stream.read(length)
    behind = stream.readline(_LONGEST_LINE)
    following = behind if behind.strip() else stream.readline(_LONGEST_LINE)
    rest = behind if behind.strip() else behind + following
    stream.cut = False
    sound = len(block) == length and (not following or _HEAD.match(following) is not None)
    if not sound and (inside := _HEAD_INSIDE.search(block + rest)) is not None:
        stream.give_back((block + rest)[inside.start() + 1 :])
        stream.cut = True
        return block[: inside.start()]
    stream.give_back(rest)
    return block


def _pass_over(stream: _Archive, length: int) -> None:
    """Passes over so many bytes, or over those up to the first line among them that announces a record."""
    window = b""
    while length > 0 and (piece := stream.read(min(length, 65_536))):
        length -= len(piece)
        window = window[-_LONGEST_LINE:] + piece
        if (inside := _HEAD_INSIDE.search(window)) is not None:
            stream.give_back(window[inside.start() + 1 :])
            return
