"""Where a WARC record really ends: at the next record, whatever its Content-Length says."""

from __future__ import annotations

import re
import zlib
from typing import IO

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_NEXT = re.compile(rb"(?:\r?\n){1,4}(?=WARC/1\.[01]\r?\nWARC-|WARC/1\.[01]\r?\nContent-)")
_GAP = re.compile(rb"(?:\r?\n){1,}")
_HEAD = 65_536
_PIECE = 1 << 20


def find_block(stream: IO[bytes], place: int, declared: int, most: int) -> tuple[bytes, int] | None:
    """The block of the record that begins at byte `place`, at most `most` bytes of it, and where the next record
    begins, if the length that it declares is false; None if it is true or no next record is found. Moves the stream.
    """
    stream.seek(place)
    start = stream.read(_HEAD)
    if start.startswith(b"\x1f\x8b"):
        return None if 0 < declared <= most else _member(stream, place, most)
    end = _HEAD_END.search(start)
    if not start.startswith(b"WARC/") or end is None:
        return None
    body = place + end.end()
    if declared and _ends_there(stream, body + declared):
        return None
    stream.seek(body)
    return _up_to_next(stream, body, declared, most)


def first_record(block: bytes) -> tuple[bytes, int]:
    """The block up to the first record that its length covers by mistake, and how many it covers. They are told and
    not read: whoever writes a page could write records into it, in the name of any address.
    """
    starts = list(_NEXT.finditer(block))
    return (block[: starts[0].start()], len(starts)) if starts else (block, 0)


def _ends_there(stream: IO[bytes], at: int) -> bool:
    """Whether a record can end at this byte: line ends follow, or nothing does."""
    if at > stream.seek(0, 2):
        return False
    stream.seek(at - 1)
    behind = stream.read(9)
    return len(behind) == 1 or (len(behind) > 1 and _GAP.match(behind, 1) is not None)


def _up_to_next(stream: IO[bytes], body: int, declared: int, most: int) -> tuple[bytes, int] | None:
    """The bytes up to the next record's first line. A last record of the archive without one is whole if its length
    was never told.
    """
    window = b""
    while len(window) <= most and (piece := stream.read(_PIECE)):
        searched = max(0, len(window) - 64)
        window += piece
        if (found := _NEXT.search(window, searched)) is not None:
            return window[: found.start()], body + found.end()
    if declared or len(window) > most or not window:
        return None
    return window.rstrip(b"\r\n"), body + len(window)


def _member(stream: IO[bytes], place: int, most: int) -> tuple[bytes, int] | None:
    """The block that a gzip member holds whose record declares no length."""
    stream.seek(place)
    engine = zlib.decompressobj(31)
    out = b""
    read = 0
    try:
        while not engine.eof and len(out) <= most and (piece := stream.read(_HEAD)):
            out += engine.decompress(piece, most)
            read += len(piece)
    except zlib.error:
        return None
    end = _HEAD_END.search(out)
    if not engine.eof or end is None:
        return None
    block = out[end.end() :].rstrip(b"\r\n")
    return (block, place + read - len(engine.unused_data)) if block else None
