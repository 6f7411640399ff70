"""ARC archives (the Internet Archive's format before WARC): each record is told as a WARC record and read as such."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import IO

from dateline.model import Page, Skipped
from dateline.reading.containers.skipped_records import skip_record
from dateline.reading.containers.warc import warc_pages

_HEAD = re.compile(
    rb"^(?P<url>[a-z][a-z0-9+.-]*:\S.*) (?P<ip>[0-9a-fA-F.:]+) (?P<date>\d{14}) (?P<media>\S+)"
    rb"(?: .*)? (?P<length>\d+)\r?\n?$"
)
_LONGEST_LINE = 16_384


def arc_pages(stream: IO[bytes], limit: int, origin: str) -> Iterator[Page | Skipped]:
    """Pages of an ARC archive (version 1 or 2), decompressed. Lines between records that announce none are passed
    over and told once, at the end.
    """
    seen = strays = 0
    try:
        while line := stream.readline(_LONGEST_LINE):
            head = _HEAD.match(line)
            if head is None:
                strays += bool(line.strip())
                continue
            seen += 1
            yield from _record(stream, head, limit, f"{origin}#{seen}")
    except (OSError, EOFError, zlib.error) as error:
        yield skip_record(f"{origin}#{seen + 1}", "archive breaks off", f"{type(error).__name__}: {error}")
    if strays:
        yield skip_record(origin, "lines between the records of the archive", f"{strays} lines announce no record")


def _record(stream: IO[bytes], head: re.Match[bytes], limit: int, where: str) -> Iterator[Page | Skipped]:
    length, address = int(head["length"]), head["url"].decode("utf-8", "replace")
    if address.startswith("filedesc:"):
        _pass_over(stream, length)
        return
    if length > limit:
        yield skip_record(where, "page too large", f"{length} bytes declared, more than {limit}", address)
        _pass_over(stream, length)
        return
    block = stream.read(length)
    if len(block) < length:
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


def _pass_over(stream: IO[bytes], length: int) -> None:
    while length > 0 and (piece := stream.read(min(length, 65_536))):
        length -= len(piece)
